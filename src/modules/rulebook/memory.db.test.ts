/** What is remembered of the rules is never older than the transaction that asks. */
import { expect, it } from 'vitest'
import { sql } from 'kysely'
import { SYSTEM } from '#kernel/actor.ts'
import { ok } from '#kernel/result.ts'
import { openDatabase } from '#platform/db/database.ts'
import { writing, type Tx } from '#platform/db/transaction.ts'
import { market, TEST_START } from '../../../test/kit/market.ts'
import { calendarAt, rulesAt } from './index.ts'

const m = await market()
const { rows } = await m.database.pool.query<{ id: string; key: string }>(
  `select id, key from rulebook.rule where branch = 'main' and unit = 'wd' and bound_force = 'custom' order by no limit 1`,
)
const [rule] = rows
if (!rule) throw new Error('no rule to change')

/** Ends the version of today and lays one with another value, as an adoption does. */
const change = async (tx: Tx, value: number, serial: number): Promise<void> => {
  const day = `2026-03-0${serial}`
  await sql`update rulebook.rule set valid_to = ${day} where key = ${rule.key} and branch = 'main' and valid_to is null`.execute(writing<never>(tx))
  await sql`
    insert into rulebook.rule select (jsonb_populate_record(r, jsonb_build_object('id', ${`rul_memory${serial}`}::text, 'value', ${value}::int, 'valid_from', ${day}::text, 'valid_to', null))).*
    from rulebook.rule r where id = ${rule.id}`.execute(writing<never>(tx))
}
const now = () => rulesAt(m.database.reader, TEST_START)

it('a rolled-back change is seen inside its transaction and by nobody after it', async () => {
  const before = (await now()).number(rule.key)
  const rolledBack = m.database.transact(async (tx) => {
    await change(tx, before + 3, 1)
    expect((await rulesAt(tx, TEST_START)).number(rule.key)).toBe(before + 3)
    expect((await now()).number(rule.key)).toBe(before)
    throw new Error('undone')
  })
  await expect(rolledBack).rejects.toThrow('undone')
  expect((await now()).number(rule.key)).toBe(before)
})

it('a change by another process is seen with its commit, a laid calendar too', async () => {
  const before = (await now()).number(rule.key)
  const other = openDatabase({ url: m.databaseUrl, onIdleError: () => undefined })
  await other.transact((tx) => change(tx, before + 4, 2))
  expect((await now()).number(rule.key)).toBe(before + 4)
  const first = await calendarAt(m.database.reader)
  expect(await calendarAt(m.database.reader)).toBe(first)
  await other.pool.query(`insert into rulebook.calendar_year (year, source, laid_by, laid_at) values (2027, 'test', 'per_test', '2026-03-03T01:00:00Z')`)
  expect(await calendarAt(m.database.reader)).not.toBe(first)
  await other.close()
})

it('is read once for many acts', async () => {
  const first = await now()
  const again = await m.act(SYSTEM, async (act) => ok(await rulesAt(act.tx, act.now)))
  expect(again.ok && again.value.rules).toEqual(first.rules)
  expect((await now()).rules[0]).toBe(first.rules[0])
})
