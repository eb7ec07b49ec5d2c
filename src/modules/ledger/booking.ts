/** Books a bank statement: every new line becomes one transaction, matched or not, so that the ledger's bank account is the bank's. */
import { dateOf } from '#kernel/instant.ts'
import type { Result } from '#kernel/result.ts'
import { ok, refuse } from '#kernel/result.ts'
import type { Act } from '#platform/command/act.ts'
import { bankAccount, claimsAccount, clientAccount, payoutsAccount, suspenseAccount } from './core/accounts.ts'
import { decideLines, type LineDecision, type Target } from './core/matching.ts'
import { move, type Leg, type Posting } from './core/posting.ts'
import { joinStatement, type Statement, type StatementLine } from './core/statement.ts'
import { referencesIn } from './core/reference.ts'
import { holdFor } from './doors.ts'
import { aboutPayout, lineUnmatched, paymentReceived, statementImported } from './events.ts'
import { readTargets } from './queries.ts'
import { readStatement } from './statement-file/read.ts'
import { postAll } from './store-books.ts'
import { lockPayouts, lockRequests, setPayoutState, setRequestState, targetsOf, type PayoutRow, type RequestRow } from './store-claims.ts'
import {
  SUPERVISED,
  insertLines,
  knownLines,
  lineDigestOf,
  lockBankAccount,
  lockLineOfReturn,
  lockStatement,
  markStatementBooked,
  setClosingBalance,
  setLineState,
  type BankAccountRow,
} from './store-statements.ts'

/** The file's account must be the market's; a CSV without the account's number relies on the officer who chose the file. */
export const checkAccount = (statement: Statement, bank: BankAccountRow): Result<true> => {
  if (bank.account_number === '') return refuse('ledger.bank_account_missing')
  if (statement.accountNumber !== null && statement.accountNumber !== bank.account_number) {
    return refuse('ledger.statement_account', { found: statement.accountNumber, expected: bank.account_number })
  }
  return ok(true)
}

interface DecidedLine {
  readonly id: string
  readonly line: StatementLine
  readonly decision: LineDecision
}

const lockTargets = async (
  act: Act,
  lines: readonly StatementLine[],
): Promise<{ byReference: ReadonlyMap<string, Target>; requests: Map<string, RequestRow>; payouts: Map<string, PayoutRow> }> => {
  const references = [...new Set(lines.flatMap((line) => referencesIn(line.remark).valid))]
  const named = await targetsOf(act.tx, references)
  const idsOf = (kind: 'request' | 'payout') => named.filter((target) => target.target_kind === kind).map((target) => target.target_id)
  const requests = await lockRequests(act.tx, idsOf('request'))
  const payouts = await lockPayouts(act.tx, idsOf('payout'))
  return {
    byReference: await readTargets(act.tx, references),
    requests: new Map(requests.map((row) => [row.id, row])),
    payouts: new Map(payouts.map((row) => [row.id, row])),
  }
}

const legsFor = (line: StatementLine, statement: Statement, payer: string | null, isMatched: boolean): readonly Leg[] => {
  const { currency } = statement
  const bank = bankAccount(currency)
  if (line.direction === 'credit') {
    return move({ debit: bank, credit: payer === null ? suspenseAccount(currency) : clientAccount(payer, currency) }, line.amountMinor)
  }
  return move({ debit: isMatched ? payoutsAccount(currency) : claimsAccount(currency), credit: bank }, line.amountMinor)
}

/** A matched request is paid: the money is the payer's, on hold for what it was asked for. */
export const receivePayment = async (act: Act, request: RequestRow, line: { readonly id: string; readonly bookedOn: string }): Promise<Result<true>> => {
  await setRequestState(act.tx, [request.id], { state: 'paid', paidAt: act.now })
  const held = await holdFor(act, {
    organisationId: request.payer_organisation_id,
    subject: request.subject,
    purpose: request.purpose,
    amountMinor: request.amount_minor,
    requestId: request.id,
  })
  if (!held.ok) return held
  const fact = {
    id: request.id,
    subject: request.subject,
    purpose: request.purpose,
    payerOrganisationId: request.payer_organisation_id,
    amountMinor: request.amount_minor,
    currency: request.currency,
    dueAt: request.due_at,
  }
  const isLate = line.bookedOn > dateOf(request.due_at)
  act.publish(paymentReceived(act.actor, fact, { lineId: line.id, bookedOn: line.bookedOn, isLate }))
  return ok(true)
}

const settleReturn = async (act: Act, payoutId: string): Promise<void> => {
  const line = await lockLineOfReturn(act.tx, payoutId)
  if (line !== undefined) await setLineState(act.tx, line.id, { state: 'returned' })
}

/** The bank has paid a payout; a return also settles the line it answers. */
export const settlePayout = async (act: Act, payout: PayoutRow, line: { readonly id: string }): Promise<void> => {
  await setPayoutState(act.tx, [payout.id], { state: 'settled', settledAt: act.now })
  // Money without an owner goes out only to answer a line that matched nothing.
  if (payout.from_organisation_id === null) await settleReturn(act, payout.id)
  act.publish(aboutPayout(act.actor, 'settled', payout, { lineId: line.id }))
}

const postingFor = (decided: DecidedLine, statement: Statement, requests: ReadonlyMap<string, RequestRow>): Posting => {
  const { line, decision } = decided
  const request = decision.state === 'matched' ? requests.get(decision.target.id) : undefined
  return {
    purpose: line.direction === 'credit' ? 'bank_receipt' : 'bank_payment',
    subject: SUPERVISED,
    key: line.bankLineId,
    legs: legsFor(line, statement, request?.payer_organisation_id ?? null, decision.state === 'matched'),
  }
}

const lineRow = (decided: DecidedLine, statementId: string, statement: Statement, transactionId: string) => {
  const { id, line, decision } = decided
  const target = decision.state === 'matched' ? decision.target : null
  return {
    id,
    statement_id: statementId,
    line_number: line.lineNumber,
    bank_account_id: SUPERVISED,
    bank_line_id: line.bankLineId,
    booked_on: line.bookedOn,
    direction: line.direction,
    amount_minor: line.amountMinor,
    currency: statement.currency,
    counterparty_name: line.counterpartyName,
    counterparty_account: line.counterpartyAccount,
    remark: line.remark,
    state: decision.state,
    reason: decision.state === 'unmatched' ? decision.reason : null,
    request_id: target?.kind === 'request' ? target.id : null,
    payout_id: target?.kind === 'payout' ? target.id : null,
    return_payout_id: null,
    transaction_id: transactionId,
  }
}

const postLines = async (
  act: Act,
  decided: readonly DecidedLine[],
  statement: Statement,
  requests: ReadonlyMap<string, RequestRow>,
): Promise<Result<readonly string[]>> => {
  const posted = await postAll(
    act,
    decided.map((item) => postingFor(item, statement, requests)),
  )
  const ids: string[] = []
  for (const result of posted) {
    if (!result.ok) return result
    ids.push(result.value.id)
  }
  return ok(ids)
}

export interface Booked {
  readonly booked: number
  readonly matched: number
  readonly unmatched: number
}

const bookLines = async (act: Act, statementId: string, statement: Statement, fresh: readonly StatementLine[]): Promise<Result<Booked>> => {
  const { byReference, requests, payouts } = await lockTargets(act, fresh)
  const decisions = decideLines(fresh, statement.currency, byReference)
  const decided = fresh.map((line, index): DecidedLine => {
    const decision = decisions[index]
    if (decision === undefined) throw new Error('every line has a decision')
    return { id: act.newId('bln'), line, decision }
  })
  const posted = await postLines(act, decided, statement, requests)
  if (!posted.ok) return posted
  await insertLines(
    act.tx,
    decided.map((item, index) => lineRow(item, statementId, statement, posted.value[index] ?? '')),
  )
  let matched = 0
  for (const { id, line, decision } of decided) {
    if (decision.state === 'unmatched') {
      const { direction, amountMinor } = line
      act.publish(lineUnmatched(act.actor, { id, statementId, direction, amountMinor }, decision.reason))
      continue
    }
    matched += 1
    const request = requests.get(decision.target.id)
    const payout = payouts.get(decision.target.id)
    if (request !== undefined) {
      const received = await receivePayment(act, request, { id, bookedOn: line.bookedOn })
      if (!received.ok) return received
    }
    if (payout !== undefined) await settlePayout(act, payout, { id })
  }
  return ok({ booked: fresh.length, matched, unmatched: fresh.length - matched })
}

/** Books what is new in a previewed statement. A statement that was booked before books nothing. */
export const bookStatement = async (act: Act, statementId: string): Promise<Result<Booked>> => {
  const bank = await lockBankAccount(act.tx)
  const row = await lockStatement(act.tx, statementId)
  if (row === undefined) return refuse('ledger.not_found')
  if (row.state === 'booked') return ok({ booked: 0, matched: 0, unmatched: 0 })
  if (row.state === 'discarded') return refuse('ledger.statement.already_discarded')
  const statement = readStatement(row.content)
  if (!statement.ok) return statement
  const rightAccount = checkAccount(statement.value, bank)
  if (!rightAccount.ok) return rightAccount
  const known = await knownLines(
    act.tx,
    statement.value.lines.map((line) => line.bankLineId),
  )
  const joined = joinStatement(statement.value, known, bank.closing_minor)
  if (!joined.ok) return joined
  const booked = await bookLines(act, statementId, statement.value, joined.value.fresh)
  if (!booked.ok) return booked
  if (booked.value.booked > 0) await setClosingBalance(act.tx, statement.value.closingMinor)
  const by = act.actor.personId ?? act.actor.kind
  await markStatementBooked(act.tx, statementId, { by, at: act.now, bookedCount: booked.value.booked })
  act.publish(
    statementImported(act.actor, {
      id: statementId,
      sha256: row.sha256,
      linesSha256: await lineDigestOf(act.tx, statementId),
      booked: booked.value.booked,
      matched: booked.value.matched,
      openingMinor: statement.value.openingMinor,
      closingMinor: statement.value.closingMinor,
    }),
  )
  return booked
}
