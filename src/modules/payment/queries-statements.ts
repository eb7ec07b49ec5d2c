/** Read models of bank statements: what booking would do, what it did, and the lines that wait. */
import { sql, type Selectable } from 'kysely'
import { ok, refuse, type Refusal } from '#kernel/result.ts'
import { cutPage } from '#platform/db/page.ts'
import { reading, type Reader } from '#platform/db/transaction.ts'
import type { Queries } from '#platform/command/module.ts'
import { forBookReaders, namesOf, type Names } from '#modules/ledger/index.ts'
import type { PaymentContract } from './api.ts'
import { canReceive } from './core/account-text.ts'
import { statementActs } from './core/acts.ts'
import { decideLines, namedIn, type LineDecision, type Target } from './core/matching.ts'
import { joinStatement, pairLines, unreadMinorOf, unreadOf, type Ledger, type Statement, type StatementLine } from './core/statement.ts'
import { bankAccountOf, briefs, lineShapes, targetShapeOf, type Briefs } from './queries.ts'
import { readStatement } from './statement-file/read.ts'
import { SUPERVISED } from './store-statements.ts'
import type { PaymentTables } from './store-tables.ts'

const db = (reader: Reader) => reading<PaymentTables>(reader)

/** What the payment numbers and batch numbers of a statement name, as far as they exist. */
export const readTargets = async (
  reader: Reader,
  { references, batchIds }: { readonly references: readonly string[]; readonly batchIds: readonly string[] },
): Promise<ReadonlyMap<string, Target>> => {
  if (references.length + batchIds.length === 0) return new Map()
  const requests = await db(reader)
    .selectFrom('payment.paymentRequest')
    .selectAll()
    .where('reference', '=', sql<string>`any(${references})`)
    .execute()
  const payouts = await db(reader)
    .selectFrom('payment.payout')
    .select(['id', 'reference', 'state', 'amountMinor', 'currency', 'batchId'])
    .where((eb) => eb.or([eb('reference', '=', sql<string>`any(${references})`), eb('batchId', '=', sql<string>`any(${batchIds})`)]))
    .execute()
  const names = await namesOf(
    reader,
    requests.map((request) => request.payerOrganisationId),
  )
  const targets = new Map<string, Target>()
  for (const { id, reference, state, amountMinor, currency, payerOrganisationId } of requests) {
    const payerName = names.get(payerOrganisationId)?.zh ?? ''
    targets.set(reference, { kind: 'request', id, isOpen: state === 'open', amountMinor, currency, payerName })
  }
  for (const { id, reference, state, amountMinor, currency, batchId } of payouts) {
    targets.set(reference, { kind: 'payout', id, isExported: state === 'exported', batchId, amountMinor, currency })
  }
  return targets
}

type StatementHead = Omit<Selectable<PaymentTables['payment.statement']>, 'content' | 'bankAccountId' | 'currency' | 'bookedSeq'>

const HEAD = [
  'id',
  'fileName',
  'sha256',
  'format',
  'state',
  'openingMinor',
  'closingMinor',
  'creditMinor',
  'debitMinor',
  'lineCount',
  'bookedCount',
  'uploadedAt',
  'uploadedBy',
  'bookedAt',
  'bookedBy',
  'partCount',
  'unreadCount',
  'unreadMinor',
  'replacedBy',
] as const

const headShapeOf = (row: StatementHead, names: Names, waitingCount: number) => ({
  id: row.id,
  fileName: row.fileName,
  sha256: row.sha256,
  format: row.format,
  state: row.state,
  openingMinor: row.openingMinor,
  closingMinor: row.closingMinor,
  creditMinor: row.creditMinor,
  debitMinor: row.debitMinor,
  lineCount: row.lineCount,
  bookedCount: row.bookedCount,
  partCount: row.partCount,
  unreadCount: row.unreadCount,
  unreadMinor: row.unreadMinor,
  waitingCount,
  replacedBy: row.replacedBy,
  uploadedAt: row.uploadedAt,
  uploadedBy: names.get(row.uploadedBy) ?? null,
  bookedAt: row.bookedAt,
  bookedBy: row.bookedBy === null ? null : (names.get(row.bookedBy) ?? null),
})

/** Lines of these statements that wait for a person: matched to nothing, or proposed and not confirmed. */
const waitingOf = async (reader: Reader, statementIds: readonly string[]): Promise<ReadonlyMap<string, number>> => {
  if (statementIds.length === 0) return new Map()
  const rows = await db(reader)
    .selectFrom('payment.statementLine')
    .select(['statementId', sql<number>`count(*)::int`.as('n')])
    .where('statementId', '=', sql<string>`any(${statementIds})`)
    .where('state', 'in', ['unmatched', 'proposed'])
    .groupBy('statementId')
    .execute()
  return new Map(rows.map((row) => [row.statementId, row.n]))
}

const statements: Queries<PaymentContract, 'statements'>['statements']['list'] = async ({ reader }, { cursor, limit }) => {
  let query = db(reader).selectFrom('payment.statement').select(HEAD).where('state', '<>', 'discarded')
  if (cursor !== undefined) query = query.where('id', '<', cursor)
  const rows = await query
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const names = await namesOf(
    reader,
    rows.flatMap((row) => [row.uploadedBy, row.bookedBy]),
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
    .selectFrom('payment.statementLine')
    .select(['statementId', 'bankLineId', 'bookedOn', 'direction', 'amountMinor', 'balanceMinor'])
    .where('bankAccountId', '=', SUPERVISED)
    .where('state', '<>', 'replaced')
    .where('bankLineId', '=', sql<string>`any(${[...new Set(statement.lines.map((line) => line.bankLineId))]})`)
    .where('bookedOn', '=', sql<string>`any(${[...new Set(statement.lines.map((line) => line.bookedOn))]}::date[])`)
    .orderBy('occurrence')
    .execute()
  const open = sql<{ statementId: string; openingMinor: bigint; closingMinor: bigint; goodCount: number }>`(
    select s.id "statementId", s.opening_minor "openingMinor", s.closing_minor "closingMinor",
      (select count(*)::int from payment.statement_line l where l.statement_id = s.id and l.reason is distinct from 'unreadable') "goodCount"
    from payment.statement s where s.state = 'partly_booked' and not exists (
      select 1 from payment.statement_line l where l.statement_id = s.id and l.reason = 'unreadable' and l.state <> 'unmatched'))`
  return {
    lastClosingMinor,
    known: rows.map((row) => ({
      statementId: row.statementId,
      bankLineId: row.bankLineId,
      bookedOn: row.bookedOn,
      direction: row.direction,
      amountMinor: row.amountMinor,
      balanceMinor: row.balanceMinor,
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
    amountMinor: line.amountMinor,
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
  openingMinor: statement.openingMinor,
  closingMinor: statement.closingMinor,
  unreadCount: unreadOf(statement).length,
  unreadMinor: unreadOf(statement).length === 0 ? 0n : unreadMinorOf(statement),
})

const statement: Queries<PaymentContract, 'statements'>['statements']['get'] = async ({ reader, actor }, { statementId }) => {
  const row = await db(reader)
    .selectFrom('payment.statement')
    .select([...HEAD, 'content'])
    .where('id', '=', statementId)
    .executeTakeFirst()
  if (row === undefined) return refuse('ledger.not_found')
  const waiting = await waitingOf(reader, [statementId])
  const head = headShapeOf(row, await namesOf(reader, [row.uploadedBy, row.bookedBy]), waiting.get(statementId) ?? 0)
  if (row.state === 'previewed') {
    const { closingMinor } = await bankAccountOf(reader)
    const read = readStatement(row.content, closingMinor)
    if (!read.ok) return read
    const { refusal, ...shown } = await preview(reader, read.value, closingMinor)
    return ok({
      ...head,
      ...figuresOf(read.value),
      ...shown,
      problem: refusal === null ? null : problemOf(refusal),
      setAside: asideShapes(read.value),
      acts: statementActs(actor, row.state, refusal),
    })
  }
  const lines = await db(reader).selectFrom('payment.statementLine').selectAll().where('statementId', '=', statementId).orderBy('lineNumber').execute()
  const read = readStatement(row.content, row.openingMinor)
  return ok({
    ...head,
    lines: await lineShapes(reader, lines),
    problem: null,
    replaces: null,
    setAside: read.ok ? asideShapes(read.value) : [],
    acts: statementActs(actor, row.state, null),
  })
}

export const statementQueries = forBookReaders({ list: statements, get: statement })
