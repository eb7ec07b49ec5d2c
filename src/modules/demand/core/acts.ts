/** Which act on a demand is open to whom, and why not. */
import { actsBy, inTurn, type Permit as PermitOn } from '#kernel/acts.ts'
import { holdsRole, type Actor } from '#kernel/actor.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { DEMAND, type DemandEvent } from './lifecycle.ts'
import { isOfOwner, isOwner, maySee, RESPONDING, type Owned } from './permit.ts'

export const DEMAND_ACTS = ['respond', 'revise', 'close', 'withdraw', 'takeDown'] as const
export type DemandAct = (typeof DEMAND_ACTS)[number]

export interface Handled extends Owned {
  readonly hasResponded: boolean
}

type Permit = PermitOn<Handled>

const notFound = () => refuse('demand.not_found')
const wrongState = ({ state }: Handled) => refuse('demand.wrong_state', { state })
const published: Permit = (_actor, handled) => (handled.state === 'published' ? ok(null) : wrongState(handled))
const when =
  (event: DemandEvent): Permit =>
  (_actor, handled) =>
    DEMAND.next(handled.state, event) === null ? wrongState(handled) : ok(null)

const owner: Permit = (actor, handled) => (isOwner(actor, handled) ? ok(null) : notFound())
const clerk: Permit = (actor) => (holdsRole(actor, 'clerk') ? ok(null) : notFound())
/** Whoever has technology may answer, but not to oneself. */
const stranger: Permit = (actor, handled) => {
  if (!maySee(actor, handled)) return notFound()
  if (actor.kind === 'visitor') return handled.state === 'published' ? refuse('request.unauthorized') : wrongState(handled)
  if (!RESPONDING.some((role) => holdsRole(actor, role))) return notFound()
  return isOfOwner(actor, handled) ? refuse('demand.own_demand') : ok(null)
}
const once: Permit = (_actor, { hasResponded }) => (hasResponded ? refuse('demand.already_responded') : ok(null))

const PERMITS: Readonly<Record<DemandAct, Permit>> = {
  respond: inTurn(stranger, published, once),
  revise: inTurn(owner, published),
  close: inTurn(owner, when('close')),
  withdraw: inTurn(owner, when('withdraw')),
  takeDown: inTurn(clerk, when('takeDown')),
}

export const permit = (act: DemandAct, actor: Actor, handled: Handled): Result<null> => PERMITS[act](actor, handled)

export const actsOf = actsBy(PERMITS)
