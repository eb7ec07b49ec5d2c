/** Bids from the hall: who may have them made, and who makes them. */
import { actsBy, inTurn, type Permit } from '#kernel/acts.ts'
import type { Actor } from '#kernel/actor.ts'
import type { Bilingual } from '#kernel/bilingual.ts'
import type { Instant } from '#kernel/instant.ts'
import { ok, refuse } from '#kernel/result.ts'
import { advance, hasEnded } from './clock.ts'
import { METHODS, type Method } from './method.ts'
import { isAuctioneer } from './permit.ts'
import type { AuctionState } from './state.ts'
import { beijingTime } from './wording.ts'

/** How a bid came in. Records that name none are of before there was a hall. */
export const CHANNELS = ['online', 'floor'] as const
export type Channel = (typeof CHANNELS)[number]

/**
 * What a bidder declares. The words are fixed: a text of its own could tell the market's people in the hall who stands behind a number, and they are to
 * know numbers only.
 */
export const FLOOR_STATEMENT: Bilingual = {
  zh: '本竞买人授权市场的场内出价员，在本场竞价中按持有本竞买号号牌的人在会场的举牌或报价，以本竞买号代为出价。场内出价与本竞买人在线出价效力相同，以服务器收到的时间为准；网络中断时稍后送达的出价，可能因价格已变或时间已过而不被接受。本授权可随时撤回，撤回前已被接受的出价仍然有效。',
  en: "This bidder authorises the market's floor clerk to bid under this bidder number, in this bidding, what the person who holds the paddle of the number in the hall shows or calls. A bid from the hall binds like the bidder's own online one and counts at the time the server receives it; one that is delivered late because a network was down may be refused because the price or the time has gone on. The authority may be revoked at any time; bids accepted before that stand.",
}

export const FLOOR_ACTS = ['authoriseFloor', 'revokeFloor'] as const
export type FloorAct = (typeof FLOOR_ACTS)[number]

/** What decides on the authority of a bidder who has a number in the auction. */
export interface HandledFloor {
  readonly method: Method
  readonly state: AuctionState
  readonly now: Instant
  /** Whether the market takes bids from its hall at all, by its rulebook. */
  readonly isOffered: boolean
  readonly isAuthorised: boolean
}

/** A price that rises step by step can be called out in a hall; envelopes, rounds and a falling clock cannot. */
export const hasFloor = (method: Method): boolean => METHODS[method].price === 'ascending_grid'

const whileItRuns: Permit<HandledFloor> = (_, { state, now }) => {
  const at = advance(state, now).state
  return at.phase === 'closed' || hasEnded(at, now) ? refuse('auction.ended', { endedAt: beijingTime(at.endsAt) }) : ok(null)
}

export const FLOOR_PERMITS: Readonly<Record<FloorAct, Permit<HandledFloor>>> = {
  authoriseFloor: inTurn(
    (_, { method, isOffered }) => (hasFloor(method) && isOffered ? ok(null) : refuse('auction.no_floor')),
    (_, { isAuthorised }) => (isAuthorised ? refuse('auction.floor_authorised_already') : ok(null)),
    whileItRuns,
  ),
  revokeFloor: inTurn((_, { isAuthorised }) => (isAuthorised ? ok(null) : refuse('auction.no_floor_authority')), whileItRuns),
}

export const floorActs = (actor: Actor, floor: HandledFloor) => actsBy(FLOOR_PERMITS)(actor, floor)

/** Whether this person makes the bids of the hall in this sale. */
export const isFloorClerk = (actor: Actor, floorClerkId: string | null): boolean =>
  floorClerkId !== null && actor.personId === floorClerkId && isAuctioneer(actor)
