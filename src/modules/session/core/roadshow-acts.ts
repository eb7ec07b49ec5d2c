/** Which act on a roadshow slot, and on a question in it, is open to whom, and why not. */
import { actsBy, inTurn, type Permit as PermitOn } from '#kernel/acts.ts'
import { holdsRole, type Actor } from '#kernel/actor.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { SessionState } from './lifecycle.ts'
import { QUESTION, SLOT, type QuestionState, type SlotPhase, type SlotState } from './roadshow.ts'

export const SLOT_ACTS = ['move', 'cancel', 'prepare', 'putSlides', 'ask'] as const
export type SlotAct = (typeof SLOT_ACTS)[number]
export const QUESTION_ACTS = ['answer', 'decline'] as const
export type QuestionAct = (typeof QUESTION_ACTS)[number]

export interface HandledSlot {
  readonly state: SlotState
  readonly phase: SlotPhase
  /** As time has it. */
  readonly sessionState: SessionState
  readonly sellerOrganisationId: string
}
export interface HandledQuestion {
  readonly slot: HandledSlot
  readonly state: QuestionState
}

type Permit = PermitOn<HandledSlot>
type QuestionPermit = PermitOn<HandledQuestion>

const LIVING: readonly SessionState[] = ['announced', 'running']

const notFound = () => refuse('session.slot.not_found')
const clerk: Permit = (actor) => (holdsRole(actor, 'clerk') ? ok(null) : notFound())
const seller: Permit = (actor, { sellerOrganisationId }) => (holdsRole(actor, 'tto', sellerOrganisationId) ? ok(null) : notFound())
const enterprise: Permit = (actor) => (holdsRole(actor, 'enterprise') ? ok(null) : notFound())
const coming: Permit = (_actor, { phase, sessionState }) =>
  phase === 'coming' && LIVING.includes(sessionState) ? ok(null) : refuse('session.slot_begun', { phase })
/** Before it and while it lasts. */
const listening: Permit = (_actor, { phase, sessionState }) =>
  (phase === 'coming' || phase === 'on') && LIVING.includes(sessionState) ? ok(null) : refuse('session.slot_over', { phase })
const cancellable: Permit = (_actor, { state, phase }) => (SLOT.next(state, 'cancel') === null ? refuse('session.slot_begun', { phase }) : ok(null))

const PERMITS: Readonly<Record<SlotAct, Permit>> = {
  move: inTurn(clerk, coming),
  cancel: inTurn(clerk, cancellable, coming),
  prepare: inTurn(seller, coming),
  putSlides: inTurn(seller, coming),
  ask: inTurn(enterprise, listening),
}
export const permitSlot = (act: SlotAct, actor: Actor, handled: HandledSlot): Result<null> => PERMITS[act](actor, handled)
export const slotActsOf = actsBy(PERMITS)

const questionNotFound = () => refuse('session.question.not_found')
const ofSeller: QuestionPermit = (actor, { slot }) => (holdsRole(actor, 'tto', slot.sellerOrganisationId) ? ok(null) : questionNotFound())
const ofClerk: QuestionPermit = (actor) => (holdsRole(actor, 'clerk') ? ok(null) : questionNotFound())
/** Answers come while the session lives: what is said to one during the bidding is said to all. */
const has =
  (event: QuestionAct): QuestionPermit =>
  (_actor, { slot, state }) =>
    QUESTION.next(state, event) === null || !LIVING.includes(slot.sessionState) ? refuse('session.question_decided', { state }) : ok(null)

const QUESTION_PERMITS: Readonly<Record<QuestionAct, QuestionPermit>> = {
  answer: inTurn(ofSeller, has('answer')),
  decline: inTurn(ofClerk, has('decline')),
}
export const permitQuestion = (act: QuestionAct, actor: Actor, handled: HandledQuestion): Result<null> => QUESTION_PERMITS[act](actor, handled)
export const questionActsOf = actsBy(QUESTION_PERMITS)

/** Before it is answered a question is read by who asked, who answers and the market's clerks; what was declined stays with its reason for who asked and for clerks. */
export const mayReadQuestion = (
  actor: Actor,
  { state, organisationId, sellerOrganisationId }: { readonly state: QuestionState; readonly organisationId: string; readonly sellerOrganisationId: string },
): boolean =>
  state === 'answered' ||
  holdsRole(actor, 'clerk') ||
  holdsRole(actor, 'enterprise', organisationId) ||
  (state !== 'declined' && holdsRole(actor, 'tto', sellerOrganisationId))
