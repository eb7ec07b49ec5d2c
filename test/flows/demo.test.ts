/**
 * The demo data are a test of the whole market: a hundred days of many deals side by side, by commands alone; then the days go on by
 * themselves, whatever day it is and however far the clock is set forward.
 */
import { describe, expect, it } from 'vitest'
import { VISITOR } from '#kernel/actor.ts'
import { DAY_MS, later, parseInstant, toIso, type Instant } from '#kernel/instant.ts'
import { demoAchievements } from '../../src/app/demo/achievement-data.ts'
import { layDemo } from '../../src/app/demo/lay.ts'
import { openLife } from '../../src/app/demo/life.ts'
import { SCENES } from '../../src/app/demo/scenes.ts'
import { jumpForward } from '../../src/app/demo-jump.ts'
import { unfitFacts } from '../kit/facts.ts'
import { market } from '../kit/market.ts'

/** The Spring Festival is long. */
const MOST_QUIET_DAYS = 40
const MOST_LOTS_A_JUMP = 80

const demoAt = async (today: Instant) => {
  const m = await market({ start: today })
  const accounts = new Map<string, string>()
  const auth = {
    createAccount: async ({ email }: { readonly email: string }) => {
      accounts.set(email, `account-${accounts.size}`)
      return accounts.get(email) ?? ''
    },
    accountsOf: async () => accounts,
  }
  const missed: string[] = []
  const open = () =>
    openLife({ core: m.core, auth, database: m.database, now: m.clock.now, onFailure: (act, error) => void missed.push(`${act}: ${String(error)}`) })
  const life = open()
  const pin = (at: Instant | null) => m.clock.set(at ?? today)
  await layDemo({ core: m.core, auth, database: m.database, life, pin, now: () => today, onProgress: () => undefined })
  const clock = { now: m.clock.now, advanceTo: async (at: Instant) => m.clock.set(at) }
  const jumpTo = (at: Instant) => jumpForward({ clock, core: m.core, database: m.database, life }, at)
  const visitor = m.core.as(VISITOR)
  /** What a visitor of the front page and the wall sees: something that runs or comes, and sales, not a row of failures. */
  const expectAlive = async () => {
    const [live, upcoming, finished, deals] = await Promise.all([
      visitor.auction.list({ status: 'live', limit: 50 }),
      visitor.auction.list({ status: 'upcoming', limit: 50 }),
      visitor.auction.list({ status: 'finished', limit: 12 }),
      visitor.indicator.deals.list({ limit: 1 }),
    ])
    const day = toIso(m.clock.now())
    expect(live.items.length + upcoming.items.length, day).toBeGreaterThanOrEqual(3)
    expect(finished.items.filter(({ outcome }) => outcome !== 'sold').length, day).toBeLessThanOrEqual(2)
    expect(m.clock.now() - parseInstant(deals.items[0]?.at ?? ''), day).toBeLessThan(MOST_QUIET_DAYS * DAY_MS)
  }
  const expectSound = async () => {
    expect(missed).toEqual([])
    expect(m.failures).toEqual([])
    expect(await m.checks()).toEqual([])
  }
  /** Two processes of one market have the same in mind. */
  const playAsTwo = async () => {
    await Promise.all(
      [life, open()].map(async (player) => {
        while (await player.play());
      }),
    )
    await m.settle()
  }
  return { m, life, visitor, jumpTo, playAsTwo, expectAlive, expectSound }
}

const lotsOf = async ({ m }: Awaited<ReturnType<typeof demoAt>>): Promise<number> =>
  Number((await m.database.pool.query<{ n: bigint }>('select count(*) as n from listing.lot')).rows[0]?.n)

describe('from a Sunday noon', () => {
  const today = parseInstant('2026-12-06T04:00:00.000Z')
  let demo: Awaited<ReturnType<typeof demoAt>>

  it('lives through its hundred days without a failure, and every invariant holds', async () => {
    demo = await demoAt(today)
    const { m, visitor, expectSound } = demo
    await expectSound()
    await demo.playAsTwo()
    expect(await demo.life.progress()).toBeNull()
    await expectSound()
    expect(await unfitFacts(m.database, m.core.modules)).toEqual([])
    const live = await visitor.auction.list({ status: 'live' })
    expect(live.items.length).toBeGreaterThan(0)
    expect(live.items.some(({ bidCount }) => bidCount > 0)).toBe(true)
    const upcoming = await visitor.auction.calendar.get({ days: 14 })
    expect(upcoming.days.filter(({ auctions }) => auctions.length > 0).length).toBeGreaterThanOrEqual(13)
    const catalogue = await visitor.achievement.list({ limit: 1 })
    expect(catalogue.total).toBeGreaterThan(demoAchievements.length - 8)

    const states = async (sql: string) => new Set((await m.database.pool.query<{ state: string }>(sql)).rows.map(({ state }) => state))
    expect([...(await states('select distinct state from listing.lot'))].toSorted()).toEqual([
      'bidding',
      'draft',
      'failed',
      'notice',
      'offered',
      'ready',
      'sold',
      'subject',
      'submitted',
      'withdrawn',
    ])
    expect((await states('select distinct state from income.plan')).has('paid')).toBe(true)
    const { rows: late } = await m.database.pool.query(`select id from payment.payout where purpose = 'refund' and state <> 'settled' and due_at < $1`, [
      new Date(today),
    ])
    expect(late, 'refunds beyond their day').toEqual([])
  })

  it('lays no scene twice, however often a process is stopped before it could say that a step is done', async () => {
    const { m, life, playAsTwo, expectSound } = demo
    const count = async () =>
      (await m.database.pool.query('select (select count(*) from achievement.record) as a, (select count(*) from demand.record) as d')).rows
    const laid = await count()
    const behind = SCENES.filter(({ steps = [] }) => steps.length > 0)
    expect(behind.map(({ name }) => name)).toEqual(['demand', 'complaint', 'agreed', 'commissioned', 'joint', 'deposit', 'session', 'auction', 'catalogue'])
    await life.plan(behind.map(({ name }) => ({ act: 'scene', scene: name, step: 0, at: m.clock.now() })))
    await playAsTwo()
    expect(await count()).toEqual(laid)
    await expectSound()
  })

  it('is alive after the sixteen days of a notice, and has left what is the visitor’s', async () => {
    const { m, jumpTo, expectAlive, expectSound } = demo
    const open = async () =>
      (await m.database.pool.query<{ id: string }>(`select id from payment.payment_request where state = 'open' and due_at > $1`, [new Date(m.clock.now())]))
        .rows
    const waiting = await open()
    expect(waiting.length).toBeGreaterThan(0)
    await jumpTo(later(today, DAY_MS))
    expect(await open()).toEqual(expect.arrayContaining(waiting))
    await jumpTo(later(today, 16 * DAY_MS))
    await expectAlive()
    expect(await lotsOf(demo)).toBeLessThan(100)
    await expectSound()
  })
})

it('goes on by itself hour by hour over the turn of the year, then a year at once with its Spring Festival', async () => {
  const demo = await demoAt(parseInstant('2026-12-30T15:30:00.000Z'))
  for (const days of [0.5, 0.5, 1, 1, 400]) {
    const before = await lotsOf(demo)
    await demo.jumpTo(later(demo.m.clock.now(), days * DAY_MS))
    await demo.expectAlive()
    expect((await lotsOf(demo)) - before).toBeLessThanOrEqual(MOST_LOTS_A_JUMP)
  }
  await demo.expectSound()
})
