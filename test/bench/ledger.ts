/**
 * How many three-leg transfers a second the books take, one leg of each on the same fee account (quality Q6). A lane collects what
 * clients hand in while the last batch commits, as the market's group-commit lanes do. The same run adds everything up again.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { SYSTEM } from '#kernel/actor.ts'
import { instant } from '#kernel/instant.ts'
import type { Result } from '#kernel/result.ts'
import { buildRoad } from '#platform/command/road.ts'
import { openDatabase } from '#platform/db/database.ts'
import { migrate } from '#platform/db/migrate.ts'
import { platformMigrations } from '#platform/outbox/migrations.ts'
import { bankAccount, clientAccount, feesAccount } from '../../src/modules/ledger/core/accounts.ts'
import { credit, debit, type Posting } from '../../src/modules/ledger/core/posting.ts'
import { checks } from '../../src/modules/ledger/checks.ts'
import { initial } from '../../src/modules/ledger/migrations/0001_initial.ts'
import { post, postAll } from '../../src/modules/ledger/store-books.ts'

const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 10)
const CLIENTS = 256
const MAX_BATCH = 500
const ACCOUNTS = 100

/** An outside PostgreSQL by TEST_DATABASE_URL, else the embedded one in a directory of its own; durable commits in both. */
const openServer = async () => {
  const outside = process.env['TEST_DATABASE_URL']
  const urlOutside = (database: string): string => {
    const url = new URL(outside ?? '')
    url.pathname = `/${database}`
    return url.toString()
  }
  if (outside) return { url: urlOutside, stop: async () => undefined }
  const { startEmbeddedPostgres } = await import('../../src/platform/db/embedded/index.ts')
  const dataDirectory = await mkdtemp(path.join(tmpdir(), 'zhepai-bench-'))
  const embedded = await startEmbeddedPostgres({ appName: 'zhepai-bench', dataDirectory, log: () => undefined })
  const stop = async () => {
    await embedded.stop()
    await rm(dataDirectory, { recursive: true, force: true })
  }
  return { url: (database: string) => embedded.url(database), stop }
}

const server = await openServer()
const name = `bench_ledger_${process.pid}`
const admin = new pg.Client({ connectionString: server.url('postgres') })
await admin.connect()
await admin.query(`create database ${name}`)
const database = openDatabase({ url: server.url(name), max: 8, onIdleError: () => undefined })
await migrate(database, [
  { schema: 'platform', migrations: platformMigrations },
  { schema: 'ledger', migrations: [initial] },
])
const road = buildRoad({ database, now: () => instant(Date.now()), reactions: [], onCommit: () => undefined })

const client = (index: number) => clientAccount(`org_${index % ACCOUNTS}`, 'CNY')
const fund = Array.from({ length: ACCOUNTS }, (_, index): Posting => ({
  purpose: 'transfer',
  subject: 'fund',
  key: String(index),
  legs: [debit(bankAccount('CNY'), 10n ** 12n), credit(client(index), 10n ** 12n)],
}))
await road.batch((act) => postAll(act, fund))

const transfer = (key: string, index: number): Posting => ({
  purpose: 'transfer',
  subject: 'bench',
  key,
  legs: [debit(client(index * 7), 100n), credit(client(index * 11 + 1), 97n), credit(feesAccount('CNY'), 3n)],
})

interface Waiting {
  readonly posting: Posting
  readonly settle: (result: Result<unknown>) => void
}
let queue: Waiting[] = []
let isBusy = false
let batches = 0
const pump = async (): Promise<void> => {
  if (isBusy) return
  isBusy = true
  while (queue.length > 0) {
    const batch = queue.slice(0, MAX_BATCH)
    queue = queue.slice(MAX_BATCH)
    const results = await road.batch((act) =>
      postAll(
        act,
        batch.map((item) => item.posting),
      ),
    )
    batch.forEach((item, index) => item.settle(results[index] as Result<unknown>))
    batches += 1
  }
  isBusy = false
}
const submit = (posting: Posting) =>
  new Promise<Result<unknown>>((settle) => {
    queue.push({ posting, settle })
    setImmediate(() => void pump())
  })

const latencies: number[] = []
let done = 0
let refused = 0
const run = async (worker: number, until: number): Promise<void> => {
  for (let index = 0; performance.now() < until; index += 1) {
    const from = performance.now()
    const result = await submit(transfer(`${worker}-${index}`, worker * 13 + index))
    latencies.push(performance.now() - from)
    if (result.ok) done += 1
    else refused += 1
  }
}
const started = performance.now()
await Promise.all(Array.from({ length: CLIENTS }, (_, worker) => run(worker, started + SECONDS * 1000)))
const elapsed = (performance.now() - started) / 1000

const SINGLES = 500
const singleStart = performance.now()
for (let index = 0; index < SINGLES; index += 1) await road.run({ operation: 'bench', actor: SYSTEM }, (act) => post(act, transfer(`single-${index}`, index)))
const single = SINGLES / ((performance.now() - singleStart) / 1000)

/** Checks of the books themselves; those that compare with bank statements have no bank here. */
const books = checks.filter(({ name: title }) => /debits equal|balanced|counters|held sums|covered/.test(title))
const violations: string[] = []
for (const check of books) if ((await database.pool.query(check.sql)).rowCount !== 0) violations.push(check.name)
const { rows } = await database.pool.query<{ n: bigint; fees: bigint }>(
  `select (select count(*) from ledger.transaction where subject = 'bench') n, (select posted_minor from ledger.account where code = 'fees:CNY') fees`,
)
const total = BigInt(done + SINGLES)
const correct = violations.length === 0 && refused === 0 && rows[0]?.n === total && rows[0]?.fees === total * 3n

await database.close()
await admin.query(`drop database if exists ${name} with (force)`)
await admin.end()
await server.stop()
latencies.sort((a, b) => a - b)
const quantile = (q: number) => Number((latencies[Math.floor(latencies.length * q)] ?? 0).toFixed(1))
console.log(
  JSON.stringify({
    bench: 'ledger',
    transfers_per_s: Math.floor(done / elapsed),
    single_per_s: Math.floor(single),
    p50_ms: quantile(0.5),
    p99_ms: quantile(0.99),
    clients: CLIENTS,
    transfers: done,
    per_batch: Number((done / Math.max(1, batches)).toFixed(0)),
    violations,
    correct,
  }),
)
process.exitCode = correct ? 0 : 1
