/** What a party may do when the other is silent, late or in disagreement: demand, rescind, dispute, divide. */
import type { Actor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { Side } from './confirmation.ts'
import type { Ground } from './ending.ts'
import { contractLifecycle, DISPUTABLE, GOING_ON, type ContractEvent, type ContractState, type DisputableState } from './lifecycle.ts'
import { advance, asClerk, asParty, asSide, otherSide, silentSides, type ContractView } from './permit.ts'
import { isWithRegister, permitCheck } from './registration.ts'
import { MOST_REWORKS } from './terms.ts'

/** What the creditor of a state may demand, and from when. */
const CLAIMS = {
  overdue: { side: 'seller', what: 'payment', since: () => null },
  paid: { side: 'buyer', what: 'handover', since: (contract: ContractView) => contract.handoverDueAt },
  handed_over: { side: 'seller', what: 'acceptance', since: (contract: ContractView) => contract.acceptanceDueAt },
  registering: { side: 'buyer', what: 'registration', since: (contract: ContractView) => contract.registrationDueAt },
} as const
export const CLAIMED = ['payment', 'handover', 'acceptance', 'registration'] as const
export type Claimed = (typeof CLAIMED)[number]

export const claimOf = (state: ContractState): (typeof CLAIMS)[keyof typeof CLAIMS] | null => (state in CLAIMS ? CLAIMS[state as keyof typeof CLAIMS] : null)

/** The creditor demands once, when it is due; nobody demands for him. */
export const permitDemand = (actor: Actor, contract: ContractView, now: Instant): Result<Claimed> => {
  const claim = claimOf(contract.state)
  const party = asParty(actor, contract)
  if (!party.ok) return party
  if (claim === null) return refuse('contract.wrong_state', { state: contract.state })
  const next = asSide(actor, contract, claim.side, 'demand')
  if (!next.ok) return next
  if (contract.demandedAt !== null) return refuse('contract.already_demanded')
  const since = claim.since(contract)
  if (claim.what === 'registration' && (since === null || isWithRegister(contract.filing))) return refuse('contract.not_due_yet')
  if (since !== null && now < since) return refuse('contract.not_due_yet')
  if (claim.what === 'acceptance' && contract.silenceDays === null) return refuse('contract.silence_not_agreed')
  return ok(claim.what)
}

const isCureOver = ({ demandedAt, cureEndsAt }: ContractView, now: Instant): boolean => demandedAt !== null && cureEndsAt !== null && now >= cureEndsAt

type Entitled = (contract: ContractView, side: Side, now: Instant) => Ground | null

/** Both silent: nobody is to blame more than the other. */
const bySilence: Entitled = (contract, side, now) => {
  const silent = contract.signBy !== null && now >= contract.signBy ? silentSides(contract) : []
  if (silent.length > 1) return 'agreement'
  return silent.includes(otherSide(side)) ? otherSide(side) : null
}

/** What entitles a side in each state (Civil Code art. 563, and what the papers agree). */
const ENTITLED: Readonly<Partial<Record<ContractState, Entitled>>> = {
  sale_pending: bySilence,
  drafted: bySilence,
  overdue: (contract, side, now) => (side === 'seller' && isCureOver(contract, now) ? 'buyer' : null),
  paid: (contract, side, now) => (side === 'buyer' && (isCureOver(contract, now) || contract.rejections > MOST_REWORKS) ? 'seller' : null),
  registering: (contract, side, now) => {
    const { filing } = contract
    if (filing?.outcome === 'refused' && filing.state === 'confirmed') return filing.cause
    // What was filed in time is looked at first; what is returned has stopped nothing.
    if (filing?.state === 'open') return null
    return side === 'buyer' && isCureOver(contract, now) ? 'seller' : null
  },
}

/** On whose side the cause lies for which this side may end the contract now; null while there is none. */
export const groundFor: Entitled = (contract, side, now) => ENTITLED[contract.state]?.(contract, side, now) ?? null

const whyNot = (contract: ContractView): Result<never> => {
  if (contract.state === 'sale_pending' || contract.state === 'drafted') return refuse('contract.nobody_is_late')
  if (claimOf(contract.state) === null) return refuse('contract.wrong_state', { state: contract.state })
  if (contract.state === 'registering' && contract.filing?.state === 'open') return refuse('contract.filing_open')
  return contract.demandedAt === null ? refuse('contract.not_demanded') : refuse('contract.cure_still_runs')
}

/** The creditor's own notice (art. 565). Without a cause of the other side it stands on one that is nobody's (art. 563(1)); the other may object to either. */
export const permitRescission = (
  actor: Actor,
  contract: ContractView,
  now: Instant,
  isImpossible: boolean,
): Result<{ readonly side: Side; readonly ground: Ground }> => {
  const side = asParty(actor, contract)
  if (!side.ok) return side
  const next = advance(contract, 'rescind')
  if (!next.ok) return next
  if (isImpossible) return ok({ side: side.value, ground: 'impossible' })
  const ground = groundFor(contract, side.value, now)
  return ground === null ? whyNot(contract) : ok({ side: side.value, ground })
}

/** The event by which a contract ends that has been rescinded: what it is called hangs on how far it had come. */
export const endEvent = (contract: { readonly effectiveAt: unknown; readonly paidAt: unknown }, ground: Ground): ContractEvent => {
  if (contract.effectiveAt === null) return 'withdraw'
  return ground === 'buyer' && contract.paidAt === null ? 'default' : 'terminate'
}

/** A clerk records the notice when the time to object is over: money moves then, not before. */
export const permitRecord = (actor: Actor, contract: ContractView, now: Instant): Result<Ground> => {
  const clerk = asClerk(actor, contract)
  if (!clerk.ok) return clerk
  if (contract.state !== 'rescinded' || contract.rescission === null) return refuse('contract.wrong_state', { state: contract.state })
  return now < contract.rescission.objectionEndsAt ? refuse('contract.objection_still_runs') : ok(contract.rescission.ground)
}

const isDisputable = (state: ContractState): state is DisputableState => DISPUTABLE.some((known) => known === state)

/** Either side may dispute; a notice of rescission only whoever received it. */
export const permitDispute = (actor: Actor, contract: ContractView): Result<{ readonly side: Side; readonly from: DisputableState }> => {
  const side = asParty(actor, contract)
  if (!side.ok) return side
  if (!isDisputable(contract.state)) return refuse('contract.wrong_state', { state: contract.state })
  if (contract.rescission?.side === side.value) return refuse('contract.own_notice')
  return ok({ side: side.value, from: contract.state })
}

/** So many statements of one side are enough to say what there is to say. */
export const MOST_STATEMENTS = 20

export const permitStatement = (actor: Actor, contract: ContractView): Result<Side> => {
  const side = asParty(actor, contract)
  if (!side.ok) return side
  if (contract.state !== 'disputed') return refuse('contract.wrong_state', { state: contract.state })
  return contract.statements.filter((one) => one === side.value).length < MOST_STATEMENTS ? side : refuse('contract.statements_full')
}

const RESUME = { ...GOING_ON, rescinded: 'resume_rescinded' } as const satisfies Record<DisputableState, ContractEvent>

/** Who opened a dispute may drop it: everything goes on where it stood. */
export const permitClose = (actor: Actor, contract: ContractView): Result<DisputableState> => {
  const side = asParty(actor, contract)
  if (!side.ok) return side
  const { dispute } = contract
  if (dispute === null || advance(contract, RESUME[dispute.from]).ok === false) return refuse('contract.wrong_state', { state: contract.state })
  return dispute.side === side.value ? ok(dispute.from) : refuse('contract.opener_only')
}

const isOpen = (contract: ContractView): boolean => !contractLifecycle.isFinal(contract.state)

/** Whatever the parties agree, at any time (art. 562): the other side has to confirm it. */
export const permitProposal = (actor: Actor, contract: ContractView): Result<Side> => {
  const side = asParty(actor, contract)
  if (!side.ok) return side
  return isOpen(contract) ? side : refuse('contract.wrong_state', { state: contract.state })
}

export const permitAward = (actor: Actor, contract: ContractView): Result<null> => {
  const clerk = asClerk(actor, contract)
  if (!clerk.ok) return clerk
  return contract.state === 'disputed' ? clerk : refuse('contract.wrong_state', { state: contract.state })
}

/** The second hand: of a settlement the other side, of an award another officer. */
export const permitSplit = (actor: Actor, contract: ContractView): Result<null> => {
  const { split } = contract
  const standing = split?.kind === 'award' ? asClerk(actor, contract) : asParty(actor, contract)
  if (!standing.ok) return standing
  if (!isOpen(contract)) return refuse('contract.wrong_state', { state: contract.state })
  if (split === null) return refuse('contract.nothing_proposed')
  if (split.proposedBy === actor.personId) return refuse('contract.second_person_needed')
  return split.kind === 'settlement' && standing.value === split.side ? refuse('contract.own_proposal') : ok(null)
}

/** Either side files what the register said; not twice while one paper is being checked. */
export const permitFiling = (actor: Actor, contract: ContractView): Result<Side> => {
  const side = asParty(actor, contract)
  if (!side.ok) return side
  const next = advance(contract, 'file')
  if (!next.ok) return next
  return contract.filing?.state === 'open' ? refuse('contract.filing_open') : side
}

export const permitRegistrationCheck = (actor: Actor, contract: ContractView): Result<{ readonly isSecond: boolean }> => {
  const clerk = asClerk(actor, contract)
  if (!clerk.ok) return clerk
  if (contract.state !== 'registering') return refuse('contract.wrong_state', { state: contract.state })
  return permitCheck(actor, contract.filing)
}
