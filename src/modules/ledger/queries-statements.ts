/** Read models of bank statements: what booking would do, what it did, and the lines that wait. */
import { sql, type Selectable } from 'kysely'
import { isoOrNull, toIso } from '#kernel/instant.ts'
import { ok, refuse, type Refusal } from '#kernel/result.ts'
import { cutPage } from '#platform/db/page.ts'
import { reading, type Reader } from '#platform/db/transaction.ts'
import type { Queries } from '#platform/command/module.ts'
import type { LedgerContract } from './api.ts'
import { canReceive } from './core/account-text.ts'
import { statementActs } from './core/acts.ts'
import { decideLines, namedIn, type LineDecision, type Target } from './core/matching.ts'
import { joinStatement, pairLines, unreadMinorOf, unreadOf, type Ledger, type Statement, type StatementLine } from './core/statement.ts'
import { namesOf, type Names } from './names.ts'
import { bankAccountOf, briefs, lineShapes, SUPERVISED, targetShapeOf, type Briefs } from './queries.ts'
import { forBookReaders } from './queries-gate.ts'
import { readStatement } from './statement-file/read.ts'
import type { LedgerTables } from './store-tables.ts'

const db = (reader: Reader) => reading<LedgerTables>(reader)

/** What the payment numbers and batch numbers of a statement name, as far as they exist. */
export const readTargets = async (
  reader: Reader,
  { references, batchIds }: { readonly references: readonly string[]; readonly batchIds: readonly string[] },
): Promise<ReadonlyMap<string, Target>> => {
  if (references.length + batchIds.length === 0) return new Map()
  const requests = await db(reader)
    .selectFrom('ledger.payment_request')
    .selectAll()
    .where('reference', '=', sql<string>`any(${references})`)
    .execute()
  const payouts = await db(reader)
    .selectFrom('ledger.payout')
    .select(['id', 'reference', 'state', 'amount_minor', 'currency', 'batch_id'])
    .where((eb) => eb.or([eb('reference', '=', sql<string>`any(${references})`), eb('batch_id', '=', sql<string>`any(${batchIds})`)]))
    .execute()
  const names = await namesOf(
    reader,
    requests.map((request) => request.payer_organisation_id),
  )
  const targets = new Map<string, Target>()
  for (const { id, reference, state, amount_minor, currency, payer_organisation_id } of requests) {
    const payerName = names.get(payer_organisation_id)?.zh ?? ''
    targets.set(reference, { kind: 'request', id, isOpen: state === 'open', amountMinor: amount_minor, currency, payerName })
  }
  for (const { id, reference, state, amount_minor, currency, batch_id } of payouts) {
    targets.set(reference, { kind: 'payout', id, isExported: state === 'exported', batchId: batch_id, amountMinor: amount_minor, currency })
  }
  return targets
}

type StatementHead = Omit<Selectable<LedgerTables['ledger.statement']>, 'content' | 'bank_account_id' | 'currency' | 'booked_seq'>

const HEAD = [
  'id',
  'file_name',
  'sha256',
  'format',
  'state',
  'opening_minor',
  'closing_minor',
  'credit_minor',
  'debit_minor',
  'line_count',
  'booked_count',
  'uploaded_at',
  'uploaded_by',
  'booked_at',
  'booked_by',
  'part_count',
  'unread_count',
  'unread_minor',
  'replaced_by',
] as const

const headShapeOf = (row: StatementHead, names: Names, waitingCount: number) => ({
  id: row.id,
  fileName: row.file_name,
  sha256: row.sha256,
  format: row.format,
  state: row.state,
  openingMinor: String(row.opening_minor),
  closingMinor: String(row.closing_minor),
  creditMinor: String(row.credit_minor),
  debitMinor: String(row.debit_minor),
  lineCount: row.line_count,
  bookedCount: row.booked_count,
  partCount: row.part_count,
  unreadCount: row.unread_count,
  unreadMinor: String(row.unread_minor),
  waitingCount,
  replacedBy: row.replaced_by,
  uploadedAt: toIso(row.uploaded_at),
  uploadedBy: names.get(row.uploaded_by) ?? null,
  bookedAt: isoOrNull(row.booked_at),
  bookedBy: row.booked_by === null ? null : (names.get(row.booked_by) ?? null),
})

/** Lines of these statements that wait for a person: matched to nothing, or proposed and not confirmed. */
const waitingOf = async (reader: Reader, statementIds: readonly string[]): Promise<ReadonlyMap<string, number>> => {
  if (statementIds.length === 0) return new Map()
  const rows = await db(reader)
    .selectFrom('ledger.statement_line')
    .select(['statement_id', sql<number>`count(*)::int`.as('n')])
    .where('statement_id', '=', sql<string>`any(${statementIds})`)
    .where('state', 'in', ['unmatched', 'proposed'])
    .groupBy('statement_id')
    .execute()
  return new Map(rows.map((row) => [row.statement_id, row.n]))
}

const statements: Queries<LedgerContract, 'statements'>['statements'] = async ({ reader }, { cursor, limit }) => {
  let query = db(reader).selectFrom('ledger.statement').select(HEAD).where('state', '<>', 'discarded')
  if (cursor !== undefined) query = query.where('id', '<', cursor)
  const rows = await query
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const names = await namesOf(
    reader,
    rows.flatMap((row) => [row.uploaded_by, row.booked_by]),
  )
  const waiting = await waitingOf(
    reader,
    rows.map((row) => row.id),
  )
  const { items, nextCursor } = cutPage(rows, limit, (row) => row.id)
  return ok({ items: items.map((row) => headShapeOf(row, names, waiting.get(row.id) ?? 0)), nextCursor, total: null })
}

/** What the ledger knows of the lines of a statement: those booked before, and the statements whose unreadable lines it may bring again. */
export const readLedger = async (reader: Reader, statement: Statement, lastClosingMinor: bigint): Promise<Ledger> => {
  const rows = await db(reader)
    .selectFrom('ledger.statement_line')
    .select(['statement_id', 'bank_line_id', 'booked_on', 'direction', 'amount_minor', 'balance_minor'])
    .where('bank_account_id', '=', SUPERVISED)
    .where('state', '<>', 'replaced')
    .where('bank_line_id', '=', sql<string>`any(${[...new Set(statement.lines.map((line) => line.bankLineId))]})`)
    .where('booked_on', '=', sql<string>`any(${[...new Set(statement.lines.map((line) => line.bookedOn))]}::date[])`)
    .orderBy('occurrence')
    .execute()
  const open = sql<{ statementId: string; openingMinor: bigint; closingMinor: bigint; goodCount: number }>`(
    select s.id "statementId", s.opening_minor "openingMinor", s.closing_minor "closingMinor",
      (select count(*)::int from ledger.statement_line l where l.statement_id = s.id and l.reason is distinct from 'unreadable') "goodCount"
    from ledger.statement s where s.state = 'partly_booked' and not exists (
      select 1 from ledger.statement_line l where l.statement_id = s.id and l.reason = 'unreadable' and l.state <> 'unmatched'))`
  return {
    lastClosingMinor,
    known: rows.map((row) => ({
      statementId: row.statement_id,
      bankLineId: row.bank_line_id,
      bookedOn: row.booked_on,
      direction: row.direction,
      amountMinor: row.amount_minor,
      balanceMinor: row.balance_minor,
    })),
    partly: await db(reader).selectFrom(open.as('x')).selectAll().execute(),
  }
}

const previewLine = (line: StatementLine, decision: LineDecision | undefined, known: Briefs) => {
  const { lineNumber, bankLineId, bookedOn, direction, counterpartyName, counterpartyAccount, remark } = line
  const near = decision?.state === 'matched' ? (decision.targets[0] ?? null) : (decision?.near ?? null)
  return {
    id: null,
    lineNumber,
    bankLineId,
    bookedOn,
    direction,
    amountMinor: String(line.amountMinor),
    counterpartyName,
    counterpartyAccount,
    remark,
    state: decision?.state ?? ('known' as const),
    reason: decision?.state === 'unmatched' ? decision.reason : null,
    target: targetShapeOf(near?.id ?? null, known),
    targetCount: decision?.state === 'matched' ? decision.targets.length : 1,
    canReceive: canReceive(counterpartyAccount),
  }
}

/** What booking would do now: the same pure decisions, without locks and without writing. */
const preview = async (reader: Reader, statement: Statement, lastClosingMinor: bigint) => {
  const ledger = await readLedger(reader, statement, lastClosingMinor)
  const joined = joinStatement(statement, ledger)
  const fresh = pairLines(statement.lines, ledger.known).fresh.map(({ line }) => line)
  const decisions = decideLines(fresh, statement.currency, await readTargets(reader, namedIn(fresh)))
  const byLine = new Map(fresh.map((line, index) => [line, decisions[index]]))
  const near = decisions.flatMap((decision): readonly Target[] =>
    decision.state === 'matched' ? decision.targets : decision.near === null ? [] : [decision.near],
  )
  const idsOf = (kind: Target['kind']) => near.flatMap((target) => (target.kind === kind ? [target.id] : []))
  const named = await briefs(reader, idsOf('request'), idsOf('payout'))
  return {
    lines: statement.lines.map((line) => previewLine(line, byLine.get(line), named)),
    refusal: joined.ok ? null : joined.refusal,
    replaces: joined.ok ? joined.value.replaces : null,
  }
}

const problemOf = ({ code, params }: Refusal) => ({ code, params: { ...params } })

const asideShapes = (statement: Statement) =>
  (statement.setAside ?? []).map(({ lineNumber, text, refusal }) => ({ lineNumber, text, problem: refusal === null ? null : problemOf(refusal) }))

/** The figures as the file is read now: where its first row cannot be read, they hang on the last statement. */
const figuresOf = (statement: Statement) => ({
  openingMinor: String(statement.openingMinor),
  closingMinor: String(statement.closingMinor),
  unreadCount: unreadOf(statement).length,
  unreadMinor: String(unreadOf(statement).length === 0 ? 0n : unreadMinorOf(statement)),
})

const statement: Queries<LedgerContract, 'statement'>['statement'] = async ({ reader, actor }, { statementId }) => {
  const row = await db(reader)
    .selectFrom('ledger.statement')
    .select([...HEAD, 'content'])
    .where('id', '=', statementId)
    .executeTakeFirst()
  if (row === undefined) return refuse('ledger.not_found')
  const waiting = await waitingOf(reader, [statementId])
  const head = headShapeOf(row, await namesOf(reader, [row.uploaded_by, row.booked_by]), waiting.get(statementId) ?? 0)
  if (row.state === 'previewed') {
    const { closing_minor } = await bankAccountOf(reader)
    const read = readStatement(row.content, closing_minor)
    if (!read.ok) return read
    const { refusal, ...shown } = await preview(reader, read.value, closing_minor)
    return ok({
      ...head,
      ...figuresOf(read.value),
      ...shown,
      problem: refusal === null ? null : problemOf(refusal),
      setAside: asideShapes(read.value),
      acts: statementActs(actor, row.state, refusal),
    })
  }
  const lines = await db(reader).selectFrom('ledger.statement_line').selectAll().where('statement_id', '=', statementId).orderBy('line_number').execute()
  const read = readStatement(row.content, row.opening_minor)
  return ok({
    ...head,
    lines: await lineShapes(reader, lines),
    problem: null,
    replaces: null,
    setAside: read.ok ? asideShapes(read.value) : [],
    acts: statementActs(actor, row.state, null),
  })
}

export const statementQueries = forBookReaders({ statements, statement })
