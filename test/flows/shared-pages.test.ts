/** Pages from memory as visitors meet them: a change is seen at once, every answer has its own nonce, and nobody gets what belongs to a person. */
import { gunzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { ok } from '#kernel/result.ts'
import { SYSTEM } from '#kernel/actor.ts'
import { PAGES_DIRECTORY, readyPages } from '../../src/app/cli/pages.ts'
import { catalogueAchievement, gatherCast } from '../../src/app/stage/auction-story.ts'
import { requestBytes, sendRaw } from '../kit/raw-http.ts'
import { standingStill, testNow } from '../kit/moment.ts'
import { startServer, type TestServer } from '../kit/server.ts'
import { stageOn } from '../kit/stage.ts'

let server: TestServer
const WHOLE = /^<!DOCTYPE html>.*<\/html>$/s
/** Each drawing has a name, which stands in its tag. */
const drawingOf = (response: Response): string => /^W\/"([^.]+)\./.exec(response.headers.get('etag') ?? '')?.[1] ?? 'none'

beforeAll(async () => {
  await readyPages()
  server = await startServer({ pagesDirectory: PAGES_DIRECTORY, more: standingStill(testNow()) })
})

const visitOf =
  (origin: string) =>
  (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
    fetch(origin + path, { headers, redirect: 'manual' })
const visit: ReturnType<typeof visitOf> = (path, headers) => visitOf(server.origin)(path, headers)
const noncesIn = (text: string) => new Set([...text.matchAll(/<script nonce="([^"]+)"/g)].map(([, nonce]) => nonce))
/** A decision that no page shows: whatever is decided makes pages old. */
const decideOn = ({ market: { core } }: TestServer) => core.road.run({ operation: 'test', actor: SYSTEM }, async () => ok(null))
const decide = () => decideOn(server)

it('is drawn once, with nonces of its own and the right policy in every answer', async () => {
  const answers = [await visit('/zh'), await visit('/zh')]
  const texts = await Promise.all(answers.map((answer) => answer.text()))
  expect(new Set(answers.map(drawingOf)).size).toBe(1)
  const nonces = texts.map((text) => [...noncesIn(text)])
  expect(nonces.map(({ length }) => length)).toEqual([1, 1])
  expect(nonces[0]).not.toEqual(nonces[1])
  answers.forEach((answer, index) => expect(answer.headers.get('content-security-policy')).toContain(`'nonce-${nonces[index]?.[0]}'`))
  const keys = texts.map((text) => /formKey\\?",\\?"([^"\\]+)/.exec(text)?.[1])
  expect(keys[0]).toMatch(/^[\da-f-]{36}$/)
  expect(keys[0]).not.toBe(keys[1])
})

it('tells caches that what is not there for a visitor may be there for somebody else', async () => {
  const missing = await visit('/zh/lots/lot_00000000000000000000')
  expect([missing.status, missing.headers.get('vary'), missing.headers.get('cache-control')]).toEqual([404, 'accept-encoding, cookie', 'no-cache'])
})

it('is drawn once for many who ask at once', async () => {
  await decide()
  const answers = await Promise.all(Array.from({ length: 20 }, () => visit('/en/trading')))
  expect(new Set(answers.map(drawingOf)).size).toBe(1)
  expect(drawingOf(answers[0] as Response)).not.toBe('none')
})

it('differs by language, address, query and colour scheme, and by nothing else', async () => {
  await decide()
  const kinds = [
    await visit('/zh/trading'),
    await visit('/en/trading'),
    await visit('/zh/trading?status=live'),
    await visit('/zh/trading', { cookie: 'zhepai.theme=dark' }),
    await visit('/zh/trading', { cookie: 'zhepai.theme=light' }),
    await visit('/zh/trading.data'),
  ]
  expect(new Set(kinds.map(drawingOf)).size).toBe(kinds.length)
  expect(await kinds[3]?.text()).toContain('data-scheme="dark"')
  const same = await visit('/zh/trading', { cookie: 'zhepai.lang=en; other=1; zhepai.theme=green', 'accept-language': 'en', 'user-agent': 'Googlebot' })
  expect(drawingOf(same)).toBe(drawingOf(kinds[0] as Response))
})

it('shows a change to the next visitor, in the page and in its data', async () => {
  const paths = ['/zh', '/zh/achievements', '/zh/achievements.data']
  const read = () => Promise.all(paths.map(async (path) => (await visit(path)).text()))
  const before = await read()
  const stage = stageOn(server)
  const id = await catalogueAchievement(stage, await gatherCast(stage))
  const after = await read()
  for (const text of before) expect(text).not.toContain(id)
  for (const text of after) expect(text).toContain(id)
})

describe('nobody gets what belongs to a person', () => {
  it('whoever is signed in gets a page of its own, which is not kept', async () => {
    const member = await server.logIn('xiaoming', [])
    const shared = drawingOf(await visit('/zh/notices'))
    const own = await member.fetch('/zh/notices')
    expect(own.headers.get('etag')).toBeNull()
    expect(own.headers.get('cache-control')).toBe('private, no-cache')
    expect(await own.text()).toContain('xiaoming')
    const next = await visit('/zh/notices')
    expect(drawingOf(next)).not.toBe('none')
    expect(shared).not.toBe('none')
    expect(await next.text()).not.toContain('xiaoming')
  })

  it.each([
    ['a session that is none', { cookie: 'zhepai.session_token=made.up' }],
    ['a session under https', { cookie: 'a=1; __Secure-zhepai.session_token=made.up' }],
    ['another cookie of accounts', { cookie: 'zhepai.two_factor=x' }],
    ['a key', { 'x-api-key': 'x' }],
    ['an authorization', { authorization: 'Bearer x' }],
  ])('%s goes past the memory', async (_what, headers) => {
    expect(drawingOf(await visit('/zh/notices'))).not.toBe('none')
    expect(drawingOf(await visit('/zh/notices', headers as Record<string, string>))).toBe('none')
  })

  it.each([
    '/zh/login',
    '/zh/desk',
    '/zh/register',
    '/zh/join?token=x',
    '/zh/recover',
    '/zh/demo/outbox',
    '/zh/nothing',
    '/zh/lots/none',
    '/fr',
    '/',
    '/zh/auctions',
  ])('%s is not kept', async (path) => {
    expect(drawingOf(await visit(path))).toBe('none')
  })

  it('a kept page gives no cookie but the language of its address, and that only to who has none', async () => {
    await visit('/en/rules', { cookie: 'zhepai.lang=en' })
    expect((await visit('/en/rules')).headers.getSetCookie()).toEqual(['zhepai.lang=en; Path=/; Max-Age=31536000; SameSite=Lax'])
    expect((await visit('/en/rules', { cookie: 'zhepai.lang=en' })).headers.getSetCookie()).toEqual([])
  })
})

describe('to the browser', () => {
  it('says with what to ask again, and is confirmed without a policy that would stop its scripts', async () => {
    // A market in which nothing happens between two visits: only what this test decides makes its pages old.
    const still = await startServer({ pagesDirectory: PAGES_DIRECTORY, more: standingStill(testNow()) })
    const ask = visitOf(still.origin)
    const first = await ask('/zh/rules')
    const etag = first.headers.get('etag') ?? ''
    expect(first.headers.get('cache-control')).toBe('no-cache')
    expect(first.headers.get('vary')).toMatch(/cookie/)
    const again = await ask('/zh/rules', { 'if-none-match': etag })
    expect([again.status, again.headers.get('content-security-policy'), again.headers.get('etag')]).toEqual([304, null, etag])
    await decideOn(still)
    expect((await ask('/zh/rules', { 'if-none-match': etag })).status).toBe(200)
  })

  it('comes compressed or not, as it is asked for, and a HEAD has no body', async () => {
    const fetchRaw = (method: string, headers: Readonly<Record<string, string>>) =>
      sendRaw(server.origin, requestBytes({ method, target: '/zh/rules', headers }))
    const packed = await fetchRaw('GET', { 'accept-encoding': 'gzip, br', cookie: 'zhepai.lang=zh' })
    expect(packed.head).toContain('content-encoding: gzip')
    expect(gunzipSync(Buffer.from(packed.body, 'latin1')).toString()).toMatch(WHOLE)
    const plain = await fetchRaw('GET', { 'accept-encoding': 'gzip;q=0' })
    expect(plain.head).not.toContain('content-encoding')
    expect(Buffer.from(plain.body, 'latin1').toString()).toMatch(WHOLE)
    expect(await fetchRaw('HEAD', {})).toMatchObject({ status: 200, body: '' })
  })
})
