/** From an empty production database to a verified enterprise, through the HTTP door and by plain forms, as without JavaScript. */
import { beforeAll, describe, expect, it } from 'vitest'
import { PAGES_DIRECTORY, readyPages } from '../../src/app/cli/pages.ts'
import { lettersTo, tokenTo } from '../kit/letters.ts'
import { machineNow } from '../kit/machine-time.ts'
import { creditCode } from '../kit/market.ts'
import { startServer, type TestServer } from '../kit/server.ts'
import { STEP_MS, totpOf } from '../kit/totp.ts'

const PASSWORD = 'a long test password'
const ADMIN = 'head@market.example'
let server: TestServer
let foundingCode = ''
let uri = ''
/** Who is logged in: cookies by person. */
const jars = new Map<string, Map<string, string>>()

const cookieOf = (who: string): string => [...(jars.get(who) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ')
const keep = (who: string, response: Response): void => {
  const jar = jars.get(who) ?? new Map<string, string>()
  for (const line of response.headers.getSetCookie()) {
    const [pair = ''] = line.split(';')
    jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
  }
  jars.set(who, jar)
}

const headersOf = (who: string) => ({ cookie: cookieOf(who), 'sec-fetch-site': 'same-origin' })

/** A page as its HTML, without the comments that separate texts. */
const page = async (who: string, at: string) => {
  const response = await fetch(`${server.origin}${at}`, { headers: headersOf(who), redirect: 'manual' })
  return { status: response.status, location: response.headers.get('location'), html: (await response.text()).replaceAll('<!-- -->', '') }
}

const post = async (who: string, at: string, fields: Readonly<Record<string, string | File>>) => {
  const isMultipart = Object.values(fields).some((value) => typeof value !== 'string')
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  const body = isMultipart ? form : new URLSearchParams(fields as Record<string, string>)
  const response = await fetch(`${server.origin}${at}`, { method: 'POST', headers: headersOf(who), body, redirect: 'manual' })
  keep(who, response)
  return { status: response.status, location: response.headers.get('location'), html: (await response.text()).replaceAll('<!-- -->', '') }
}

const api = async <Value>(who: string, method: 'GET' | 'POST', at: string, body?: unknown): Promise<{ status: number; value: Value }> => {
  const response = await fetch(`${server.origin}/api/v1${at}`, {
    method,
    headers: { ...headersOf(who), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: response.status, value: (await response.json()) as Value }
}

const logIn = async (who: string, email: string): Promise<Record<string, unknown>> => {
  const response = await fetch(`${server.origin}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: 'http://zhepai.test' },
    body: JSON.stringify({ email, password: PASSWORD }),
  })
  expect(response.status).toBe(200)
  keep(who, response)
  return (await response.json()) as Record<string, unknown>
}

/** Words of a page that are not there: an empty list is what is wanted, and a failure shows words instead of a page. */
const missingIn = (html: string, words: readonly string[]): readonly string[] => words.filter((word) => !html.includes(word))

const unescaped = (html: string): string => html.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#x27;', "'")
const hiddenOf = (html: string, name: string): string => unescaped(new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '')

const PLAN = {
  intent: 'plan',
  'market.name.zh': '示范技术市场',
  'market.name.en': 'Model Technology Market',
  'market.creditCode': creditCode(1),
  'market.region': '３３００００',
  usual: 'on',
  branches: '330106 | 示范技术市场西湖分市场 | Model Technology Market, Xihu Branch',
  'authority.name.zh': '示范主管部门',
  'authority.name.en': 'Model Authority',
  'authority.creditCode': creditCode(2),
  'authority.region': '330000',
  'administrator.name': '管示范',
  'administrator.address': ADMIN,
  newPassword: PASSWORD,
  'officers.clerk': 'Clerk@market.example',
  'officers.finance': 'finance@market.example',
  'officers.regulator': 'regulator@authority.example',
}

beforeAll(async () => {
  await readyPages()
  server = await startServer({ pagesDirectory: PAGES_DIRECTORY, environment: { NODE_ENV: 'production' } })
})

describe('an empty production market', () => {
  it('says to the operator that it is not founded', async () => {
    expect(missingIn((await page('operator', '/zh')).html, ['市场尚未建立'])).toEqual([])
    expect(missingIn((await page('operator', '/en')).html, ['not founded yet'])).toEqual([])
    expect((await page('operator', '/en/found')).status).toBe(200)
  })

  it('opens to the one-time code only', async () => {
    foundingCode = (await server.market.founding.newCode()) ?? ''
    expect(foundingCode).toMatch(/^\w{4}-\w{4}-\w{4}$/)
    const wrong = await post('operator', '/zh/found', { intent: 'code', foundingCode: 'AAAA-AAAA-AAAA' })
    expect(wrong).toMatchObject({ status: 422, html: expect.stringContaining('代码不正确') })
    // A step further on is no way around it.
    expect((await post('operator', '/zh/found', { ...PLAN, foundingCode: '' })).status).toBe(422)
    const opened = await post('operator', '/zh/found', { intent: 'code', foundingCode: foundingCode.toLowerCase().replaceAll('-', ' ') })
    expect(opened.status).toBe(200)
    expect(missingIn(opened.html, ['name="market.creditCode"'])).toEqual([])
  })

  it('refuses a plan that is wrong, at its field, and makes nothing', async () => {
    const wrong = await post('operator', '/en/found', {
      ...PLAN,
      foundingCode,
      'market.creditCode': `${creditCode(1).slice(0, 17)}${creditCode(1).endsWith('1') ? '2' : '1'}`,
    })
    expect(wrong).toMatchObject({ status: 422, html: expect.stringContaining('check sign') })
    expect(missingIn(wrong.html, ['示范技术市场'])).toEqual([])
    const twice = await post('operator', '/en/found', { ...PLAN, foundingCode, 'officers.clerk': ADMIN })
    expect(twice).toMatchObject({ status: 422, html: expect.stringContaining(`${ADMIN} stands there twice`) })
    expect(await server.market.founding.isFounded()).toBe(false)
    expect(await lettersTo(server.market.database, 'clerk@market.example')).toEqual([])
  })

  it('founds the market once the second factor was tried', async () => {
    const begun = await post('operator', '/zh/found', { ...PLAN, foundingCode })
    expect(begun.status).toBe(200)
    uri = hiddenOf(begun.html, 'uri')
    expect(uri).toMatch(/^otpauth:\/\/totp\//)
    const hidden = { intent: 'factor', foundingCode, plan: hiddenOf(begun.html, 'plan'), uri, shownKey: hiddenOf(begun.html, 'shownKey') }
    const wrong = await post('operator', '/zh/found', { ...hidden, totp: '000000' })
    expect(wrong).toMatchObject({ status: 422, html: expect.stringContaining('验证码不正确') })
    expect(await server.market.founding.isFounded()).toBe(false)
    expect(await post('operator', '/zh/found', { ...hidden, totp: totpOf(uri) })).toMatchObject({ status: 302, location: '/zh/desk/checklist' })
  })

  it('is founded once and for all', async () => {
    expect(await server.market.founding.newCode()).toBeNull()
    expect(await page('operator', '/zh/found')).toMatchObject({ status: 302, location: '/zh' })
    expect((await post('operator', '/zh/found', { ...PLAN, foundingCode })).location).toBe('/zh')
    const { value } = await api<{ items: { region: string; parentId: string | null }[] }>('nobody', 'GET', '/branches')
    expect(value.items).toHaveLength(13)
    expect(value.items.filter(({ parentId }) => parentId === null)).toMatchObject([{ region: '330000' }])
    await server.market.core.settle()
    const { rows } = await server.market.database.pool.query<{ body: string }>(
      `select body from platform.fact where type = 'party.market_founded' or type like 'party.invitation%'`,
    )
    expect(rows).toHaveLength(4)
    for (const { body } of rows) expect(body).not.toContain('example')
  })
})

describe('the first administrator', () => {
  it('logs in with the second factor and sees what is missing', async () => {
    expect(await logIn('admin', ADMIN)).toMatchObject({ twoFactorRedirect: true })
    expect((await page('admin', '/zh/desk/checklist')).status).toBe(302)
    const response = await fetch(`${server.origin}/api/auth/two-factor/verify-totp`, {
      method: 'POST',
      headers: { ...headersOf('admin'), origin: 'http://zhepai.test', 'content-type': 'application/json' },
      // The code of the founding is spent: the authenticator's next one, so that the test does not wait for it.
      body: JSON.stringify({ code: totpOf(uri, machineNow() + STEP_MS) }),
    })
    expect(response.status).toBe(200)
    keep('admin', response)
    const list = await page('admin', '/zh/desk/checklist')
    expect(list.status).toBe(200)
    expect(missingIn(list.html, ['监管账户', '尚未登记', '已邀请 1 人', '只有一名财务时任何款项都付不出去', '没有记录'])).toEqual([])
    const lines = await server.market.checklist()
    expect(lines.find(({ key }) => key === 'calendar')?.found.zh).not.toMatch(/[a-z]/)
    expect(Object.fromEntries(lines.map(({ key, state }) => [key, state]))).toMatchObject({
      'role.admin': 'attention',
      'role.finance': 'missing',
      bank: 'missing',
      address: 'missing',
      backup: 'missing',
      clock: 'done',
      factor: 'done',
      confirmed: 'done',
    })
  })

  it('invites a second finance officer, by the page of the organisation', async () => {
    const { value } = await api<{ mandates: { organisation: { id: string } }[] }>('admin', 'GET', '/me')
    const id = value.mandates[0]?.organisation.id ?? ''
    const sent = await post('admin', `/en/desk/parties/${id}`, {
      intent: 'invite',
      organisationId: id,
      address: 'finance2@market.example',
      roles: 'finance',
      lang: 'en',
      'name.zh': '金二',
      'name.en': 'Jin Er',
    })
    expect(sent.status).toBe(200)
    expect(missingIn(sent.html, ['finance2@market.example'])).toEqual([])
    expect(await lettersTo(server.market.database, 'finance2@market.example')).toMatchObject([{ subject: 'Model Technology Market invites you to Zhepai' }])
  })
})

describe('officers', () => {
  it.each([
    ['clerk', 'clerk@market.example', '程示范'],
    ['finance', 'finance@market.example', '金一'],
    ['finance2', 'finance2@market.example', '别名'],
    ['regulator', 'regulator@authority.example', '管观'],
  ])('%s opens the link, makes an account and is in', async (who, address, name) => {
    const token = await tokenTo(server.market.database, address)
    const open = await page(who, `/zh/join?token=${token}`)
    expect(open).toMatchObject({ status: 200, html: expect.stringContaining(address) })
    const joined = await post(who, `/zh/join?token=${token}`, { intent: 'create', name, newPassword: PASSWORD })
    expect(joined).toMatchObject({ status: 302, location: expect.stringMatching(/^\/zh\/desk\?joined=org_/) })
    expect(missingIn((await page(who, '/zh/desk')).html, ['待我办理'])).toEqual([])
    expect(missingIn((await page('stranger', `/zh/join?token=${token}`)).html, ['邀请已失效'])).toEqual([])
  })

  it('the name that the inviter had checked stands, and not the one typed', async () => {
    const { value } = await api<{ person: object }>('finance2', 'GET', '/me')
    expect(value.person).toMatchObject({ name: { zh: '金二', en: 'Jin Er' }, isNameVerified: true })
    const own = await api<{ person: object }>('finance', 'GET', '/me')
    expect(own.value.person).toMatchObject({ name: { zh: '金一' }, isNameVerified: false })
  })
})

describe('an enterprise', () => {
  const PDF = '%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'
  let organisationId = ''

  it('finds the way in on its empty desk', async () => {
    await server.market.auth.enrolments.create({ email: 'agent@enterprise.example', password: PASSWORD, name: '企示范' })
    await logIn('agent', 'agent@enterprise.example')
    const desk = await page('agent', '/zh/desk')
    expect(missingIn(desk.html, ['您还没有代表任何单位', '登记单位', '收到了邀请邮件', '企业经办人'])).toEqual([])
  })

  it('registers with its licence and sees who checks what, until when', async () => {
    const fields = { intent: 'enterprise', kind: 'enterprise', 'name.zh': '示范新材料有限公司', 'name.en': 'Model Materials', creditCode: creditCode(3) }
    const without = await post('agent', '/zh/register', fields)
    expect(missingIn(without.html, ['请上传营业执照', '您的文件已用 0 MiB，共 20 MiB。'])).toEqual([])
    const licence = new File([PDF], '营业执照.pdf', { type: 'application/pdf' })
    await post('agent', '/zh/register', { ...fields, licence })
    const { value } = await api<{ mandates: { organisation: { id: string; state: string; decideBy: string | null } }[] }>('agent', 'GET', '/me')
    expect(value.mandates).toMatchObject([{ organisation: { state: 'registered', decideBy: expect.stringMatching(/^\d{4}-/) } }])
    organisationId = value.mandates[0]?.organisation.id ?? ''
    const desk = await page('agent', '/zh/desk')
    expect(missingIn(desk.html, ['正在核验', '示范技术市场杭州分市场', '前办结'])).toEqual([])
    const early = await api('agent', 'POST', `/organisations/${organisationId}/invitations`, { address: 'colleague@enterprise.example', roles: ['enterprise'] })
    expect(early.value).toMatchObject({ code: 'party.invitation_unverified' })
  })

  it('is verified by the clerk, who sees the licence; others do not', async () => {
    await server.market.core.settle()
    const file = await page('clerk', `/zh/desk/parties/${organisationId}`)
    expect(missingIn(file.html, ['营业执照.pdf'])).toEqual([])
    const list = async (who: string) => (await api<{ items: { href: string }[] }>(who, 'GET', `/documents?subject=${organisationId}`)).value.items
    const [licence] = await list('clerk')
    expect(await list('finance')).toEqual([])
    expect(await list('nobody')).toEqual([])
    const bytes = await fetch(`${server.origin}${licence?.href ?? ''}`, { headers: headersOf('clerk') })
    expect(await bytes.text()).toBe(PDF)
    expect((await post('clerk', `/zh/desk/parties/${organisationId}`, { intent: 'verify' })).status).toBe(200)
    expect((await lettersTo(server.market.database, 'agent@enterprise.example')).map(({ kind }) => kind)).toEqual(['party.verified'])
  })

  it('may act: it brings in a colleague', async () => {
    const sent = await api('agent', 'POST', `/organisations/${organisationId}/invitations`, { address: 'colleague@enterprise.example', roles: ['enterprise'] })
    expect(sent.status).toBe(200)
    const token = await tokenTo(server.market.database, 'colleague@enterprise.example')
    expect(await post('colleague', `/en/join?token=${token}`, { intent: 'create', name: 'Colleague', newPassword: PASSWORD })).toMatchObject({
      location: expect.stringMatching(/^\/en\/desk\?joined=org_/),
    })
    const { value } = await api<{ mandates: object[] }>('colleague', 'GET', '/me')
    expect(value.mandates).toMatchObject([{ role: 'enterprise', organisation: { id: organisationId, state: 'verified' } }])
  })
})

it('every invariant of the modules holds', async () => {
  await server.market.core.settle()
  const violations = await server.market.checks()
  // Without a mail server letters wait: the check list says so, and it is no broken invariant.
  expect(violations.filter(({ check }) => check !== 'platform.no_work_is_parked')).toEqual([])
})
