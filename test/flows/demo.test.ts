/** The demo data are a test of the whole market: a hundred days of many deals side by side, by commands alone. */
import { expect, it } from 'vitest'
import { parseInstant } from '#kernel/instant.ts'
import { VISITOR } from '#kernel/actor.ts'
import { demoAchievements } from '../../src/app/demo/achievement-data.ts'
import { layDemo } from '../../src/app/demo/lay.ts'
import { market } from '../kit/market.ts'

const today = parseInstant('2026-11-24T03:00:00.000Z')
const m = await market({ start: today })

it('lives through its hundred days without a failure, and every invariant holds', async () => {
  let serial = 0
  const accounts = { createAccount: async () => `account-${(serial += 1)}` }
  await layDemo({ core: m.core, auth: accounts, database: m.database, pin: (at) => m.clock.set(at ?? today), now: () => today, onProgress: () => undefined })
  expect(m.failures).toEqual([])
  expect(await m.checks()).toEqual([])

  const visitor = m.core.as(VISITOR)
  const live = await visitor.auction.listAuctions({ status: 'live' })
  expect(live.items.length).toBeGreaterThan(0)
  expect(live.items[0]?.bidCount).toBeGreaterThan(0)
  const upcoming = await visitor.auction.calendar({ days: 14 })
  expect(upcoming.days.filter(({ auctions }) => auctions.length > 0).length).toBeGreaterThanOrEqual(13)
  const catalogue = await visitor.achievement.list({ limit: 1 })
  expect(catalogue.total).toBeGreaterThan(demoAchievements.length - 8)

  const states = async (sql: string) => new Set((await m.database.pool.query<{ state: string }>(sql)).rows.map(({ state }) => state))
  expect([...(await states('select distinct state from listing.lot'))].toSorted()).toEqual([
    'bidding',
    'draft',
    'failed',
    'notice',
    'ready',
    'sold',
    'submitted',
  ])
  expect((await states('select distinct state from income.plan')).has('paid')).toBe(true)
  const { rows: late } = await m.database.pool.query(`select id from ledger.payout where purpose = 'refund' and state <> 'settled' and due_at < $1`, [
    new Date(today),
  ])
  expect(late, 'refunds beyond their day').toEqual([])
}, 120_000)
