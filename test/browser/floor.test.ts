/** The floor clerk's console under a broken network: nothing is lost, nothing counts twice, and what came too late is said. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { HOUR_MS, later, parseInstant, type Instant } from '#kernel/instant.ts'
import { PAGES_DIRECTORY, readyPages } from '../../src/app/cli/pages.ts'
import { applyAndQualify, enterprise, gatherCast, importStatement, openLot, PLAN, type Bidder, type StoryStage } from '../../src/app/stage/auction-story.ts'
import { HANG_MS } from '../kit/hang.ts'
import { testNow } from '../kit/moment.ts'
import { startServer, type Browser as Visitor, type TestServer } from '../kit/server.ts'
import { stageOn } from '../kit/stage.ts'
import { axe, describeViolations, launchBrowser } from './browser.ts'

const START = BigInt(PLAN.startingPriceMinor)
const STEP = BigInt(PLAN.incrementMinor)
const yuan = (steps: number) => String((START + BigInt(steps) * STEP) / 100n)
const minor = (steps: number) => String(START + BigInt(steps) * STEP)

let server: TestServer
let browser: Browser
let stage: StoryStage
let now: Instant = testNow()
let id: string
let lotId: string
let clerk: Visitor
let context: BrowserContext
let page: Page
const bidders: Bidder[] = []
const paddles: number[] = []

const agentOf = (which: number) => {
  const bidder = bidders[which]
  if (!bidder) throw new Error('no such bidder')
  return bidder.actor
}
const cookiesOf = ({ cookie }: Visitor) =>
  cookie.split('; ').map((part) => {
    const at = part.indexOf('=')
    return { name: part.slice(0, at), value: part.slice(at + 1), url: server.origin }
  })

const at = async (lang: 'zh' | 'en' = 'zh') => {
  const response = await page.goto(`${server.origin}/${lang}/desk/auctions/${id}/floor`)
  expect(response?.status()).toBe(200)
  // Entries are kept from the moment on that the script has opened its store.
  await page.locator('[data-store="open"]').waitFor()
}
const counts = (waiting: number, accepted: number, refused: number) =>
  page.getByText(`等待 ${waiting} · 已接受 ${accepted} · 未接受 ${refused}`, { exact: true }).waitFor()
/** By keyboard alone. */
const enter = async (paddle: number, amount?: string) => {
  await page.getByLabel('竞买号（号牌）').focus()
  await page.keyboard.type(String(paddle))
  await page.keyboard.press('Enter')
  if (amount !== undefined) await page.keyboard.type(amount)
  await page.keyboard.press('Enter')
}
const record = async () => (await stage.api(agentOf(0)).auction.bids.list({ id, limit: 100 })).items.toReversed()

/** The server's own workers take part: what falls due is done when it shows. */
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

beforeAll(async () => {
  await readyPages()
  server = await startServer({ pagesDirectory: PAGES_DIRECTORY, more: { clock: { now: () => now } } })
  stage = stageOn(server)
  browser = await launchBrowser()
  const cast = await gatherCast(stage)
  for (const name of ['甲公司（演示）', '乙公司（演示）', '丙公司（演示）']) bidders.push(await enterprise(stage, name))
  const lot = await openLot(stage, cast)
  lotId = lot.lotId
  await applyAndQualify(stage, cast, lotId, bidders)
  await importStatement(stage, cast)
  const visitor = stage.api(cast.tto)
  await passTo(lot.noticeClosesAt, async () => (await visitor.listing.get({ id: lotId })).auctionId !== null)
  const { id: auctionId, opensAt } = await visitor.auction.ofLot({ id: lotId })
  id = auctionId
  await passTo(parseInstant(opensAt), async () => (await visitor.auction.get({ id })).bidderCount === 3)
  clerk = await server.logIn('floor-clerk', [{ role: 'auctioneer', organisationId: cast.clerk.mandates[0]?.organisationId ?? '' }])
  await stage.api(cast.clerk).auction.fillSeat({ id, seat: 'floorClerk', personId: clerk.personId })
  for (const { actor } of bidders.slice(0, 2)) paddles.push((await stage.api(actor).auction.authoriseFloor({ id })).number)
  context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  await context.addCookies(cookiesOf(clerk))
  page = await context.newPage()
})
afterAll(() => browser.close())

describe('the floor console', () => {
  it('is sound in both languages, on a phone too', async () => {
    for (const lang of ['en', 'zh'] as const)
      for (const width of [360, 1280]) {
        await page.setViewportSize({ width, height: 900 })
        await at(lang)
        expect(describeViolations(await axe(page)), `${lang} ${width}`).toBe('')
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `${lang} ${width}`).toBeLessThanOrEqual(0)
      }
  })

  it('bids by keyboard alone, and asks again before a far jump', async () => {
    const [first = 0] = paddles
    await enter(first)
    await counts(0, 1, 0)
    await enter(paddles[1] ?? 0, String((START * 100n) / 100n))
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    expect(await dialog.innerText()).toMatch(/[壹贰叁肆伍陆柒捌玖]/)
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
    expect((await record()).map(({ number, channel, priceMinor }) => [number, channel, priceMinor])).toEqual([[first, 'floor', minor(0)]])
  })

  it('keeps what is entered without a line over a reload, sends each once and in order, and shows what came too late', async () => {
    const [first = 0, second = 0] = paddles
    await context.setOffline(true)
    await enter(second, yuan(1))
    await enter(first, yuan(2))
    await enter(second, yuan(9))
    await counts(3, 1, 0)
    await page.getByText('连接不上市场').waitFor()
    // Somebody online has gone past the first two meanwhile.
    await stage.api(agentOf(2)).auction.placeBid({ id, priceMinor: minor(5) })
    page.once('dialog', (dialog) => void dialog.accept())
    await page.reload({ timeout: HANG_MS }).catch(() => null)
    await context.setOffline(false)
    await at()
    await counts(0, 2, 2)
    expect((await record()).map(({ number, channel, priceMinor }) => [number === first ? 1 : number === second ? 2 : 3, channel, priceMinor])).toEqual([
      [1, 'floor', minor(0)],
      [3, 'online', minor(5)],
      [2, 'floor', minor(9)],
    ])
    expect(await page.getByText(/未接受.*出价不得低于/).count()).toBe(2)
  })

  it('asks again with the same key when an answer was lost, and counts once', async () => {
    const [first = 0] = paddles
    let lost = 0
    // The market has it; the answer never arrives.
    await context.route('**/api/v1/auctions/*/bids', async (route) => {
      if (lost > 1) return route.continue()
      lost += 1
      await route.fetch()
      await route.abort()
    })
    await enter(first, yuan(10))
    await page.getByText('等待答复').waitFor()
    await at()
    await counts(0, 3, 2)
    await context.unroute('**/api/v1/auctions/*/bids')
    expect(lost).toBe(2)
    expect((await record()).filter(({ priceMinor }) => priceMinor === minor(10))).toHaveLength(1)
  })

  it('takes back what has not been sent, and two tabs send nothing twice', async () => {
    const [, second = 0] = paddles
    await context.setOffline(true)
    await enter(second, yuan(11))
    await enter(second, yuan(12))
    await counts(2, 3, 2)
    await page.getByRole('button', { name: '撤下' }).first().click()
    await counts(1, 3, 2)
    const other = await context.newPage()
    await context.setOffline(false)
    await Promise.all([other.goto(`${server.origin}/zh/desk/auctions/${id}/floor`), counts(0, 4, 2)])
    await other.getByText('等待 0 · 已接受 4 · 未接受 2', { exact: true }).waitFor()
    await other.close()
    expect((await record()).map(({ priceMinor }) => priceMinor).slice(-2)).toEqual([minor(10), minor(11)])
  })

  it('refuses what is delivered after the end, with the reason', async () => {
    const [first = 0] = paddles
    await context.setOffline(true)
    await enter(first, yuan(13))
    await counts(1, 4, 2)
    await passTo(later(now, 2 * HOUR_MS), async () => (await stage.api(agentOf(0)).auction.get({ id })).phase === 'closed')
    await context.setOffline(false)
    await counts(0, 4, 3)
    await page
      .getByText(/竞价已于 .* 结束/)
      .first()
      .waitFor()
  })

  it('keeps no name and no organisation in the browser', async () => {
    const kept = await page.evaluate(
      () =>
        new Promise<string>((resolve, reject) => {
          const opening = indexedDB.open('zhepai-floor')
          opening.addEventListener('success', () => {
            const reading = opening.result.transaction('entries').objectStore('entries').getAll()
            reading.addEventListener('success', () => resolve(JSON.stringify(reading.result)))
          })
          opening.addEventListener('error', () => reject(new Error('no store')))
        }),
    )
    expect(kept).toContain(id)
    for (const { organisationId, actor } of bidders) {
      expect(kept).not.toContain(organisationId)
      expect(kept).not.toContain(actor.personId)
    }
    expect(server.faults).toEqual([])
  })
})

it('a bidder authorises it on a page of its own', async () => {
  const visitor = await server.logIn('bidder-agent', [{ role: 'enterprise', organisationId: bidders[2]?.organisationId ?? '' }])
  const own = await browser.newContext({ viewport: { width: 360, height: 740 }, javaScriptEnabled: true })
  await own.addCookies(cookiesOf(visitor))
  const sheet = await own.newPage()
  expect((await sheet.goto(`${server.origin}/zh/lots/${lotId}/floor`))?.status()).toBe(200)
  expect(describeViolations(await axe(sheet))).toBe('')
  // The sale is over: the page says why it can no longer be done.
  await sheet
    .getByText(/竞价已于 .* 结束/)
    .first()
    .waitFor()
  await own.close()
})
