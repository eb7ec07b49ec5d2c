/** The projector of a hall: calls, verdicts, and what it shows when nobody answers. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { HOUR_MS, later, MINUTE_MS, parseInstant, SECOND_MS, toIso, type Instant } from '#kernel/instant.ts'
import { PAGES_DIRECTORY, readyPages } from '../../src/app/cli/pages.ts'
import {
  applyAndQualify,
  enterprise,
  gatherCast,
  importStatement,
  openLot,
  PLAN,
  type Bidder,
  type Cast,
  type StoryStage,
} from '../../src/app/stage/auction-story.ts'
import { HANG_MS } from '../kit/hang.ts'
import { testNow } from '../kit/moment.ts'
import { startServer, type TestServer } from '../kit/server.ts'
import { stageOn } from '../kit/stage.ts'
import { axe, describeViolations, launchBrowser } from './browser.ts'

let server: TestServer
let browser: Browser
let stage: StoryStage
let cast: Cast
let now: Instant = testNow()
let id: string
let opensAt: Instant
let alice: Bidder
let context: BrowserContext
let page: Page

const passTo = async (moment: Instant, isDone: () => Promise<boolean>) => {
  now = moment
  await vi.waitFor(
    async () => {
      await server.market.core.settle()
      expect(await isDone()).toBe(true)
    },
    { timeout: HANG_MS },
  )
}
const room = () => stage.api(cast.tto).auction.get({ id })
const sees = (words: string | RegExp) => page.getByText(words).first().waitFor()
const fits = async () => expect(await page.evaluate(() => document.querySelector('section[aria-label]')?.scrollHeight)).toBeLessThanOrEqual(1080)
const timers = () => page.getByRole('timer').count()

beforeAll(async () => {
  await readyPages()
  server = await startServer({ pagesDirectory: PAGES_DIRECTORY, more: { clock: { now: () => now } } })
  stage = stageOn(server)
  browser = await launchBrowser()
  cast = await gatherCast(stage)
  const house = cast.clerk.mandates[0]?.organisationId ?? ''
  const second = await stage.person('受理员乙', [{ role: 'clerk', organisationId: house }])
  alice = await enterprise(stage, '甲公司（演示）')
  const lot = await openLot(stage, cast)
  const other = await openLot(stage, cast)

  const { session } = stage.api(cast.clerk)
  const window = { startsAt: toIso(later(lot.opensAt, -HOUR_MS)), endsAt: toIso(later(lot.opensAt, 6 * HOUR_MS)) }
  const { sessionId } = await session.draft({
    title: { zh: '会场专场', en: 'Hall session' },
    summary: { zh: '会场与线上同步。', en: 'In the hall and online.' },
    organiserId: house,
    region: '330100',
    place: { zh: '交易大厅', en: 'Trading hall' },
    ...window,
  })
  for (const { lotId } of [lot, other]) await session.addLot({ id: sessionId, lotId })
  await session.submit({ id: sessionId })
  await stage.api(second).session.announce({ id: sessionId })
  for (const { lotId } of [lot, other]) await applyAndQualify(stage, cast, lotId, [alice])
  await importStatement(stage, cast)
  await passTo(lot.noticeClosesAt, async () => (await stage.api(cast.tto).listing.get({ id: lot.lotId })).auctionId !== null)
  const auction = await stage.api(cast.tto).auction.ofLot({ id: lot.lotId })
  id = auction.id
  opensAt = parseInstant(auction.opensAt)
  await stage.api(cast.auctioneer).auction.assign({ id })
  await passTo(opensAt, async () => (await room()).bidderCount === 1)
  await stage.api(alice.actor).auction.placeBid({ id, priceMinor: PLAN.startingPriceMinor })
  await passTo(later(opensAt, 61 * MINUTE_MS), async () => (await room()).phase === 'timed')
  context = await browser.newContext({ viewport: { width: 1920, height: 1080 } })
  page = await context.newPage()
  await page.goto(`${server.origin}/zh/sessions/${sessionId}/hall`)
})
afterAll(() => browser.close())

describe('the hall display', () => {
  it('shows the lot on auction, what comes next, and the calls as they are made', async () => {
    await sees('距结束')
    await sees(/^下一标的/)
    await stage.api(cast.auctioneer).auction.call({ id, call: 1 })
    await sees('第一次')
    await sees('以计时结束为准')
    await stage.api(cast.auctioneer).auction.call({ id, call: 2 })
    await sees('第二次')
    await fits()
    expect(describeViolations(await axe(page))).toBe('')
  })

  it('keeps the last figures when nobody answers, with their age, and lets no clock run', async () => {
    const price = page.locator('article data').first()
    const shown = await price.innerText()
    expect(await timers()).toBeGreaterThan(0)
    await context.route('**/api/v1/**', (route) => route.abort())
    await sees(/连接于 \d\d:\d\d:\d\d 中断，正在重新连接/)
    await sees(/显示的是 \d+ 秒前的数据/)
    await expect.poll(timers).toBe(0)
    expect(await price.innerText()).toBe(shown)
    await sees('中断前的结束时间')
    await fits()
    expect(describeViolations(await axe(page))).toBe('')
    await context.unroute('**/api/v1/**')
    await page.getByText(/正在重新连接/).waitFor({ state: 'detached' })
    await expect.poll(timers).toBeGreaterThan(0)
  })

  it('says large how it ended', async () => {
    await passTo(later(opensAt, 65 * MINUTE_MS + 3 * SECOND_MS), async () => (await room()).phase === 'closed')
    await page.getByRole('status').filter({ hasText: '成交' }).waitFor()
    expect(server.faults).toEqual([])
  })
})
