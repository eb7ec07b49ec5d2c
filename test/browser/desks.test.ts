/** The desks as a clerk works in them all day: by keyboard, with tables that stay tables, and without scripts. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PAGES_DIRECTORY, readyPages } from '../../src/app/cli/pages.ts'
import { applyAndQualify, enterprise, gatherCast, openLot, type Bidder, type Cast } from '../../src/app/stage/auction-story.ts'
import { startServer, type TestServer } from '../kit/server.ts'
import { stageOn } from '../kit/stage.ts'
import { axe, describeViolations, launchBrowser } from './browser.ts'

let server: TestServer
let browser: Browser
let cast: Cast
let bidders: readonly Bidder[]
let lot: { readonly id: string; readonly number: string }

beforeAll(async () => {
  await readyPages()
  server = await startServer({ pagesDirectory: PAGES_DIRECTORY })
  browser = await launchBrowser()
  const stage = stageOn(server)
  cast = await gatherCast(stage)
  bidders = [await enterprise(stage, '甲示例公司（演示）'), await enterprise(stage, '乙示例公司（演示）'), await enterprise(stage, '丙示例公司（演示）')]
  const { lotId } = await openLot(stage, cast)
  await applyAndQualify(stage, cast, lotId, bidders)
  const { number } = await stage.api(cast.clerk).listing.get({ id: lotId })
  lot = { id: lotId, number }
})
afterAll(() => browser.close())

const marketId = () => cast.clerk.mandates[0]?.organisationId ?? ''

const sit = async (key: string, roles: Parameters<TestServer['logIn']>[1], options: { readonly javaScriptEnabled?: boolean; readonly width?: number } = {}) => {
  const { cookie } = await server.logIn(key, roles)
  const { width = 1280, javaScriptEnabled = true } = options
  const context: BrowserContext = await browser.newContext({ viewport: { width, height: 900 }, javaScriptEnabled })
  await context.addCookies(
    cookie.split('; ').map((part) => {
      const at = part.indexOf('=')
      return { name: part.slice(0, at), value: part.slice(at + 1), url: server.origin }
    }),
  )
  return context.newPage()
}

/** Cells whose content runs out of them, and tables that are cut or have become cards. */
const spoiled = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('table')].flatMap((table) => {
      const around = table.parentElement as HTMLElement
      if (getComputedStyle(table).display !== 'table') return ['no table any more']
      const cut = around.scrollWidth > around.clientWidth + 1 ? [`cut: ${around.scrollWidth} in ${around.clientWidth}`] : []
      const over = [...table.querySelectorAll('th, td')].flatMap((cell) => {
        const { left, right } = cell.getBoundingClientRect()
        return [...cell.querySelectorAll('*')]
          .filter((part) => !part.closest('.visually-hidden'))
          .map((part) => part.getBoundingClientRect())
          .filter((part) => part.width > 0 && (part.left < left - 1 || part.right > right + 1))
          .map(() => `runs over: ${cell.textContent}`)
      })
      return [...cut, ...over]
    }),
  )

describe('the search of the desks', () => {
  it('opens by keyboard, finds the lot by its number and goes there', async () => {
    const page = await sit('tto', [{ role: 'tto', organisationId: cast.seller }])
    const loaded: string[] = []
    page.on('request', (request) => void loaded.push(new URL(request.url()).pathname))
    await page.goto(`${server.origin}/zh/desk`, { waitUntil: 'networkidle' })
    expect(loaded.filter((file) => file.includes('search-dialog'))).toEqual([])
    await page.keyboard.press('Control+k')
    const dialog = page.getByRole('dialog', { name: '查找' })
    await dialog.waitFor()
    expect(loaded.filter((file) => file.includes('search-dialog'))).not.toEqual([])
    await page.keyboard.type(lot.number.toLowerCase())
    await dialog.getByRole('region', { name: '标的' }).waitFor()
    expect(await dialog.getByRole('status').innerText()).toMatch(/^找到\d+项$/)
    expect(describeViolations(await axe(page))).toBe('')
    await dialog.getByRole('link', { name: lot.number }).focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(`${server.origin}/zh/desk/lots/${lot.id}`)
    await dialog.waitFor({ state: 'detached' })
    await page.keyboard.press('Meta+k')
    await dialog.waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await page.context().close()
  })

  it('goes from the field to the findings and back with the arrow keys', async () => {
    const page = await sit('clerk', [{ role: 'clerk', organisationId: marketId() }])
    await page.goto(`${server.origin}/en/desk`, { waitUntil: 'networkidle' })
    await page.keyboard.press('Control+k')
    const field = page.getByRole('dialog').getByRole('searchbox')
    await field.fill(lot.number)
    await page.getByRole('dialog').getByRole('region', { name: 'Lots' }).waitFor()
    await page.keyboard.press('ArrowDown')
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('A')
    await page.keyboard.press('ArrowUp')
    expect(await field.evaluate((input) => input === document.activeElement)).toBe(true)
    await page.context().close()
  })

  it('is a page without scripts', async () => {
    const page = await sit('plain', [{ role: 'clerk', organisationId: marketId() }], { javaScriptEnabled: false })
    await page.goto(`${server.origin}/zh/desk`)
    await page.getByRole('link', { name: '查找' }).click()
    await page.getByRole('searchbox', { name: '编号、名称或人员' }).fill(lot.number)
    await page.getByRole('button', { name: '查找', exact: true }).click()
    await page.getByRole('link', { name: lot.number }).first().click()
    expect(page.url()).toBe(`${server.origin}/zh/desk/clerk/lots/${lot.id}`)
    await page.context().close()
  })
})

describe('a table of the desks', () => {
  it('sums the rows that are ticked without a mouse, and says so', async () => {
    const page = await sit('finance', [{ role: 'finance', organisationId: marketId() }])
    await page.goto(`${server.origin}/zh/desk/finance/requests`, { waitUntil: 'networkidle' })
    const boxes = page.getByRole('checkbox')
    expect(await boxes.count()).toBe(bidders.length)
    await boxes.first().focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Tab')
    await boxes.nth(1).focus()
    await page.keyboard.press('Space')
    expect(await page.getByRole('status').filter({ hasText: '已选' }).innerText()).toMatch(/已选2项，金额合计\s*400,000\.00\s*元/)
    await page.getByRole('button', { name: '全不选' }).press('Enter')
    expect(await page.getByRole('status').filter({ hasText: '勾选若干行' }).count()).toBe(1)
    expect(describeViolations(await axe(page))).toBe('')
    await page.context().close()
  })

  it('is ordered by the address, both ways, where it is whole', async () => {
    const page = await sit('finance2', [{ role: 'finance', organisationId: marketId() }])
    const payers = () => page.locator('tbody tr').evaluateAll((rows) => rows.map((row) => /[甲乙丙]/.exec(row.textContent ?? '')?.[0]))
    await page.goto(`${server.origin}/zh/desk/finance/requests`)
    await page.getByRole('link', { name: '付款单位' }).click()
    await page.waitForURL(/sort=payer/)
    expect(await payers()).toEqual(['丙', '甲', '乙'])
    expect(await page.locator('th[aria-sort="ascending"]').innerText()).toContain('付款单位')
    await page.goto(`${server.origin}/zh/desk/finance/requests?sort=-payer`)
    expect(await payers()).toEqual(['乙', '甲', '丙'])
    await page.context().close()
  })

  it.each(['zh', 'en'])('stays a table at 1280 pixels, nothing cut and nothing over its neighbour (%s)', async (lang) => {
    const everybody = await sit(`all-${lang}`, [
      ...(['clerk', 'finance', 'admin'] as const).map((role) => ({ role, organisationId: marketId() })),
      { role: 'tto', organisationId: cast.seller },
      { role: 'enterprise', organisationId: bidders[0]?.organisationId ?? '' },
    ])
    for (const path of ['lots', 'bids', 'payments', 'finance/requests', 'finance/accounts', 'achievements?state=catalogued', 'parties', 'people']) {
      await everybody.goto(`${server.origin}/${lang}/desk/${path}`)
      expect(await everybody.locator('table').count(), path).toBeGreaterThan(0)
      expect(await spoiled(everybody), path).toEqual([])
    }
    await everybody.context().close()
  })
})
