/** A payout without an account: one officer names one and says why, a second one confirms it. Until then no money can be ordered. */
import { createHash } from 'node:crypto'
import { ok, refuse } from '#kernel/result.ts'
import type { Act } from '#platform/command/act.ts'
import { timestamp } from '#platform/db/transaction.ts'
import type { Commands } from '#platform/command/module.ts'
import type { PaymentContract } from './api.ts'
import { accountText, canReceive } from './core/account-text.ts'
import { permitOnPayout, type PayoutAct } from './core/acts.ts'
import { makerIn, makerOf } from './core/permit.ts'
import { paymentFacts } from './facts.ts'
import { decideAccountProposal, insertAccountProposal, lockAccountProposal, lockPayouts, setPayoutAccount } from './store-claims.ts'
import { tellPayout } from './telling.ts'

type Proposals = Commands<PaymentContract, 'proposePayoutAccount' | 'confirmPayoutAccount' | 'rejectPayoutAccount'>

/** The payout, locked after its proposal, when the actor may do this with it now. */
const permitted = async (act: Act, name: PayoutAct, payoutId: string) => {
  const proposal = await lockAccountProposal(act.tx, payoutId)
  const [payout] = await lockPayouts(act.tx, [payoutId])
  if (payout === undefined) return refuse('ledger.not_found')
  const verdict = permitOnPayout(name, act.actor, { ...payout, proposal: proposal === undefined ? null : makerIn(proposal) })
  return verdict.ok ? ok({ payout, proposal }) : verdict
}

const proposePayoutAccount: Proposals['proposePayoutAccount'] = async (act, input) => {
  const maker = makerOf(act.actor)
  if (maker === null) return refuse('ledger.second_person.forbidden')
  const found = await permitted(act, 'proposeAccount', input.payoutId)
  if (!found.ok) return found
  const { payout } = found.value
  const accountNumber = accountText(input.accountNumber)
  if (!canReceive(accountNumber)) return refuse('ledger.account_number_invalid', {}, { field: 'accountNumber' })
  const proposalId = act.newId('acp')
  const isAdded = await insertAccountProposal(act.tx, {
    id: proposalId,
    payoutId: payout.id,
    accountName: input.accountName,
    accountNumber,
    bankName: input.bankName,
    reason: input.reason,
    madeBy: maker.personId,
    madeIn: maker.organisationId,
    madeAt: timestamp(act.now),
    decidedBy: null,
    decidedAt: null,
  })
  if (!isAdded) return refuse('ledger.account_already_proposed')
  tellPayout(act, payout, paymentFacts.payout_account_proposed, {})
  return ok({ proposalId })
}

const decide =
  (state: 'confirmed' | 'rejected'): Proposals['confirmPayoutAccount'] =>
  async (act, { payoutId }) => {
    const found = await permitted(act, state === 'confirmed' ? 'confirmAccount' : 'rejectAccount', payoutId)
    if (!found.ok) return found
    const { payout, proposal } = found.value
    if (proposal === undefined || act.actor.personId === null) return refuse('ledger.not_found')
    await decideAccountProposal(act.tx, proposal.id, { state, by: act.actor.personId, at: act.now })
    if (state === 'confirmed') {
      const account = { accountName: proposal.accountName, accountNumber: proposal.accountNumber, bankName: proposal.bankName }
      await setPayoutAccount(act.tx, payoutId, account, 'ordered')
    }
    const { madeBy: makerId, accountName: name, accountNumber: number, bankName: bank } = proposal
    const accountSha256 = createHash('sha256').update([name, number, bank].join('\u001f')).digest('hex')
    const fact = state === 'confirmed' ? paymentFacts.payout_account_confirmed : paymentFacts.payout_account_rejected
    tellPayout(act, payout, fact, { makerId, accountSha256 })
    return ok({ payoutId })
  }

export const accountCommands: Proposals = {
  proposePayoutAccount,
  confirmPayoutAccount: decide('confirmed'),
  rejectPayoutAccount: decide('rejected'),
}
