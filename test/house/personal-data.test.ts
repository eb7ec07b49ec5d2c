/** Whoever keeps something of a person hands it out to that person and says what becomes of it with the account (PIPL art. 45, 47). */
import { beforeAll, describe, expect, it } from 'vitest'
import { KEPT_GROUNDS } from '#platform/command/personal.ts'
import { market, type TestMarket } from '../kit/market.ts'

let m: TestMarket
beforeAll(async () => {
  m = await market()
})

const partsOf = () => m.core.modules.flatMap(({ name, personal = [] }) => personal.map((part) => ({ module: name, part })))

describe('personal data', () => {
  it('has a part for every column that names a person as such, and every part names columns that are there', async () => {
    const { rows } = await m.database.pool.query<{ place: string }>(
      `select table_schema || '.' || table_name || '.' || column_name as place from information_schema.columns
       where column_name ~ '(^|_)person_id$|_by_person$|^by_person$' and table_schema = any($1) order by 1`,
      [m.core.modules.map(({ name }) => name)],
    )
    const kept = rows.map(({ place }) => place)
    expect(kept.length).toBeGreaterThan(15)
    const told = partsOf().flatMap(({ part }) => part.columns)
    expect(kept.filter((place) => !told.includes(place))).toEqual([])
    expect(told.filter((place) => !kept.includes(place))).toEqual([])
  })
  it('is brought by the room that keeps it, once, with words in both languages', () => {
    const names = partsOf().map(({ part }) => part.name)
    expect(names.filter((name, nth) => names.indexOf(name) !== nth)).toEqual([])
    for (const { module, part } of partsOf()) {
      expect(part.columns.filter((place) => !place.startsWith(`${module}.`))).toEqual([])
      for (const { zh, en } of [part.title, ...Object.values(part.fields), ...(part.open ? [part.open.words] : [])]) {
        expect(zh).toMatch(/[一-鿿]|SHA/)
        expect(en).toMatch(/^[^一-鿿]+$/)
      }
    }
  })
  it('can be read as declared: every statement runs and answers with the columns that have names', async () => {
    for (const { part } of partsOf()) {
      const { fields } = await m.database.pool.query(part.sql, ['per_nobody'])
      expect(fields.map(({ name }) => name).toSorted(), part.name).toEqual(Object.keys(part.fields).toSorted())
      if (part.open) expect((await m.database.pool.query(part.open.sql, ['per_nobody'])).rowCount).toBe(0)
    }
  })
  it('goes with the account or stays on a ground that the person is told of', () => {
    for (const { part } of partsOf())
      if ('kept' in part.erasure) expect(KEPT_GROUNDS).toContain(part.erasure.kept)
      else for (const statement of part.erasure.erased) expect(statement).toMatch(/^(?:delete from|update) [a-z_.]+ .*\$[12]/)
  })
})
