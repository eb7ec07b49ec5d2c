/** Rules are laid edition after edition: a database of before comes out as a new one, and nothing in it is rewritten. */
import { DAY_MS } from '#kernel/instant.ts'
import { expect, it } from 'vitest'
import type { RuleDeclaration } from '#kernel/rule.ts'
import { ok } from '#kernel/result.ts'
import { missingMigrations, migrate } from '#platform/db/migrate.ts'
import { market, TEST_START } from '../../../test/kit/market.ts'
import { rulesAt } from './index.ts'
import { seedOf, type Brought } from './seed.ts'

const m = await market()
const house = await m.organisation({ kind: 'market', name: '浙江技术市场（演示）' })
const clerk = await m.person({ name: '受理员甲', roles: [{ role: 'clerk', organisationId: house }] })
const second = await m.person({ name: '受理员乙', roles: [{ role: 'clerk', organisationId: house }] })

const rowsOf = async (sql: string) => (await m.database.pool.query<Record<string, unknown>>(sql)).rows
const versions = () => rowsOf('select id, key, branch, value, unit, valid_from, valid_to, title_zh, article from rulebook.rule order by id')
const definitions = () => rowsOf('select * from rulebook.definition order by key, edition')

const trial = (more: Partial<RuleDeclaration> = {}): RuleDeclaration => ({
  no: 900,
  key: 'trial.of.seed',
  group: 'fairness',
  value: 4,
  unit: 'count',
  title: { zh: '试', en: 'Trial' },
  standing: 'house',
  binds: 'market',
  use: 'not_yet',
  sources: [{ code: 'HouseOwn' }],
  ...more,
})
const sow = (rules: readonly RuleDeclaration[]) => {
  const brought: readonly Brought[] = [{ module: 'trial', rules }]
  return migrate(m.database, [{ schema: 'rulebook', migrations: [], seed: seedOf(brought) }])
}

it('a database of before has, after the start, exactly what a new one has', async () => {
  // As migrations of before left it: founding rows, and no definition.
  const fresh = { versions: await versions(), definitions: await definitions() }
  const seed = m.core.modules.find(({ name }) => name === 'rulebook')?.seed
  if (!seed) throw new Error('no seed')
  await m.database.pool.query(
    'begin; alter table rulebook.definition disable trigger definition_kept; truncate rulebook.definition; alter table rulebook.definition enable trigger definition_kept; commit',
  )
  expect(await missingMigrations(m.database.pool, [{ schema: 'rulebook', migrations: [], seed }])).toEqual(['rulebook/rules'])
  expect(await migrate(m.database, [{ schema: 'rulebook', migrations: [], seed }])).toEqual(['rulebook/rules'])
  expect({ versions: await versions(), definitions: await definitions() }).toEqual(fresh)
  expect(fresh.definitions.every(({ edition }) => edition === 1)).toBe(true)
  expect(await migrate(m.database, [{ schema: 'rulebook', migrations: [], seed }])).toEqual([])
  expect(await missingMigrations(m.database.pool, [{ schema: 'rulebook', migrations: [], seed }])).toEqual([])
})

it('a value that officers adopted stays when the rule is told anew', async () => {
  const proposed = await m.as(clerk).rulebook.proposeRule({ key: 'result.publicity', value: 7, validFrom: '2026-04-01', reason: '延长' })
  if (!proposed.ok) throw new Error(proposed.refusal.code)
  // Published for comment first.
  m.clock.advance(8 * DAY_MS)
  expect((await m.as(second).rulebook.adoptRule({ id: proposed.value.proposalId })).ok).toBe(true)
  const before = await versions()
  const seed = m.core.modules.find(({ name }) => name === 'rulebook')?.seed
  if (!seed) throw new Error('no seed')
  await migrate(m.database, [{ schema: 'rulebook', migrations: [], seed }])
  expect(await versions()).toEqual(before)
  await m.settle()
  expect(await m.checks()).toEqual([])
})

it('a rule told differently gets another edition, told as before yet another; none is rewritten', async () => {
  const editions = async () =>
    (await rowsOf(`select edition, title_zh, bound_force from rulebook.definition where key = 'trial.of.seed' order by edition`)) as unknown
  expect(await sow([trial()])).toEqual(['rulebook/rules'])
  expect(await sow([trial()])).toEqual([])
  await sow([trial({ title: { zh: '改', en: 'Changed' }, isFixed: true })])
  await sow([trial({ value: 5 })])
  expect(await editions()).toEqual([
    { edition: 1, title_zh: '试', bound_force: 'custom' },
    { edition: 2, title_zh: '改', bound_force: 'fixed' },
    { edition: 3, title_zh: '试', bound_force: 'custom' },
  ])
  // The founding value is laid once: another one takes two officers.
  const rule = await m.act(clerk, async (act) => ok((await rulesAt(act.tx, TEST_START)).rule('trial.of.seed')))
  expect(rule).toMatchObject({ ok: true, value: { value: 4, title: { zh: '试' } } })
  await expect(m.database.pool.query(`update rulebook.definition set title_zh = 'x' where key = 'trial.of.seed'`)).rejects.toThrow(/never rewritten/)
  await expect(m.database.pool.query(`delete from rulebook.definition where key = 'trial.of.seed'`)).rejects.toThrow(/never rewritten/)
})

it('two rooms do not bring the same rule', () => {
  const twice = [
    { module: 'a', rules: [trial()] },
    { module: 'b', rules: [trial()] },
  ]
  expect(() => seedOf(twice)).toThrow(/two rooms bring the rule trial.of.seed/)
})

it('a rule that stands in a database and in no room of this version is found', async () => {
  expect((await m.checks()).map(({ check }) => check)).toContain('rulebook: the rules are what the rooms of this version say')
})
