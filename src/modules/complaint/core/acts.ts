/** Which act on a complaint is open to whom, and why not. */
import { actsBy, inTurn, type Permit as PermitOn } from '#kernel/acts.ts'
import { holdsRole, type Actor } from '#kernel/actor.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { COMPLAINT, type ComplaintState } from './lifecycle.ts'

export const COMPLAINT_ACTS = ['answer', 'withdraw'] as const
export type ComplaintAct = (typeof COMPLAINT_ACTS)[number]

export interface Handled {
  readonly state: ComplaintState
  readonly personId: string
}

type Permit = PermitOn<Handled>

export const isOfficer = (actor: Actor): boolean => holdsRole(actor, 'clerk') || holdsRole(actor, 'admin')
const isOwn = (actor: Actor, { personId }: Pick<Handled, 'personId'>): boolean => actor.personId !== null && actor.personId === personId

/** The complainant and the market's officers; for everybody else there is no such complaint. */
export const maySee = (actor: Actor, handled: Pick<Handled, 'personId'>): boolean => isOwn(actor, handled) || isOfficer(actor)

const notFound = () => refuse('complaint.not_found')
const when =
  (event: ComplaintAct): Permit =>
  (_actor, { state }) =>
    COMPLAINT.next(state, event) === null ? refuse('complaint.already_closed', { state }) : ok(null)
const officer: Permit = (actor) => (isOfficer(actor) ? ok(null) : notFound())
const complainant: Permit = (actor, handled) => (isOwn(actor, handled) ? ok(null) : notFound())
/** An officer may complain as anybody may; another one answers. */
const another: Permit = (actor, handled) => (isOwn(actor, handled) ? refuse('complaint.own') : ok(null))

const PERMITS: Readonly<Record<ComplaintAct, Permit>> = {
  answer: inTurn(officer, another, when('answer')),
  withdraw: inTurn(complainant, when('withdraw')),
}

export const permit = (act: ComplaintAct, actor: Actor, handled: Handled): Result<null> => PERMITS[act](actor, handled)
export const actsOf = actsBy(PERMITS)
