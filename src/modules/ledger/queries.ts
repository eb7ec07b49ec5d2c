/** Read models of what comes in: statements, their lines, payment requests. */
import { sql, type Selectable } from 'kysely'
import { toIso, type Instant } from '#kernel/instant.ts'
import { ok, refuse, type Refusal, type Result } from '#kernel/result.ts'
import { reading, type Reader } from '#platform/db/transaction.ts'
import type { View } from '#platform/command/act.ts'
import type { Queries } from '#platform/command/module.ts'
import type { LedgerContract } from './api.ts'
import { decideLines, type LineDecision, type Target } from './core/matching.ts'
import { referencesIn } from './core/reference.ts'
import { joinStatement, type KnownLine, type Statement, type StatementLine } from './core/statement.ts'
import { namesOf, type Names } from './names.ts'
import { forBookReaders } from './queries-gate.ts'
import { readStatement } from './statement-file/read.ts'
import type { LedgerTables } from './store-tables.ts'

const db = (reader: Reader) => reading<LedgerTables>(reader)

const SUPERVISED = 'supervised'
const MAX_CANDIDATES = 50

export const isoOrNull = (at: Instant | null): string | null => (at === null ? null : toIso(at))

export const bankAccountOf = async (reader: Reader) =>
  db(reader).selectFrom('ledger.bank_account').selectAll().where('id', '=', SUPERVISED).executeTakeFirstOrThrow()

export const bankShapeOf = (bank: Awaited<ReturnType<typeof bankAccountOf>>) =>
  bank.account_number === ''
    ? null
    : {
        bankName: bank.bank_name,
        accountName: bank.account_name,
        accountNumber: bank.account_number,
        currency: bank.currency,
        isDemo: bank.is_demo,
      }

/** What the references of a statement name, as far as they exist. */
export const readTargets = async (reader: Reader, references: readonly string[]): Promise<ReadonlyMap<string, Target>> => {
  if (references.length === 0) return new Map()
  const requests = await db(reader)
    .selectFrom('ledger.payment_request')
    .selectAll()
    .where('reference', '=', sql<string>`any(${references})`)
    .execute()
  const payouts = await db(reader)
    .selectFrom('ledger.payout')
    .select(['id', 'reference', 'state', 'amount_minor', 'currency'])
    .where('reference', '=', sql<string>`any(${references})`)
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
  for (const { id, reference, state, amount_minor, currency } of payouts) {
    targets.set(reference, { kind: 'payout', id, isExported: state === 'exported', amountMinor: amount_minor, currency })
  }
  return targets
}

/** Available balance of an account; 0 while it has never been posted to. */
export const readAvailable = async (reader: Reader, code: string): Promise<bigint> =>
  (await db(reader).selectFrom('ledger.account').select('available_minor').where('code', '=', code).executeTakeFirst())?.available_minor ?? 0n

type RequestRow = Selectable<LedgerTables['ledger.payment_request']>

export const requestShapeOf = (row: RequestRow, names: Names) => ({
  id: row.id,
  reference: row.reference,
  payerOrganisationId: row.payer_organisation_id,
  payerName: names.get(row.payer_organisation_id) ?? null,
  purpose: row.purpose,
  subject: row.subject,
  amountMinor: String(row.amount_minor),
  currency: row.currency,
  dueAt: toIso(row.due_at),
  state: row.state,
  requestedAt: toIso(row.requested_at),
  paidAt: isoOrNull(row.paid_at),
})

type StatementHead = Omit<Selectable<LedgerTables['ledger.statement']>, 'content' | 'bank_account_id' | 'currency'>

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
] as const

const headShapeOf = (row: StatementHead, names: Names) => ({
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
  uploadedAt: toIso(row.uploaded_at),
  uploadedBy: names.get(row.uploaded_by) ?? null,
  bookedAt: isoOrNull(row.booked_at),
  bookedBy: row.booked_by === null ? null : (names.get(row.booked_by) ?? null),
})

/** Cuts the page off a list that was read with one row more than asked for. */
export const pageFrom = <Row, Item>(rows: readonly Row[], limit: number, shape: (row: Row) => Item, cursorOf: (row: Row) => string) => {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items: items.map(shape), nextCursor: rows.length > limit && last !== undefined ? cursorOf(last) : null }
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
  return ok({
    ...pageFrom(
      rows,
      limit,
      (row) => headShapeOf(row, names),
      (row) => row.id,
    ),
    total: null,
  })
}

type LineRow = Selectable<LedgerTables['ledger.statement_line']>

interface TargetBrief {
  readonly kind: 'request' | 'payout'
  readonly id: string
  readonly ownerId: string
  readonly amountMinor: bigint
}

const briefs = async (reader: Reader, requestIds: readonly string[], payoutIds: readonly string[]) => {
  const found = new Map<string, TargetBrief>()
  if (requestIds.length > 0) {
    const rows = await db(reader)
      .selectFrom('ledger.payment_request')
      .select(['id', 'payer_organisation_id', 'amount_minor'])
      .where('id', '=', sql<string>`any(${requestIds})`)
      .execute()
    for (const row of rows) found.set(row.id, { kind: 'request', id: row.id, ownerId: row.payer_organisation_id, amountMinor: row.amount_minor })
  }
  if (payoutIds.length > 0) {
    const rows = await db(reader)
      .selectFrom('ledger.payout')
      .select(['id', 'beneficiary_id', 'amount_minor'])
      .where('id', '=', sql<string>`any(${payoutIds})`)
      .execute()
    for (const row of rows) found.set(row.id, { kind: 'payout', id: row.id, ownerId: row.beneficiary_id, amountMinor: row.amount_minor })
  }
  return {
    found,
    names: await namesOf(
      reader,
      [...found.values()].map((brief) => brief.ownerId),
    ),
  }
}
type Briefs = Awaited<ReturnType<typeof briefs>>

const targetShapeOf = (id: string | null, { found, names }: Briefs) => {
  const brief = id === null ? undefined : found.get(id)
  return brief === undefined ? null : { kind: brief.kind, id: brief.id, name: names.get(brief.ownerId) ?? null, amountMinor: String(brief.amountMinor) }
}

const lineShapeOf = (row: LineRow, known: Briefs) => ({
  id: row.id,
  lineNumber: row.line_number,
  bankLineId: row.bank_line_id,
  bookedOn: row.booked_on,
  direction: row.direction,
  amountMinor: String(row.amount_minor),
  counterpartyName: row.counterparty_name,
  counterpartyAccount: row.counterparty_account,
  remark: row.remark,
  state: row.state,
  reason: row.reason,
  target: targetShapeOf(row.request_id ?? row.payout_id ?? row.return_payout_id, known),
  statementId: row.statement_id,
})

const lineShapes = async (reader: Reader, rows: readonly LineRow[]) => {
  const requestIds = rows.flatMap((row) => row.request_id ?? [])
  const payoutIds = rows.flatMap((row) => row.payout_id ?? row.return_payout_id ?? [])
  const known = await briefs(reader, requestIds, payoutIds)
  return rows.map((row) => lineShapeOf(row, known))
}

const readKnown = async (reader: Reader, lines: readonly StatementLine[]): Promise<ReadonlyMap<string, KnownLine>> => {
  const rows = await db(reader)
    .selectFrom('ledger.statement_line')
    .select(['bank_line_id', 'direction', 'amount_minor'])
    .where('bank_account_id', '=', SUPERVISED)
    .where('bank_line_id', '=', sql<string>`any(${lines.map((line) => line.bankLineId)})`)
    .execute()
  return new Map(rows.map((row) => [row.bank_line_id, { direction: row.direction, amountMinor: row.amount_minor }]))
}

const previewLine = (line: StatementLine, decision: LineDecision | undefined, known: Briefs) => {
  const { lineNumber, bankLineId, bookedOn, direction, counterpartyName, counterpartyAccount, remark } = line
  const near = decision?.state === 'matched' ? decision.target : (decision?.near ?? null)
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
  }
}

/** What booking would do now: the same pure decisions, without locks and without writing. */
const preview = async (reader: Reader, statement: Statement, closingMinor: bigint) => {
  const known = await readKnown(reader, statement.lines)
  const joined = joinStatement(statement, known, closingMinor)
  const fresh = joined.ok ? joined.value.fresh : statement.lines.filter((line) => !known.has(line.bankLineId))
  const references = [...new Set(fresh.flatMap((line) => referencesIn(line.remark).valid))]
  const decisions = decideLines(fresh, statement.currency, await readTargets(reader, references))
  const byLine = new Map(fresh.map((line, index) => [line.bankLineId, decisions[index]]))
  const near = decisions.map((decision) => (decision.state === 'matched' ? decision.target : decision.near))
  const idsOf = (kind: Target['kind']) => near.flatMap((target) => (target?.kind === kind ? [target.id] : []))
  const named = await briefs(reader, idsOf('request'), idsOf('payout'))
  const problem: Refusal | null = joined.ok ? null : joined.refusal
  return {
    lines: statement.lines.map((line) => previewLine(line, byLine.get(line.bankLineId), named)),
    problem: problem === null ? null : { code: problem.code, params: { ...problem.params } },
  }
}

const statement: Queries<LedgerContract, 'statement'>['statement'] = async ({ reader }, { statementId }) => {
  const row = await db(reader)
    .selectFrom('ledger.statement')
    .select([...HEAD, 'content'])
    .where('id', '=', statementId)
    .executeTakeFirst()
  if (row === undefined) return refuse('ledger.not_found')
  const head = headShapeOf(row, await namesOf(reader, [row.uploaded_by, row.booked_by]))
  if (row.state === 'previewed') {
    const read = readStatement(row.content)
    if (!read.ok) return read
    const { closing_minor } = await bankAccountOf(reader)
    return ok({ ...head, ...(await preview(reader, read.value, closing_minor)) })
  }
  const lines = await db(reader).selectFrom('ledger.statement_line').selectAll().where('statement_id', '=', statementId).orderBy('line_number').execute()
  return ok({ ...head, lines: await lineShapes(reader, lines), problem: null })
}

const OPEN_LINE_STATES = ['unmatched', 'proposed'] as const

const lines: Queries<LedgerContract, 'lines'>['lines'] = async ({ reader }, { cursor, limit, state }) => {
  let query = db(reader).selectFrom('ledger.statement_line').selectAll()
  query = state === 'open' ? query.where('state', 'in', OPEN_LINE_STATES) : query.where('state', '=', state)
  if (cursor !== undefined) query = query.where('id', '<', cursor)
  const rows = await query
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const page = pageFrom(
    rows,
    limit,
    (row) => row,
    (row) => row.id,
  )
  return ok({ items: await lineShapes(reader, page.items), nextCursor: page.nextCursor, total: null })
}

const assignmentsOf = async (reader: Reader, lineId: string) => {
  const rows = await db(reader).selectFrom('ledger.assignment').selectAll().where('line_id', '=', lineId).orderBy('id', 'desc').execute()
  const names = await namesOf(
    reader,
    rows.flatMap((row) => [row.made_by, row.decided_by]),
  )
  return rows.map((row) => ({
    id: row.id,
    targetKind: row.target_kind,
    targetId: row.target_id,
    note: row.note,
    state: row.state,
    madeById: row.made_by,
    madeBy: names.get(row.made_by) ?? null,
    madeAt: toIso(row.made_at),
    decidedBy: row.decided_by === null ? null : (names.get(row.decided_by) ?? null),
    decidedAt: isoOrNull(row.decided_at),
  }))
}

/** Open requests of exactly the line's amount: offered to a person, never chosen. */
export const candidatesFor = async (reader: Reader, row: LineRow): Promise<readonly RequestRow[]> =>
  row.direction === 'debit' || !OPEN_LINE_STATES.some((state) => state === row.state)
    ? []
    : db(reader)
        .selectFrom('ledger.payment_request')
        .selectAll()
        .where('state', '=', 'open')
        .where('amount_minor', '=', row.amount_minor)
        .orderBy('id')
        .limit(MAX_CANDIDATES)
        .execute()

export const readLine = async (reader: Reader, lineId: string): Promise<Result<LineRow>> => {
  const row = await db(reader).selectFrom('ledger.statement_line').selectAll().where('id', '=', lineId).executeTakeFirst()
  return row === undefined ? refuse('ledger.not_found') : ok(row)
}

export const lineDetail = async (reader: Reader, row: LineRow) => {
  const [shape] = await lineShapes(reader, [row])
  if (shape === undefined) throw new Error('one line has one shape')
  const candidates = await candidatesFor(reader, row)
  const names = await namesOf(
    reader,
    candidates.map((candidate) => candidate.payer_organisation_id),
  )
  return {
    line: shape,
    assignments: await assignmentsOf(reader, row.id),
    requestCandidates: candidates.map((candidate) => requestShapeOf(candidate, names)),
  }
}

const paymentRequests: Queries<LedgerContract, 'paymentRequests'>['paymentRequests'] = async ({ reader }, { cursor, limit, state }) => {
  let query = db(reader).selectFrom('ledger.payment_request').selectAll()
  if (state !== undefined) query = query.where('state', '=', state)
  if (cursor !== undefined) query = query.where('id', '<', cursor)
  const rows = await query
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const names = await namesOf(
    reader,
    rows.map((row) => row.payer_organisation_id),
  )
  return ok({
    ...pageFrom(
      rows,
      limit,
      (row) => requestShapeOf(row, names),
      (row) => row.id,
    ),
    total: null,
  })
}

/** Organisations whose money the person may see as a member: every mandate except those of the market's own officers. */
export const ownOrganisations = (view: View): readonly string[] => [...new Set(view.actor.mandates.map((mandate) => mandate.organisationId))]

export const requestsOf = async (reader: Reader, organisationIds: readonly string[], subject?: string): Promise<readonly RequestRow[]> => {
  if (organisationIds.length === 0) return []
  let query = db(reader)
    .selectFrom('ledger.payment_request')
    .selectAll()
    .where('payer_organisation_id', '=', sql<string>`any(${organisationIds})`)
  if (subject !== undefined) query = query.where('subject', '=', subject)
  return query.orderBy('id', 'desc').limit(100).execute()
}

export const incomingQueries = forBookReaders({ statements, statement, lines, paymentRequests })
