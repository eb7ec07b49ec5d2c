/** Tries as PostgreSQL counts them, whatever order they arrive in. */
import { expect, it } from 'vitest'
import { market } from '../../../test/kit/market.ts'
import { openAttempts } from './attempts.ts'
import { PACES } from './house-rules.ts'

const m = await market()
const wall = Date.parse('2026-03-03T01:00:00.000Z')
const takeAt = (ms: number, what: string) => openAttempts(m.database.pool, () => wall + ms).take('place', what)

it('of many at once, the one that read its clock first and is counted last waits for nothing', async () => {
  for (let ms = PACES.place.free - 1; ms >= 0; ms -= 1) expect(await takeAt(ms, 'many at once')).toMatchObject({ waitMs: null })
})

it('after the free tries there is a wait, also for a clock that is a little behind', async () => {
  for (let tries = 0; tries < PACES.place.free; tries += 1) await takeAt(tries, 'mistyped')
  expect(await takeAt(0, 'mistyped')).toEqual({ waitMs: PACES.place.firstMs + PACES.place.free - 1, tries: PACES.place.free })
  expect(await takeAt(PACES.place.firstMs + PACES.place.free, 'mistyped')).toEqual({ waitMs: null, tries: PACES.place.free + 1 })
})
