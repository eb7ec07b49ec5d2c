/** Who may do what with a contract. A contract of others does not exist for the asker. */
import { actsFor, BUYER_ROLES, holdsRole, type Actor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { SIDES, type Confirmation, type Side, type Stage } from './confirmation.ts'
import { contractLifecycle, type ContractEvent, type ContractState, type DisputableState } from './lifecycle.ts'
import type { Ground } from './ending.ts'
import type { Filing } from './registration.ts'
import type { OpenSplit } from './split.ts'

export interface ContractView {
  readonly state: ContractState
  readonly sellerOrganisationId: string
  readonly buyerOrganisationId: string
  readonly saleSha256: string
  readonly contractSha256: string | null
  readonly confirmations: readonly Confirmation[]
  /** Until when both sides confirm what lies before them; null in contracts of before. */
  readonly signBy: Instant | null
  readonly paidAt: Instant | null
  /** When the creditor demanded what is late in this state; the time to cure runs from there. */
  readonly demandedAt: Instant | null
  readonly cureEndsAt: Instant | null
  readonly handoverDueAt: Instant | null
  readonly acceptanceDueAt: Instant | null
  readonly registrationDueAt: Instant | null
  /** Silence after a demand is acceptance after so many days, where the contract says so. */
  readonly silenceDays: number | null
  /** How often the handover was refused. */
  readonly rejections: number
  /** The right passes on registration. */
  readonly isRegistered: boolean
  readonly filing: Filing | null
  readonly rescission: { readonly side: Side; readonly ground: Ground; readonly objectionEndsAt: Instant } | null
  readonly dispute: { readonly side: Side; readonly from: DisputableState } | null
  /** Who has spoken in the dispute, by how many statements. */
  readonly statements: readonly Side[]
  readonly split: OpenSplit | null
}

export type Sides = Pick<ContractView, 'sellerOrganisationId' | 'buyerOrganisationId'>

export const otherSide = (side: Side): Side => (side === 'seller' ? 'buyer' : 'seller')

const isOfficer = (actor: Actor): boolean => holdsRole(actor, 'clerk') || holdsRole(actor, 'finance') || holdsRole(actor, 'regulator')

export const maySee = (actor: Actor, contract: Sides): boolean =>
  actor.kind === 'system' || actsForSide(actor, contract, 'seller') || actsForSide(actor, contract, 'buyer') || isOfficer(actor)

/** Researchers belong to the seller's house but don't act in its contracts. */
export const actsForSide = (actor: Actor, contract: Sides, side: Side): boolean => {
  const organisationId = side === 'seller' ? contract.sellerOrganisationId : contract.buyerOrganisationId
  const roles = side === 'seller' ? (['tto', 'approver'] as const) : ([...BUYER_ROLES, 'approver'] as const)
  return roles.some((role) => holdsRole(actor, role, organisationId))
}

/** The organisation that the actor would confirm for. */
export const ownSideOf = (actor: Actor, contract: Sides): string =>
  actsForSide(actor, contract, 'seller') ? contract.sellerOrganisationId : contract.buyerOrganisationId

export const advance = (contract: ContractView, event: ContractEvent): Result<ContractState> => {
  const next = contractLifecycle.next(contract.state, event)
  return next === null ? refuse('contract.wrong_state', { state: contract.state }) : ok(next)
}

export const asSide = (actor: Actor, contract: ContractView, side: Side, event: ContractEvent): Result<ContractState> => {
  if (!maySee(actor, contract)) return refuse('contract.not_found')
  if (!actsForSide(actor, contract, side)) return refuse(side === 'seller' ? 'contract.seller_only.forbidden' : 'contract.buyer_only.forbidden')
  return advance(contract, event)
}

/** The side for which the actor speaks. Somebody who acts for both houses may not speak for both. */
export const asParty = (actor: Actor, contract: ContractView): Result<Side> => {
  if (!maySee(actor, contract)) return refuse('contract.not_found')
  const own = SIDES.filter((side) => actsForSide(actor, contract, side))
  const [side] = own
  if (side === undefined) return refuse('contract.parties_only.forbidden')
  return own.length > 1 ? refuse('contract.both_sides.forbidden') : ok(side)
}

/** A clerk records what the parties or the law brought about; never for a house of his own. */
export const asClerk = (actor: Actor, contract: ContractView): Result<null> => {
  if (!maySee(actor, contract)) return refuse('contract.not_found')
  if (!holdsRole(actor, 'clerk')) return refuse('contract.clerk_only.forbidden')
  if (actsFor(actor, contract.sellerOrganisationId) || actsFor(actor, contract.buyerOrganisationId)) return refuse('contract.own_contract.forbidden')
  return ok(null)
}

const hasConfirmed = (contract: ContractView, stage: Stage, side: Side): boolean => {
  const current = stage === 'sale' ? contract.saleSha256 : contract.contractSha256
  return contract.confirmations.some((given) => given.stage === stage && given.side === side && given.sha256 === current)
}

const stageOf = (contract: Pick<ContractView, 'state'>): Stage => (contract.state === 'sale_pending' ? 'sale' : 'contract')

/** Who has not confirmed what lies before both. */
export const silentSides = (contract: ContractView): readonly Side[] => SIDES.filter((side) => !hasConfirmed(contract, stageOf(contract), side))

/** For desks: who lacks authority is told so on the contract's page. */
export const UNASKED = ok(null)

/** The side that the actor confirms for, by the authority that the house gave (Civil Code art. 165). */
export const permitConfirmation = (actor: Actor, contract: ContractView, stage: Stage, authority: Result<unknown> = UNASKED): Result<Side> => {
  const side = asParty(actor, contract)
  if (!side.ok) return side
  const next = advance(contract, stage === 'sale' ? 'confirm_sale' : 'confirm')
  if (!next.ok) return next
  if (hasConfirmed(contract, stage, side.value)) return refuse('contract.already_confirmed')
  return authority.ok ? side : authority
}

export const permitRedraft = (actor: Actor, contract: ContractView): Result<ContractState> => asSide(actor, contract, 'seller', 'redraft')
export const permitHandOver = (actor: Actor, contract: ContractView): Result<ContractState> => asSide(actor, contract, 'seller', 'hand_over')

/** Acceptance settles, unless the right has still to be registered. */
export const permitAcceptance = (actor: Actor, contract: ContractView, event: 'accept' | 'reject'): Result<ContractState> =>
  asSide(actor, contract, 'buyer', event === 'accept' && contract.isRegistered ? 'accept_unregistered' : event)

/** Nothing is paid out before the right has passed: where it is registered, no part is either. */
export const permitPart = (actor: Actor, contract: ContractView): Result<ContractState> => {
  const next = asSide(actor, contract, 'buyer', 'accept_part')
  return next.ok && contract.isRegistered ? refuse('contract.registration_first') : next
}
