/** The pages as people meet them: every public hall and the forms, in both languages, with and without JavaScript. */
import { request as httpRequest } from 'node:http'
import { gzipSync } from 'node:zlib'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROLES } from '#kernel/actor.ts'
import { PAGES_DIRECTORY, readyPages } from '../../src/app/cli/pages.ts'
import { gatherCast, openLot } from '../../src/app/stage/auction-story.ts'
import { machineNow } from '../kit/machine-time.ts'
import { startServer, type TestServer } from '../kit/server.ts'
import { stageOn } from '../kit/stage.ts'
import { axe, describeViolations, launchBrowser } from './browser.ts'

const PUBLIC = [
  '',
  '/achievements',
  '/demands',
  '/trading',
  '/sessions',
  '/calendar',
  '/notices',
  '/data',
  '/verify',
  '/rules',
  '/about',
  '/help',
  '/privacy',
  '/terms',
  '/login',
  '/register',
  '/recover',
  '/account/email',
  '/demo/outbox',
]
/** What a first visit may cost (gzip): a hall, and the room of a lot. */
const FRONT_BYTES = 150_000
const HALL_BYTES = 152_000
const LOT_BYTES = 180_000

let server: TestServer
let browser: Browser
const clock = { at: machineNow() }

beforeAll(async () => {
  await readyPages()
  server = await startServer({ pagesDirectory: PAGES_DIRECTORY, more: { machineClock: () => clock.at } })
  browser = await launchBrowser()
})
afterAll(() => browser.close())

/** Everything the browser complains about: scripts, the security policy, hydration. */
const watched = async (context: BrowserContext): Promise<{ readonly page: Page; readonly complaints: string[] }> => {
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) complaints.push(`${page.url()}: ${message.text()}`)
  })
  return { page, complaints }
}

const signedIn = async (key: string, options: { readonly javaScriptEnabled: boolean }): Promise<BrowserContext> => {
  const { cookie } = await server.logIn(key, [])
  const context = await browser.newContext(options)
  await context.addCookies(
    cookie.split('; ').map((part) => {
      const at = part.indexOf('=')
      return { name: part.slice(0, at), value: part.slice(at + 1), url: server.origin }
    }),
  )
  return context
}

describe.each(['zh', 'en'])('public pages in %s', (lang) => {
  it.each(PUBLIC)('%s has no accessibility problem, no error and no sideways scrolling', async (path) => {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 } })
    const { page, complaints } = await watched(context)
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 740 })
      const response = await page.goto(`${server.origin}/${lang}${path}`)
      expect(response?.status()).toBe(200)
      expect(await page.locator('html').getAttribute('lang')).toBe(lang === 'zh' ? 'zh-CN' : 'en')
      expect(await page.title()).toMatch(lang === 'zh' ? /浙江拍/ : /Zhepai/)
      expect(describeViolations(await axe(page))).toBe('')
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    }
    expect(complaints).toEqual([])
    await context.close()
  })
})

const HALLS = ['achievements', 'demands', 'trading', 'trading?status=registering', 'notices', 'data']
const DESKS =
  'lots bids clerk/lots sessions contracts income objections achievements disclosures demands first-refusals parties people accounts security-log finance/statements finance/lines finance/requests finance/payouts finance/batches finance/accounts'
const LISTS = [...HALLS, ...DESKS.split(' ').map((list) => `desk/${list}`)]

it('says of a page marker that was cut or made up that there is no such page, and of a journal why it is not given', async () => {
  const house = await server.organisation('market', '万能机构')
  const everybody = await server.logIn(
    'everybody',
    ROLES.map((role) => ({ role, organisationId: house })),
  )
  for (const path of LISTS) {
    const asked = async (cursor?: string) =>
      (await everybody.fetch(`/zh/${path}${cursor === undefined ? '' : `${path.includes('?') ? '&' : '?'}cursor=${cursor}`}`)).status
    expect(await asked(), path).toBe(200)
    for (const cursor of ['%00', '%EF%BF%BD', '-1', `${'9'.repeat(30)}.x`]) expect([200, 404], `${path} ${cursor}`).toContain(await asked(cursor))
  }
  const journal = await everybody.fetch('/zh/desk/finance/file?from=2026-03-02&to=2026-03-01')
  expect(journal.headers.get('location')).toBe('/zh/desk/finance?refused=ledger.period_reversed')
})

it('tells machines what it is about, where its other language stands, and what is nobody’s business', async () => {
  const head = await (await fetch(`${server.origin}/en/trading`)).text()
  const origin = /<link rel="alternate" hrefLang="zh-CN" href="([^"]*)\/zh\/trading"/.exec(head)?.[1] ?? ''
  expect(origin).toMatch(/^http/)
  expect(head).toContain(`<link rel="alternate" hrefLang="en" href="${origin}/en/trading"/>`)
  expect(head).toMatch(/<meta name="description" content="Online bidding for technologies[^"]*"/)
  const picture = /<meta property="og:image" content="[^"]*(\/assets\/[^"]*\.png)"/.exec(head)?.[1] ?? ''
  expect((await fetch(server.origin + picture)).headers.get('content-type')).toBe('image/png')
  expect(await (await fetch(`${server.origin}/zh/login`)).text()).toContain('<meta name="robots" content="noindex"/>')
  const robots = await (await fetch(`${server.origin}/robots.txt`)).text()
  expect(robots).toContain('Disallow: /zh/desk\n')
  expect(robots).toContain(`Sitemap: ${origin}/sitemap.xml\n`)
  const map = await fetch(`${server.origin}/sitemap.xml`)
  expect(map.headers.get('content-type')).toBe('application/xml; charset=utf-8')
  const locations = [...(await map.text()).matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, location]) => location ?? '')
  expect(locations).toContain(`${origin}/zh`)
  expect(locations.filter((location) => /\/(?:desk|account|login)/.test(location))).toEqual([])
  const answers = await Promise.all(locations.map(async (location) => (await fetch(location.replace(origin, server.origin))).status))
  expect(new Set(answers)).toEqual(new Set([200]))
})

it('takes a form as large as its documents may be', async () => {
  const { fetch } = await server.logIn('large', [])
  const response = await fetch('/zh/desk/payments', { raw: 'x'.repeat(31 * 1024 * 1024), headers: { 'content-type': 'application/octet-stream' } })
  expect(response.status).not.toBe(413)
})

it('keeps the dark theme readable and remembers it in the document', async () => {
  const context = await browser.newContext()
  const { page, complaints } = await watched(context)
  await page.goto(`${server.origin}/zh`)
  await page.getByRole('button', { name: '切换明暗' }).first().click()
  const response = await page.goto(`${server.origin}/zh`)
  expect(await response?.text()).toContain('data-scheme="dark"')
  expect(describeViolations(await axe(page))).toBe('')
  expect(complaints).toEqual([])
  await context.close()
})

it('leads `/` to the language of the browser and unknown languages to a page that says so', async () => {
  const context = await browser.newContext({ locale: 'en-GB' })
  const page = await context.newPage()
  await page.goto(server.origin)
  expect(new URL(page.url()).pathname).toBe('/en')
  await page.getByRole('link', { name: '中文' }).click()
  await page.waitForURL(`${server.origin}/zh`)
  const response = await page.goto(`${server.origin}/fr`)
  expect(response?.status()).toBe(404)
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('没有找到此页')
  await context.close()
})

it.each([true, false])('refuses a wrong credit code at its field and keeps what was typed (JavaScript: %s)', async (javaScriptEnabled) => {
  const context = await signedIn(`register-${javaScriptEnabled}`, { javaScriptEnabled })
  const { page, complaints } = await watched(context)
  await page.goto(`${server.origin}/zh/register`)
  const name = page.getByRole('textbox', { name: '单位名称 (中文)' })
  const code = page.getByRole('textbox', { name: '统一社会信用代码' })
  await name.fill('瓯江示例公司（演示）')
  await code.fill('91330100799655058X')
  await page.locator('input[type=file]').setInputFiles({ name: '营业执照.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') })
  await page.getByRole('button', { name: '提交登记' }).click()
  await page.getByRole('alert').waitFor()
  expect(await page.getByRole('alert').innerText()).toContain('校验位')
  expect(await code.getAttribute('aria-invalid')).toBe('true')
  expect(await name.inputValue()).toBe('瓯江示例公司（演示）')
  expect(complaints).toEqual([])
  await context.close()
})

describe('accounts without scripts', () => {
  /** Under the market's own address, which a form's origin must match; `fetch` names no other host than the one it connects to. */
  const post = (path: string, fields: Readonly<Record<string, string>>, cookie = ''): Promise<string> =>
    new Promise((resolve, reject) => {
      const headers = {
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
        host: 'zhepai.test',
        origin: 'http://zhepai.test',
        cookie,
      }
      httpRequest(server.origin + path, { method: 'POST', headers }, (response) => {
        const pieces: Buffer[] = []
        response.on('data', (piece: Buffer) => pieces.push(piece))
        response.on('end', () => resolve(Buffer.concat(pieces).toString('utf8')))
      })
        .on('error', reject)
        .end(new URLSearchParams(fields).toString())
    })

  it('registers with a letter, which the demonstration shows with its link', async () => {
    const fields = { intent: 'account', name: '来者', email: 'new.come@company.example', newPassword: 'seventeen green boats' }
    expect(await post('/zh/register', fields)).toContain('请先阅读个人信息处理告知')
    const answer = await post('/zh/register', { ...fields, noticeRead: 'on' })
    expect(answer).toContain('请查收邮件')
    await expect
      .poll(async () => (await fetch(`${server.origin}/zh/demo/outbox?to=new.come@company.example`)).text())
      .toMatch(/<a href="\/api\/auth\/verify-email\?token=/)
  })

  it('holds up the log-in page as it holds up the interface', async () => {
    const tries: string[] = []
    for (let attempt = 0; attempt < 6; attempt += 1)
      tries.push(await post('/zh/login', { intent: 'password', email: 'page@company.example', password: 'wrong password!' }))
    expect(tries.map((page) => page.includes('邮箱或密码不正确'))).toEqual([true, true, true, true, true, false])
    expect(tries[5]).toContain('尝试次数过多，请在')
  })

  it('asks for the proof inside the form, keeps what was filled in, and goes on', async () => {
    const { cookie } = await server.logIn('prover', [{ role: 'admin', organisationId: await server.organisation('market', '证明市场') }])
    clock.at += 11 * 60_000
    const sent = { intent: 'key-add', keyName: '每日同步', scope: 'read', module: 'all', days: '30' }
    const asked = await post('/zh/account', sent, cookie)
    expect(asked).toContain('name="proofSecret"')
    expect(asked).toContain('value="每日同步"')
    const wrong = await post('/zh/account', { ...sent, proofBy: 'password', proofSecret: 'not it' }, cookie)
    expect(wrong).toContain('密码不正确')
    expect(wrong).not.toContain('not it')
    expect(await post('/zh/account', { ...sent, proofBy: 'password', proofSecret: 'a long test password' }, cookie)).toContain('密钥只显示这一次')
    clock.at += 11 * 60_000
    const target = await server.market.auth.createAccount({ email: 'target@company.example', password: 'a long test password', name: '对象' })
    const disable = { intent: 'disable', reason: '离职' }
    const page = await post(`/zh/desk/accounts/${target}`, disable, cookie)
    expect(page).toMatch(/name="proofSecret"[^]*离职/)
    expect(await post(`/zh/desk/accounts/${target}`, { ...disable, proofBy: 'password', proofSecret: 'a long test password' }, cookie)).toContain('已停用')
  })
})

it('keeps what is shown once when its reader comes back from another tab', async () => {
  const context = await signedIn('returner', { javaScriptEnabled: true })
  const page = await context.newPage()
  await page.goto(`${server.origin}/zh/account`)
  const start = page.locator('form', { has: page.getByRole('button', { name: '开启', exact: true }) })
  await start.getByLabel('当前密码').fill('a long test password')
  await start.getByRole('button', { name: '开启', exact: true }).click()
  const code = page.getByRole('img', { name: '身份验证器二维码' })
  await code.waitFor()
  let readings = 0
  page.on('response', (response) => {
    if (response.request().method() === 'GET' && response.url().includes('/zh/account.data')) readings += 1
  })
  // As after a while in the authenticator app, as soon as the page is awake: it is read again.
  const comeBack = () =>
    page.evaluate(() => {
      const later = performance.now() + 60_000
      performance.now = () => later
      document.dispatchEvent(new Event('visibilitychange'))
    })
  await expect.poll(() => comeBack().then(() => readings)).toBeGreaterThan(0)
  await page.getByRole('textbox', { name: '验证码' }).fill('000000')
  await page.getByRole('button', { name: '验证并开启' }).click()
  await page.getByRole('alert').waitFor()
  expect(await code.count()).toBe(1)
  expect(
    await page
      .getByRole('listitem')
      .filter({ hasText: /^\w{5}-\w{5}$/ })
      .count(),
  ).toBe(10)
  await context.close()
})

const firstVisit = async (path: string): Promise<number> => {
  const context = await browser.newContext()
  const page = await context.newPage()
  const sizes: Promise<number>[] = []
  page.on('response', (response) => {
    if (['script', 'stylesheet'].includes(response.request().resourceType())) sizes.push(response.body().then((body) => gzipSync(body).length))
  })
  await page.goto(`${server.origin}/zh${path}`, { waitUntil: 'load' })
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
  await context.close()
  return bytes
}

it.each(['', '/trading', '/achievements', '/notices', '/data'])('%s costs a first visitor no more than it may', async (path) => {
  expect(await firstVisit(path)).toBeLessThanOrEqual(path === '' ? FRONT_BYTES : HALL_BYTES)
})

it('a lot is found by its number in the header’s search, and costs a first visitor no more than it may', async () => {
  const stage = stageOn(server)
  const { lotId } = await openLot(stage, await gatherCast(stage))
  const { items } = (await (await fetch(`${server.origin}/api/v1/lots`)).json()) as {
    readonly items: readonly { readonly id: string; readonly number: string }[]
  }
  const number = items.find(({ id }) => id === lotId)?.number ?? ''
  const search = (q: string) => fetch(`${server.origin}/en/achievements?q=${encodeURIComponent(q)}`, { redirect: 'manual' })
  expect((await search(number.toLowerCase())).headers.get('location')).toBe(`/en/lots/${lotId}`)
  expect((await search(number.replace(/\d$/, 'x'))).status).toBe(200)
  expect(await firstVisit(`/lots/${lotId}`)).toBeLessThanOrEqual(LOT_BYTES)
})
