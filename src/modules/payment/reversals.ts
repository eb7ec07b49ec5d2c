/** The bank takes an earlier booking back (冲正): the reversal is a line of its own, and what the first one settled is open again. */
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { Act } from '#platform/command/act.ts'
import { chargesAccount, claimsAccount, clientAccount, interestAccount, move, post, suspenseAccount, voidHold, type AccountRef } from '#modules/ledger/index.ts'
import { lineLifecycle, requestLifecycle } from './core/payout.ts'
import { plainDecimal } from '#kernel/money.ts'
import { paymentFacts } from './facts.ts'
import { lockRequests, setRequestState, type RequestRow } from './store-claims.ts'
import { setLineState, type LineRow } from './store-statements.ts'
import { tellRequest } from './telling.ts'

/** The same amount the other way, of a line that nobody reversed before. A payout that came back is paid again instead: its beneficiary still has a claim. */
export const checkReversal = (line: LineRow, original: LineRow): Result<true> => {
  if (original.id === line.id || original.direction === line.direction) return refuse('ledger.reversal_same_way')
  if (original.amountMinor !== line.amountMinor || original.currency !== line.currency) {
    return refuse('ledger.target_amount_differs', { target: plainDecimal(original.amountMinor), line: plainDecimal(line.amountMinor) })
  }
  if (original.settles === 'payout' || original.settles === 'payouts') return refuse('ledger.reversal_of_payout')
  const isOpen = lineLifecycle.next(original.state, 'reverse') !== null && original.settles !== 'reversal'
  return isOpen ? ok(true) : refuse('ledger.line.conflict', { state: original.state })
}

/** Gives a paid request back to its payer to pay. Refused when the money has moved on: then people must claim it back. */
const reopen = async (act: Act, request: RequestRow, lineId: string): Promise<Result<true>> => {
  const state = requestLifecycle.next(request.state, 'reopen')
  const isVoided = state !== null && request.holdId !== null && (await voidHold(act, request.holdId))
  if (!isVoided) return refuse('ledger.reversal_too_late', { reference: request.reference })
  await setRequestState(act.tx, request.id, state, null)
  tellRequest(act, request, paymentFacts.payment_reversed, { lineId })
  return ok(true)
}

/** Where the first line's money stands now. */
const accountOf = (original: LineRow, request: RequestRow | undefined): AccountRef => {
  const { currency } = original
  if (request !== undefined) return clientAccount(request.payerOrganisationId, currency)
  if (original.settles === 'charge') return chargesAccount(currency)
  if (original.settles === 'interest') return interestAccount(currency)
  return original.direction === 'credit' ? suspenseAccount(currency) : claimsAccount(currency)
}

export const settleReversal = async (act: Act, line: LineRow, original: LineRow): Promise<Result<true>> => {
  const [request] = original.requestId === null ? [] : await lockRequests(act.tx, [original.requestId])
  if (request !== undefined) {
    const reopened = await reopen(act, request, line.id)
    if (!reopened.ok) return reopened
  }
  const there = accountOf(original, request)
  const { currency, amountMinor } = line
  const legs =
    line.direction === 'credit'
      ? move({ debit: suspenseAccount(currency), credit: there }, amountMinor)
      : move({ debit: there, credit: claimsAccount(currency) }, amountMinor)
  const posted = await post(act, { purpose: 'assignment', subject: line.id, key: original.id, legs })
  if (!posted.ok) return posted
  await setLineState(act.tx, line.id, { state: 'assigned', settles: 'reversal', reversesLineId: original.id })
  await setLineState(act.tx, original.id, { state: 'reversed', ...(original.settles === null ? { settles: 'reversal' } : {}) })
  return ok(true)
}
