/** Every act on a contract, with what stands against it for whoever asks. */
import { verdictsOf, type Verdict } from '#kernel/acts.ts'
import { holdsRole, type Actor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/instant.ts'
import { actsForSide, permitAcceptance, permitConfirmation, permitHandOver, permitPart, permitRedraft, type ContractView } from './permit.ts'
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

/** Every act that concerns the actor's kind, with the reason where it is not allowed now. */
export const actsOf = (actor: Actor, contract: ContractView, now: Instant): Verdict<ContractAct>[] => {
  const isSeller = actsForSide(actor, contract, 'seller')
  const isBuyer = actsForSide(actor, contract, 'buyer')
  const isParty = isSeller || isBuyer
  const isClerk = holdsRole(actor, 'clerk')
  const claimant = claimOf(contract.state)?.side
  return verdictsOf<ContractAct>({
    confirmSale: isParty ? permitConfirmation(actor, contract, 'sale') : undefined,
    confirm: isParty ? permitConfirmation(actor, contract, 'contract') : undefined,
    redraft: isSeller ? permitRedraft(actor, contract) : undefined,
    demand: (claimant === 'seller' && isSeller) || (claimant === 'buyer' && isBuyer) ? permitDemand(actor, contract, now) : undefined,
    handOver: isSeller ? permitHandOver(actor, contract) : undefined,
    accept: isBuyer ? permitAcceptance(actor, contract, 'accept') : undefined,
    acceptPart: isBuyer ? permitPart(actor, contract) : undefined,
    rejectHandover: isBuyer ? permitAcceptance(actor, contract, 'reject') : undefined,
    fileRegistration: isParty ? permitFiling(actor, contract) : undefined,
    checkRegistration: isClerk ? permitRegistrationCheck(actor, contract) : undefined,
    rescind: isParty ? permitRescission(actor, contract, now, false) : undefined,
    rescindImpossible: isParty ? permitRescission(actor, contract, now, true) : undefined,
    openDispute: isParty ? permitDispute(actor, contract) : undefined,
    stateCase: isParty ? permitStatement(actor, contract) : undefined,
    closeDispute: isParty ? permitClose(actor, contract) : undefined,
    proposeSplit: isParty ? permitProposal(actor, contract) : undefined,
    recordAward: isClerk ? permitAward(actor, contract) : undefined,
    confirmSplit:
      (contract.split?.kind === 'settlement' && isParty) || (contract.split?.kind === 'award' && isClerk) ? permitSplit(actor, contract) : undefined,
    recordEnd: isClerk ? permitRecord(actor, contract, now) : undefined,
  })
}
