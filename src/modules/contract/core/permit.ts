/** Who may do what with a contract. A contract of others does not exist for the asker. */
import { verdictsOf, type Verdict } from '#kernel/acts.ts'
import { actsFor, holdsRole, type Actor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { Confirmation, Side, Stage } from './confirmation.ts'
import { contractLifecycle, type ContractEvent, type ContractState } from './lifecycle.ts'

export interface ContractView {
  readonly state: ContractState
  readonly sellerOrganisationId: string
  readonly buyerOrganisationId: string
  readonly saleSha256: string
  readonly contractSha256: string | null
  readonly confirmations: readonly Confirmation[]
  /** When the seller demanded what is overdue; the time to cure runs from there. */
  readonly demandedAt: Instant | null
  /** Until when a buyer in arrears may still pay. */
  readonly cureEndsAt: Instant | null
}

const isOfficer = (actor: Actor): boolean => holdsRole(actor, 'clerk') || holdsRole(actor, 'finance') || holdsRole(actor, 'regulator')

export const maySee = (actor: Actor, contract: Pick<ContractView, 'sellerOrganisationId' | 'buyerOrganisationId'>): boolean =>
  actor.kind === 'system' || actsForSide(actor, contract, 'seller') || actsForSide(actor, contract, 'buyer') || isOfficer(actor)

/** Researchers belong to the seller's house but don't act in its contracts. */
export const actsForSide = (actor: Actor, contract: Pick<ContractView, 'sellerOrganisationId' | 'buyerOrganisationId'>, side: Side): boolean => {
  const organisationId = side === 'seller' ? contract.sellerOrganisationId : contract.buyerOrganisationId
  const roles = side === 'seller' ? (['tto', 'approver'] as const) : (['enterprise', 'approver'] as const)
  return roles.some((role) => holdsRole(actor, role, organisationId))
}

/** The organisation that the actor would confirm for. */
export const ownSideOf = (actor: Actor, contract: Pick<ContractView, 'sellerOrganisationId' | 'buyerOrganisationId'>): string =>
  actsForSide(actor, contract, 'seller') ? contract.sellerOrganisationId : contract.buyerOrganisationId

const advance = (contract: ContractView, event: ContractEvent): Result<ContractState> => {
  const next = contractLifecycle.next(contract.state, event)
  return next === null ? refuse('contract.wrong_state', { state: contract.state }) : ok(next)
}

const asSide = (actor: Actor, contract: ContractView, side: Side, event: ContractEvent): Result<ContractState> => {
  if (!maySee(actor, contract)) return refuse('contract.not_found')
  if (!actsForSide(actor, contract, side)) return refuse(side === 'seller' ? 'contract.seller_only.forbidden' : 'contract.buyer_only.forbidden')
  return advance(contract, event)
}

/** For desks: who lacks authority is told so on the contract's page. */
const UNASKED = ok(null)

/** The side that the actor confirms for, by the authority that the house gave (Civil Code art. 165). Somebody who acts for both houses may not speak for both. */
export const permitConfirmation = (actor: Actor, contract: ContractView, stage: Stage, authority: Result<unknown> = UNASKED): Result<Side> => {
  if (!maySee(actor, contract)) return refuse('contract.not_found')
  const isSeller = actsForSide(actor, contract, 'seller')
  const isBuyer = actsForSide(actor, contract, 'buyer')
  if (isSeller && isBuyer) return refuse('contract.both_sides.forbidden')
  if (!isSeller && !isBuyer) return refuse('contract.parties_only.forbidden')
  const side: Side = isSeller ? 'seller' : 'buyer'
  const next = advance(contract, stage === 'sale' ? 'confirm_sale' : 'confirm')
  if (!next.ok) return next
  const current = stage === 'sale' ? contract.saleSha256 : contract.contractSha256
  if (contract.confirmations.some((given) => given.stage === stage && given.side === side && given.sha256 === current)) return refuse('contract.already_confirmed')
  return authority.ok ? ok(side) : authority
}

export const permitRedraft = (actor: Actor, contract: ContractView): Result<ContractState> => asSide(actor, contract, 'seller', 'redraft')
export const permitHandOver = (actor: Actor, contract: ContractView): Result<ContractState> => asSide(actor, contract, 'seller', 'hand_over')
export const permitAcceptance = (actor: Actor, contract: ContractView, event: 'accept' | 'reject'): Result<ContractState> =>
  asSide(actor, contract, 'buyer', event)

/** A clerk records what the parties or the law brought about; never for a house of his own. */
export const permitClerk = (actor: Actor, contract: ContractView, event: 'withdraw' | 'terminate' | 'default'): Result<ContractState> => {
  if (!maySee(actor, contract)) return refuse('contract.not_found')
  if (!holdsRole(actor, 'clerk')) return refuse('contract.clerk_only.forbidden')
  if (actsFor(actor, contract.sellerOrganisationId) || actsFor(actor, contract.buyerOrganisationId)) return refuse('contract.own_contract.forbidden')
  return advance(contract, event)
}

/** The creditor demands once; nobody demands for him. */
export const permitDemand = (actor: Actor, contract: ContractView): Result<ContractState> => {
  const next = asSide(actor, contract, 'seller', 'demand')
  return next.ok && contract.demandedAt !== null ? refuse('contract.already_demanded') : next
}

/** Default is a fact only when the creditor demanded and the time to cure has passed since (judicial interpretation on technology contracts, art. 15). */
export const permitDefault = (actor: Actor, contract: ContractView, now: Instant): Result<ContractState> => {
  const next = permitClerk(actor, contract, 'default')
  if (!next.ok) return next
  if (contract.demandedAt === null) return refuse('contract.not_demanded')
  if (contract.cureEndsAt === null || now < contract.cureEndsAt) return refuse('contract.cure_still_runs')
  return next
}

export const ACTS = [
  'confirmSale',
  'confirm',
  'redraft',
  'demandPayment',
  'handOver',
  'accept',
  'rejectHandover',
  'markDefault',
  'withdraw',
  'terminate',
] as const
export type ContractAct = (typeof ACTS)[number]

/** Every act that concerns the actor's kind, with the reason where it is not allowed now. */
export const actsOf = (
  actor: Actor,
  contract: ContractView,
  now: Instant,
  authority: Readonly<Record<Stage, Result<unknown>>> = { sale: UNASKED, contract: UNASKED },
): Verdict<ContractAct>[] => {
  const isSeller = actsForSide(actor, contract, 'seller')
  const isBuyer = actsForSide(actor, contract, 'buyer')
  const isClerk = holdsRole(actor, 'clerk')
  return verdictsOf<ContractAct>({
    confirmSale: isSeller || isBuyer ? permitConfirmation(actor, contract, 'sale', authority.sale) : undefined,
    confirm: isSeller || isBuyer ? permitConfirmation(actor, contract, 'contract', authority.contract) : undefined,
    redraft: isSeller ? permitRedraft(actor, contract) : undefined,
    demandPayment: isSeller ? permitDemand(actor, contract) : undefined,
    handOver: isSeller ? permitHandOver(actor, contract) : undefined,
    accept: isBuyer ? permitAcceptance(actor, contract, 'accept') : undefined,
    rejectHandover: isBuyer ? permitAcceptance(actor, contract, 'reject') : undefined,
    markDefault: isClerk ? permitDefault(actor, contract, now) : undefined,
    withdraw: isClerk ? permitClerk(actor, contract, 'withdraw') : undefined,
    terminate: isClerk ? permitClerk(actor, contract, 'terminate') : undefined,
  })
}
