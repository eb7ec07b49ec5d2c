/** The drill: a market with facts, files and keys is backed up, lost, and brought back on another machine's disk. */
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, expect, test, vi } from 'vitest'
import { factsOf, figure, text } from '#contract/fact.ts'
import { SYSTEM } from '#kernel/actor.ts'
import { ok } from '#kernel/result.ts'
import { verifyTree } from '#modules/evidence/index.ts'
import type { Environment } from '#platform/config/config.ts'
import type { Market } from '../assembly.ts'
import { backupCommand } from './backup.ts'
import { checkCommand } from './check.ts'
import { EXIT } from './command.ts'
import { callOf, openMachines, run } from '../../../test/kit/machines.ts'
import { main } from './main.ts'
import { migrateCommand } from './migrate.ts'
import { restoreCommand } from './restore.ts'
import { fileStoreOf, withMarket } from './with-market.ts'

const { machine, scratch } = openMachines()

const drill = factsOf('drill', { done: { readers: 'public', body: { text, n: figure } } })

const archive = path.join(scratch, 'market.tar.gz')
const BYTES = new TextEncoder().encode('合同附件 / annex')

const inMarket = <Value>(environment: Environment, work: (market: Market) => Promise<Value>): Promise<Value> =>
  withMarket(callOf(environment, []).call, ({ market }) => work(market))

const publish = async (market: Market, count: number): Promise<void> => {
  for (let n = 0; n < count; n += 1) {
    await market.core.road.run({ operation: 'test.drill', actor: SYSTEM }, async (act) => {
      act.publish(drill.done, { subject: act.newId('drl'), body: { text: '制表\t换行\n反斜线\\ "quoted"', n } })
      return ok(null)
    })
  }
  await market.core.settle()
}
const grow = (environment: Environment, count: number): Promise<void> => inMarket(environment, (market) => publish(market, count))

/** One digest of all rows of every table. */
const contentOf = (environment: Environment): Promise<string> =>
  inMarket(environment, async (market) => {
    const { rows: tables } = await market.database.pool.query<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind = 'r' and n.nspname !~ '^pg_|^information_schema$' and c.relname <> 'zhepai_migration' order by 1`,
    )
    const hash = createHash('sha256')
    for (const { name } of tables) {
      const { rows } = await market.database.pool.query<{ digest: string | null }>(
        `select md5(string_agg(t::text, '|' order by t::text)) as digest from ${name} t`,
      )
      hash.update(`${name} ${rows[0]?.digest}\n`)
    }
    return hash.digest('hex')
  })

const messageOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'nothing was refused',
    (error: unknown) => (error as Error).message,
  )

let home: Environment
let content: string
let told: string

beforeAll(async () => {
  home = await machine()
  await run(migrateCommand, home)
  await grow(home, 30)
  const dataDirectory = home['ZHEPAI_DATA_DIR'] ?? ''
  const files = await fileStoreOf({ dataDirectory, s3: undefined } as Parameters<typeof fileStoreOf>[0])
  await files.put(BYTES)
  content = await contentOf(home)
  told = (await run(backupCommand, home, [archive])).text
})

test('the archive tells what is in it, is for the owner only and leaves nothing beside it', () => {
  expect(told).toContain('evidence log of 30 entries')
  expect(statSync(archive).mode & 0o777).toBe(0o600)
  expect(existsSync(`${archive}.part`)).toBe(false)
})

test('on a new machine everything is back: rows, files, keys; checks hold and the log goes on under the same key', async () => {
  const other = await machine()
  const { code, text } = await run(restoreCommand, other, [archive])
  expect({ code, text }).toMatchObject({ code: EXIT.done })
  expect(await contentOf(other)).toBe(content)
  const [from, to] = [home['ZHEPAI_DATA_DIR'] ?? '', other['ZHEPAI_DATA_DIR'] ?? '']
  const address = createHash('sha256').update(BYTES).digest('hex')
  for (const kept of ['auth-secret', path.join('files', address.slice(0, 2), address)]) {
    expect(readFileSync(path.join(to, kept)).equals(readFileSync(path.join(from, kept)))).toBe(true)
  }
  await inMarket(other, async (market) => {
    await publish(market, 3)
    expect(await verifyTree(market.database.reader)).toMatchObject({ ok: true, size: 33n })
    const { rows } = await market.database.pool.query<{ keys: string }>('select count(distinct vkey)::text as keys from evidence.checkpoint')
    expect(rows[0]?.keys).toBe('1')
  })
  expect((await run(checkCommand, other)).code).toBe(EXIT.done)
  expect(await messageOf(run(restoreCommand, other, [archive]))).toContain('The database is not empty')
})

test('a damaged or cut archive restores nothing, and the database can be used for the next try', async () => {
  const other = await machine()
  const whole = readFileSync(archive)
  const broken = path.join(scratch, 'broken.tar.gz')
  const flippedAt = (share: number): Buffer => {
    const bytes = Buffer.from(whole)
    const at = Math.floor(whole.length * share)
    bytes[at] = (bytes[at] ?? 0) ^ 0x10
    return bytes
  }
  const flips = [0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95].map(flippedAt)
  for (const bytes of [whole.subarray(0, whole.length - 200), whole.subarray(0, 64), ...flips, Buffer.from('no archive')]) {
    writeFileSync(broken, bytes)
    // A flipped bit in the list of contents can read as the list of another version before its check sum is reached.
    expect(await messageOf(run(restoreCommand, other, [broken]))).toMatch(/nothing was restored|does not fit the tables|newer version/)
  }
  expect((await run(restoreCommand, other, [archive])).code).toBe(EXIT.done)
})

test('a backup older than what was signed is refused, unless the operator says so', async () => {
  const disk = mkdtempSync(path.join(scratch, 'data-'))
  cpSync(home['ZHEPAI_DATA_DIR'] ?? '', disk, { recursive: true })
  await grow(home, 5)
  cpSync(path.join(home['ZHEPAI_DATA_DIR'] ?? '', 'evidence'), path.join(disk, 'evidence'), { recursive: true })
  const survivor = await machine(disk)
  expect(await messageOf(run(restoreCommand, survivor, [archive]))).toMatch(/has 30 entries.*signed up to 35/)
  const { code } = await run(restoreCommand, survivor, [archive], { 'accept-smaller-log': true })
  expect(code).toBe(EXIT.done)
  await grow(survivor, 1)
})

test('a published checkpoint that is larger than the backup refuses it too', async () => {
  const note = path.join(scratch, 'checkpoint')
  writeFileSync(note, 'zhepai.test/log\n31\nAAAA\n\n— zhepai.test/log sig\n')
  expect(await messageOf(run(restoreCommand, await machine(), [archive], { checkpoint: note }))).toMatch(/signed up to 31/)
})

test('a file that cannot be had is told in a line, not as a fault of the program', async () => {
  const told: string[] = []
  const write = vi.spyOn(process.stderr, 'write').mockImplementation((text) => told.push(String(text)) > 0)
  const missing = path.join(scratch, 'no-such-folder', 'market.tar.gz')
  const codes = [await main(['restore', missing], await machine()), await main(['backup', missing], await machine())]
  write.mockRestore()
  expect(codes).toEqual([EXIT.no, EXIT.no])
  expect(told.join('').match(/A file cannot be read or written: ENOENT/g)).toHaveLength(2)
  expect(told.join('')).not.toMatch(/unexpected fault|\n\s+at /)
})
