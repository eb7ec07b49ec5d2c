/** Accounts as their owners and their attackers meet them: through HTTP, with real sessions. */
import { createHmac } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { startServer, type Browser, type TestServer } from '../kit/server.ts'

const PASSWORD = 'a long test password'
const STEP_MS = 30_000

let server: TestServer
let clock: { at: number }
let university: string
let market: string

beforeAll(async () => {
  clock = { at: Date.now() }
  server = await startServer({ machineClock: () => clock.at })
  university = await server.organisation('university', '测试大学')
  market = await server.organisation('market', '测试市场')
})

const later = (minutes: number) => void (clock.at += minutes * 60_000)
const codeIn = async (response: Response): Promise<string> => ((await response.json()) as { code?: string }).code ?? `status ${response.status}`

/** The code that an authenticator app shows (RFC 6238: SHA-1, six digits, thirty seconds). */
const appCode = (base32: string, at = Date.now()): string => {
  const bits = [...base32].map((sign) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(at / STEP_MS)))
  const mac = createHmac('sha1', key).update(counter).digest()
  const offset = (mac.at(-1) ?? 0) & 15
  return String((mac.readUInt32BE(offset) & 0x7fff_ffff) % 1_000_000).padStart(6, '0')
}

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

  test('are asked for by the account service too', async () => {
    const browser = await server.logIn('grave', [])
    later(11)
    for (const [path, body] of [
      ['/passkey/delete-passkey', { id: 'x' }],
      ['/two-factor/disable', { password: PASSWORD }],
      ['/api-key/create', { name: 'k' }],
    ] as const)
      expect(await codeIn(await browser.fetch(`/api/auth${path}`, { body, headers: { origin: 'http://zhepai.test' } })), path).toBe('FRESH_FACTOR_NEEDED')
  })
})
