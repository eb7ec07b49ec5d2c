/** Auction sessions as people meet them: the page, the calendar, and the hall's projector. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HOUR_MS, instant, later, toIso, type Instant } from '#kernel/instant.ts'
import { PAGES_DIRECTORY, readyPages } from '../../src/app/cli/pages.ts'
import { enterprise, gatherCast, openLot } from '../../src/app/stage/auction-story.ts'
import { machineNow } from '../kit/machine-time.ts'
import { startServer, type TestServer } from '../kit/server.ts'
import { stageOn } from '../kit/stage.ts'
import { axe, describeViolations, launchBrowser } from './browser.ts'

let server: TestServer
let browser: Browser
let sessionId: string
let lotId: string
let slotId: string
let opensAt: Instant
const now = machineNow()

beforeAll(async () => {
  await readyPages()
  server = await startServer({ pagesDirectory: PAGES_DIRECTORY, more: { machineClock: () => now } })
  browser = await launchBrowser()
  const stage = stageOn(server)
  const cast = await gatherCast(stage)
  const house = cast.clerk.mandates[0]?.organisationId ?? ''
  const second = await stage.person('受理员乙', [{ role: 'clerk', organisationId: house }])
  const lots = [await openLot(stage, cast), await openLot(stage, cast)]
  lotId = lots[0]?.lotId ?? ''
  opensAt = lots[0]?.opensAt ?? instant(now)
  const { session } = stage.api(cast.clerk)
  const drafted = await session.draft({
    title: { zh: '新材料专场', en: 'New materials session' },
    summary: { zh: '两项成果集中竞价。', en: 'Two technologies in one event.' },
    organiserId: house,
    region: '330500',
    place: { zh: '湖州市会展中心', en: 'Huzhou Exhibition Centre' },
    startsAt: toIso(later(opensAt, -HOUR_MS)),
    endsAt: toIso(later(opensAt, HOUR_MS)),
  })
  sessionId = drafted.sessionId
  for (const lot of lots) await session.addLot({ id: sessionId, lotId: lot.lotId })
  await session.submit({ id: sessionId })
  await stage.api(second).session.announce({ id: sessionId })
  const startsAt = toIso(later(opensAt, -HOUR_MS / 2))
  slotId = (await session.planSlot({ id: sessionId, startsAt, minutes: 20, lotIds: [lotId], languages: ['zh', 'en'] })).slotId
  const bidder = await enterprise(stage, '湖州甲（演示）')
  const { questionId } = await stage.api(bidder.actor).session.askQuestion({ id: slotId, question: '中试运行了多久？', shownAs: 'number' })
  await stage.api(cast.tto).session.answerQuestion({ id: questionId, answer: '一年。' })
  await stage.settle()
})
afterAll(() => browser.close())

const monthOfOpening = () => toIso(later(opensAt, 8 * HOUR_MS)).slice(0, 7)
const pages = () => [
  '/sessions',
  `/sessions/${sessionId}`,
  `/sessions/${sessionId}/roadshow`,
  `/roadshows/${slotId}`,
  `/lots/${lotId}/watch`,
  `/calendar?month=${monthOfOpening()}`,
  `/calendar?month=${monthOfOpening()}&view=list`,
]

describe.each(['zh', 'en'])('in %s', (lang) => {
  it('every page is sound at 360 and 1280, and says no code', async () => {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 } })
    const page = await context.newPage()
    for (const path of pages())
      for (const width of [360, 1280]) {
        await page.setViewportSize({ width, height: 740 })
        expect((await page.goto(`${server.origin}/${lang}${path}`))?.status(), path).toBe(200)
        expect(describeViolations(await axe(page)), `${path} ${width}`).toBe('')
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `${path} ${width}`).toBeLessThanOrEqual(0)
        const words = (await page.locator('main').innerText()).replaceAll(/[A-Z]{2,3}-\d{4}-\d+/g, '')
        expect(words, path).not.toMatch(/\b[a-z]+_[a-z_]+\b|\b(?:session|listing|auction|enum|state)\.[a-z]/)
      }
    await context.close()
  })

  it('the hall fills a projector with one lot, and keeps its figures when the stream is gone', async () => {
    const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } })
    const page = await context.newPage()
    await context.route('**/api/v1/live/**', (route) => route.abort())
    await page.goto(`${server.origin}/${lang}/sessions/${sessionId}/hall`)
    const hall = page.getByRole('region', { name: lang === 'zh' ? '会场大屏' : 'Hall display' })
    const price = hall.locator('article data')
    expect(await page.evaluate(() => document.querySelector('section[aria-label]')?.scrollHeight)).toBeLessThanOrEqual(1080)
    expect((await price.boundingBox())?.height).toBeGreaterThan(100)
    expect(await hall.locator('ol > li').count()).toBe(2)
    const shown = await price.innerText()
    await expect.poll(() => hall.getByRole('status').first().innerText()).toMatch(lang === 'zh' ? /重新连接/ : /reconnecting/)
    expect(await price.innerText()).toBe(shown)
    await context.unroute('**/api/v1/live/**')
    await expect.poll(() => hall.getByRole('status').count()).toBe(0)
    expect(describeViolations(await axe(page))).toBe('')
    await context.close()
  })
})

it('a question is put before any script runs, is its asker’s alone until it is answered, and an answer stands for everybody', async () => {
  const { cookie } = await server.logIn('asker', [{ role: 'enterprise', organisationId: await server.organisation('enterprise', '湖州乙（演示）') }])
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`${server.origin}/zh/roadshows/${slotId}`)
  const shown = await page.locator('main').innerText()
  expect(shown).toContain('一年。')
  expect(shown).toContain('1 号提问单位')
  expect(shown).not.toContain('湖州甲')
  await context.addCookies(
    cookie.split('; ').map((part) => {
      const at = part.indexOf('=')
      return { name: part.slice(0, at), value: part.slice(at + 1), url: server.origin }
    }),
  )
  await page.reload()
  await page.getByRole('textbox', { name: '问题' }).fill('是否提供调试？')
  await page.getByRole('radio', { name: '显示单位名称' }).check()
  await page.getByRole('button', { name: '提问' }).click()
  const after = await page.locator('main').innerText()
  expect(after).toContain('提问已提交')
  expect(after).toContain('湖州乙（演示） · 本单位')
  await context.clearCookies()
  await page.goto(`${server.origin}/zh/roadshows/${slotId}`)
  expect(await page.locator('main').innerText()).not.toContain('是否提供调试')
  await context.close()
})

it('the feed names events for ever, in UTC, and says what was cancelled', async () => {
  const read = async (path: string) => {
    const answer = await fetch(`${server.origin}${path}`)
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
    return (await answer.text()).replaceAll('\r\n ', '')
  }
  const one = await read(`/en/sessions/${sessionId}/calendar.ics`)
  expect(one.match(/^UID:(?:ses|lot)_\w+@/gm)).toHaveLength(3)
  expect(one).toContain(`DTSTART:${toIso(later(opensAt, -HOUR_MS)).replaceAll(/[-:]|\.\d+/g, '')}`)
  expect(one).toContain('STATUS:CONFIRMED')
  const all = await read('/zh/calendar.ics')
  expect(all).toContain(`UID:${sessionId}@`)
  expect(all).toContain('专场：新材料专场')
  expect(one).toContain(`UID:${slotId}@`)
  expect(all).toContain('路演：')
  expect(await read('/zh/calendar.ics?region=110000')).not.toContain('UID:')
  const clerk = await server.logIn('canceller', [{ role: 'clerk', organisationId: await server.organisation('market', '分市场（演示）') }])
  const cancelled = await clerk.fetch(`/api/v1/sessions/${sessionId}/cancellation`, { method: 'POST', body: { reason: '改期。' } })
  expect(cancelled.status).toBe(200)
  const after = await read(`/en/sessions/${sessionId}/calendar.ics`)
  expect(after.match(/^UID:ses_\w+@/gm)).toEqual(one.match(/^UID:ses_\w+@/gm))
  expect(after).toContain('STATUS:CANCELLED')
})
