/** Which act on an achievement is open to whom, and why not. An achievement that is not the asker's to handle does not exist for the asker. */
import { actsBy, inTurn, type Permit as PermitOn } from '#kernel/acts.ts'
import { actorIdOf, type Actor } from '#kernel/actor.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { ACHIEVEMENT, type AchievementEvent, type AchievementState } from './lifecycle.ts'
import { isCompleter, mayApprove, mayAssess, mayEdit, type Owned } from './permit.ts'
import type { Confirmation } from './words.ts'

export const ACHIEVEMENT_ACTS = [
  'edit',
  'withdraw',
  'confirmContribution',
  'assess',
  'returnToResearcher',
  'approve',
  'sendBack',
  'recordFiling',
  'linkCompleter',
] as const
export type AchievementAct = (typeof ACHIEVEMENT_ACTS)[number]

export interface Handled extends Owned {
  readonly assessedBy: string | null
  readonly completers: readonly {
    readonly personId: string | null
    readonly name: string
    readonly confirmation: Confirmation
  }[]
}

type Permit = PermitOn<Handled>

const notFound = () => refuse('achievement.not_found')
const wrongState = ({ state }: Handled) => refuse('achievement.wrong_state', { state })
const within =
  (...states: readonly AchievementState[]): Permit =>
  (_actor, handled) =>
    states.includes(handled.state) ? ok(null) : wrongState(handled)
const when =
  (event: AchievementEvent): Permit =>
  (_actor, handled) =>
    ACHIEVEMENT.next(handled.state, event) === null ? wrongState(handled) : ok(null)

const writer: Permit = (actor, handled) => (mayEdit(actor, handled) ? ok(null) : notFound())
/** A draft is its writer's alone. */
const officer: Permit = (actor, handled) => (handled.state !== 'draft' && mayAssess(actor, handled) ? ok(null) : notFound())
const approver: Permit = (actor, handled) => (handled.state !== 'draft' && mayApprove(actor, handled) ? ok(null) : notFound())
const completer: Permit = (actor, handled) => (handled.state !== 'draft' && isCompleter(actor, handled) ? ok(null) : notFound())

/** Two people: who assessed does not approve. */
const secondPerson: Permit = (actor, { assessedBy }) => (assessedBy === actorIdOf(actor) ? refuse('achievement.maker_may_not_approve') : ok(null))

const sharesAgreed: Permit = (_actor, { completers }) => {
  const contested = completers.find(({ confirmation }) => confirmation === 'contested')
  if (contested) return refuse('achievement.contribution_contested', { name: contested.name })
  const pending = completers.filter(({ confirmation }) => confirmation === 'pending')
  return pending.length > 0
    ? refuse('achievement.contribution_unconfirmed', { count: pending.length, names: pending.map(({ name }) => name).join('、') })
    : ok(null)
}

const notYetConfirmed: Permit = (actor, { completers }) =>
  completers.find(({ personId }) => personId !== null && personId === actor.personId)?.confirmation === 'confirmed'
    ? refuse('achievement.already_confirmed')
    : ok(null)

const someUnlinked: Permit = (_actor, { completers }) =>
  completers.some(({ personId }) => personId === null) ? ok(null) : refuse('achievement.already_linked')

const PERMITS: Readonly<Record<AchievementAct, Permit>> = {
  edit: inTurn(writer, within('draft', 'returned')),
  withdraw: inTurn(writer, when('withdraw')),
  confirmContribution: inTurn(completer, within('disclosed', 'assessed', 'returned'), notYetConfirmed),
  assess: inTurn(officer, when('assess')),
  returnToResearcher: inTurn(officer, when('return')),
  approve: inTurn(approver, within('assessed'), secondPerson, sharesAgreed),
  sendBack: inTurn(approver, when('sendBack'), secondPerson),
  recordFiling: inTurn(officer, within('approved')),
  linkCompleter: inTurn(officer, someUnlinked),
}

export const permit = (act: AchievementAct, actor: Actor, handled: Handled): Result<null> => PERMITS[act](actor, handled)

export const actsOf = actsBy(PERMITS)
