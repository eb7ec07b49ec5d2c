/** Money that matched nothing goes back to its payer, and payouts that the bank sent back go out again. */
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { Act } from '#platform/command/act.ts'
import type { Commands } from '#platform/command/module.ts'
import { reverse, suspenseAccount } from '#modules/ledger/index.ts'
import type { PaymentContract } from './api.ts'
import { canReceive } from './core/account-text.ts'
import { permitOnLine } from './core/acts.ts'
import { referencesIn } from './core/reference.ts'
import { plainDecimal } from '#kernel/money.ts'
import { paymentFacts } from './facts.ts'
import { placePayout, type PayoutOrder } from './payouts.ts'
import { lockPayouts, setPayoutState, targetsOf } from './store-claims.ts'
import { lockLine, setLineState, type LineRow } from './store-statements.ts'
import { tellPayout } from './telling.ts'

type Returns = Commands<PaymentContract, 'orderReturn' | 'cancelReturn'>

type ReturnTo = Pick<PayoutOrder, 'beneficiary' | 'purpose' | 'subject' | 'fallback' | 'refusedAccount'>

/**
 * Back to the payer, by the name and account on the statement. Where the bank names none, or a spreadsheet has spoiled it, the order waits
 * for an account that one officer names and a second confirms.
 */
const toPayer = (line: LineRow): ReturnTo => {
  const { counterpartyName: accountName, counterpartyAccount: accountNumber } = line
  const isWay = accountName !== '' && canReceive(accountNumber)
  const fallback = isWay ? { accountName, accountNumber, bankName: '' } : null
  return { beneficiary: { kind: 'payer', id: line.id }, purpose: 'return', subject: line.id, fallback }
}

/** A payout that the bank sent back (退汇) goes out again to its beneficiary, as soon as another account is named. */
const toBeneficiary = async (act: Act, line: LineRow): Promise<Result<ReturnTo>> => {
  const [target] = await targetsOf(act.tx, referencesIn(line.remark).valid)
  const [payout] = target === undefined ? [] : await lockPayouts(act.tx, [target.targetId])
  if (payout === undefined) return refuse('ledger.not_found')
  if (payout.amountMinor !== line.amountMinor) {
    return refuse('ledger.target_amount_differs', { target: plainDecimal(payout.amountMinor), line: plainDecimal(line.amountMinor) })
  }
  const beneficiary = { kind: payout.beneficiaryKind, id: payout.beneficiaryId }
  return ok({ beneficiary, purpose: 'reissue', subject: payout.id, refusedAccount: payout.accountNumber })
}

const orderReturn: Returns['orderReturn'] = async (act, { lineId }) => {
  const line = await lockLine(act.tx, lineId)
  if (line === undefined) return refuse('ledger.not_found')
  const permitted = permitOnLine('return', act.actor, { ...line, proposal: null, returning: null })
  if (!permitted.ok) return permitted
  const to = line.reason === 'payout_returned' ? await toBeneficiary(act, line) : ok(toPayer(line))
  if (!to.ok) return to
  const { amountMinor, currency } = line
  const payout = await placePayout(act, { ...to.value, from: suspenseAccount(currency), amountMinor, currency, key: act.newId('ret') })
  if (!payout.ok) return payout
  await setLineState(act.tx, lineId, { state: 'return_ordered', returnPayoutId: payout.value.id })
  return ok({ payoutId: payout.value.id })
}

const cancelReturn: Returns['cancelReturn'] = async (act, { lineId }) => {
  const line = await lockLine(act.tx, lineId)
  if (line === undefined) return refuse('ledger.not_found')
  const [payout] = line.returnPayoutId === null ? [] : await lockPayouts(act.tx, [line.returnPayoutId])
  const permitted = permitOnLine('cancelReturn', act.actor, { ...line, proposal: null, returning: payout?.state ?? null })
  if (!permitted.ok) return permitted
  if (payout === undefined) throw new Error('a return has its payout')
  const reversed = await reverse(act, payout.transactionId)
  if (!reversed.ok) return reversed
  await setLineState(act.tx, lineId, { state: 'unmatched', returnPayoutId: null })
  await setPayoutState(act.tx, [payout.id], { state: 'cancelled' })
  tellPayout(act, payout, paymentFacts.payout_cancelled, {})
  return ok({ lineId })
}

export const returnCommands: Returns = { orderReturn, cancelReturn }
