/** The HTTP doors as strangers meet them: whatever is sent is answered by a refusal, in bounded time, and never by a fault. */
import * as fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { ROLES } from '#kernel/actor.ts'
import { PAGES_DIRECTORY, readyPages } from '../../src/app/cli/pages.ts'
import { gatherCast, openLot } from '../../src/app/stage/auction-story.ts'
import { requestBytes, sendRaw, type RawRequest } from '../kit/raw-http.ts'
import { startServer, type Browser, type TestServer } from '../kit/server.ts'
import { stageOn } from '../kit/stage.ts'

let server: TestServer
let member: Browser
let other: Browser

beforeAll(async () => {
  await readyPages()
  server = await startServer({ pagesDirectory: PAGES_DIRECTORY })
  const house = await server.organisation('university', '甲大学')
  const otherHouse = await server.organisation('university', '乙大学')
  member = await server.logIn(
    'member',
    ROLES.map((role) => ({ role, organisationId: house })),
  )
  other = await server.logIn('other', [{ role: 'tto', organisationId: otherHouse }])
})

const raw = (request: RawRequest) => sendRaw(server.origin, requestBytes(request))
const FORM = 'application/x-www-form-urlencoded'
const post = (target: string, body: string | Buffer, headers: Readonly<Record<string, string>> = {}) =>
  raw({ method: 'POST', target, body, headers: { 'content-type': FORM, 'sec-fetch-site': 'same-origin', ...headers } })
const asMember = () => ({ cookie: member.cookie })

describe('a form of a stranger', () => {
  it('has at most 64 kB, whether it says its length or not', async () => {
    expect(await post('/zh/login', `a=${'x'.repeat(64 * 1024)}`)).toMatchObject({ status: 413 })
    const chunk = `${(70_000).toString(16)}\r\n${'a'.repeat(70_000)}\r\n0\r\n\r\n`
    const head = requestBytes({
      method: 'POST',
      target: '/zh/login',
      headers: { 'content-type': FORM, 'transfer-encoding': 'chunked', 'sec-fetch-site': 'same-origin' },
    })
    expect(await sendRaw(server.origin, Buffer.concat([head, Buffer.from(chunk)]))).toMatchObject({ status: 413 })
  })

  it('that announces millions of fields is refused before it is read', async () => {
    // Only the head is sent: an answer without the body shows that nobody waited for it.
    const bytes = requestBytes({
      method: 'POST',
      target: '/zh/login',
      headers: { 'content-type': FORM, 'content-length': '33000000', 'sec-fetch-site': 'same-origin' },
    })
    const answer = await sendRaw(server.origin, bytes)
    expect(answer.status).toBe(413)
    expect(answer.head).toContain('connection: close')
  })

  it('has at most 200 fields', async () => {
    expect((await post('/zh/login', Array.from({ length: 201 }, () => 'a=').join('&'))).status).toBe(413)
    expect((await post('/zh/login', Array.from({ length: 200 }, () => 'a=').join('&'))).status).toBe(422)
    const part = '--b\r\ncontent-disposition: form-data; name="a"\r\n\r\nx\r\n'
    const many = await post('/zh/login', `${part.repeat(201)}--b--\r\n`, { 'content-type': 'multipart/form-data; boundary=b' })
    expect(many.status).toBe(413)
  })

  it('is refused in both languages', async () => {
    const { body, head } = await post('/en/login', 'x'.repeat(70_000))
    expect(head).toContain('text/html')
    expect(Buffer.from(body, 'latin1').toString()).toMatch(/提交的内容超过大小限制[^]*exceeds the size limit/)
  })

  it('goes to no account and no call in large either', async () => {
    const json = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' }
    expect((await raw({ method: 'POST', target: '/api/auth/sign-in/email', body: `{"email":"${'x'.repeat(70_000)}"}`, headers: json })).status).toBe(413)
    expect((await raw({ method: 'POST', target: '/api/v1/lots', body: `{"a":"${'x'.repeat(70_000)}"}`, headers: json })).status).toBe(413)
    expect((await raw({ method: 'POST', target: '/api/v1/lots', body: `{"a":[${'1,'.repeat(20_000)}1]}`, headers: json })).status).toBe(413)
    expect(
      (await raw({ method: 'POST', target: '/api/v1/documents', body: 'x'.repeat(70_000), headers: { ...json, 'content-type': 'application/octet-stream' } }))
        .status,
    ).toBe(413)
  })
})

describe('a form of a member', () => {
  it('brings text and files in its own, larger bounds', async () => {
    const many = Array.from({ length: 1_000 }, (_, index) => `f${index}=x`).join('&')
    expect((await post('/zh/login', `${many}&email=x`, asMember())).status).toBe(302)
    expect((await post('/zh/login', 'a=&'.repeat(10_000), asMember())).status).toBe(413)
    const file = `--b\r\ncontent-disposition: form-data; name="f"; filename="a.txt"\r\n\r\n${'x'.repeat(2_000_000)}\r\n--b--\r\n`
    expect((await post('/zh/login', file, { ...asMember(), 'content-type': 'multipart/form-data; boundary=b' })).status).toBe(302)
    const head = `--b\r\n${'x: y\r\n'.repeat(5_000)}\r\nx\r\n--b--\r\n`
    expect((await post('/zh/login', head, { ...asMember(), 'content-type': 'multipart/form-data; boundary=b' })).status).toBe(400)
  })
  it('inside JSON has bounded depth and number of values', async () => {
    const answer = await member.fetch('/api/v1/lots', { raw: `{"a":${'['.repeat(250_000)}${']'.repeat(250_000)}}` })
    expect(answer.status).toBe(413)
  })
})

const ODD: readonly (readonly [string, RawRequest, number])[] = [
  ['a host that is none', { target: '/zh', headers: { host: 'a b<>' } }, 400],
  ['a host with a port that is none', { target: '/zh', headers: { host: 'x:99999' } }, 400],
  ['a host with an address that is none', { target: '/zh/login', headers: { host: '999.1.2.3' } }, 400],
  ['a target in absolute form', { target: 'http://zhepai.test/zh/login' }, 200],
  ['a target in absolute form of a host that is none', { target: 'http://a b/zh' }, 400],
  ['a target of another protocol', { target: 'ftp://zhepai.test/zh' }, 400],
  ['an asterisk', { method: 'OPTIONS', target: '*' }, 400],
  ['TRACE', { method: 'TRACE', target: '/zh' }, 405],
  ['TRACE of a call', { method: 'TRACE', target: '/api/v1/lots' }, 405],
  ['CONNECT', { method: 'CONNECT', target: 'example.cn:443' }, 405],
  ['a method of another protocol', { method: 'PROPFIND', target: '/zh' }, 405],
  ['a method that pages have not', { method: 'DELETE', target: '/zh/login', headers: { 'sec-fetch-site': 'same-origin' } }, 405],
  ['a cookie that no decoder reads', { target: '/', headers: { cookie: 'zhepai.lang=%E0%A4; zhepai.theme=%ff' } }, 302],
  ['a session cookie that no decoder reads', { target: '/zh', headers: { cookie: 'zhepai.session_token=%E0%A4.%ff' } }, 200],
  ['a path that no decoder reads', { target: '/zh/%ff' }, 400],
  ['a path with NUL', { target: '/zh/lots/%00' }, 404],
  ['a path of another script', { target: '/zh/auctions/%E7%AB%9E%E4%BB%B7' }, 404],
  ['a path with dots', { target: '/zh/../../etc/passwd' }, 404],
  ['an asset outside', { target: '/assets/..%2f..%2fserver%2findex.js' }, 404],
  ['an asset with a range that is none', { target: '/favicon.svg', headers: { range: 'bytes=9-1', 'if-none-match': '"', 'if-modified-since': 'never' } }, 200],
  ['a huge query', { target: `/zh/trading?${'a=1&'.repeat(3_000)}` }, 200],
  ['a query of prototypes', { target: '/zh/trading?__proto__=1&constructor[prototype]=2&cursor=%00' }, 404],
  ['HEAD of a page', { method: 'HEAD', target: '/zh/trading' }, 200],
  ['HEAD of a stream', { method: 'HEAD', target: '/api/v1/live/market' }, 200],
  ['an unknown address', { target: '/wp-login.php' }, 404],
  ['an expectation nobody has', { target: '/zh', headers: { expect: 'tea' } }, 417],
]

describe('what is odd', () => {
  it.each(ODD)('%s is answered', async (_name, request, status) => {
    expect((await raw(request)).status).toBe(status)
  })

  it('acts on pages: other types, broken parts, names and intents of prototypes', async () => {
    const login = (type: string, body: string) => post('/zh/login', body, { 'content-type': type })
    expect((await login('application/json', '{"email":"a"}')).status).toBe(415)
    expect((await login('text/plain', 'x')).status).toBe(415)
    expect((await raw({ method: 'POST', target: '/zh/login', headers: { 'sec-fetch-site': 'same-origin' } })).status).toBe(415)
    expect((await login('multipart/form-data', 'x')).status).toBe(415)
    expect((await login('multipart/form-data; boundary=b', '--b\r\nnothing')).status).toBe(400)
    expect((await login('multipart/form-data; boundary=b', '--b\r\ncontent-disposition: form-data\r\n\r\nx\r\n--b--')).status).toBe(400)
    for (const name of ['__proto__', 'constructor', 'toString']) {
      expect((await login(FORM, `intent=${name}&${name}=1&${name}=2`)).status).toBe(422)
    }
  })
})

/** Every page that takes a form, with an id where its address has one. */
const PUBLIC_ACTIONS = 'login register account verify lots/lot_0000000000000000000000 lots/%E4%B8%AD'
const DESK_ACTIONS = `disclosures/new disclosures/ach_1 achievements achievements/import achievements/ach_1 first-refusals demands demands/new demands/import
  demands/dem_1/edit lots lots/new lots/lot_1 lots/lot_1/edit bids clerk/lots clerk/lots/lot_1 sessions sessions/auc_1 contracts/con_1 income/inc_1 income/inc_1/edit
  my-income objections payments finance finance/statements finance/statements/sta_1 finance/lines/lin_1 finance/payouts finance/batches/bat_1 finance/accounts/1002
  organisation parties parties/org_1 people rules calendar`
const ACTIONS = [...PUBLIC_ACTIONS.split(/\s+/).map((path) => `/zh/${path}`), ...DESK_ACTIONS.split(/\s+/).map((path) => `/zh/desk/${path}`)]

const NAMES = [
  'intent',
  'id',
  'lotId',
  'ids',
  'idempotencyKey',
  '__proto__',
  'constructor',
  'next',
  'name.zh',
  'rows.0.name',
  'amount',
  'amount.unit',
  '',
  '中文',
]
const VALUES = [
  '',
  '__proto__',
  'constructor',
  'toString',
  '中文编号',
  'lot_中',
  '\u0000',
  '\ud800',
  '-1',
  '1e999',
  '9'.repeat(400),
  '../..',
  '<script>',
  '%',
  'next',
  'publish',
  'withdraw',
  'submit',
]

describe('forms of no sense', () => {
  it('never make a fault, on any page, of anybody', async () => {
    const field = fc.tuple(fc.constantFrom(...NAMES), fc.constantFrom(...VALUES))
    const forms = fc.sample(fc.array(field, { maxLength: 8 }), { numRuns: 4 * ACTIONS.length, seed: 20261129 })
    const wrong: string[] = []
    for (const [index, form] of forms.entries()) {
      const target = ACTIONS[index % ACTIONS.length] ?? '/zh/login'
      const body = new URLSearchParams(form.map(([name, value]) => [name, value] as [string, string])).toString() || 'a='
      // Every other one as the router's script sends it.
      const address = index % 2 === 0 ? target : `${target}.data`
      const cookie = [member.cookie, other.cookie, ''][index % 3] ?? ''
      const before = server.faults.length
      const { status } = await post(address, body, cookie === '' ? {} : { cookie })
      if (status === 0 || status >= 500 || server.faults.length > before) wrong.push(`${status} ${address} ${body} ${server.faults.at(-1) ?? ''}`)
    }
    expect(wrong).toEqual([])
  })
})

describe('a lot of another house', () => {
  it('is not there for who may not see it, and not theirs to change', async () => {
    const stage = stageOn(server)
    const { lotId } = await openLot(stage, await gatherCast(stage))
    const wrong: string[] = []
    for (const page of [
      `desk/lots/${lotId}`,
      `desk/lots/${lotId}/edit`,
      `desk/clerk/lots/${lotId}`,
      `lots/${lotId}`,
      `lots/${lotId}/bids`,
      `evidence/${lotId}`,
    ]) {
      for (const cookie of [member.cookie, other.cookie]) {
        const read = await raw({ target: `/zh/${page}`, headers: { cookie } })
        if (read.status >= 500 || read.status === 0) wrong.push(`GET ${page} ${read.status}`)
        for (const intent of ['submit', 'withdraw', 'open', 'suspend', 'resume', 'check', 'apply', 'qualify', '']) {
          const { status } = await post(`/zh/${page}`, `intent=${intent}&id=${lotId}&reason=x&title.zh=x&aspect=title&outcome=passed`, { cookie })
          if (status >= 500 || status === 0) wrong.push(`POST ${page} ${intent} ${status}`)
        }
      }
    }
    expect(wrong).toEqual([])
  })
})

describe('languages', () => {
  const home = async (accepted: string) => /location: (\S+)/.exec((await raw({ target: '/', headers: { 'accept-language': accepted } })).head)?.[1]
  it('are chosen by weight', async () => {
    expect(await home('de-DE,de;q=0.9,en-US;q=0.8,en;q=0.7')).toBe('/en')
    expect(await home('en;q=0.1, zh;q=0.9')).toBe('/zh')
    expect(await home('zh-CN;q=0,en')).toBe('/en')
    expect(await home('en;q=0,*;q=0.5')).toBe('/zh')
    expect(await home('zh;q=0,*')).toBe('/en')
    expect(await home('fr')).toBe('/zh')
  })
  it('answer at unknown addresses too, and caches are told', async () => {
    for (const target of ['/en-less', '/nothing']) {
      const { body, head, status } = await raw({ target, headers: { 'accept-language': 'en' } })
      expect(status).toBe(404)
      expect(body).toContain('There is no such page')
      expect(head).toMatch(/vary: .*accept-language/)
    }
    expect(Buffer.from((await raw({ target: '/nothing' })).body, 'latin1').toString()).toContain('没有找到此页')
  })
})

describe('caches', () => {
  it('keep nothing of desks and accounts, nor of their data', async () => {
    for (const target of ['/zh/desk', '/zh/desk.data', '/en/desk/lots', '/zh/account', '/zh/account.data', '/zh/login']) {
      const { head } = await raw({ target, headers: asMember() })
      expect(head, target).toContain('cache-control: no-store')
      expect(head, target).toMatch(/vary: .*cookie/)
    }
    const { head } = await raw({ target: '/zh/trading', headers: asMember() })
    expect(head).toContain('cache-control: private, no-cache')
  })
})

describe('operators', () => {
  it('read figures and reasons from this machine; through a proxy or from elsewhere nobody does', async () => {
    expect((await raw({ target: '/metrics', headers: { host: '127.0.0.1' } })).body).toContain('zhepai_live_watchers')
    expect((await raw({ target: '/metrics', headers: { host: '127.0.0.1', 'x-forwarded-for': '1.2.3.4' } })).status).toBe(404)
    expect((await raw({ target: '/metrics', headers: { host: 'zhepai.test' } })).status).toBe(404)
    expect(JSON.parse((await raw({ target: '/readyz', headers: { host: '127.0.0.1' } })).body)).toMatchObject({
      status: 'ready',
      problems: [],
      figures: { parked_work: 0 },
    })
    expect(JSON.parse((await raw({ target: '/readyz' })).body)).toEqual({ status: 'ready' })
  })
})

describe('the log', () => {
  it('holds no fault after all of this', () => {
    expect(server.faults).toEqual([])
  })
})
