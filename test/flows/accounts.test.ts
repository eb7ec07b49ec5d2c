/** Accounts as their owners and their attackers meet them: through HTTP, with real sessions. */
import { scryptSync } from 'node:crypto'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { NOTICE_VERSION } from '#modules/account/core/processing-notice.ts'
import { HANG_MS } from '../kit/hang.ts'
import { machineNow } from '../kit/machine-time.ts'
import { creditCode } from '../kit/market.ts'
import { browserAt, startServer, type Browser, type TestServer } from '../kit/server.ts'
import { STEP_MS, totpOf } from '../kit/totp.ts'

const PASSWORD = 'a long test password'
let server: TestServer
let clock: { at: number }
let university: string

beforeAll(async () => {
  clock = { at: machineNow() }
  // Sessions are remembered for an hour here: only what tells this process of a change makes it look again.
  server = await startServer({ more: { machineClock: () => clock.at, sessionConfirmMs: 3_600_000 } })
  university = await server.organisation('university', '测试大学')
})

const later = (minutes: number) => void (clock.at += minutes * 60_000)
const codeIn = async (response: Response): Promise<string> => ((await response.json()) as { code?: string }).code ?? `status ${response.status}`

const setAccount = (browser: Browser, key?: string) =>
  browser.fetch(`/api/v1/payout-accounts/${browser.personId}`, {
    method: 'PUT',
    body: { holderId: browser.personId, accountName: 'fresh', number: '6222000011112222', bankName: '测试银行' },
    ...(key ? { headers: { 'x-api-key': key, cookie: '' } } : {}),
  })
const prove = (browser: Browser, secret: string) => browser.fetch('/api/auth/prove-factor', { body: { secret }, headers: { origin: 'http://zhepai.test' } })

describe('acts that move money or power', () => {
  test('want the password typed anew after some minutes, once for all of them', async () => {
    const browser = await server.logIn('fresh', [{ role: 'researcher', organisationId: university }])
    expect((await setAccount(browser)).status).toBe(200)
    later(11)
    const refused = await setAccount(browser)
    expect(refused.status).toBe(403)
    expect(await refused.json()).toMatchObject({
      code: 'request.fresh_factor_needed',
      params: { by: 'password' },
      text: { zh: expect.any(String), en: expect.any(String) },
    })
    // What is no grave act goes on.
    expect((await browser.fetch('/api/v1/persons')).status).toBe(200)
    expect((await prove(browser, 'not the password')).ok).toBe(false)
    expect((await setAccount(browser)).status).toBe(403)
    expect((await prove(browser, PASSWORD)).status).toBe(200)
    expect((await setAccount(browser)).status).toBe(200)
  })

  test('ask it of whoever sends money on its way or changes the rules, before anything is looked at', async () => {
    const market = await server.organisation('market', '测试市场')
    const roles = (['finance', 'approver', 'admin'] as const).map((role) => ({ role, organisationId: market }))
    const browser = await server.logIn('mover', [...roles, { role: 'tto', organisationId: university }])
    const made = await ask('/keys/create', { name: 'k', days: 30, scopes: ['write:ledger', 'write:income', 'write:rulebook'] }, browser)
    const { key } = (await made.json()) as { key: string }
    later(11)
    const none = '00000000000000000000'
    for (const path of [
      '/ledger/bank-account',
      `/ledger/lines/bln_${none}/assignment/confirm`,
      `/ledger/payouts/pyo_${none}/account/confirm`,
      `/ledger/batches/pbt_${none}/approve`,
      `/income-plans/pln_${none}/payouts`,
      `/rule-proposals/rpr_${none}/adopt`,
      '/calendar/2027',
    ]) {
      expect(await codeIn(await browser.fetch(`/api/v1${path}`, { body: {} })), path).toBe('request.fresh_factor_needed')
      const byKey = await browser.fetch(`/api/v1${path}`, { body: {}, headers: { 'x-api-key': key, cookie: '' } })
      expect(await codeIn(byKey), path).toBe('request.key.forbidden')
    }
  })

  test('are asked for by the account service too', async () => {
    const browser = await server.logIn('grave', [])
    later(11)
    for (const [path, body] of [
      ['/passkey/delete-passkey', { id: 'x' }],
      ['/two-factor/disable', { password: PASSWORD }],
      ['/keys/create', { name: 'k', days: 30, scopes: ['read'] }],
    ] as const)
      expect(await codeIn(await browser.fetch(`/api/auth${path}`, { body, headers: { origin: 'http://zhepai.test' } })), path).toBe('FRESH_FACTOR_NEEDED')
  })
})

const ORIGIN = 'http://zhepai.test'

interface Attempt {
  readonly email: string
  readonly password?: string
  readonly from?: string
  readonly cookie?: string
}
/** As the proxy in front would hand it on: the account service reads the address that the host gives it. */
const logIn = ({ email, password = 'wrong password!', from = '203.0.113.7', cookie }: Attempt): Promise<Response> =>
  server.market.auth.handler(
    new Request(`${ORIGIN}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: ORIGIN, 'x-client-ip': from, ...(cookie ? { cookie } : {}) },
      body: JSON.stringify({ email, password }),
    }),
  )
const cookiesOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')

const ask = (path: string, body: object, browser?: Browser) =>
  browser
    ? browser.fetch(`/api/auth${path}`, { body, headers: { origin: ORIGIN } })
    : fetch(`${server.origin}/api/auth${path}`, { method: 'POST', headers: { 'content-type': 'application/json', origin: ORIGIN }, body: JSON.stringify(body) })

interface Sent {
  readonly kind: string
  readonly lang: string
  readonly subject: string
  readonly body: string
}
/** Letters to one mailbox, newest first; waits for those that are on their way. */
const letters = async (to: string, count: number): Promise<readonly Sent[]> => {
  const read = async () =>
    (
      await server.market.database.pool.query<Sent>(
        'select kind, lang, subject, body from platform.mail where to_address = $1 order by queued_at desc, id desc',
        [to],
      )
    ).rows
  await vi.waitFor(async () => expect((await read()).length).toBeGreaterThanOrEqual(count), { timeout: HANG_MS })
  return read()
}
const linkIn = (letter: Sent | undefined): URL => new URL(/https?:\/\/\S+/.exec(letter?.body ?? '')?.[0] ?? 'none:')
const account = (name: string, password = PASSWORD) => server.market.auth.createAccount({ email: `${name}@test.example`, password, name })

describe('log-ins that fail', () => {
  test('have to wait longer and longer from where they come, and the owner hears of it', async () => {
    await account('guessed')
    const email = 'guessed@test.example'
    for (let attempt = 0; attempt < 5; attempt += 1) expect((await logIn({ email })).status, `attempt ${attempt}`).toBe(401)
    const held = await logIn({ email, password: PASSWORD })
    expect([held.status, held.headers.get('retry-after')]).toEqual([429, '30'])
    clock.at += 31_000
    expect((await logIn({ email })).status).toBe(401)
    expect((await logIn({ email })).headers.get('retry-after')).toBe('60')
    expect(await letters(email, 1)).toMatchObject([{ kind: 'account.failed_log_ins', lang: 'zh', body: expect.stringContaining('203.0.113.7') }])
    // From the owner's own place nothing has changed.
    expect((await logIn({ email, password: PASSWORD, from: '198.51.100.1' })).status).toBe(200)
  })

  test('gain nothing by coming all at once', async () => {
    await account('parallel')
    const answers = await Promise.all(Array.from({ length: 20 }, () => logIn({ email: 'parallel@test.example', from: '203.0.113.8' })))
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(15)
  })

  test('do not shut out the owner, not even from the owner’s own network, nor colleagues there', async () => {
    await account('owner')
    await account('colleague')
    const from = '192.0.2.10'
    const browser = cookiesOf(await logIn({ email: 'owner@test.example', password: PASSWORD, from }))
    for (let attempt = 0; attempt < 8; attempt += 1) await logIn({ email: 'owner@test.example', from })
    expect((await logIn({ email: 'owner@test.example', from })).status).toBe(429)
    expect((await logIn({ email: 'owner@test.example', password: PASSWORD, from, cookie: browser })).status).toBe(200)
    expect((await logIn({ email: 'colleague@test.example', password: PASSWORD, from })).status).toBe(200)
  })

  test('from very many addresses hold up strangers only', async () => {
    await account('spread')
    const email = 'spread@test.example'
    expect((await logIn({ email, password: PASSWORD, from: '192.0.2.20' })).status).toBe(200)
    for (let host = 0; host < 30; host += 1) await logIn({ email, from: `203.0.114.${host}` })
    expect((await logIn({ email, from: '203.0.115.1' })).status).toBe(429)
    expect((await logIn({ email, password: PASSWORD, from: '192.0.2.20' })).status).toBe(200)
  })

  test('are the same for an address that nobody has', async () => {
    const [known, unknown] = ['known', 'unknown']
    await account(known)
    const answers = async (name: string) => {
      const all: unknown[] = []
      for (let attempt = 0; attempt < 6; attempt += 1) {
        const response = await logIn({ email: `${name}@test.example`, from: '203.0.113.30' })
        all.push([response.status, await response.json()])
      }
      return all
    }
    expect(await answers(known)).toEqual(await answers(unknown))
  })
})

describe('one’s own data', () => {
  test('is given out to whoever has just proved who they are, never to a program, and the security log keeps it', async () => {
    const browser = await server.logIn('curious', [])
    expect((await (await browser.fetch('/api/v1/me/data')).json()) as object).toMatchObject({
      account: { email: expect.stringContaining('curious') },
      drafts: [],
    })
    later(11)
    expect(await codeIn(await browser.fetch('/api/v1/me/data'))).toBe('request.fresh_factor_needed')
    expect((await prove(browser, PASSWORD)).status).toBe(200)
    const mine = (await (await browser.fetch('/api/v1/me/data')).json()) as { securityEvents: { kind: string }[] }
    expect(mine.securityEvents.map(({ kind }) => kind)).toContain('exported')
    const made = await ask('/keys/create', { name: 'k', days: 30, scopes: ['read'] }, browser)
    const { key } = (await made.json()) as { key: string }
    expect(await codeIn(await browser.fetch('/api/v1/me/data', { headers: { 'x-api-key': key, cookie: '' } }))).toBe('request.key.forbidden')
  })

  test('tells which edition of the processing notice was read with the making of the account', async () => {
    const made = (noticeVersion: string, name: string) =>
      ask('/sign-up/email', { name, email: `${name}@test.example`, password: 'seventeen green boats', lang: 'zh', noticeVersion })
    expect((await made('x'.repeat(500), 'careless')).status).toBe(400)
    expect((await made(NOTICE_VERSION, 'reader')).status).toBe(200)
    const response = await logIn({ email: 'reader@test.example', password: 'seventeen green boats' })
    const browser = browserAt(server.origin, '', cookiesOf(response))
    expect(await (await browser.fetch('/api/v1/me/processing-notice')).json()).toMatchObject({ version: NOTICE_VERSION, readAt: expect.stringMatching(/^20/) })
  })
})

describe('signing up', () => {
  const signUp = (name: string, password = 'seventeen green boats') => ask('/sign-up/email', { name, email: `${name}@test.example`, password, lang: 'en' })

  test('says the same whether or not the address is known; its owner gets a letter', async () => {
    const shape = async (response: Response) => {
      const { token, user } = (await response.json()) as { token: unknown; user: object }
      return [response.status, token, Object.keys(user).toSorted()]
    }
    const first = await shape(await signUp('newcomer'))
    expect(first).toEqual(await shape(await signUp('newcomer')))
    // Written in one moment of the market's clock, which stands still.
    const sent = await letters('newcomer@test.example', 2)
    expect(sent.map(({ kind }) => kind).toSorted()).toEqual(['account.known', 'account.verify'])
    expect(sent.find(({ kind }) => kind === 'account.verify')).toMatchObject({ lang: 'en', subject: 'Zhepai: Confirm your e-mail address' })
  })

  test('an unconfirmed address may look around but not act, until its link is opened', async () => {
    await signUp('waiting')
    const response = await logIn({ email: 'waiting@test.example', password: 'seventeen green boats' })
    const browser = browserAt(server.origin, '', cookiesOf(response))
    const register = () =>
      browser.fetch('/api/v1/organisations/register', {
        body: { kind: 'enterprise', name: { zh: '待确认公司', en: 'Waiting Ltd' }, creditCode: creditCode(123_456) },
      })
    expect((await browser.fetch('/api/v1/me')).status).toBe(200)
    expect(await codeIn(await register())).toBe('request.email_unverified')
    const link = linkIn((await letters('waiting@test.example', 1))[0])
    expect((await fetch(server.origin + link.pathname + link.search, { redirect: 'manual' })).headers.get('location')).toBe('/en/account/email?done=1')
    server.market.forgetSessions()
    expect((await register()).status).toBe(200)
  })

  test.each([
    ['short', 'PASSWORD_TOO_SHORT'],
    ['password2024!!', 'PASSWORD_COMMON'],
    ['qwerty123456', 'PASSWORD_COMMON'],
    ['named@test.example', 'PASSWORD_HAS_NAME'],
  ])('refuses the password %s', async (password, code) => {
    expect(await codeIn(await ask('/sign-up/email', { name: 'named', email: 'named@test.example', password }))).toBe(code)
  })
})

describe('a lost password', () => {
  test('is recovered once by a letter, which ends sessions and keys', async () => {
    const browser = await server.logIn('forgetful', [])
    const key = ((await (await ask('/keys/create', { name: 'k', days: 30, scopes: ['read'] }, browser)).json()) as { key: string }).key
    const withKey = () => fetch(`${server.origin}/api/v1/me`, { headers: { 'x-api-key': key } })
    expect((await withKey()).status).toBe(200)
    const known = await ask('/request-password-reset', { email: 'forgetful@test.example' })
    const unknown = await ask('/request-password-reset', { email: 'nobody@test.example' })
    expect([known.status, await known.json()]).toEqual([unknown.status, await unknown.json()])
    const letter = (await letters('forgetful@test.example', 1)).find(({ kind }) => kind === 'account.recover')
    const token = linkIn(letter).searchParams.get('token')
    const reset = (newPassword: string) => ask('/reset-password', { token, newPassword })
    expect(await codeIn(await reset('forgetful@test.example'))).toBe('PASSWORD_HAS_NAME')
    expect((await reset('nineteen red bicycles')).status).toBe(200)
    expect(await codeIn(await reset('twenty blue umbrellas'))).toBe('INVALID_TOKEN')
    server.market.forgetSessions()
    expect([(await browser.fetch('/api/v1/me')).status, (await withKey()).status]).toEqual([401, 401])
    expect((await logIn({ email: 'forgetful@test.example', password: 'nineteen red bicycles' })).status).toBe(200)
  })

  test('does not stand in for the second step', async () => {
    const browser = await server.logIn('locked-out', [])
    const { totpURI } = (await (await ask('/two-factor/enable', { password: PASSWORD }, browser)).json()) as { totpURI: string }
    expect((await ask('/two-factor/verify-totp', { code: totpOf(totpURI) }, browser)).status).toBe(200)
    await ask('/request-password-reset', { email: 'locked-out@test.example' })
    const isRecovery = ({ kind }: Sent) => kind === 'account.recover'
    const letter = await vi.waitFor(
      async () => {
        const found = (await letters('locked-out@test.example', 1)).find(isRecovery)
        expect(found).toBeDefined()
        return found
      },
      { timeout: HANG_MS },
    )
    const recovered = await ask('/reset-password', { token: linkIn(letter).searchParams.get('token'), newPassword: 'eleven wooden spoons' })
    expect([recovered.status, recovered.headers.getSetCookie().filter((line) => line.includes('session_token'))]).toEqual([200, []])
    const again = await logIn({ email: 'locked-out@test.example', password: 'eleven wooden spoons' })
    expect(await again.json()).toMatchObject({ twoFactorRedirect: true })
    expect((await browserAt(server.origin, '', cookiesOf(again)).fetch('/api/v1/me')).status).toBe(401)
  })

  test('fills nobody’s mailbox', async () => {
    await account('flooded')
    for (let time = 0; time < 8; time += 1) expect((await ask('/request-password-reset', { email: 'flooded@test.example' })).status).toBe(200)
    await letters('flooded@test.example', 3)
    expect(await letters('flooded@test.example', 3)).toHaveLength(3)
  })
})

describe('the second step', () => {
  test('takes a code once, and is asked for again by grave acts', async () => {
    const browser = await server.logIn('stepper', [{ role: 'researcher', organisationId: university }])
    const started = (await (await ask('/two-factor/enable', { password: PASSWORD }, browser)).json()) as { totpURI: string; backupCodes: string[] }
    const on = await ask('/two-factor/verify-totp', { code: totpOf(started.totpURI) }, browser)
    expect(on.status).toBe(200)
    expect(await letters('stepper@test.example', 1)).toMatchObject([{ kind: 'account.factor_on' }])
    const first = await logIn({ email: 'stepper@test.example', password: PASSWORD })
    expect(await first.json()).toMatchObject({ twoFactorRedirect: true })
    const pending = browserAt(server.origin, '', cookiesOf(first))
    expect(await codeIn(await ask('/two-factor/verify-totp', { code: totpOf(started.totpURI) }, pending))).toBe('INVALID_CODE')
    const next = await ask('/two-factor/verify-totp', { code: totpOf(started.totpURI, machineNow() + STEP_MS) }, pending)
    expect(next.status).toBe(200)
    const inside = browserAt(server.origin, browser.personId, cookiesOf(next))
    expect((await setAccount({ ...inside, personId: browser.personId })).status).toBe(422)
    later(11)
    expect(await (await setAccount(inside)).json()).toMatchObject({ code: 'request.fresh_factor_needed', params: { by: 'code' } })
    expect((await prove(inside, PASSWORD)).ok).toBe(false)
    expect((await prove(inside, started.backupCodes[0] ?? '')).status).toBe(200)
    expect((await setAccount(inside)).status).toBe(422)
    expect((await prove(inside, started.backupCodes[0] ?? '')).ok).toBe(false)
  })
})

describe('keys for programs', () => {
  const make = async (browser: Browser, scopes: readonly string[], days = 30) =>
    ((await (await ask('/keys/create', { name: 'sync', days, scopes }, browser)).json()) as { key: string }).key
  const call = (key: string, path: string, body?: object) =>
    fetch(`${server.origin}/api/v1${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { 'x-api-key': key, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })

  test('may what their scopes say, and never what asks for a person', async () => {
    const browser = await server.logIn('program', [{ role: 'tto', organisationId: university }])
    const [reads, writes, elsewhere] = [await make(browser, ['read']), await make(browser, ['write:party']), await make(browser, ['write:ledger'])]
    const relation = { from: university, to: university, kind: 'associate' }
    expect((await call(reads, '/me')).status).toBe(200)
    expect(await codeIn(await call(reads, '/relations', relation))).toBe('request.key.forbidden')
    expect((await call(writes, '/me')).status).toBe(200)
    expect(await codeIn(await call(writes, '/relations', relation))).toBe('party.relation_to_itself')
    expect(await codeIn(await call(elsewhere, '/me'))).toBe('request.key.forbidden')
    expect(await codeIn(await setAccount(browser, writes))).toBe('request.key.forbidden')
    // Plain routes of a module know the scopes as well.
    expect((await call(elsewhere, '/documents/doc_00000000000000000000/file')).status).toBe(
      (await call('made-up', '/documents/doc_00000000000000000000/file')).status,
    )
    expect((await letters('program@test.example', 3)).map(({ kind }) => kind)).toContain('account.key_made')
  })

  test('end: at a change of the password, and after a year at most', async () => {
    const browser = await server.logIn('changer', [])
    const key = await make(browser, ['read'])
    expect((await ask('/keys/create', { name: 'k', days: 366, scopes: ['read'] }, browser)).status).toBe(400)
    expect((await ask('/api-key/create', { name: 'k' }, browser)).status).toBe(404)
    const other = browserAt(server.origin, '', cookiesOf(await logIn({ email: 'changer@test.example', password: PASSWORD })))
    expect([(await call(key, '/me')).status, (await other.fetch('/api/v1/me')).status]).toEqual([200, 200])
    const changed = await ask('/change-password', { currentPassword: PASSWORD, newPassword: 'fifteen quiet lanterns' }, browser)
    expect(changed.status).toBe(200)
    const here = browserAt(server.origin, '', cookiesOf(changed))
    server.market.forgetSessions()
    expect([(await call(key, '/me')).status, (await other.fetch('/api/v1/me')).status, (await here.fetch('/api/v1/me')).status]).toEqual([401, 401, 200])
    expect((await letters('changer@test.example', 2)).map(({ kind }) => kind)).toContain('account.password_changed')
  })
})

describe('a changed password', () => {
  test('needs the present one', async () => {
    const browser = await server.logIn('careful', [])
    expect((await ask('/change-password', { currentPassword: 'not the password', newPassword: 'fifteen quiet lanterns' }, browser)).ok).toBe(false)
    expect((await ask('/change-password', { newPassword: 'fifteen quiet lanterns' }, browser)).ok).toBe(false)
    expect((await logIn({ email: 'careful@test.example', password: PASSWORD })).status).toBe(200)
  })

  test('is kept as scrypt with N = 2^14, r = 16, p = 1 and a salt of its own', async () => {
    await account('salted-one')
    await account('salted-two')
    const { rows } = await server.market.database.pool.query<{ password: string }>(
      `select a.password from auth.account a join auth."user" u on u.id = a."userId" where u.email like 'salted-%'`,
    )
    const kept = rows.map(({ password }) => password)
    expect(kept).toHaveLength(2)
    for (const password of kept) {
      const [salt = '', key = ''] = password.split(':')
      expect(scryptSync(PASSWORD.normalize('NFKC'), salt, 64, { N: 16_384, r: 16, p: 1, maxmem: 128 * 16_384 * 16 * 2 }).toString('hex')).toBe(key)
    }
    expect(new Set(kept).size).toBe(2)
  })
})

describe('sessions', () => {
  test('have a new token with every log-in, also over an old one', async () => {
    const browser = await server.logIn('again', [])
    const second = await logIn({ email: 'again@test.example', password: PASSWORD, cookie: browser.cookie })
    const tokenIn = (cookie: string) => /session_token=([^;.]+)/.exec(cookie)?.[1]
    expect(tokenIn(cookiesOf(second))).toBeTruthy()
    expect(tokenIn(cookiesOf(second))).not.toBe(tokenIn(browser.cookie))
    const planted = await logIn({ email: 'again@test.example', password: PASSWORD, cookie: 'zhepai.session_token=planted.planted' })
    expect(tokenIn(cookiesOf(planted))).not.toBe('planted')
  })

  test('are seen and ended by their owner, one by one', async () => {
    const browser = await server.logIn('two-places', [])
    const other = cookiesOf(await logIn({ email: 'two-places@test.example', password: PASSWORD }))
    const statusOf = async (cookie: string) => (await fetch(`${server.origin}/api/v1/me`, { headers: { cookie } })).status
    expect([await statusOf(browser.cookie), await statusOf(other)]).toEqual([200, 200])
    const listed = await fetch(`${server.origin}/api/auth/list-sessions`, { headers: { cookie: browser.cookie } })
    const sessions = (await listed.json()) as readonly { readonly token: string }[]
    expect(sessions).toHaveLength(2)
    const theOther = sessions.find(({ token }) => other.includes(encodeURIComponent(token)) || other.includes(token))
    expect((await ask('/revoke-session', { token: theOther?.token }, browser)).status).toBe(200)
    server.market.forgetSessions()
    expect([await statusOf(browser.cookie), await statusOf(other)]).toEqual([200, 401])
  })

  test('end when they are not used for half a day', async () => {
    const browser = await server.logIn('idle', [])
    const { pool } = server.market.database
    const { rows } = await pool.query<{ id: string; idle: string }>(
      `select s.id, extract(epoch from s."expiresAt" - s."updatedAt") as idle from auth.session s join auth."user" u on u.id = s."userId" where u.email like 'idle@%'`,
    )
    expect(rows.map(({ idle }) => Math.round(Number(idle) / 60))).toEqual([12 * 60])
    // The account library counts by the machine's clock: the half day is made to lie behind.
    await pool.query(`update auth.session set "expiresAt" = now() - interval '1 second' where id = $1`, [rows[0]?.id])
    server.market.forgetSessions()
    expect((await browser.fetch('/api/v1/me')).status).toBe(401)
  })

  test('end after a week, however busy', async () => {
    const browser = await server.logIn('busy', [])
    expect((await browser.fetch('/api/v1/me')).status).toBe(200)
    const before = clock.at
    later(7 * 24 * 60 + 1)
    server.market.forgetSessions()
    expect((await browser.fetch('/api/v1/me')).status).toBe(401)
    clock.at = before
  })
})

interface EventRow {
  readonly kind: string
  readonly email: string
  readonly times: number
  readonly address: string
  readonly detail: Record<string, string>
}

describe('administrators', () => {
  const idOf = async (admin: Browser, q: string) =>
    ((await (await admin.fetch(`/api/v1/accounts?q=${q}`)).json()) as { items: { id: string }[] }).items[0]?.id ?? ''
  const act = (admin: Browser, id: string, what: string, body: object = {}) => admin.fetch(`/api/v1/accounts/${id}/${what}`, { body: { id, ...body } })

  test('shut an account out at once, with a reason, and let it in again', async () => {
    const admin = await server.logIn('chief', [{ role: 'admin', organisationId: university }])
    const member = await server.logIn('member', [])
    const key = ((await (await ask('/keys/create', { name: 'k', days: 30, scopes: ['read'] }, member)).json()) as { key: string }).key
    const statuses = async () => [
      (await member.fetch('/api/v1/me')).status,
      (await fetch(`${server.origin}/api/v1/me`, { headers: { 'x-api-key': key } })).status,
    ]
    expect(await statuses()).toEqual([200, 200])
    const id = await idOf(admin, 'member@')
    expect(await codeIn(await act(admin, id, 'disable'))).toBe('request.invalid')
    expect((await act(admin, id, 'disable', { reason: '离职' })).status).toBe(200)
    // Told to every process by the database; the memory of this one is not cleared by hand.
    await vi.waitFor(async () => expect(await statuses()).toEqual([401, 401]), { timeout: HANG_MS, interval: 50 })
    expect(await codeIn(await logIn({ email: 'member@test.example', password: PASSWORD }))).toBe('ACCOUNT_DISABLED')
    expect(await codeIn(await act(admin, await idOf(admin, 'chief@'), 'disable', { reason: 'x' }))).toBe('account.own.forbidden')
    expect(await codeIn(await act(admin, id, 'disable', { reason: 'x' }))).toBe('account.disabled.conflict')
    expect((await act(admin, id, 'enable')).status).toBe(200)
    expect((await logIn({ email: 'member@test.example', password: PASSWORD })).status).toBe(200)
  })

  test('end one session or all, and need a fresh second factor for it', async () => {
    const admin = await server.logIn('warden', [{ role: 'admin', organisationId: university }])
    const member = await server.logIn('guest', [])
    const id = await idOf(admin, 'guest@')
    const account = (await (await admin.fetch(`/api/v1/accounts/${id}`)).json()) as { sessionList: { id: string }[] }
    expect(account.sessionList).toHaveLength(1)
    expect(JSON.stringify(account)).not.toContain('token')
    later(11)
    expect(await codeIn(await act(admin, id, 'end-sessions'))).toBe('request.fresh_factor_needed')
    await prove(admin, PASSWORD)
    expect(await (await act(admin, id, 'end-sessions', { sessionId: account.sessionList[0]?.id })).json()).toEqual({ ended: 1 })
    await vi.waitFor(async () => expect((await member.fetch('/api/v1/me')).status).toBe(401), { timeout: HANG_MS, interval: 50 })
  })

  test('read who did what from where; everybody reads their own', async () => {
    const admin = await server.logIn('auditor', [{ role: 'admin', organisationId: university }])
    const member = await server.logIn('watched', [])
    await logIn({ email: 'watched@test.example', from: '203.0.113.99' })
    await logIn({ email: 'watched@test.example', from: '203.0.113.99' })
    expect((await member.fetch('/api/v1/accounts')).status).toBe(403)
    const read = async (browser: Browser, path: string) => ((await (await browser.fetch(`/api/v1${path}`)).json()) as { items: EventRow[] }).items
    await vi.waitFor(
      async () => expect((await read(member, '/me/security-events')).map(({ kind }) => kind).toSorted()).toEqual(['log_in', 'log_in_failed', 'refused']),
      { timeout: HANG_MS },
    )
    const [failed] = await read(admin, '/security-events?kind=log_in_failed&q=watched')
    expect(failed).toMatchObject({ email: 'watched@test.example', times: 2, address: '203.0.113.99' })
    await logIn({ email: 'not-an-account@test.example', from: '203.0.113.98' })
    const [stranger] = await read(admin, '/security-events?q=203.0.113.98')
    expect(stranger).toMatchObject({ kind: 'log_in_failed', email: '', detail: { emailDigest: expect.stringMatching(/^[\w-]{43}$/) } })
    const file = (await (await admin.fetch('/api/v1/security-events/file?q=watched')).json()) as { text: string }
    expect(file.text).toContain('watched@test.example')
    await vi.waitFor(
      async () => expect((await read(admin, '/security-events?kind=exported'))[0]).toMatchObject({ detail: { operation: 'account.exportEvents' } }),
      { timeout: HANG_MS },
    )
  })

  test('nobody rewrites the log', async () => {
    const run = (statement: string) => server.market.database.pool.query(statement)
    await expect(run(`update platform.security_event set address = ''`)).rejects.toThrow('append-only')
    await expect(run(`delete from platform.security_event`)).rejects.toThrow('six months')
    await expect(run(`truncate platform.security_event`)).rejects.toThrow('append-only')
  })

  test('clear second factors that their owner has lost', async () => {
    const admin = await server.logIn('locksmith', [{ role: 'admin', organisationId: university }])
    const member = await server.logIn('lost', [])
    const { totpURI } = (await (await ask('/two-factor/enable', { password: PASSWORD }, member)).json()) as { totpURI: string }
    await ask('/two-factor/verify-totp', { code: totpOf(totpURI) }, member)
    expect(await (await logIn({ email: 'lost@test.example', password: PASSWORD })).json()).toMatchObject({ twoFactorRedirect: true })
    expect((await act(admin, await idOf(admin, 'lost@'), 'clear-factors', { reason: '手机丢失，已当面核实' })).status).toBe(200)
    expect(await (await logIn({ email: 'lost@test.example', password: PASSWORD })).json()).toMatchObject({ user: { email: 'lost@test.example' } })
    expect((await letters('lost@test.example', 2)).map(({ kind }) => kind)).toContain('account.factors_cleared')
  })
})

test('where the market is real, an officer sets up a second factor before anything grave', async () => {
  const real = await startServer({ environment: { ZHEPAI_DEMO: '0' } })
  const market = await real.organisation('market', '正式市场')
  const officer = await real.logIn('officer', [{ role: 'finance', organisationId: market }])
  const member = await real.logIn('plain', [{ role: 'researcher', organisationId: market }])
  expect((await setAccount(member)).status).toBe(422)
  expect(await codeIn(await setAccount(officer))).toBe('request.second_factor_missing')
  const { totpURI } = (await (await ask('/two-factor/enable', { password: PASSWORD }, officer)).json()) as { totpURI: string }
  const on = await ask('/two-factor/verify-totp', { code: totpOf(totpURI) }, officer)
  const inside = browserAt(real.origin, officer.personId, cookiesOf(on))
  expect(await codeIn(await setAccount(inside))).toBe('party.account_name_differs')
})
