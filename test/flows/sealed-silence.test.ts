/** Before the opening no amount stands anywhere: not in the database, not in files, not in what the program logs; not as text and not in base64. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { SYSTEM, type Actor } from '#kernel/actor.ts'
import { base64Of } from '#kernel/bytes.ts'
import { HOUR_MS, later, type Instant } from '#kernel/instant.ts'
import { boxById, depositEnvelope, openBox } from '#modules/sealing/index.ts'
import { testNow } from '../kit/moment.ts'
import { envelopeOf, must, newPair } from '../kit/sealing.ts'
import { startServer, type Browser, type TestServer } from '../kit/server.ts'

const AMOUNT = '731905417'
/** As it is typed, as it is drawn, and as it stands in base64 wherever it begins. */
const spellings = (amount: string): readonly string[] => [
  amount,
  '7,319,054.17',
  '7319054.17',
  ...[0, 1, 2].map((offset) => base64Of(Buffer.from(`${'"'.repeat(offset)}${amount}`)).slice(offset === 0 ? 0 : 4, -4)),
  Buffer.from(amount).toString('hex'),
]

let server: TestServer
let pool: pg.Pool
let now: Instant = testNow()
let clerk: Browser
let regulator: Browser
let finance: Browser

beforeAll(async () => {
  server = await startServer({ isLoud: true, more: { clock: { now: () => now } } })
  pool = new pg.Pool({ connectionString: server.databaseUrl })
  const house = await server.organisation('market', '市场')
  clerk = await server.logIn('clerk', [{ role: 'clerk', organisationId: house }])
  finance = await server.logIn('finance', [{ role: 'finance', organisationId: house }])
  regulator = await server.logIn('regulator', [{ role: 'regulator', organisationId: await server.organisation('government', '主管部门') }])
})
afterAll(() => pool.end())

const act: TestServer['market']['core']['road']['run'] = (call, work) => server.market.core.road.run(call, work)

/** Every row of every table, as text and as bytes. */
const dump = async (): Promise<string> => {
  const { rows } = await pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
  )
  expect(rows.length).toBeGreaterThan(60)
  const parts = await Promise.all(rows.map(({ name }) => pool.query<{ row: string }>(`select t::text as row from ${name} t`)))
  return parts.flatMap(({ rows: lines }) => lines.map(({ row }) => row)).join('\n')
}

const filesUnder = (directory: string): string =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .map((file) => path.join(directory, file))
    .filter((file) => statSync(file).isFile())
    .map((file) => readFileSync(file, 'latin1'))
    .join('\n')

it('finds an amount where there is one: the search itself works', () => {
  for (const offset of ['', 'x', 'xy']) {
    const inside = base64Of(Buffer.from(`${offset}${AMOUNT} and more`))
    expect(spellings(AMOUNT).some((spelling) => inside.includes(spelling))).toBe(true)
  }
})

it('keeps amounts from the house until everything is opened', async () => {
  const officers = await Promise.all(
    (
      [
        ['clerk', clerk],
        ['finance', finance],
        ['regulator', regulator],
      ] as const
    ).map(async ([role, browser]) => {
      const { publicKey } = await newPair()
      const answer = await browser.fetch('/api/v1/sealing/keys', { body: { role, publicKey } })
      expect(answer.status).toBe(200)
      return (await answer.json()) as { readonly keyId: string; readonly fingerprint: string }
    }),
  )
  for (const [at, other] of [regulator, clerk, finance].entries())
    expect((await other.fetch(`/api/v1/sealing/keys/${officers[at]?.keyId}/certify`, { body: { fingerprint: officers[at]?.fingerprint } })).status).toBe(200)
  const owner = await server.organisation('university', '大学')
  const bidderKey = await server.organisation('enterprise', '甲公司')
  const opening = { subject: 'lot_silent', ownerOrganisationId: owner, title: { zh: '密封', en: 'Sealed' }, purpose: 'price', corrections: 2 } as const
  const call = { operation: 'test.silence', actor: SYSTEM as Actor }
  const { boxId } = must(await act(call, (given) => openBox(given, { ...opening, opensAt: now, closesAt: later(now, HOUR_MS) })))
  expect((await clerk.fetch(`/api/v1/sealing/boxes/${boxId}/officers`, { body: { keys: officers.map(({ keyId }) => keyId) } })).status).toBe(200)
  const policy = (await boxById(server.market.database.reader, boxId))?.policy ?? ''
  const envelope = await envelopeOf({ policy }, bidderKey, { priceMinor: AMOUNT, words: `人民币 ${AMOUNT} 分` })
  must(await act(call, (given) => depositEnvelope(given, { boxId, bidderKey, envelope, receivedAt: now })))
  // What is refused is not written down either.
  expect((await act(call, (given) => depositEnvelope(given, { boxId, bidderKey, envelope: `${envelope}x`, receivedAt: now }))).ok).toBe(false)
  now = later(now, HOUR_MS + 10_000)
  await server.market.core.settle()
  const pages = await Promise.all(['', '/record'].map(async (rest) => (await clerk.fetch(`/api/v1/sealing/boxes/${boxId}${rest}`)).text()))
  const told = await (await clerk.fetch(`/api/v1/sealing/boxes/${boxId}`)).text()
  expect(told).toContain('"state":"closed"')
  const everything = [await dump(), filesUnder(server.directory), server.logged.join(''), ...pages].join('\n')
  expect(everything).toContain(boxId)
  expect(server.logged.length).toBeGreaterThan(0)
  expect(spellings(AMOUNT).filter((spelling) => everything.includes(spelling))).toEqual([])
})
