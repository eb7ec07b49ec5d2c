/** Which act on a session, and on a lot in it, is open to whom, and why not. */
import { actsBy, inTurn, type Permit as PermitOn } from '#kernel/acts.ts'
import { holdsRole, speaksFor, type Actor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { ENTRY, PUBLIC_STATES, SESSION, stateAt, type SessionState, type Standing } from './lifecycle.ts'

export const SESSION_ACTS = ['revise', 'submit', 'announce', 'sendBack', 'cancel', 'addLot', 'askLot', 'reschedule', 'planSlot'] as const
export type SessionAct = (typeof SESSION_ACTS)[number]
export const ENTRY_ACTS = ['admit', 'decline', 'takeBack', 'remove', 'move'] as const
export type EntryAct = (typeof ENTRY_ACTS)[number]

export interface Handled {
  /** As it is written down. */
  readonly state: SessionState
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly organiserId: string
  readonly draftedBy: string
  readonly submittedBy: string | null
  readonly announcedAt: Instant | null
  readonly lotCount: number
  readonly now: Instant
}
export interface HandledEntry {
  readonly session: Handled
  readonly standing: Standing
  readonly sellerOrganisationId: string
}

type Permit = PermitOn<Handled>
type EntryPermit = PermitOn<HandledEntry>

const notFound = () => refuse('session.not_found')
const nowState = (handled: Handled): SessionState => stateAt(handled, handled.now)
const wrongState = (handled: Handled) => refuse('session.wrong_state', { state: nowState(handled) })

export const maySee = (actor: Actor, { state, announcedAt, organiserId }: Pick<Handled, 'state' | 'announcedAt' | 'organiserId'>): boolean =>
  PUBLIC_STATES.includes(state) || announcedAt !== null || holdsRole(actor, 'clerk') || speaksFor(actor, organiserId)

const clerk: Permit = (actor) => (holdsRole(actor, 'clerk') ? ok(null) : notFound())
const seller: Permit = (actor, handled) => (holdsRole(actor, 'tto') && maySee(actor, handled) ? ok(null) : notFound())
const when =
  (event: 'submit' | 'announce' | 'sendBack' | 'cancel'): Permit =>
  (_actor, handled) =>
    SESSION.next(nowState(handled), event) === null ? wrongState(handled) : ok(null)
const isDraft: Permit = (_actor, handled) => (handled.state === 'draft' ? ok(null) : wrongState(handled))
/** Until it begins: an announcement may still be joined. */
const isComing: Permit = (_actor, handled) => (['draft', 'submitted', 'announced'].includes(nowState(handled)) ? ok(null) : wrongState(handled))
/** Sellers hear of it by its announcement. */
const isAnnounced: Permit = (_actor, handled) => (nowState(handled) === 'announced' ? ok(null) : wrongState(handled))
/** What was announced is shown to people until the last lot. */
const isLiving: Permit = (_actor, handled) => (['announced', 'running'].includes(nowState(handled)) ? ok(null) : wrongState(handled))
const hasLots: Permit = (_actor, { lotCount }) => (lotCount > 0 ? ok(null) : refuse('session.no_lots'))
/** Nobody announces alone. */
const another: Permit = (actor, { draftedBy, submittedBy }) =>
  actor.personId === draftedBy || actor.personId === submittedBy ? refuse('session.same_person') : ok(null)

const PERMITS: Readonly<Record<SessionAct, Permit>> = {
  revise: inTurn(clerk, isDraft),
  submit: inTurn(clerk, when('submit'), hasLots),
  announce: inTurn(clerk, when('announce'), another, hasLots),
  sendBack: inTurn(clerk, when('sendBack')),
  cancel: inTurn(clerk, when('cancel')),
  addLot: inTurn(clerk, isComing),
  askLot: inTurn(seller, isAnnounced),
  reschedule: inTurn(clerk, isAnnounced),
  planSlot: inTurn(clerk, isLiving),
}
export const permit = (act: SessionAct, actor: Actor, handled: Handled): Result<null> => PERMITS[act](actor, handled)
export const actsOf = actsBy(PERMITS)

const entryNotFound = () => refuse('session.entry.not_found')
const ofClerk: EntryPermit = (actor) => (holdsRole(actor, 'clerk') ? ok(null) : entryNotFound())
const ofSeller: EntryPermit = (actor, { sellerOrganisationId }) => (holdsRole(actor, 'tto', sellerOrganisationId) ? ok(null) : entryNotFound())
const has =
  (event: 'admit' | 'decline' | 'takeBack' | 'remove'): EntryPermit =>
  (_actor, { standing }) =>
    ENTRY.next(standing, event) === null ? refuse('session.entry_decided', { standing }) : ok(null)
const isIn: EntryPermit = (_actor, { standing }) => (standing === 'admitted' ? ok(null) : refuse('session.entry_decided', { standing }))
const whileComing: EntryPermit = (actor, { session }) => isComing(actor, session)
/** What was announced to be sold in it is not taken out in silence: the lot itself says what became of it. */
const beforeAnnouncement: EntryPermit = (_actor, { session }) => (session.announcedAt === null ? ok(null) : wrongState(session))

const ENTRY_PERMITS: Readonly<Record<EntryAct, EntryPermit>> = {
  admit: inTurn(ofClerk, has('admit'), whileComing),
  decline: inTurn(ofClerk, has('decline')),
  takeBack: inTurn(ofSeller, has('takeBack')),
  remove: inTurn(ofClerk, has('remove'), beforeAnnouncement),
  move: inTurn(ofClerk, isIn, whileComing),
}
export const permitEntry = (act: EntryAct, actor: Actor, handled: HandledEntry): Result<null> => ENTRY_PERMITS[act](actor, handled)
export const entryActsOf = actsBy(ENTRY_PERMITS)
