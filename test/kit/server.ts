/** The whole program behind its HTTP door, on a database of its own, with real accounts and log-ins. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { SYSTEM, type Role } from '#kernel/actor.ts'
import type { Instant } from '#kernel/instant.ts'
import type { Act } from '#platform/command/act.ts'
import type { Result } from '#kernel/result.ts'
import { readConfig } from '#platform/config/config.ts'
import { createLog } from '#platform/log/log.ts'
import { addOrganisation, addPerson, layAuthorities } from '../../src/modules/party/index.ts'
import { openMarket, type Market } from '../../src/app/assembly.ts'
import type { MarketOptions } from '../../src/app/options.ts'
import { freshDatabase } from './database.ts'
import { atFileEnd } from './ending.ts'
import { creditCode, SET_UP_BY_GOVERNMENT } from './market.ts'
import { testNow } from './moment.ts'

export interface TestServer {
  readonly market: Market
  readonly origin: string
  readonly databaseUrl: string
  /** Lines that the program logged as faults. */
  readonly faults: readonly string[]
  /** Every line that it logged, where all are asked for. */
  readonly logged: readonly string[]
  /** Its data directory. */
  readonly directory: string
  readonly organisation: (kind: 'university' | 'institute' | 'enterprise' | 'market' | 'government', name: string) => Promise<string>
  /** Makes the person with an account, logs in and returns a fetch that carries the session like a browser of this site. */
  readonly logIn: (
    key: string,
    roles: readonly { readonly role: Role; readonly organisationId: string }[],
    person?: { readonly hasVerifiedName?: boolean },
  ) => Promise<Browser>
}

export interface Browser {
  readonly personId: string
  readonly cookie: string
  readonly fetch: (
    path: string,
    init?: { readonly method?: string; readonly body?: unknown; readonly raw?: string; readonly headers?: Record<string, string> },
  ) => Promise<Response>
}

const PASSWORD = 'a long test password'
const AUTH_SECRET = 'test-secret-test-secret-test-secret-0'

export const browserAt = (origin: string, personId: string, cookie: string): Browser => ({
  personId,
  cookie,
  fetch: (at, { method, body, raw, headers } = {}) => {
    const content = raw ?? (body === undefined ? undefined : JSON.stringify(body))
    return fetch(origin + at, {
      method: method ?? (content === undefined ? 'GET' : 'POST'),
      redirect: 'manual',
      headers: {
        ...(cookie ? { cookie } : {}),
        'sec-fetch-site': 'same-origin',
        ...(content === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(content === undefined ? {} : { body: content }),
    })
  },
})

export interface ServerOptions {
  readonly pagesDirectory?: string
  /** Further variables of the environment. `NODE_ENV: production`: an empty market as an operator starts it. */
  readonly environment?: Readonly<Record<string, string>>
  /** Puts something between the server and its database; gives the address to use. */
  readonly between?: (databaseUrl: string) => Promise<string>
  /** The market's clock stands still at this moment until the demo's clock is set forward; accounts and sessions keep the machine's time. */
  readonly start?: Instant
  /** Logs everything, not faults alone. */
  readonly isLoud?: true
  /** Replaces clocks and bounds: `machineClock` that of sessions and limits, `machine` the watched one, `clock` the market's. */
  readonly more?: Pick<MarketOptions, 'patience' | 'machine' | 'clock' | 'machineClock' | 'sessionConfirmMs' | 'drawingThreads'>
}

/** Keeps what the program logs as a fault: tests of the doors want none. */
const faultLog = (isLoud: boolean) => {
  const faults: string[] = []
  const logged: string[] = []
  const write = (line: string) => {
    logged.push(line)
    if (/"level":"(?:error|fatal)"/.test(line)) faults.push(line)
  }
  return { faults, logged, log: createLog({ level: isLoud ? 'trace' : 'error', destination: { write } }) }
}

export const startServer = async (options: ServerOptions = {}): Promise<TestServer> => {
  const start = options.start ?? testNow()
  const fresh = await freshDatabase()
  const url = options.between ? await options.between(fresh.url) : fresh.url
  const directory = await mkdtemp(path.join(tmpdir(), 'zhepai-server-'))
  const config = {
    ...readConfig({
      DATABASE_URL: url,
      ZHEPAI_DATA_DIR: directory,
      LOG_LEVEL: 'silent',
      HOST: '127.0.0.1',
      PUBLIC_URL: 'http://zhepai.test',
      AUTH_SECRET,
      ...options.environment,
    }),
    port: 0,
    authSecret: AUTH_SECRET,
  }
  const { faults, logged, log } = faultLog(options.isLoud ?? false)
  // Where a test watches over the machine's clock, the market goes by it.
  const clock = options.more?.machine ? {} : { clock: { now: () => start } }
  const market = await openMarket({ config, log, version: 'test', pagesDirectory: options.pagesDirectory ?? null, ...clock, ...options.more })
  await market.migrate()
  const { address } = await market.start()
  const origin = address.replace('[::1]', '127.0.0.1')
  atFileEnd(async () => {
    await market.stop()
    await rm(directory, { recursive: true, force: true })
  })
  const run = async <Value>(work: (act: Act) => Promise<Result<Value>>): Promise<Value> => {
    const result = await market.core.road.run({ operation: 'test', actor: SYSTEM }, work)
    if (!result.ok) throw new Error(JSON.stringify(result.refusal))
    return result.value
  }
  let serial = 0
  return {
    market,
    origin,
    databaseUrl: fresh.url,
    faults,
    logged,
    directory,
    organisation: (kind, name) => {
      serial += 1
      const code = creditCode(700_000 + serial, SET_UP_BY_GOVERNMENT.includes(kind) ? 'establishment' : 'companies')
      return run((act) => addOrganisation(act, { kind, name: { zh: name, en: `${name} (test)` }, creditCode: code, verified: true }))
    },
    logIn: async (key, roles, { hasVerifiedName = true } = {}) => {
      const email = `${key}@test.example`
      const userId = await market.auth.createAccount({ email, password: PASSWORD, name: key })
      const personId = await run((act) => addPerson(act, { userId, name: { zh: key, en: key }, isNameVerified: hasVerifiedName, mandates: roles }))
      await run((act) => layAuthorities(act, personId, roles))
      const response = await fetch(`${origin}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: 'http://zhepai.test' },
        body: JSON.stringify({ email, password: PASSWORD }),
      })
      if (!response.ok) throw new Error(`log-in failed: ${response.status} ${await response.text()}`)
      const cookie = response.headers
        .getSetCookie()
        .map((line) => line.split(';')[0])
        .join('; ')
      return browserAt(origin, personId, cookie)
    },
  }
}
