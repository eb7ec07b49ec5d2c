/** The whole ceremony in browsers: three officers with keys of their own, three bidders, one opening, and a reader who repeats it. */
import { build } from 'esbuild'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SYSTEM, type Actor, type Role } from '#kernel/actor.ts'
import { HOUR_MS, later, type Instant } from '#kernel/instant.ts'
import type { Act } from '#platform/command/act.ts'
import type { Result } from '#kernel/result.ts'
import { depositEnvelope, openBox } from '#modules/sealing/index.ts'
import { PAGES_DIRECTORY, readyPages } from '../../src/app/cli/pages.ts'
import { testNow } from '../kit/moment.ts'
import { envelopeOf, must } from '../kit/sealing.ts'
import { startServer, type TestServer } from '../kit/server.ts'
import { axe, describeViolations, launchBrowser } from './browser.ts'

const PASSPHRASE = '潮起钱塘 三棵樟树 一把旧伞'
const PRICES = ['731905400', '845117300', '602448800']
const NAMES = ['clerk-1', 'finance-1', 'regulator-1'] as const
let server: TestServer
let browser: Browser
let origin: string
let directory: string
let now: Instant = testNow()
let house: string
let government: string
let owner: string
let bidders: readonly string[]
let boxId: string
let policy: string
/** Everything that browsers sent. */
const sent: string[] = []
const complaints: string[] = []

interface Officer {
  readonly page: Page
  readonly keyFile: string
  readonly byPasskey: boolean
}
const officers: Officer[] = []

const sit = async (key: string, roles: readonly { readonly role: Role; readonly organisationId: string }[]): Promise<Page> => {
  const { cookie } = await server.logIn(key, roles)
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, acceptDownloads: true })
  await context.addCookies(
    cookie.split('; ').map((part) => {
      const at = part.indexOf('=')
      return { name: part.slice(0, at), value: part.slice(at + 1), url: origin }
    }),
  )
  return pageIn(context)
}

const pageIn = async (context: BrowserContext): Promise<Page> => {
  const page = await context.newPage()
  page.on('request', (request) => void sent.push(`${request.url()} ${decodeURIComponent((request.postData() ?? '').replaceAll('+', ' '))}`))
  page.on('pageerror', (error) => void complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) complaints.push(message.text())
  })
  return page
}

const isSound = async (page: Page) => expect(describeViolations(await axe(page))).toBe('')
const sees = (page: Page, words: string) => page.getByText(words).first().waitFor()
const act = async <Value>(work: (given: Act) => Promise<Result<Value>>, actor: Actor = SYSTEM): Promise<Value> =>
  must(await server.market.core.road.run({ operation: 'test.sealing', actor }, work))

/** A device that unlocks files by itself. */
const withPasskeys = async (page: Page) => {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  const options = {
    protocol: 'ctap2',
    ctap2Version: 'ctap2_1',
    transport: 'internal',
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
  } as const
  await session.send('WebAuthn.addVirtualAuthenticator', { options: { ...options, hasPrf: true, automaticPresenceSimulation: true } })
}

const openKey = async ({ page, keyFile, byPasskey }: Officer, label: string) => {
  await page.getByLabel('密钥文件').setInputFiles(keyFile)
  if (!byPasskey) await page.getByLabel('口令', { exact: true }).last().fill(PASSPHRASE)
  await page.getByRole('button', { name: label }).click()
}

const makeKey = async (key: string, role: Role, byPasskey = false): Promise<Officer> => {
  const page = await sit(key, [{ role, organisationId: role === 'regulator' ? government : house }])
  if (byPasskey) await withPasskeys(page)
  await page.goto(`${origin}/zh/desk/sealing`)
  await isSound(page)
  if (!byPasskey) {
    await page.getByLabel('口令', { exact: true }).fill(PASSPHRASE)
    await page.getByLabel('再次输入口令').fill(PASSPHRASE)
  }
  await page.getByRole('button', { name: byPasskey ? '用本机通行密钥加锁' : '用口令加锁' }).click()
  const saving = page.waitForEvent('download')
  await page.getByRole('link', { name: '保存密钥文件' }).click()
  const keyFile = path.join(directory, `${key}.json`)
  await (await saving).saveAs(keyFile)
  const officer = { page, keyFile, byPasskey }
  await openKey(officer, '试开')
  await sees(page, '文件可以打开。')
  await page.getByRole('button', { name: '登记公钥' }).click()
  await sees(page, '公钥已登记')
  return officer
}

beforeAll(async () => {
  await readyPages()
  directory = await mkdtemp(path.join(tmpdir(), 'zhepai-keys-'))
  server = await startServer({ pagesDirectory: PAGES_DIRECTORY, more: { clock: { now: () => now } } })
  // Passkeys belong to names, not to numbers.
  origin = server.origin.replace('127.0.0.1', 'localhost')
  browser = await launchBrowser()
  house = await server.organisation('market', '市场')
  government = await server.organisation('government', '主管部门')
  owner = await server.organisation('university', '大学')
  bidders = [
    await server.organisation('enterprise', '甲公司'),
    await server.organisation('enterprise', '乙公司'),
    await server.organisation('enterprise', '丙公司'),
  ]
})
afterAll(async () => {
  await browser.close()
  await rm(directory, { recursive: true, force: true })
})

describe('a sealed procedure, from keys to opening', () => {
  it('officers make their keys, each in an own browser, and keep the file', async () => {
    const [clerk, finance, regulator] = NAMES
    officers.push(await makeKey(clerk, 'clerk'), await makeKey(finance, 'finance'), await makeKey(regulator, 'regulator', true))
    expect(officers).toHaveLength(3)
  })

  it('each is certified by a colleague of another group, who enters what the holder reads out', async () => {
    for (const [at, holder] of officers.entries()) {
      await holder.page.goto(`${origin}/zh/desk/sealing`)
      const fingerprint = await holder.page.locator('dt', { hasText: '指纹' }).first().locator('xpath=following-sibling::dd').innerText()
      const { page } = officers[(at + 1) % officers.length] ?? holder
      await page.goto(`${origin}/zh/desk/sealing`)
      const block = page
        .locator('div', { has: page.locator('dd', { hasText: NAMES[at] ?? '' }) })
        .filter({ has: page.locator('summary', { hasText: '核对指纹' }) })
      await block.last().locator('summary').click()
      const form = page.locator('details[open]')
      await form.getByLabel('指纹').fill(fingerprint)
      await form.getByRole('button', { name: '指纹一致，核对通过' }).click()
      await sees(page, '已核对。')
    }
  })

  it('a clerk names them over a box, and each rehearses', async () => {
    const opening = {
      subject: 'lot_browser',
      ownerOrganisationId: owner,
      title: { zh: '一项专利的密封报价', en: 'Sealed offers' },
      purpose: 'price',
      corrections: 2,
    } as const
    ;({ boxId } = await act((given) => openBox(given, { ...opening, opensAt: now, closesAt: later(now, HOUR_MS) })))
    const [first] = officers
    if (!first) throw new Error('no officers')
    await first.page.goto(`${origin}/zh/desk/sealing/${boxId}`)
    await isSound(first.page)
    for (const box of await first.page.getByRole('checkbox').all()) await box.check()
    await first.page.getByRole('button', { name: '指定并开始投递' }).click()
    await sees(first.page, '开启人员已指定。')
    for (const officer of officers) {
      await officer.page.goto(`${origin}/zh/desk/sealing/${boxId}`)
      await openKey(officer, '打开密钥并演练')
      await sees(officer.page, '密钥可用')
      await officer.page.getByRole('button', { name: '提交演练结果' }).click()
      await sees(officer.page, '演练完成。')
    }
    policy = (await server.market.api(SYSTEM).sealing.get({ id: boxId })).policy ?? ''
    expect(policy).toContain(boxId)
  })

  it('a bidder seals in the browser under the security policy; what leaves it is the envelope alone', async () => {
    const script = await build({
      entryPoints: [path.join(import.meta.dirname, 'seal-bid-stand.tsx')],
      bundle: true,
      write: false,
      format: 'esm',
      jsx: 'automatic',
      loader: { '.css': 'empty', '.module.css': 'empty' },
      define: { 'process.env.NODE_ENV': '"production"', 'import.meta.env.DEV': 'false', 'import.meta.env.SSR': 'false' },
    })
    const page = await pageIn(await browser.newContext())
    const [bidder = ''] = bidders
    const document = `<!doctype html><html lang="zh-CN"><title>stand</title><div id="stand" data-bidder="${bidder}" data-policy='${policy}'></div><script type="module" src="/stand.js"></script></html>`
    const headers = { 'content-security-policy': "default-src 'self'; script-src 'self'; style-src 'self'; connect-src 'self'" }
    await page.route('**/zh/stand', (route) => route.fulfill({ contentType: 'text/html', body: document, headers }))
    await page.route('**/stand.js', (route) => route.fulfill({ contentType: 'text/javascript', body: script.outputFiles[0]?.text ?? '' }))
    let form: Readonly<Record<string, string>> = {}
    await page.route('**/stand-sent', async (route) => {
      form = JSON.parse(route.request().postData() ?? '{}') as typeof form
      await route.fulfill({ body: '' })
    })
    await page.goto(`${origin}/zh/stand`)
    await page.getByRole('button', { name: '封装', exact: true }).click()
    await sees(page, '请先填写完整。')
    await page.getByLabel('报价（分）').fill(PRICES[0] ?? '')
    await page.getByRole('button', { name: '封装', exact: true }).click()
    await page.getByRole('button', { name: '投递封套' }).click()
    await sees(page, '收到')
    expect(Object.keys(form).toSorted()).toEqual(['envelope', 'idempotencyKey', 'intent'])
    await act((given) => depositEnvelope(given, { boxId, bidderKey: bidder, envelope: form['envelope'] ?? '', receivedAt: now }))
    for (const at of [1, 2]) {
      const bidderKey = bidders[at] ?? ''
      const envelope = await envelopeOf({ policy }, bidderKey, { priceMinor: PRICES[at] ?? '' })
      await act((given) => depositEnvelope(given, { boxId, bidderKey, envelope, receivedAt: now }))
    }
  })

  it('after the deadline each officer releases everything; the third opens it for all', async () => {
    now = later(now, HOUR_MS + 10_000)
    await server.market.core.settle()
    const visitor = await pageIn(await browser.newContext())
    for (const [at, officer] of officers.entries()) {
      await visitor.goto(`${origin}/zh/sealed/${boxId}`)
      const text = await visitor.locator('main').innerText()
      expect(PRICES.filter((price) => text.includes(price))).toEqual([])
      await officer.page.goto(`${origin}/zh/desk/sealing/${boxId}`)
      await openKey(officer, '打开密钥并读出份额')
      await sees(officer.page, '已读出 3 个份额。')
      await officer.page.getByRole('button', { name: '交出全部份额' }).click()
      await sees(officer.page, at === 2 ? '全部封套已同时开启' : '您的份额已交出。')
    }
  })

  it('everybody reads what came out, and repeats it in an own browser', async () => {
    const visitor = await pageIn(await browser.newContext())
    await visitor.goto(`${origin}/zh/sealed/${boxId}`)
    await isSound(visitor)
    for (const price of PRICES) await sees(visitor, price)
    await visitor.getByRole('button', { name: '在浏览器中重新开启' }).click()
    await sees(visitor, '重新开启的结果与记录一致：3 个封套。')
    await visitor.goto(`${origin}/en/sealed`)
    await isSound(visitor)
    await visitor.getByRole('link', { name: 'Sealed offers' }).click()
    await visitor.getByText('any 3 of 3 officers').waitFor()
  })

  it('no private key, no passphrase and no price has left a browser, and no browser complained', async () => {
    expect(sent.length).toBeGreaterThan(50)
    const secrets = [PASSPHRASE, 'zhepai-officer-key', '"locked"', ...PRICES]
    expect(secrets.filter((secret) => sent.some((line) => line.includes(secret)))).toEqual([])
    expect(complaints).toEqual([])
    expect(server.faults).toEqual([])
    expect(await server.market.checks()).toEqual([])
  })
})
