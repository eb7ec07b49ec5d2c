/** Books a bank statement: every new line becomes one transaction, matched or not, so that the ledger's bank account is the bank's. */
import { actorIdOf } from '#kernel/actor.ts'
import { dateOf } from '#kernel/instant.ts'
import type { Result } from '#kernel/result.ts'
import { ok, refuse } from '#kernel/result.ts'
import type { Act } from '#platform/command/act.ts'
import {
  bankAccount,
  claimsAccount,
  clientAccount,
  holdFor,
  lockAvailable,
  move,
  payoutsAccount,
  postAll,
  suspenseAccount,
  type Leg,
  type Posting,
} from '#modules/ledger/index.ts'
import { decideLines, namedIn, type LineDecision, type Target } from './core/matching.ts'
import { joinStatement, unreadMinorOf, unreadOf, type FreshLine, type Statement, type StatementLine } from './core/statement.ts'
import { paymentFacts } from './facts.ts'
import { readLedger, readTargets } from './queries-statements.ts'
import { replaceUnread } from './replacement.ts'
import { cutText } from './statement-file/field.ts'
import { readStatement } from './statement-file/read.ts'
import { lockPayouts, lockRequests, setPayoutState, setRequestState, type PayoutRow, type RequestRow } from './store-claims.ts'
import {
  SUPERVISED,
  completeStatement,
  insertLines,
  lineDigestOf,
  lockBankAccount,
  lockLineOfReturn,
  lockStatement,
  markStatementBooked,
  setClosingBalance,
  setLineState,
  type BankAccountRow,
} from './store-statements.ts'
import { tellImported, tellLine, tellPayout, tellRequest } from './telling.ts'

/** The file's account must be the market's; a CSV without the account's number relies on the officer who chose the file. */
export const checkAccount = (statement: Statement, bank: BankAccountRow): Result<true> => {
  if (bank.accountNumber === '') return refuse('ledger.bank_account_missing')
  if (statement.accountNumber !== null && statement.accountNumber !== bank.accountNumber) {
    return refuse('ledger.statement_account', { found: statement.accountNumber, expected: bank.accountNumber })
  }
  return ok(true)
}

interface DecidedLine extends FreshLine {
  readonly id: string
  readonly decision: LineDecision
}

const lockTargets = async (
  act: Act,
  lines: readonly StatementLine[],
): Promise<{ byReference: ReadonlyMap<string, Target>; requests: Map<string, RequestRow>; payouts: Map<string, PayoutRow> }> => {
  const named = namedIn(lines)
  const seen = [...(await readTargets(act.tx, named)).values()]
  const idsOf = (kind: Target['kind']) => seen.filter((target) => target.kind === kind).map(({ id }) => id)
  const requests = await lockRequests(act.tx, idsOf('request'))
  const payouts = await lockPayouts(act.tx, idsOf('payout'))
  return {
    // Read again under the locks.
    byReference: await readTargets(act.tx, named),
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
  const held = await holdFor(act, {
    organisationId: request.payerOrganisationId,
    subject: request.subject,
    purpose: request.purpose,
    amountMinor: request.amountMinor,
  })
  if (!held.ok) return held
  await setRequestState(act.tx, request.id, 'paid', { at: act.now, holdId: held.value.holdId })
  const isLate = line.bookedOn > dateOf(request.dueAt)
  tellRequest(act, request, paymentFacts.payment_received, { lineId: line.id, bookedOn: line.bookedOn, isLate })
  return ok(true)
}

const settleReturn = async (act: Act, payoutId: string): Promise<void> => {
  const line = await lockLineOfReturn(act.tx, payoutId)
  if (line === undefined) return
  await setLineState(act.tx, line.id, { state: 'returned' })
  await completeStatement(act.tx, line)
}

/** The bank has paid a payout; a return also settles the line it answers. */
export const settlePayout = async (act: Act, payout: PayoutRow, line: { readonly id: string }): Promise<void> => {
  await setPayoutState(act.tx, [payout.id], { state: 'settled', settledAt: act.now, lineId: line.id })
  // Money without an owner goes out only to answer a line that matched nothing.
  if (payout.fromOrganisationId === null) await settleReturn(act, payout.id)
  tellPayout(act, payout, paymentFacts.payout_settled, { lineId: line.id })
}

const targetsOf = (decision: LineDecision): readonly Target[] => (decision.state === 'matched' ? decision.targets : [])

const postingFor = ({ id, line, decision }: DecidedLine, statement: Statement, requests: ReadonlyMap<string, RequestRow>): Posting => {
  const request = requests.get(targetsOf(decision)[0]?.id ?? '')
  return {
    purpose: line.direction === 'credit' ? 'bank_receipt' : 'bank_payment',
    subject: SUPERVISED,
    // Not the bank's id: that begins again each day.
    key: id,
    legs: legsFor(line, statement, request?.payerOrganisationId ?? null, decision.state === 'matched'),
  }
}

const lineRow = ({ id, line, occurrence, decision }: DecidedLine, statementId: string, statement: Statement, transactionId: string) => {
  const targets = targetsOf(decision)
  const [target] = targets
  const settles = targets.length > 1 ? ('payouts' as const) : (target?.kind ?? null)
  return {
    id,
    statementId,
    lineNumber: line.lineNumber,
    bankAccountId: SUPERVISED,
    bankLineId: line.bankLineId,
    bookedOn: line.bookedOn,
    direction: line.direction,
    amountMinor: line.amountMinor,
    balanceMinor: line.balanceMinor ?? null,
    occurrence,
    currency: statement.currency,
    counterpartyName: line.counterpartyName,
    counterpartyAccount: line.counterpartyAccount,
    remark: line.remark,
    state: decision.state,
    reason: decision.state === 'unmatched' ? decision.reason : null,
    settles,
    requestId: settles === 'request' ? (target?.id ?? null) : null,
    payoutId: settles === 'payout' ? (target?.id ?? null) : null,
    returnPayoutId: null,
    reversesLineId: null,
    transactionId,
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

/**
 * What the lines that nobody can read have moved together stands in the books as one line that waits: the balances of the statement prove
 * the sum, and so the ledger's bank account stays the bank's. Null where they moved nothing.
 */
const unreadRemainder = (act: Act, statementId: string, statement: Statement): DecidedLine | null => {
  const unread = unreadOf(statement)
  const [first] = unread
  const minor = unreadMinorOf(statement)
  if (first === undefined || minor === 0n) return null
  const line: StatementLine = {
    lineNumber: first.lineNumber,
    bankLineId: `unread:${statementId}`,
    bookedOn: statement.lines.at(-1)?.bookedOn ?? dateOf(act.now),
    direction: minor > 0n ? 'credit' : 'debit',
    amountMinor: minor > 0n ? minor : -minor,
    counterpartyName: '',
    counterpartyAccount: '',
    remark: cutText(unread.map(({ lineNumber, text }) => `#${lineNumber} ${text}`).join('\n'), 1000),
  }
  return { id: act.newId('bln'), line, occurrence: 1, decision: { state: 'unmatched', reason: 'unreadable', near: null } }
}

export interface Booked {
  readonly booked: number
  readonly matched: number
  readonly unmatched: number
  /** Lines of the file that nobody could read; they wait. */
  readonly unread: number
}

/** What follows from a matched line: a request is paid, or payouts are settled. */
const settleMatched = async (
  act: Act,
  decided: DecidedLine,
  rows: { requests: Map<string, RequestRow>; payouts: Map<string, PayoutRow> },
): Promise<Result<true>> => {
  for (const target of targetsOf(decided.decision)) {
    const request = rows.requests.get(target.id)
    const payout = rows.payouts.get(target.id)
    if (request !== undefined) {
      const received = await receivePayment(act, request, { id: decided.id, bookedOn: decided.line.bookedOn })
      if (!received.ok) return received
    }
    if (payout !== undefined) await settlePayout(act, payout, { id: decided.id })
  }
  return ok(true)
}

const bookLines = async (act: Act, statementId: string, statement: Statement, fresh: readonly FreshLine[]): Promise<Result<Booked>> => {
  const lines = fresh.map(({ line }) => line)
  const { byReference, ...rows } = await lockTargets(act, lines)
  const decisions = decideLines(lines, statement.currency, byReference)
  const remainder = unreadRemainder(act, statementId, statement)
  const decided = fresh.map((item, index): DecidedLine => {
    const decision = decisions[index]
    if (decision === undefined) throw new Error('every line has a decision')
    return { ...item, id: act.newId('bln'), decision }
  })
  const all = remainder === null ? decided : [...decided, remainder]
  const posted = await postLines(act, all, statement, rows.requests)
  if (!posted.ok) return posted
  await insertLines(
    act.tx,
    all.map((item, index) => lineRow(item, statementId, statement, posted.value[index] ?? '')),
  )
  for (const item of all) {
    const { id, line, decision } = item
    if (decision.state === 'unmatched')
      tellLine(act, { id, statementId, direction: line.direction, amountMinor: line.amountMinor }, paymentFacts.line_unmatched, { reason: decision.reason })
    const settled = await settleMatched(act, item, rows)
    if (!settled.ok) return settled
  }
  const matched = decisions.filter(({ state }) => state === 'matched').length
  return ok({ booked: fresh.length, matched, unmatched: fresh.length - matched, unread: unreadOf(statement).length })
}

/** The program's own proof, in the transaction of the booking: a statement that is booked ends where the ledger does. */
const assertBankIs = async (act: Act, statement: Statement, closingMinor: bigint): Promise<void> => {
  const availableMinor = await lockAvailable(act, bankAccount(statement.currency))
  if (availableMinor !== closingMinor) throw new Error('a booked statement must end at the balance of the ledger')
}

const NOTHING: Booked = { booked: 0, matched: 0, unmatched: 0, unread: 0 }

/** Books what is new in a previewed statement; lines that nobody can read wait. A statement that was booked before books nothing. */
export const bookStatement = async (act: Act, statementId: string): Promise<Result<Booked>> => {
  const bank = await lockBankAccount(act.tx)
  const row = await lockStatement(act.tx, statementId)
  if (row === undefined) return refuse('ledger.not_found')
  if (row.state === 'discarded') return refuse('ledger.statement.already_discarded')
  if (row.state !== 'previewed') return ok(NOTHING)
  const read = readStatement(row.content, bank.closingMinor)
  if (!read.ok) return read
  const statement = read.value
  const rightAccount = checkAccount(statement, bank)
  if (!rightAccount.ok) return rightAccount
  const joined = joinStatement(statement, await readLedger(act.tx, statement, bank.closingMinor))
  if (!joined.ok) return joined
  const { fresh, replaces } = joined.value
  if (replaces !== null) {
    const freed = await replaceUnread(act, replaces)
    if (!freed.ok) return freed
  }
  const booked = await bookLines(act, statementId, statement, fresh)
  if (!booked.ok) return booked
  const closingMinor = replaces === null ? statement.closingMinor : bank.closingMinor
  await setClosingBalance(act.tx, closingMinor)
  await assertBankIs(act, statement, closingMinor)
  await markStatementBooked(act.tx, statementId, { by: actorIdOf(act.actor), at: act.now, statement, replaces })
  const { sha256 } = row
  const { openingMinor } = statement
  const linesSha256 = await lineDigestOf(act.tx, statementId)
  tellImported(act, { ...booked.value, id: statementId, sha256, linesSha256, openingMinor, closingMinor: statement.closingMinor })
  return booked
}
