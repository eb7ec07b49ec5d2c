/** A database of the version in which payments were part of the ledger: its rows move to their own room, and everything goes on. */
import { beforeAll, expect, test } from 'vitest'
import type pg from 'pg'
import type { Actor } from '#kernel/actor.ts'
import { SYSTEM } from '#kernel/actor.ts'
import { HOUR_MS, later } from '#kernel/instant.ts'
import type { Result } from '#kernel/result.ts'
import { verifyTree } from '#modules/evidence/index.ts'
import { captureHold, releaseEscrow } from '#modules/ledger/index.ts'
import { orderPayout, refundHold, requestPayment } from '#modules/payment/index.ts'
import { platformMigrations } from '#platform/outbox/migrations.ts'
import type { Environment } from '#platform/config/config.ts'
import { statementCsv } from '../../modules/payment/core/statement-file.ts'
import { DEMO_BANK } from '../../modules/payment/demo.ts'
import { callOf, openMachines } from '../../../test/kit/machines.ts'
import { market, type TestMarket } from '../../../test/kit/market.ts'
import type { Market } from '../assembly.ts'
import { migrateBackTo } from './migrate-back-to.ts'
import { withMarket } from './with-market.ts'

const { machine } = openMachines()

const MOVED = `payment_request reference bank_account payout_batch payout statement statement_line line_note assignment account_proposal`.split(' ')

let m: TestMarket
let environment: Environment
let finance: Actor
let kept: ReadonlyMap<string, string>

const value = <Value>(result: Result<Value>): Value => {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`)
  return result.value
}
const inMarket = <Value>(work: (market: Market) => Promise<Value>): Promise<Value> =>
  withMarket(callOf(environment, []).call, ({ market: opened }) => work(opened))

/** Of every kind of record one: paid, refunded, captured and reversed requests, a line nobody knows, a note, a batch, payouts with and without an account. */
const live = async (): Promise<void> => {
  const house = await m.organisation({ kind: 'market', name: '示范技术市场（演示）' })
  const buyer = await m.organisation({ kind: 'enterprise', name: '杭州示范科技有限公司（演示）' })
  const seller = await m.organisation({ kind: 'university', name: '浙江示范大学（演示）' })
  finance = await m.person({ name: '财务甲', roles: [{ role: 'finance', organisationId: house }] })
  const second = await m.person({ name: '财务乙', roles: [{ role: 'finance', organisationId: house }] })
  const researcher = await m.person({ name: '李研究', roles: [{ role: 'researcher', organisationId: seller }] })
  const desk = m.as(finance).payment
  const ask = async (subject: string, purpose: 'deposit' | 'price') => {
    const asked = { payerOrganisationId: buyer, amountMinor: purpose === 'price' ? 900_000n : 50_000n, purpose, subject } as const
    value(await m.act(SYSTEM, (act) => requestPayment(act, { ...asked, dueAt: later(act.now, HOUR_MS) })))
  }
  const book = async ({ fileName, text }: { readonly fileName: string; readonly text: string }) => {
    const { statementId } = value(await desk.uploadStatement({ fileName, contentBase64: Buffer.from(text).toString('base64') }))
    value(await desk.bookStatement({ statementId }))
    return value(await desk.statements.get({ statementId })).lines
  }
  for (const subject of ['lot_held', 'lot_lost', 'lot_back']) await ask(subject, 'deposit')
  await ask('con_won', 'price')
  const lines = await book(value(await desk.demoStatement({ format: 'csv', withStranger: true })))
  await ask('lot_open', 'deposit')
  value(await m.act(SYSTEM, (act) => captureHold(act, { subject: 'con_won', purpose: 'price', organisationId: buyer, toSubject: 'con_won' })))
  value(await m.act(SYSTEM, (act) => releaseEscrow(act, { contractId: 'con_won', toOrganisationId: seller })))
  const { payoutId } = value(await m.act(SYSTEM, (act) => refundHold(act, { subject: 'lot_lost', purpose: 'deposit', organisationId: buyer })))
  value(await desk.makeBatch({ payoutIds: [payoutId] }))
  const income = { fromOrganisationId: seller, beneficiary: { kind: 'person', id: researcher.personId ?? '' }, purpose: 'income', subject: 'pln_1' } as const
  value(await m.act(SYSTEM, (act) => orderPayout(act, { ...income, amountMinor: 70_000n })))
  const closing = BigInt(value(await desk.reconciliation({})).bankClosingMinor)
  const back = { lineNumber: 1, bankLineId: 'BACK', bookedOn: '2026-03-03', direction: 'debit', amountMinor: 50_000n } as const
  const [reversal] = await book({
    fileName: 'back.csv',
    text: statementCsv({
      ...DEMO_BANK,
      format: 'csv',
      statementNumber: 'BACK',
      createdAt: '2026-03-03T02:00:00.000Z',
      date: '2026-03-03',
      currency: 'CNY',
      openingMinor: closing,
      closingMinor: closing - 50_000n,
      lines: [{ ...back, counterpartyName: '', counterpartyAccount: '', remark: '冲正' }],
    }),
  })
  const paid = await m.database.pool.query<{ id: string }>(
    `select l.id from payment.statement_line l join payment.payment_request r on r.id = l.request_id where r.subject = 'lot_back'`,
  )
  const lineId = reversal?.id ?? ''
  value(await desk.noteLine({ lineId, kind: 'asked_bank', note: '已询问银行' }))
  value(await desk.proposeAssignment({ lineId, targetId: paid.rows[0]?.id ?? '', note: '银行冲正' }))
  value(await m.as(second).payment.confirmAssignment({ lineId }))
  expect(lines.map(({ state }) => state).toSorted()).toEqual(['matched', 'matched', 'matched', 'matched', 'unmatched'])
  await m.settle()
  const account = { holderId: researcher.personId ?? '', accountName: '李研究', number: '6222020000000000004', bankName: '示范银行（演示）', bankCode: '' }
  // What follows from it waits in the queue while the program is exchanged.
  value(await m.as(researcher).party.setPayoutAccount(account as never))
  while (await m.core.relay());
}

interface Table {
  readonly schema: string
  readonly name: string
  readonly columns: readonly string[]
}

const tablesOf = async (pool: pg.Pool): Promise<readonly Table[]> =>
  (
    await pool.query<Table>(`select n.nspname as schema, c.relname as name,
      array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'public', 'auth') order by 1, 2`)
  ).rows

const rowsOf = async (pool: pg.Pool, table: string): Promise<string> =>
  (await pool.query<{ rows: string }>(`select coalesce(jsonb_agg(to_jsonb(t) order by to_jsonb(t)::text), '[]')::text as rows from ${table} t`)).rows[0]
    ?.rows ?? ''

/** The row of before: a hold named the request that had brought its money, and work waited for the ledger. */
const asBefore = ({ schema, name }: Table): string => {
  if (schema !== 'ledger') return `${schema}.${name}`
  if (MOVED.includes(name)) return `payment.${name}`
  return name === 'hold'
    ? `(select h.*, r.id as request_id from ledger.hold h join payment.payment_request r on (r.payer_organisation_id, r.purpose, r.subject) = (h.organisation_id, h.purpose, h.subject))`
    : `ledger.${name}`
}

const copyRows = async (from: pg.Pool, to: pg.Pool): Promise<void> => {
  const client = await to.connect()
  try {
    await client.query('begin; set local session_replication_role = replica')
    for (const table of await tablesOf(to)) {
      const [place, columns] = [`${table.schema}.${table.name}`, table.columns.map((column) => `"${column}"`).join(', ')]
      const rows = (await rowsOf(from, asBefore(table))).replaceAll('payment.payout_account_set', 'ledger.payout_account_set')
      await client.query(`delete from ${place}`)
      await client.query(`insert into ${place} (${columns}) overriding system value select ${columns} from json_populate_recordset(null::${place}, $1)`, [rows])
    }
    await client.query('commit')
    const { rows } = await from.query<{ name: string; last: string }>(
      `select schemaname || '.' || sequencename as name, last_value as last from pg_sequences where last_value is not null`,
    )
    for (const { name, last } of rows) await client.query('select setval($1, $2)', [name, last])
  } finally {
    client.release()
  }
}

beforeAll(async () => {
  m = await market({ demo: true })
  await live()
  const names = ['ledger.hold', ...MOVED.map((name) => `payment.${name}`)]
  kept = new Map(await Promise.all(names.map(async (name) => [name, await rowsOf(m.database.pool, name)] as const)))
  environment = await machine()
  await inMarket(async (opened) => {
    const sets = [{ name: 'platform', migrations: platformMigrations }, ...opened.core.modules.filter(({ name }) => name !== 'payment')]
    const migrations = sets.flatMap(({ name: schema, migrations: all }) => (all ?? []).map(({ name }) => ({ schema, name, digest: '' })))
    await migrateBackTo(opened, { program: 'before', migrations } as unknown as Parameters<typeof migrateBackTo>[1])
    await copyRows(m.database.pool, opened.database.pool)
    await opened.migrate()
  })
})

test('every row is there as it was, bound to the log and to its guards', () =>
  inMarket(async ({ database, checks }) => {
    for (const [name, rows] of kept) expect([name, JSON.parse(await rowsOf(database.pool, name))]).toEqual([name, JSON.parse(rows)])
    expect(
      JSON.parse(kept.get('payment.payment_request') ?? '[]')
        .map((row: { state: string }) => row.state)
        .toSorted(),
    ).toEqual(['open', 'open', 'paid', 'paid', 'refunded'])
    expect(await checks()).toEqual([])
    expect(await verifyTree(database.reader)).toMatchObject({ ok: true })
    for (const sql of [
      'update payment.payout set amount_minor = amount_minor + 1',
      'delete from payment.payout',
      'update payment.statement_line set remark = remark || $$x$$',
      'delete from payment.statement_line',
      'delete from payment.line_note',
      'truncate payment.line_note',
      'update ledger.hold set amount_minor = 1',
    ])
      await expect(database.pool.query(sql), sql).rejects.toMatchObject({ code: '23514' })
    const left = await database.pool.query(`select relname from pg_class where relnamespace = 'ledger'::regnamespace and relkind = 'r' order by 1`)
    expect(left.rows).toEqual(['account', 'entry', 'hold', 'transaction'].map((relname) => ({ relname })))
  }))

test('what waited under its old name is done, and money goes on', () =>
  inMarket(async ({ core, checks }) => {
    const waiting = async () => (await core.as(SYSTEM).payment.payouts.list({ state: 'awaiting_account', limit: 20 })).items.length
    expect(await waiting()).toBe(1)
    await core.workOff()
    expect(await waiting()).toBe(0)
    const { items } = await core.as(SYSTEM).payment.requests.list({ state: 'paid', limit: 20 })
    const held = items.find(({ subject }) => subject === 'lot_held')
    const { payoutId } = value(
      await core.road.run({ operation: 'test.refund', actor: SYSTEM }, (act) =>
        refundHold(act, { subject: 'lot_held', purpose: 'deposit', organisationId: held?.payerOrganisationId ?? '' }),
      ),
    )
    // Back the way it came: the request knows its hold, and the line its request.
    expect((await core.as(finance).payment.requests.get({ requestId: held?.id ?? '' })).refund).toMatchObject({ id: payoutId, state: 'ordered' })
    await core.workOff()
    expect(await checks()).toEqual([])
  }))
