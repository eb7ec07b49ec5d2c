/** Every act on a contract, with what stands against it for whoever asks. */
import { verdictsOf, type Verdict } from '#kernel/acts.ts'
import { holdsRole, type Actor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/instant.ts'
import type { Result } from '#kernel/result.ts'
import type { Stage } from './confirmation.ts'
import { actsForSide, permitAcceptance, permitConfirmation, permitHandOver, permitPart, permitRedraft, UNASKED, type ContractView } from './permit.ts'
import {
  claimOf,
  permitAward,
  permitClose,
  permitDemand,
  permitDispute,
  permitFiling,
  permitProposal,
  permitRecord,
  permitRegistrationCheck,
  permitRescission,
  permitSplit,
  permitStatement,
} from './remedies.ts'

export const ACTS = [
  'confirmSale',
  'confirm',
  'redraft',
  'demand',
  'handOver',
  'accept',
  'acceptPart',
  'rejectHandover',
  'fileRegistration',
  'checkRegistration',
  'rescind',
  'rescindImpossible',
  'openDispute',
  'stateCase',
  'closeDispute',
  'proposeSplit',
  'recordAward',
  'confirmSplit',
  'recordEnd',
] as const
export type ContractAct = (typeof ACTS)[number]

/** An act that is no concern of the actor's kind is not spoken of. */
const when = (concerns: boolean, verdict: () => Result<unknown>): Result<unknown> | undefined => (concerns ? verdict() : undefined)

/** Every act that concerns the actor's kind, with the reason where it is not allowed now. */
export const actsOf = (
  actor: Actor,
  contract: ContractView,
  now: Instant,
  authority: Readonly<Record<Stage, Result<unknown>>> = { sale: UNASKED, contract: UNASKED },
): Verdict<ContractAct>[] => {
  const is = { seller: actsForSide(actor, contract, 'seller'), buyer: actsForSide(actor, contract, 'buyer'), clerk: holdsRole(actor, 'clerk') }
  const isParty = is.seller || is.buyer
  const claim = claimOf(contract.state)
  const secondHand = { settlement: isParty, award: is.clerk }
  return verdictsOf<ContractAct>({
    confirmSale: when(isParty, () => permitConfirmation(actor, contract, 'sale', authority.sale)),
    confirm: when(isParty, () => permitConfirmation(actor, contract, 'contract', authority.contract)),
    redraft: when(is.seller, () => permitRedraft(actor, contract)),
    demand: when(claim !== null && is[claim.side], () => permitDemand(actor, contract, now)),
    handOver: when(is.seller, () => permitHandOver(actor, contract)),
    accept: when(is.buyer, () => permitAcceptance(actor, contract, 'accept')),
    acceptPart: when(is.buyer, () => permitPart(actor, contract)),
    rejectHandover: when(is.buyer, () => permitAcceptance(actor, contract, 'reject')),
    fileRegistration: when(isParty, () => permitFiling(actor, contract)),
    checkRegistration: when(is.clerk, () => permitRegistrationCheck(actor, contract)),
    rescind: when(isParty, () => permitRescission(actor, contract, now, false)),
    rescindImpossible: when(isParty, () => permitRescission(actor, contract, now, true)),
    openDispute: when(isParty, () => permitDispute(actor, contract)),
    stateCase: when(isParty, () => permitStatement(actor, contract)),
    closeDispute: when(isParty, () => permitClose(actor, contract)),
    proposeSplit: when(isParty, () => permitProposal(actor, contract)),
    recordAward: when(is.clerk, () => permitAward(actor, contract)),
    confirmSplit: when(contract.split !== null && secondHand[contract.split.kind], () => permitSplit(actor, contract)),
    recordEnd: when(is.clerk, () => permitRecord(actor, contract, now)),
  })
}
