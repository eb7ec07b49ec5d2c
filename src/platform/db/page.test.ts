import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { cursorOf, cutPage, placeOf } from './page.ts'

describe('keyset pages', () => {
  it('find the place again that a cursor names', () =>
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 18n) + 1n, max: 10n ** 18n - 1n }), fc.stringMatching(/^[a-z]{2,8}_[0-9a-z]{1,40}$/), (rank, id) => {
        expect(placeOf(cursorOf(rank, id))).toEqual({ rank: String(rank), id })
      }),
    ))
  test.each([undefined, '', '1', '1.', '.ach_1', '1.ach', 'x.ach_1', '1.ACH_1', ' 1.ach_1', "1.ach_1'; drop", `${'9'.repeat(19)}.ach_1`])(
    '%j is the beginning',
    (cursor) => expect(placeOf(cursor)).toBeNull(),
  )
  it('lead through a list row by row, and end with it', () =>
    fc.assert(
      fc.property(fc.nat({ max: 30 }), fc.integer({ min: 1, max: 7 }), (length, limit) => {
        const list = Array.from({ length }, (_, index) => index)
        const seen: number[] = []
        for (let cursor: string | null = '-1'; cursor !== null;) {
          const after: number = Number(cursor)
          const page: ReturnType<typeof cutPage<number>> = cutPage(list.filter((row) => row > after).slice(0, limit + 1), limit, String)
          expect(page.items.length).toBe(Math.min(limit, length - seen.length))
          seen.push(...page.items)
          cursor = page.nextCursor
        }
        expect(seen).toEqual(list)
      }),
    ))
})
