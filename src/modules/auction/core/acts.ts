/** Which act on a session is open to whom, and why not. None of them touches a bidder or a bid. */
import { actsBy, type Permit } from '#kernel/acts.ts'
import { holdsRole, type Actor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { hasEnded, resume, suspend } from './clock.ts'
import { isAuctioneer, isConflicted, presides } from './permit.ts'
import type { AuctionState } from './state.ts'

export const SESSION_ACTS = ['take', 'appoint', 'remarks', 'suspend', 'causeEnded', 'resume', 'callOff', 'sign'] as const
export type SessionAct = (typeof SESSION_ACTS)[number]

export interface HandledSession {
  readonly state: AuctionState
  readonly now: Instant
  /** By when it is to go on: known once the cause of the suspension has ended. */
  readonly resumeBy: Instant | null
  readonly auctioneerId: string | null
  readonly isRecordSigned: boolean
  readonly sellerOrganisationId: string
  readonly bidderOrganisationIds: readonly string[]
}

const allowed = (result: Result<unknown>): Result<null> => (result.ok ? ok(null) : result)

const isRunning: Permit<HandledSession> = (_, { state, now }) =>
  state.phase === 'closed' || hasEnded(state, now) ? refuse('auction.already_closed') : ok(null)

/** Whether this person may preside over the sale at all, whoever names it. */
export const mayPreside: Permit<HandledSession> = (host, session) => {
  if (!isAuctioneer(host) || host.personId === null) return refuse('auction.not_an_auctioneer', {}, { field: 'personId' })
  return isConflicted(host, session) ? refuse('auction.auctioneer_conflicted') : ok(null)
}

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

const standing = ({ state }: HandledSession): Result<null> => (state.phase === 'suspended' ? ok(null) : refuse('auction.not_suspended'))

/** Said once: the time to resume runs from there. */
const causeEnding = (session: HandledSession): Result<null> => {
  const stands = standing(session)
  return stands.ok && session.resumeBy !== null ? refuse('auction.cause_has_ended') : stands
}

const signing = ({ state, isRecordSigned }: HandledSession): Result<null> => {
  if (state.phase !== 'closed') return refuse('auction.not_closed')
  return isRecordSigned ? refuse('auction.already_signed') : ok(null)
}

export const SESSION_PERMITS: Readonly<Record<SessionAct, Permit<HandledSession>>> = {
  take,
  appoint,
  remarks: presiding((session) => (session.state.phase === 'closed' ? refuse('auction.already_closed') : ok(null))),
  suspend: presiding(({ state, now }) => suspend(state, now)),
  causeEnded: presiding(causeEnding),
  resume: presiding(({ state, now }) => resume(state, now)),
  callOff: presiding(standing),
  sign: presiding(signing),
}

export const sessionActs = (actor: Actor, session: HandledSession) => actsBy(SESSION_PERMITS)(actor, session)
