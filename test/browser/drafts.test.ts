/** Nothing that was typed is lost: not by a refresh, not by a log-in that ended, not between two windows. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { PAGES_DIRECTORY, readyPages } from '../../src/app/cli/pages.ts'
import { startServer, type TestServer } from '../kit/server.ts'
import { axe, describeViolations, launchBrowser } from './browser.ts'

let server: TestServer
let browser: Browser
let context: BrowserContext

const PAGE = '/zh/desk/demands/new'

beforeAll(async () => {
  await readyPages()
  server = await startServer({ pagesDirectory: PAGES_DIRECTORY })
  browser = await launchBrowser()
  const company = await server.organisation('enterprise', '示范水泵公司')
  const { cookie } = await server.logIn('drafts', [{ role: 'enterprise', organisationId: company }])
  context = await browser.newContext({ viewport: { width: 360, height: 740 } })
  await context.addCookies(
    cookie.split('; ').map((part) => {
      const at = part.indexOf('=')
      return { name: part.slice(0, at), value: part.slice(at + 1), url: server.origin }
    }),
  )
})
afterAll(() => browser.close())

const title = (page: Page) => page.getByRole('textbox', { name: '名称 (中文)' })
const saved = (page: Page) => page.getByText(/已存 \d\d:\d\d/)
/** Both words come with the page's script, not with the page. */
const opened = async (): Promise<Page> => {
  const page = await context.newPage()
  await page.goto(`${server.origin}${PAGE}`)
  await page
    .getByText('边填边存')
    .or(page.getByRole('button', { name: '放弃草稿' }))
    .first()
    .waitFor()
  return page
}

it('is there after a refresh, drawn by the server, and nothing is wrong with it for a screen reader', async () => {
  const page = await opened()
  await title(page).fill('高效叶轮')
  await saved(page).waitFor()
  await page.reload()
  expect(await title(page).inputValue()).toBe('高效叶轮')
  expect(describeViolations(await axe(page))).toBe('')
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  await page.close()
})

it('waits in the page while nobody is signed in, and is kept after the next log-in', async () => {
  const page = await opened()
  const cookies = await context.cookies()
  await context.clearCookies()
  await title(page).fill('登录失效以后填写的')
  await page.getByText('您的登录已失效').waitFor()
  // Sending it now would lose it: the form stays, and says why.
  await page.getByRole('button', { name: '发布', exact: true }).evaluate((button: HTMLButtonElement) => {
    if (button.form) button.form.noValidate = true
    button.click()
  })
  await page.getByText('您的登录已失效').waitFor()
  expect(new URL(page.url()).pathname).toBe(PAGE)
  await context.addCookies(cookies)
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await saved(page).waitFor()
  await page.reload()
  expect(await title(page).inputValue()).toBe('登录失效以后填写的')
  await page.close()
})

it('keeps what was typed before the script of the page was there', async () => {
  const page = await context.newPage()
  let letScriptsThrough = () => {}
  const scripts = new Promise<void>((resolve) => (letScriptsThrough = resolve))
  await page.route('**/*.js', (route) => scripts.then(() => route.continue()))
  await page.goto(`${server.origin}${PAGE}`, { waitUntil: 'commit' })
  await title(page).fill('脚本到达以前填写的')
  letScriptsThrough()
  await saved(page).waitFor()
  await page.reload()
  expect(await title(page).inputValue()).toBe('脚本到达以前填写的')
  await page.close()
})

it('tells one window what was typed in the other, takes it over on demand, and drops it when told to', async () => {
  const [first, second] = [await opened(), await opened()]
  await title(second).fill('在另一窗口填写的')
  await saved(second).waitFor()
  await first.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await first.getByRole('button', { name: '改用那里的内容' }).click()
  await first.waitForFunction(() => document.querySelector<HTMLInputElement>('[name="title.zh"]')?.value === '在另一窗口填写的')
  await first.getByRole('button', { name: '放弃草稿' }).click()
  await first.waitForFunction(() => document.querySelector<HTMLInputElement>('[name="title.zh"]')?.value === '')
  await first.reload()
  expect(await title(first).inputValue()).toBe('')
})
