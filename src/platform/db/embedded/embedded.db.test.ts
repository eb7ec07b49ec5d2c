import { spawn, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { cameToPass, isPostmaster } from './processes.ts'
import { ask, end, hold, removeScratch, scratchDirectory, type Holder } from './scratch.ts'
import { startEmbeddedPostgres, type EmbeddedPostgres } from './index.ts'

const running: EmbeddedPostgres[] = []
const holders: Holder[] = []
const directories: string[] = []

const directory = (): string => {
  const made = scratchDirectory()
  directories.push(made)
  return made
}
const start = async (dataDirectory: string): Promise<EmbeddedPostgres> => {
  const started = await startEmbeddedPostgres({ appName: 'zhepai', dataDirectory, log: () => undefined })
  running.push(started)
  return started
}
const held = async (dataDirectory: string): Promise<Holder> => {
  const holder = await hold({ dataDirectory })
  holders.push(holder)
  return holder
}

afterEach(async () => {
  for (const holder of holders.splice(0)) await end(holder, 'SIGTERM')
  for (const started of running.splice(0)) await started.stop()
  for (const made of directories.splice(0)) removeScratch(made)
})

test('first start makes a safe database; second start keeps it', async () => {
  const at = directory()
  const first = await start(at)
  expect(first).toMatchObject({ adopted: false, role: 'owner', directory: path.join(at, 'pg') })
  expect(await ask(first.url(), 'show server_encoding')).toBe('UTF8')
  expect(await ask(first.url(), `select datlocale from pg_database where datname = 'postgres'`)).toBe('C.UTF-8')
  expect(await ask(first.url(), `select string_agg(current_setting(s), ' ') from unnest(array['fsync', 'synchronous_commit', 'full_page_writes']) s`)).toBe(
    'on on on',
  )
  expect(await ask(first.url(), `select current_setting('listen_addresses')`)).toBe('')
  await ask(first.url(), `create table kept as select '浙江拍' as word`)
  await first.stop()
  expect(isPostmaster(first.pid, path.join(first.directory, 'data'))).toBe(false)

  const second = await start(at)
  expect(second).toMatchObject({ adopted: false, role: 'owner' })
  expect(await ask(second.url(), 'select word from kept')).toBe('浙江拍')
})

test('kill -9 of the node process: its guard stops the database, the next start has all that was committed', async () => {
  const at = directory()
  const victim = await held(at)
  await ask(victim.told.url, 'create table kept as select 7 as n')
  await end(victim, 'SIGKILL')
  const next = await start(at)
  expect(next.role).toBe('owner')
  expect(await ask(next.url(), 'select n from kept')).toBe(7)
})

test('kill -9 of the node process and of its guard: the orphaned database is adopted and stopped at the end', async () => {
  const at = directory()
  const victim = await held(at)
  const guard = guardOf(victim.told.pid)
  process.kill(guard, 'SIGKILL')
  await end(victim, 'SIGKILL')
  const next = await start(at)
  expect(next).toMatchObject({ adopted: true, role: 'owner', pid: victim.told.pid })
  expect(await ask(next.url(), 'select 1')).toBe(1)
  await next.stop()
  expect(isPostmaster(victim.told.pid, path.join(at, 'pg/data'))).toBe(false)
})

test('kill -9 of the database: the owner is told, and the next start recovers', async () => {
  const at = directory()
  const first = await start(at)
  await ask(first.url(), 'create table kept as select 7 as n')
  const told = new Promise<void>((resolve) => first.onExit(resolve))
  process.kill(first.pid, 'SIGKILL')
  await told
  await first.stop()
  const second = await start(at)
  expect(second.adopted).toBe(false)
  expect(await ask(second.url(), 'select n from kept')).toBe(7)
})

test('a stale postmaster.pid with the pid of a stranger is cleared, the stranger lives on', async () => {
  const at = directory()
  const first = await start(at)
  const pidFile = path.join(first.directory, 'data/postmaster.pid')
  const text = readFileSync(pidFile, 'utf8')
  await first.stop()
  const stranger = spawn('sleep', ['600'], { stdio: 'ignore' })
  try {
    writeFileSync(pidFile, text.replace(/^\d+/, String(stranger.pid)))
    const second = await start(at)
    expect(second.adopted).toBe(false)
    expect(await ask(second.url(), 'select 1')).toBe(1)
    expect(stranger.exitCode).toBeNull()
  } finally {
    stranger.kill()
  }
})

test('two processes start on one new directory: one owns, the other is a guest of the same server', async () => {
  const at = directory()
  const both = await Promise.all([held(at), held(at)])
  expect(both.map(({ told }) => told.role).toSorted()).toEqual(['guest', 'owner'])
  expect(both[0].told.pid).toBe(both[1].told.pid)
  const guest = both.find(({ told }) => told.role === 'guest')
  const owner = both.find(({ told }) => told.role === 'owner')
  if (!guest || !owner) throw new Error('no pair')
  await end(guest, 'SIGTERM')
  expect(await ask(owner.told.url, 'select 1')).toBe(1)
})

test('a guest learns that the server went away', async () => {
  const at = directory()
  const owner = await held(at)
  const guest = await start(at)
  expect(guest.role).toBe('guest')
  const told = new Promise<void>((resolve) => guest.onExit(resolve))
  await end(owner, 'SIGTERM')
  await told
})

test('a process that ends without stopping leaves nothing running', async () => {
  const at = directory()
  const holder = await held(at)
  await end(holder, 'SIGHUP')
  expect(await cameToPass(() => !isPostmaster(holder.told.pid, path.join(at, 'pg/data')), 30_000)).toBe(true)
})

/** The guard carries the pid of its server as its last argument. */
const guardOf = (pid: number): number => {
  const lines = spawnSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' }).stdout.split('\n')
  const line = lines.find((text) => text.trimEnd().endsWith(`zhepai-database-guard ${pid}`))
  if (line === undefined) throw new Error('no guard')
  return Number.parseInt(line, 10)
}
