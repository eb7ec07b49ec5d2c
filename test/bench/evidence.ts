/**
 * Evidence log: leaves per second through the real relay and sink, time from a published fact to its signed checkpoint, time to make and to check a proof.
 * `BENCH_DATABASE_URL` takes an outside PostgreSQL (a database of its own is made there); without it the embedded one is started.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { factsOf, figure, text } from '#contract/fact.ts'
import { SYSTEM, VISITOR } from '#kernel/actor.ts'
import { parseInstant } from '#kernel/instant.ts'
import { ok } from '#kernel/result.ts'
import { verifyTree } from '#modules/evidence/index.ts'
import { proofOfFact } from '#modules/evidence/queries.ts'
import { verifyProofFile } from '#modules/evidence/verify/verify-file.ts'
import { openDatabase } from '#platform/db/database.ts'
import { openDiskStore } from '#platform/files/disk.ts'
import { factsFrom } from '#platform/outbox/facts.ts'
import { migrateAll, openCore } from '../../src/app/core.ts'
import { moduleList } from '../../src/app/modules.ts'

const bench = factsOf('bench', { happened: { readers: 'public', body: { n: figure, priceMinor: text } } })
const LEAVES = 100_000
const PER_COMMAND = 500
const SINGLE_EVENTS = 300
const PROOFS = 300
const NOW = parseInstant('2026-03-03T01:00:00Z')

const quantile = (values: readonly number[], part: number): number =>
  Number(([...values].sort((a, b) => a - b)[Math.floor(values.length * part)] ?? 0).toFixed(2))

const openCluster = async (directory: string) => {
  const outside = process.env['BENCH_DATABASE_URL']
  if (outside) {
    const url = (name: string) => Object.assign(new URL(outside), { pathname: `/${name}` }).toString()
    return { url, stop: async () => undefined }
  }
  const { startEmbeddedPostgres } = await import('#platform/db/embedded/index.ts')
  const embedded = await startEmbeddedPostgres({ appName: 'zhepai-bench', dataDirectory: directory, log: () => undefined })
  return { url: (name: string) => embedded.url(name), stop: embedded.stop }
}

const run = async (databaseUrl: string, directory: string) => {
  const database = openDatabase({ url: databaseUrl, onIdleError: (error) => console.error(error) })
  const { modules, sinks } = moduleList({
    demo: false,
    files: openDiskStore(path.join(directory, 'files')),
    publicUrl: 'http://market.bench',
    dataDirectory: directory,
    origin: 'market.bench/log',
  })
  await migrateAll(database, modules)
  const core = openCore({ database, modules, sinks, now: () => NOW, onFailure: (_key, error) => console.error(error) })
  const publish = (count: number) =>
    core.road.run({ operation: 'bench.publish', actor: SYSTEM }, async (act) => {
      for (let n = 0; n < count; n += 1) act.publish(bench.happened, { subject: 'bch_1', body: { n, priceMinor: '120000000' } })
      return ok(null)
    })
  for (let made = 0; made < LEAVES; made += PER_COMMAND) await publish(PER_COMMAND)

  const start = performance.now()
  await core.settle()
  const seconds = (performance.now() - start) / 1_000

  const latencies: number[] = []
  for (let n = 0; n < SINGLE_EVENTS; n += 1) {
    const before = performance.now()
    await publish(1)
    await core.relay()
    latencies.push(performance.now() - before)
  }
  const making: number[] = []
  const checking: number[] = []
  let isEveryProofGood = true
  for (let n = 0; n < PROOFS; n += 1) {
    const [logged] = await factsFrom(database.reader, BigInt((n * 331) % LEAVES), 1)
    const before = performance.now()
    const proof = await proofOfFact(database.reader, VISITOR, logged?.fact.id ?? '')
    const between = performance.now()
    isEveryProofGood &&= proof.ok && verifyProofFile(proof.value.file).ok
    making.push(between - before)
    checking.push(performance.now() - between)
  }
  const tree = await verifyTree(database.reader)
  const violations = await core.checks()
  const { rows } = await database.pool.query<{ facts: bigint }>('select count(*) as facts from platform.fact')
  await database.close()
  return {
    bench: 'evidence',
    leaves_per_s: Math.round(LEAVES / seconds),
    leaves: LEAVES,
    event_to_checkpoint_p50_ms: quantile(latencies, 0.5),
    event_to_checkpoint_p99_ms: quantile(latencies, 0.99),
    proof_p50_ms: quantile(making, 0.5),
    proof_p99_ms: quantile(making, 0.99),
    verify_p50_ms: quantile(checking, 0.5),
    correct: isEveryProofGood && tree.ok && tree.size === rows[0]?.facts && tree.size >= BigInt(LEAVES + SINGLE_EVENTS) && violations.length === 0,
  }
}

const directory = await mkdtemp(path.join(tmpdir(), 'zhepai-bench-'))
const cluster = await openCluster(directory)
const name = `bench_evidence_${process.pid}`
const admin = new pg.Client({ connectionString: cluster.url('postgres') })
await admin.connect()
try {
  await admin.query(`create database ${name}`)
  const result = await run(cluster.url(name), directory)
  console.log(JSON.stringify(result))
  process.exitCode = result.correct ? 0 : 1
} finally {
  await admin.query(`drop database if exists ${name} with (force)`)
  await admin.end()
  await cluster.stop()
  await rm(directory, { recursive: true, force: true })
}
