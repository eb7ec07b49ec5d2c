import { expect, test } from 'vitest'
import { stripDays } from './calendar-days.ts'

const lot = (lotId: string) => ({ lotId, title: { zh: lotId, en: lotId } })
const announced = (id: string, opensAt: string | null, auctionId: string | null = null) => ({ id, title: { zh: id, en: id }, opensAt, auctionId })

test('a day counts what is scheduled and what is announced, and is named by what begins on it', () => {
  const days = [
    { date: '2026-12-01', opening: 1, live: 2, auctions: [lot('yesterday'), lot('today')] },
    { date: '2026-12-02', opening: 0, live: 1, auctions: [lot('today')] },
    { date: '2026-12-03', opening: 0, live: 0, auctions: [] },
  ]
  const lots = [
    // Ten in the morning in the market's zone, and half past midnight, which is the day before in Greenwich.
    announced('second', '2026-12-02T02:00:00Z'),
    announced('third', '2026-12-02T16:30:00Z'),
    announced('undated', null),
    announced('scheduled', '2026-12-03T02:00:00Z', 'auc_1'),
  ]
  expect(stripDays(days, lots).map(({ opening, goingOn, named }) => [opening, goingOn, named?.lotId])).toEqual([
    [1, 1, 'today'],
    [1, 1, 'second'],
    [1, 0, 'third'],
  ])
})
