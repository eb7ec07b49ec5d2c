/** Which act on a right, on a burden of it and on a question of first refusal is open to whom, and why not. */
import { actsBy, inTurn, type Permit } from '#kernel/acts.ts'
import { buysFor, holdsRole, type Actor } from '#kernel/actor.ts'
import { toIso, type Instant } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { EncumbranceKind } from './encumbrance.ts'
import type { Answer, AskState } from './first-refusal.ts'
import { checkUnobjected, type Joint, type Part } from './filing.ts'
import { checkDeclared } from './origin.ts'
import { isOfficer, mayLift, mayRecord } from './permit.ts'

export const RIGHT_ACTS = [
  'askFirstRefusal',
  'declareOrigin',
  'declareHolders',
  'consent',
  'recordEncumbrance',
  'objectToFiling',
  'withdrawFilingObjection',
  'giveUpShare',
] as const
export type RightAct = (typeof RIGHT_ACTS)[number]

export interface HandledRight {
  readonly institutionId: string
  readonly isService: boolean
  readonly holders: readonly { readonly organisationId: string; readonly hasConsented: boolean }[]
  /** Who would be asked; null for a completer without an account. */
  readonly completers: readonly (string | null)[]
  /** It was said how the achievement came about. */
  readonly isOriginDeclared: boolean
  /** Who commissioned or co-developed it has first refusal today. */
  readonly hasDevelopers: boolean
  /** The last round of first refusal. */
  readonly ask: { readonly state: AskState; readonly closesAt: Instant } | null
  /** Something is reserved for a sale, or sold. */
  readonly isDisposed: boolean
  /** The right itself is, not a licence. */
  readonly isAssigned: boolean
  /** What those who developed it together say of an application; null where it was not developed together. */
  readonly joint: Joint | null
}

type RightPermit = Permit<HandledRight>

const notFound = () => refuse('title.not_found')
const officer: RightPermit = (actor, right) => (isOfficer(actor, right) ? ok(null) : notFound())

/** Somebody who wants the achievement is not asked away by a new round: that one is cancelled first, with a reason. */
const noRound: RightPermit = (_actor, { ask }) => {
  if (ask?.state === 'open') return refuse('title.first_refusal.already_open', { closesAt: toIso(ask.closesAt) })
  return ask?.state === 'exercised' ? refuse('title.first_refusal.exercised') : ok(null)
}

const holder: RightPermit = (_actor, { holders, institutionId }) =>
  holders.some(({ organisationId }) => organisationId === institutionId) ? ok(null) : refuse('title.not_the_holder')

/** Who has to be asked follows from how it came about: until that is said nobody knows whether all are. */
const declared: RightPermit = (_actor, { isOriginDeclared }) => checkDeclared(isOriginDeclared)

/** Co-owners are asked where a share is sold. */
const due: RightPermit = (_actor, { isService, hasDevelopers, holders }) =>
  isService || hasDevelopers || holders.length > 1 ? ok(null) : refuse('title.first_refusal_not_due')

const allReachable: RightPermit = (_actor, { isService, completers }) =>
  isService && (completers.length === 0 || completers.includes(null)) ? refuse('title.completer_without_account') : ok(null)

/** The share of another house for which the actor speaks. */
export const ownShare = <Holder extends { readonly organisationId: string }>(
  actor: Actor,
  { institutionId, holders }: { readonly institutionId: string; readonly holders: readonly Holder[] },
): Holder | undefined =>
  holders.find(
    ({ organisationId }) => organisationId !== institutionId && (['tto', 'enterprise'] as const).some((role) => holdsRole(actor, role, organisationId)),
  )

const coOwner: RightPermit = (actor, right) => {
  const mine = ownShare(actor, right)
  if (mine === undefined) return notFound()
  return mine.hasConsented ? refuse('title.already_consented') : ok(null)
}

const undisposed: RightPermit = (_actor, { isDisposed }) => (isDisposed ? refuse('title.under_disposal') : ok(null))

const unheld: RightPermit = (_actor, { isAssigned }) => (isAssigned ? refuse('title.first_refusal.of_lot') : ok(null))
const unassigned: RightPermit = (_actor, { isAssigned }) => (isAssigned ? refuse('title.under_disposal') : ok(null))
/** Who objects is not declared away. */
const unobjected: RightPermit = (_actor, { joint }) => checkUnobjected(joint)

/** The part of a house for which the actor speaks. */
export const ownPart = (actor: Actor, { joint }: Pick<HandledRight, 'joint'>): Part | undefined =>
  joint?.parts.find(({ organisationId }) => buysFor(actor, organisationId))

/** While it can still be said: nothing is granted, and nothing offered. */
const speaking =
  (against: (part: Part) => Result<null>): RightPermit =>
  (actor, right) => {
    const part = ownPart(actor, right)
    if (part === undefined || right.joint === null) return notFound()
    if (part.hasGivenUp) return refuse('title.filing.given_up')
    if (!right.joint.isRightToApply) return refuse('title.filing.granted')
    return right.isAssigned ? refuse('title.filing.too_late') : against(part)
  }

const RIGHT_PERMITS: Readonly<Record<RightAct, RightPermit>> = {
  // Once a lot holds the right, who has first refusal has waived it, or is asked by the lot at its price.
  askFirstRefusal: inTurn(officer, holder, declared, due, noRound, unheld, allReachable),
  // A round that runs asks those who were on record when it began.
  declareOrigin: inTurn(officer, unassigned, noRound, unobjected),
  declareHolders: inTurn(officer, undisposed),
  consent: coOwner,
  recordEncumbrance: (actor, right) => (mayRecord(actor, right) ? ok(null) : notFound()),
  objectToFiling: speaking(({ hasObjected }) => (hasObjected ? refuse('title.filing.already_objected') : ok(null))),
  // An objection is taken back at any time: whatever it stood against may then go on.
  withdrawFilingObjection: (actor, right) => (ownPart(actor, right)?.hasObjected === true ? ok(null) : notFound()),
  giveUpShare: speaking(({ hasObjected }) => (hasObjected ? refuse('title.filing.withdraw_first') : ok(null))),
}

export const permitOnRight = (act: RightAct, actor: Actor, right: HandledRight): Result<null> => RIGHT_PERMITS[act](actor, right)
export const rightActs = actsBy(RIGHT_PERMITS)

export const ENCUMBRANCE_ACTS = ['lift'] as const

export interface HandledEncumbrance {
  readonly institutionId: string
  readonly kind: EncumbranceKind
  readonly isLifted: boolean
}

export const permitLift: Permit<HandledEncumbrance> = (actor, encumbrance) => {
  if (!mayRecord(actor, encumbrance)) return refuse('title.encumbrance.not_found')
  if (!mayLift(actor, encumbrance, encumbrance.kind)) return refuse('title.clerk_lifts_disputes')
  return encumbrance.isLifted ? refuse('title.already_lifted') : ok(null)
}
export const encumbranceActs = actsBy({ lift: permitLift })

export const ASK_ACTS = ['waive', 'exercise', 'cancel'] as const
export type AskAct = (typeof ASK_ACTS)[number]

export interface HandledAsk {
  readonly institutionId: string
  readonly state: AskState
  readonly closesAt: Instant
  /** The actor's own answer, or that of the actor's house; null while there is none; undefined: not asked. */
  readonly mine: Answer | null | undefined
  /** The right is reserved for a sale, or sold. */
  readonly isDisposed: boolean
  /** A lot was sold subject to its answers. */
  readonly isOfLot: boolean
  readonly now: Instant
}

type AskPermit = Permit<HandledAsk>

const askNotFound = () => refuse('title.first_refusal.not_found')
const over = ({ closesAt }: HandledAsk) => refuse('title.first_refusal_over', { closesAt: toIso(closesAt) })
const answering: AskPermit = (_actor, ask) => {
  if (ask.mine === undefined) return askNotFound()
  if (ask.mine !== null) return refuse('title.already_answered', { answer: ask.mine })
  return ask.state !== 'open' || ask.now >= ask.closesAt ? over(ask) : ok(null)
}

const ASK_PERMITS: Readonly<Record<AskAct, AskPermit>> = {
  waive: answering,
  exercise: answering,
  cancel: inTurn(
    (actor, ask) => (isOfficer(actor, ask) ? ok(null) : askNotFound()),
    (_actor, ask) => (ask.state === 'cancelled' || ask.state === 'unanswered' ? over(ask) : ok(null)),
    // A sale stands or falls with it: neither side of a lot takes it back.
    (_actor, ask) => (ask.isOfLot && ask.state !== 'exercised' ? refuse('title.first_refusal.of_lot') : ok(null)),
    // Whoever exercised it is in the middle of buying: the lot is withdrawn first.
    (_actor, ask) => (ask.state === 'exercised' && ask.isDisposed ? refuse('title.under_disposal') : ok(null)),
  ),
}

export const permitOnAsk = (act: AskAct, actor: Actor, ask: HandledAsk): Result<null> => ASK_PERMITS[act](actor, ask)
export const askActs = actsBy(ASK_PERMITS)
