/** What somebody types is drawn into the form again, for nobody else, and is gone once it was sent. */
import { beforeAll, describe, expect, it } from 'vitest'
import { PAGES_DIRECTORY, readyPages } from '../../src/app/cli/pages.ts'
import { startServer, type Browser, type TestServer } from '../kit/server.ts'

let server: TestServer
let author: Browser
let colleague: Browser

const PLACE = '/desk/demands/new'
const TITLE = '高效节能水泵叶轮设计'
const DRAFT = { place: PLACE, form: 'demand' }
const typed = {
  'title.zh': TITLE,
  'title.en': '',
  'text.zh': '流量每小时三百立方米。',
  'text.en': '',
  field: 'advanced_manufacturing',
  modes: 'development',
  'contact.name': '联系人',
  'contact.phone': '0571-80000000',
}

beforeAll(async () => {
  await readyPages()
  server = await startServer({ pagesDirectory: PAGES_DIRECTORY })
  const company = await server.organisation('enterprise', '示范水泵公司')
  const roles = [{ role: 'enterprise', organisationId: company }] as const
  author = await server.logIn('drafts-author', roles)
  colleague = await server.logIn('drafts-colleague', roles)
})

const keep = (browser: Browser) => browser.fetch('/api/v1/me/drafts', { method: 'PUT', body: { ...DRAFT, typed, basis: '', seen: 0 } })
const page = async (browser: Browser, lang = 'zh') => (await browser.fetch(`/${lang}${PLACE}`)).text()
const sent = (over: Record<string, string> = {}) =>
  new URLSearchParams({ ...typed, intent: 'save', idempotencyKey: crypto.randomUUID(), 'draft.place': PLACE, 'draft.form': 'demand', ...over }).toString()
const FORM = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }
const field = (html: string) => /<input[^>]*name="title\.zh"[^>]*>/.exec(html)?.[0] ?? ''

describe('a draft through the door', () => {
  it('stands in the page as the server draws it, in both languages, for its owner alone', async () => {
    expect((await keep(author)).status).toBe(200)
    expect(field(await page(author))).toContain(`value="${TITLE}"`)
    const english = await page(author, 'en')
    expect(field(english)).toContain(`value="${TITLE}"`)
    expect(english).toContain('Filled in with what you typed')
    expect(field(await page(colleague))).toContain('value=""')
    expect(await (await colleague.fetch(`/api/v1/me/drafts?place=${PLACE}`)).json()).toEqual({ items: [] })
  })

  it('is taken from nobody who is not signed in, nor from another site', async () => {
    const body = JSON.stringify({ ...DRAFT, typed, basis: '', seen: 0 })
    const headers = { 'content-type': 'application/json' }
    expect((await fetch(`${server.origin}/api/v1/me/drafts`, { method: 'PUT', headers, body })).status).toBe(401)
    const foreign = { ...headers, cookie: author.cookie, 'sec-fetch-site': 'cross-site' }
    expect([401, 403]).toContain((await fetch(`${server.origin}/api/v1/me/drafts`, { method: 'PUT', headers: foreign, body })).status)
  })

  it('stays when the form is refused, and goes when it is taken', async () => {
    const refused = await author.fetch(`/zh${PLACE}`, { method: 'POST', raw: sent({ budgetMinMinor: '12,5' }), headers: FORM })
    expect(await refused.text()).toContain('逗号只能作千分位')
    expect(field(await page(author))).toContain(TITLE)
    const taken = await author.fetch(`/zh${PLACE}`, {
      method: 'POST',
      raw: sent({ budgetMinMinor: '１２３，４５６', 'budgetMinMinor.unit': 'yuan' }),
      headers: FORM,
    })
    expect(taken.status).toBe(302)
    expect(field(await page(author))).toContain('value=""')
    expect(await (await author.fetch(`/api/v1/me/drafts?place=${PLACE}`)).json()).toEqual({ items: [] })
  })
})
