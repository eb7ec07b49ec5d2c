import { expect, it } from 'vitest'
import { parseInstant } from '#kernel/instant.ts'
import { momentsAhead } from './moments.ts'

const now = parseInstant('2026-12-06T04:00:00.000Z')

it('offers what lies ahead, soonest first, the first of each name, and nothing that has passed or is far away', () => {
  const declared = [
    { name: 'biddingEnds', at: '2026-12-23T03:05:00.000Z' },
    { name: 'opens', at: '2026-12-23T02:00:00.000Z' },
    { name: 'noticeEnds', at: '2026-12-18T16:00:00.000Z' },
    { name: 'noticeEnds', at: '2026-12-20T16:00:00.000Z' },
    { name: 'freeEnds', at: null },
    { name: 'signBy', at: '2026-12-01T02:00:00.000Z' },
    { name: 'payOutBy', at: '2027-06-01T02:00:00.000Z' },
  ] as const
  expect(momentsAhead(declared, now).map(({ name }) => name)).toEqual(['noticeEnds', 'opens', 'biddingEnds'])
  expect(momentsAhead([...declared, { name: 'resumeBy', at: '2026-12-23T02:00:00.000Z' }], now)).toHaveLength(3)
  expect(momentsAhead([], now)).toEqual([])
})
