/** Which act on a session is open to whom, and why not: none of the host's touches a bidder or a bid. And which on a bidder's own proxy. */
import { actsBy, inTurn, type Permit } from '#kernel/acts.ts'
import { holdsRole, type Actor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { mayCall, type Called } from './calls.ts'
import { advance, hasEnded, resume, suspend } from './clock.ts'
import { hasFloor } from './floor.ts'
import { METHODS, type Method } from './method.ts'
import { isAuctioneer, isConflicted, presides } from './permit.ts'
import type { AuctionState } from './state.ts'
import { beijingTime } from './wording.ts'

export const SESSION_ACTS = [
  'take',
  'appoint',
  'callOnce',
  'callTwice',
  'takeFloor',
  'appointFloor',
  'takeRecorder',
  'appointRecorder',
  'remarks',
  'suspend',
  'causeEnded',
  'resume',
  'callOff',
  'keepRecord',
  'sign',
] as const
export type SessionAct = (typeof SESSION_ACTS)[number]

/** Beside who presides: who bids for the hall, and who keeps the record (Auction Law art. 53). One person may do both. */
export const SEATS = ['floorClerk', 'recorder'] as const
export type Seat = (typeof SEATS)[number]

export interface HandledSession {
  readonly state: AuctionState
  readonly now: Instant
  /** By when it is to go on: known once the cause of the suspension has ended. */
  readonly resumeBy: Instant | null
  readonly method: Method
  readonly auctioneerId: string | null
  readonly floorClerkId: string | null
  readonly recorderId: string | null
  readonly called: Called | null
  /** The recorder has signed the course. */
  readonly isCourseSigned: boolean
  /** Its deadline was announced to those who seal: no clock of the host stops it. */
  readonly isSealed: boolean
  readonly isRecordSigned: boolean
  readonly sellerOrganisationId: string
  /** Held by a licensed house: only its certified auctioneers preside (Auction Law art. 14). */
  readonly isLicensed: boolean
  readonly certified: readonly string[]
  readonly bidderOrganisationIds: readonly string[]
}

const allowed = (result: Result<unknown>): Result<null> => (result.ok ? ok(null) : result)

const isRunning: Permit<HandledSession> = (_, { state, now }) =>
  state.phase === 'closed' || hasEnded(state, now) ? refuse('auction.already_closed') : ok(null)

/** Whether this person may preside over the sale at all, whoever names it. */
export const mayPreside: Permit<HandledSession> = (host, session) => {
  if (!isAuctioneer(host) || host.personId === null) return refuse('auction.not_an_auctioneer', {}, { field: 'personId' })
  if (session.isLicensed && !session.certified.includes(host.personId)) return refuse('auction.auctioneer_uncertified', {}, { field: 'personId' })
  if (isConflicted(host, session)) return refuse('auction.auctioneer_conflicted')
  return host.personId === session.floorClerkId || host.personId === session.recorderId ? refuse('auction.two_persons') : ok(null)
}

/** The same for the seats beside: a host too, for it is to know numbers only, and never the one who presides. */
export const mayAttend: Permit<HandledSession> = (host, session) => {
  if (!isAuctioneer(host) || host.personId === null) return refuse('auction.not_an_auctioneer', {}, { field: 'personId' })
  if (isConflicted(host, session)) return refuse('auction.auctioneer_conflicted')
  return host.personId === session.auctioneerId ? refuse('auction.two_persons') : ok(null)
}

const holderOf = (seat: Seat, { floorClerkId, recorderId }: HandledSession): string | null => (seat === 'floorClerk' ? floorClerkId : recorderId)

/** Who bids for the hall is there until the end; the record is kept until it is signed. */
const isSeatOpen =
  (seat: Seat): Permit<HandledSession> =>
  (actor, session) => {
    if (seat === 'floorClerk') return hasFloor(session.method) ? isRunning(actor, session) : refuse('auction.no_floor')
    return session.isCourseSigned || session.isRecordSigned ? refuse('auction.already_signed') : ok(null)
  }

const takeSeat =
  (seat: Seat): Permit<HandledSession> =>
  (actor, session) => {
    if (!isAuctioneer(actor) || presides(actor, session.auctioneerId) || actor.personId === holderOf(seat, session)) return refuse('auction.forbidden')
    const open = isSeatOpen(seat)(actor, session)
    if (!open.ok) return open
    return holderOf(seat, session) === null ? mayAttend(actor, session) : refuse('auction.seat_taken')
  }

const appointSeat =
  (seat: Seat): Permit<HandledSession> =>
  (actor, session) =>
    holdsRole(actor, 'clerk') ? isSeatOpen(seat)(actor, session) : refuse('auction.forbidden')

/** How a seat is taken, and how it is given to somebody. */
export const SEAT_ACTS = {
  floorClerk: { take: 'takeFloor', appoint: 'appointFloor' },
  recorder: { take: 'takeRecorder', appoint: 'appointRecorder' },
} as const satisfies Record<Seat, { readonly take: SessionAct; readonly appoint: SessionAct }>

/** Who presides gives the session back by a clerk alone; nobody takes it away. */
const take: Permit<HandledSession> = (actor, session) => {
  if (!isAuctioneer(actor) || presides(actor, session.auctioneerId)) return refuse('auction.forbidden')
  const open = isRunning(actor, session)
  if (!open.ok) return open
  return session.auctioneerId === null ? mayPreside(actor, session) : refuse('auction.already_assigned')
}

/** A clerk names who presides, also in the place of another. */
const appoint: Permit<HandledSession> = (actor, session) => (holdsRole(actor, 'clerk') ? isRunning(actor, session) : refuse('auction.forbidden'))

const presiding =
  (permit: (session: HandledSession) => Result<unknown>): Permit<HandledSession> =>
  (actor, session) =>
    presides(actor, session.auctioneerId) ? allowed(permit(session)) : refuse('auction.forbidden')

/** A licensed auction goes on only under somebody who may preside over it today. */
const resuming: Permit<HandledSession> = (actor, { state, now, isLicensed, certified }) => {
  const stopped = resume(state, now)
  if (!stopped.ok) return stopped
  return isLicensed && !certified.includes(actor.personId ?? '') ? refuse('auction.auctioneer_uncertified') : ok(null)
}

const standing = ({ state }: HandledSession): Result<null> => (state.phase === 'suspended' ? ok(null) : refuse('auction.not_suspended'))

/** Said once: the time to resume runs from there. */
const causeEnding = (session: HandledSession): Result<null> => {
  const stands = standing(session)
  return stands.ok && session.resumeBy !== null ? refuse('auction.cause_has_ended') : stands
}

/** Where somebody keeps the record, that signature comes first: the host's covers it. */
const signing = ({ state, isRecordSigned, recorderId, isCourseSigned }: HandledSession): Result<null> => {
  if (state.phase !== 'closed') return refuse('auction.not_closed')
  if (isRecordSigned) return refuse('auction.already_signed')
  return recorderId !== null && !isCourseSigned ? refuse('auction.recorder_signs_first') : ok(null)
}

const keeping: Permit<HandledSession> = (actor, { state, recorderId, isCourseSigned, isRecordSigned }) => {
  if (recorderId === null || actor.personId !== recorderId || !isAuctioneer(actor)) return refuse('auction.forbidden')
  if (state.phase !== 'closed') return refuse('auction.not_closed')
  return isCourseSigned || isRecordSigned ? refuse('auction.already_signed') : ok(null)
}

export const SESSION_PERMITS: Readonly<Record<SessionAct, Permit<HandledSession>>> = {
  take,
  appoint,
  callOnce: presiding((session) => mayCall(session, 1)),
  callTwice: presiding((session) => mayCall(session, 2)),
  takeFloor: takeSeat('floorClerk'),
  appointFloor: appointSeat('floorClerk'),
  takeRecorder: takeSeat('recorder'),
  appointRecorder: appointSeat('recorder'),
  remarks: presiding((session) => (session.state.phase === 'closed' ? refuse('auction.already_closed') : ok(null))),
  suspend: presiding(({ state, now, isSealed }) => (isSealed ? refuse('auction.sealed_runs_on') : suspend(state, now))),
  causeEnded: presiding(causeEnding),
  resume: (actor, session) => (presides(actor, session.auctioneerId) ? resuming(actor, session) : refuse('auction.forbidden')),
  callOff: presiding(standing),
  keepRecord: keeping,
  sign: presiding(signing),
}

export const sessionActs = (actor: Actor, session: HandledSession) => actsBy(SESSION_PERMITS)(actor, session)

export const PROXY_ACTS = ['setProxy', 'withdrawProxy'] as const
export type ProxyAct = (typeof PROXY_ACTS)[number]

/** What decides on the proxy of a bidder who has a number in the auction. */
export interface HandledProxy {
  readonly method: Method
  readonly state: AuctionState
  readonly now: Instant
  readonly hasProxy: boolean
}

/** A proxy moves with the clock of the auction: before the opening and while bids are taken. */
const whileItRuns: Permit<HandledProxy> = (_, { method, state, now }) => {
  if (!METHODS[method].allowsProxies) return refuse('auction.no_proxies')
  const at = advance(state, now).state
  if (at.phase === 'suspended') return refuse('auction.suspended')
  return at.phase === 'closed' || hasEnded(at, now) ? refuse('auction.ended', { endedAt: beijingTime(at.endsAt) }) : ok(null)
}

export const PROXY_PERMITS: Readonly<Record<ProxyAct, Permit<HandledProxy>>> = {
  setProxy: whileItRuns,
  withdrawProxy: inTurn((_, { hasProxy }) => (hasProxy ? ok(null) : refuse('auction.no_proxy')), whileItRuns),
}

export const proxyActs = (actor: Actor, proxy: HandledProxy) => actsBy(PROXY_PERMITS)(actor, proxy)
