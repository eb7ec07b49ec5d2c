/** The process tells the truth about itself: a silent database, a wrong clock, a stop. */
import { get } from 'node:http'
import { afterAll, describe, expect, it, onTestFinished } from 'vitest'
import pg from 'pg'
import { requestBytes, sendRaw } from '../kit/raw-http.ts'
import { testNow } from '../kit/moment.ts'
import { startServer } from '../kit/server.ts'
import { openSilentProxy, type SilentProxy } from '../kit/silent-proxy.ts'

const operator = (origin: string, target: string, headers: Readonly<Record<string, string>> = {}) =>
  sendRaw(origin, requestBytes({ target, headers: { host: '127.0.0.1', ...headers } }))
/** A small change that anybody may make: of a title, because names that an officer has seen stay. */
const named = (title: string, name = 'member') => ({ name: { zh: name, en: name }, title: { zh: title, en: 'Somebody' } })

describe('a database that is silent', async () => {
  const held: { proxy: SilentProxy | null } = { proxy: null }
  const server = await startServer({
    between: async (url) => {
      held.proxy = await openSilentProxy(url)
      return held.proxy.url
    },
    more: { patience: { connectMs: 5_000, statementMs: 5_000 } },
  })
  afterAll(() => held.proxy?.close())
  const member = await server.logIn('member', [])
  const unseen = await server.logIn('unseen', [])

  it('is a 503 that says what to do, for reading and writing, and readiness says why', async () => {
    expect((await member.fetch('/api/v1/me/name', { body: named('甲') })).status).toBe(200)
    expect(JSON.parse((await operator(server.origin, '/readyz')).body)).toMatchObject({ status: 'ready' })
    held.proxy?.hush()
    const answers = await Promise.all([
      member.fetch('/api/v1/indicators'),
      member.fetch('/api/v1/me/name', { body: named('乙'), headers: { 'idempotency-key': 'again' } }),
      member.fetch('/api/v1/log/checkpoint'),
      unseen.fetch('/api/v1/indicators'),
      unseen.fetch('/api/auth/get-session'),
    ])
    for (const answer of answers) {
      expect(answer.status).toBe(503)
      expect(await answer.json()).toMatchObject({ code: 'request.unavailable', text: { zh: expect.stringContaining('幂等键') } })
    }
    expect((await operator(server.origin, '/healthz')).status).toBe(200)
    await expect.poll(async () => (await operator(server.origin, '/readyz')).status).toBe(503)
    expect(JSON.parse((await operator(server.origin, '/readyz')).body)).toMatchObject({ problems: ['database.unavailable'] })
  })

  it('is forgotten as soon as it speaks again', async () => {
    held.proxy?.speak()
    await expect.poll(async () => (await member.fetch('/api/v1/indicators')).status).toBe(200)
    expect((await member.fetch('/api/v1/me/name', { body: named('乙'), headers: { 'idempotency-key': 'again' } })).status).toBe(200)
    await expect.poll(async () => (await operator(server.origin, '/readyz')).status).toBe(200)
  })
})

describe('a clock that is wrong', async () => {
  let wall: number = testNow()
  let elapsed = 0
  const server = await startServer({ environment: { ZHEPAI_DEMO: '0' }, more: { machine: { wall: () => wall, elapsed: () => elapsed } } })
  const member = await server.logIn('member', [])
  const rename = (name: string) => member.fetch('/api/v1/me/name', { body: named(name) })
  const pass = (ms: number) => {
    wall += ms
    elapsed += ms
  }

  it('pauses what is decided by time, aloud, until it is right again', async () => {
    expect((await rename('甲')).status).toBe(200)
    wall -= 3_600_000
    const refused = await rename('乙')
    expect(refused.status).toBe(503)
    expect(await refused.json()).toMatchObject({
      code: 'request.clock_paused',
      text: { zh: expect.stringContaining('时钟'), en: expect.stringContaining('clock') },
    })
    // Bids have a door of their own.
    const bid = await member.fetch('/api/v1/auctions/auc_00000000000000000000/bids', { body: { priceMinor: '100' } })
    expect(await bid.json()).toMatchObject({ status: 503, code: 'request.clock_paused' })
    expect(JSON.parse((await operator(server.origin, '/readyz')).body)).toMatchObject({ problems: ['clock.set_back'] })
    expect((await member.fetch('/api/v1/indicators')).status).toBe(200)
    await expect.poll(() => server.faults.some((line) => line.includes('clock.set_back'))).toBe(true)
    pass(5_000)
    wall += 3_600_000
    await expect.poll(async () => (await rename('乙')).status).toBe(200)
  })
})

describe('a stop', async () => {
  const server = await startServer()
  // One person for each request: changes of the same row would wait for each other and not for the log.
  const names = ['one', 'two', 'three', 'four']
  const members = await Promise.all(names.map((name) => server.logIn(name, [])))
  const member = await server.logIn('member', [])
  const origin = new URL(server.origin)

  /** Watches until the stream ends: `begun` when it is open, `told` is all that was said. */
  const watchToTheEnd = () => {
    let open: () => void = () => undefined
    let end: (text: string) => void = () => undefined
    const begun = new Promise<void>((resolve) => {
      open = resolve
    })
    const told = new Promise<string>((resolve) => {
      end = resolve
    })
    let text = ''
    get({ host: origin.hostname, port: origin.port, path: '/api/v1/live/market' }, (response) => {
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString()
        open()
      })
      response.on('end', () => end(text))
    })
    return { begun, told }
  }

  it('answers what it has let in and nothing new; every commit is told; watchers are sent elsewhere', async () => {
    const REQUESTS = members.length
    const admin = new pg.Client({ connectionString: server.databaseUrl })
    admin.on('error', () => undefined)
    onTestFinished(() => admin.end())
    await admin.connect()
    await admin.query('begin')
    await admin.query('lock table platform.fact in access exclusive mode')
    const watcher = watchToTheEnd()
    await watcher.begun
    const sent = members.map((each, index) =>
      each.fetch('/api/v1/me/name', { body: named(`第${index}名`, names[index]), headers: { 'idempotency-key': `n${index}` } }),
    )
    const underWay = async () =>
      (
        await admin.query<{ n: number }>(
          `select count(*)::int as n from pg_locks where relation = 'platform.fact'::regclass and mode = 'RowExclusiveLock' and not granted`,
        )
      ).rows[0]?.n
    await expect.poll(underWay).toBe(REQUESTS)
    const stopped = server.market.stop()
    expect(await watcher.told).toMatch(/retry: \d+\n\n$/)
    const late = await member.fetch('/api/v1/me/name', { body: named('太迟') }).then(
      ({ status }) => status,
      () => 'refused',
    )
    expect([503, 'refused']).toContain(late)
    await admin.query('commit')
    const answers = await Promise.all(sent)
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
    expect(answers.map(({ headers }) => headers.get('connection'))).toEqual(answers.map(() => 'close'))
    await stopped
    const { rows } = await admin.query<{ n: number }>(`select count(*)::int as n from platform.request where outcome <> 'null'::jsonb and key like 'n%'`)
    expect(rows[0]?.n).toBe(REQUESTS)
  })
})

describe('proxies', () => {
  const trySignIns = async (origin: string) => {
    const statuses = new Set<number>()
    // More than an account takes from one place, fewer than it takes from everywhere.
    for (let n = 1; n <= 8; n += 1) {
      const body = JSON.stringify({ email: 'nobody@test.example', password: 'not a password' })
      const headers = {
        'content-type': 'application/json',
        origin: 'https://zhepai.test',
        'x-forwarded-for': `203.0.113.${n}`,
        'content-length': String(body.length),
      }
      statuses.add((await sendRaw(origin, requestBytes({ method: 'POST', target: '/api/auth/sign-in/email', headers, body }))).status)
    }
    return [...statuses].toSorted()
  }
  it('are believed when they are named, also under https: an address made up by the sender counts for nothing', async () => {
    const server = await startServer({ environment: { PUBLIC_URL: 'https://zhepai.test' } })
    expect(await trySignIns(server.origin)).toEqual([401, 429])
    expect((await operator(server.origin, '/healthz')).head).toContain('strict-transport-security')
  })
  it('tell the address of the client when they are named', async () => {
    const server = await startServer({ environment: { PUBLIC_URL: 'https://zhepai.test', TRUSTED_PROXIES: '127.0.0.0/8' } })
    expect(await trySignIns(server.origin)).toEqual([401])
  })
})

describe('figures', () => {
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
  it('are for who has the token, and for nobody else', async () => {
    const server = await startServer({ environment: { METRICS_TOKEN: 'a-token-of-16-characters' } })
    expect((await operator(server.origin, '/metrics')).status).toBe(404)
    expect((await operator(server.origin, '/metrics', bearer('another-token-of-16'))).status).toBe(404)
    expect((await operator(server.origin, '/metrics', bearer('a-token-of-16-characters'))).body).toContain('zhepai_database_connections')
  })
  it('are not public in production', async () => {
    const server = await startServer({ environment: { NODE_ENV: 'production', AUTH_SECRET: 'x'.repeat(32) } })
    expect((await operator(server.origin, '/metrics')).status).toBe(404)
    expect(JSON.parse((await operator(server.origin, '/readyz')).body)).toEqual({ status: 'ready' })
  })
})
