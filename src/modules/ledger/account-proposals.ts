/** A payout without an account: one officer names one and says why, a second one confirms it. Until then no money can be ordered. */
import { createHash } from 'node:crypto'
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { Act } from '#platform/command/act.ts'
import { timestamp } from '#platform/db/transaction.ts'
import type { Commands } from '#platform/command/module.ts'
import type { LedgerContract } from './api.ts'
import { accountText, canReceive } from './core/account-text.ts'
import { payoutLifecycle } from './core/payout.ts'
import { checkSecondPerson, makerOf } from './core/permit.ts'
import { ledgerFacts } from './facts.ts'
import { decideAccountProposal, insertAccountProposal, lockAccountProposal, lockPayouts, setPayoutAccount, type PayoutRow } from './store-claims.ts'
import { tellPayout } from './telling.ts'

type Proposals = Commands<LedgerContract, 'proposePayoutAccount' | 'confirmPayoutAccount' | 'rejectPayoutAccount'>

const lockWaiting = async (act: Act, payoutId: string): Promise<Result<PayoutRow>> => {
  const [payout] = await lockPayouts(act.tx, [payoutId])
  if (payout === undefined) return refuse('ledger.not_found')
  return payoutLifecycle.next(payout.state, 'nameAccount') === null ? refuse('ledger.payout_has_account', { reference: payout.reference }) : ok(payout)
}

const proposePayoutAccount: Proposals['proposePayoutAccount'] = async (act, input) => {
  const maker = makerOf(act.actor)
  if (maker === null) return refuse('ledger.second_person.forbidden')
  const payout = await lockWaiting(act, input.payoutId)
  if (!payout.ok) return payout
  const accountNumber = accountText(input.accountNumber)
  if (!canReceive(accountNumber)) return refuse('ledger.account_number_invalid', {}, { field: 'accountNumber' })
  const proposalId = act.newId('acp')
  const isAdded = await insertAccountProposal(act.tx, {
    id: proposalId,
    payout_id: payout.value.id,
    account_name: input.accountName,
    account_number: accountNumber,
    bank_name: input.bankName,
    reason: input.reason,
    made_by: maker.personId,
    made_in: maker.organisationId,
    made_at: timestamp(act.now),
    decided_by: null,
    decided_at: null,
  })
  if (!isAdded) return refuse('ledger.account_already_proposed')
  tellPayout(act, payout.value, ledgerFacts.payout_account_proposed, {})
  return ok({ proposalId })
}

const decide =
  (state: 'confirmed' | 'rejected'): Proposals['confirmPayoutAccount'] =>
  async (act, { payoutId }) => {
    const proposal = await lockAccountProposal(act.tx, payoutId)
    if (proposal === undefined) return refuse('ledger.not_found')
    // Before anything is said of the payout: approvers of other houses come as far as this.
    const checker = checkSecondPerson(act.actor, { personId: proposal.made_by, organisationId: proposal.made_in })
    if (!checker.ok) return checker
    const payout = await lockWaiting(act, payoutId)
    if (!payout.ok) return payout
    await decideAccountProposal(act.tx, proposal.id, { state, by: checker.value, at: act.now })
    if (state === 'confirmed') {
      const account = { accountName: proposal.account_name, accountNumber: proposal.account_number, bankName: proposal.bank_name }
      await setPayoutAccount(act.tx, payoutId, account, 'ordered')
    }
    const { made_by: makerId, account_name: name, account_number: number, bank_name: bank } = proposal
    const accountSha256 = createHash('sha256').update([name, number, bank].join('\u001f')).digest('hex')
    const fact = state === 'confirmed' ? ledgerFacts.payout_account_confirmed : ledgerFacts.payout_account_rejected
    tellPayout(act, payout.value, fact, { makerId, accountSha256 })
    return ok({ payoutId })
  }

export const accountCommands: Proposals = {
  proposePayoutAccount,
  confirmPayoutAccount: decide('confirmed'),
  rejectPayoutAccount: decide('rejected'),
}
