/** Somebody who has the backup file writes into it what he likes, with new digests. Restoring tells which row is not what the log says. */
import { createHash } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { gunzipSync, gzipSync } from 'node:zlib'
import { extract, pack } from 'tar-stream'
import { beforeAll, describe, expect, test } from 'vitest'
import { SYSTEM, VISITOR, type Actor } from '#kernel/actor.ts'
import type { Result } from '#kernel/result.ts'
import { addOrganisation, addPerson } from '#modules/party/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { BackupManifest } from '#platform/db/backup/format.ts'
import type { Environment } from '#platform/config/config.ts'
import { clientAccount, feesAccount } from '../../modules/ledger/core/accounts.ts'
import { move } from '../../modules/ledger/core/posting.ts'
import { post } from '../../modules/ledger/store-books.ts'
import type { Market } from '../assembly.ts'
import { callOf, openMachines, run } from '../../../test/kit/machines.ts'
import { creditCode } from '../../../test/kit/market.ts'
import { backupCommand } from './backup.ts'
import { checkCommand } from './check.ts'
import { EXIT } from './command.ts'
import { migrateCommand } from './migrate.ts'
import { restoreCommand } from './restore.ts'
import { withMarket } from './with-market.ts'

const { machine, scratch } = openMachines()

const archive = path.join(scratch, 'true.tar.gz')
const kept = path.join(scratch, 'kept.checkpoint')
const keptProof = path.join(scratch, 'kept.proof')
let home: Environment
let professor: Actor = VISITOR
let university = ''

const inMarket = <Value>(environment: Environment, work: (market: Market) => Promise<Value>): Promise<Value> =>
  withMarket(callOf(environment, []).call, ({ market }) => work(market))

const must = async <Value>(market: Market, work: (act: Act) => Promise<Result<Value>>): Promise<Value> => {
  const done = await market.core.road.run({ operation: 'test.lay', actor: SYSTEM }, work)
  if (!done.ok) throw new Error(JSON.stringify(done.refusal))
  return done.value
}

type Entries = Map<string, Buffer>

const unpack = async (file: string): Promise<Entries> => {
  const entries: Entries = new Map()
  const tar = extract()
  tar.end(gunzipSync(readFileSync(file)))
  for await (const entry of tar) entries.set(entry.header.name, await buffer(entry))
  return entries
}

/** Packs again, with digests, counts and sizes that fit: what a careful forger does. */
const repack = async (entries: Entries): Promise<string> => {
  const manifest = JSON.parse(entries.get('manifest.json')?.toString() ?? '') as BackupManifest
  for (const table of manifest.tables) {
    const bytes = entries.get(`tables/${table.schema}.${table.name}.copy`) ?? Buffer.alloc(0)
    Object.assign(table, { rows: bytes.filter((byte) => byte === 10).length, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') })
  }
  for (const secret of manifest.secrets)
    secret.sha256 = createHash('sha256')
      .update(entries.get(`secrets/${secret.path}`) ?? '')
      .digest('hex')
  entries.set('manifest.json', Buffer.from(JSON.stringify(manifest, null, 2)))
  const tar = pack()
  for (const [name, bytes] of entries) tar.entry({ name }, bytes)
  tar.finalize()
  const file = path.join(scratch, `forged-${createHash('sha256').update(JSON.stringify(manifest)).digest('hex').slice(0, 12)}.tar.gz`)
  writeFileSync(file, gzipSync(await buffer(tar)))
  return file
}

type Edit = readonly [table: string, change: (text: string) => string]

const edited = async (...edits: readonly Edit[]): Promise<Entries> => {
  const entries = await unpack(archive)
  for (const [table, change] of edits) {
    const name = `tables/${table}.copy`
    const before = entries.get(name)?.toString() ?? ''
    const after = change(before)
    expect(after, `${table} was not changed`).not.toBe(before)
    entries.set(name, Buffer.from(after))
  }
  return entries
}

const restored = async (entries: Entries, options: Readonly<Record<string, string>> = {}) =>
  run(restoreCommand, await machine(), [await repack(entries)], options)

beforeAll(async () => {
  home = await machine()
  await run(migrateCommand, home)
  await inMarket(home, async (market) => {
    const organisation = (kind: 'university' | 'enterprise', zh: string, serial: number) =>
      must(market, (act) => addOrganisation(act, { kind, name: { zh, en: '' }, creditCode: creditCode(serial), verified: true }))
    university = await organisation('university', '浙江示范大学（演示）', 901)
    const enterprise = await organisation('enterprise', '杭州示例科技有限公司（演示）', 902)
    const userId = await market.auth.createAccount({ email: 'professor@test.example', password: 'a long test password', name: '沈知行' })
    const mandates = [{ role: 'researcher' as const, organisationId: university }]
    const personId = await must(market, (act) => addPerson(act, { userId, name: { zh: '沈知行', en: '' }, mandates }))
    professor = { kind: 'person', personId, mandates }
    const account = { holderId: personId, accountName: '沈知行', number: '6222000000000001', bankName: '浙江示范银行（演示）' }
    await market.core.as(professor).party.setPayoutAccount(account)
    const legs = (amount: bigint) => move({ debit: feesAccount('CNY'), credit: clientAccount(enterprise, 'CNY') }, amount)
    await must(market, async (act) => {
      await post(act, { purpose: 'transfer', subject: enterprise, key: 'one', legs: legs(1_000_000n) })
      return post(act, { purpose: 'transfer', subject: enterprise, key: 'two', legs: legs(250_000n) })
    })
    await market.core.settle()
    const { rows } = await market.database.pool.query<{ id: string }>(`select id from platform.fact where type = 'party.mandate_granted'`)
    writeFileSync(keptProof, (await market.core.as(VISITOR).evidence.facts.proof({ factId: rows[0]?.id ?? '' })).file)
    writeFileSync(kept, (await market.core.as(VISITOR).evidence.checkpoint.get()).checkpoint?.note ?? '')
  })
  await run(backupCommand, home, [archive])
})

test('the true backup restores, also against what was kept outside', async () => {
  for (const against of [kept, keptProof]) {
    const { code, text } = await restored(await unpack(archive), { against })
    expect({ code, text }).toMatchObject({ code: EXIT.done, text: expect.stringMatching(/All \d+ checks hold/) as string })
  }
})

describe('a forged row is named', () => {
  const moved = (text: string) => text.replaceAll('\t1000000\t', '\t9000000\t')
  const cases: readonly (readonly [string, readonly Edit[], RegExp])[] = [
    [
      'a payout account',
      [['party.payout_account', (text) => text.replace('6222000000000001', '6222000000009999')]],
      /payout accounts are what the log says\n.*numberDigest/,
    ],
    ['the role of a mandate', [['party.mandate', (text) => text.replace('\tresearcher\t', '\tadmin\t')]], /mandates are what the log says\n.*role/],
    [
      'a mandate that nobody gave',
      [['party.mandate', (text) => `${text}${(text.split('\n')[0] ?? '').replace('researcher', 'finance').replace(/^man_\w{5}/, 'man_00000')}\n`]],
      /mandates are what the log says\n.*a row without its fact/,
    ],
    ['a mandate taken out', [['party.mandate', () => '']], /mandates are what the log says\n.*a fact without its row/],
    [
      'the e-mail of an account',
      [['auth.user', (text) => text.replace('professor@test.example', 'thief@test.example')]],
      /accounts\.are_what_was_told\n.*not what was told/,
    ],
    [
      'a password',
      [['auth.account', (text) => text.replace(/[\da-f]{32}:[\da-f]{32}/, (hash) => `${hash.slice(1)}0`)]],
      /accounts\.are_what_was_told\n.*not what was told/,
    ],
    [
      'a person given to another account',
      [['party.person', (text) => text.replace(/\t[A-Za-z0-9]{32}\t/, `\t${'Z'.repeat(32)}\t`)]],
      /persons are what the log says\n.*userId/,
    ],
    ['the name of an organisation', [['party.organisation', (text) => text.replace('示范大学', '示范学院')]], /organisations are what the log says\n.*nameZh/],
    [
      'an amount in the books, balances and all',
      [
        ['ledger.entry', moved],
        ['ledger.account', (text) => text.replaceAll('1250000', '9250000')],
      ],
      /books are what the log says\n.*legs/,
    ],
    [
      'the value of a founding rule',
      [['rulebook.rule', (text) => text.replace(/(\treward\.rate\.transferLicense\t[^\n]*?\t)7000\t/, '$17100\t')]],
      /founding rules are the program’s own\n.*transferLicense/,
    ],
  ]
  test.each(cases)('%s', async (_what, edits, named) => {
    const { code, text } = await restored(await edited(...edits))
    expect({ code, text }).toMatchObject({ code: EXIT.no, text: expect.stringMatching(named) as string })
    expect(text).not.toMatch(/All \d+ checks hold/)
  })
})

/** COPY text of one row of facts, by column. */
interface FactLine {
  readonly values: string[]
  readonly at: (column: string) => number
}

/** Rewrites the facts, each with a fitting digest and leaf. */
const withFacts = (entries: Entries, change: (body: string, type: string) => string): void => {
  const head = JSON.parse(entries.get('head.json')?.toString() ?? '') as { tables: { schema: string; name: string; columns: string[] }[] }
  const columns = head.tables.find((table) => table.schema === 'platform' && table.name === 'fact')?.columns ?? []
  const at: FactLine['at'] = (column) => columns.indexOf(column)
  const rewritten = (line: string): string => {
    const values = line.split('\t')
    const body = change(values[at('body')] ?? '', values[at('type')] ?? '')
    if (body === values[at('body')]) return line
    const salt = Buffer.from((values[at('salt')] ?? '').slice(3), 'hex')
    const leaf = JSON.parse(Buffer.from((values[at('leaf')] ?? '').slice(3), 'hex').toString()) as { digest: string }
    const digest = createHash('sha256').update(salt).update(body).digest('hex')
    values[at('body')] = body
    values[at('leaf')] = `\\\\x${Buffer.from(JSON.stringify({ ...leaf, digest })).toString('hex')}`
    return values.join('\t')
  }
  const name = 'tables/platform.fact.copy'
  entries.set(
    name,
    Buffer.from(
      (entries.get(name)?.toString() ?? '')
        .split('\n')
        .map((line) => (line === '' ? line : rewritten(line)))
        .join('\n'),
    ),
  )
}

const asAdmin = async (): Promise<Entries> => {
  const entries = await edited(['party.mandate', (text) => text.replace('\tresearcher\t', '\tadmin\t')])
  withFacts(entries, (body, type) => (type === 'party.mandate_granted' ? body.replace('"researcher"', '"admin"') : body))
  return entries
}

/** A market that tells the forged story from its first fact on, under a key of its own: the archive of its whole log, with the true one's names. */
const retold = async (): Promise<Entries> => {
  const entries = await asAdmin()
  for (const table of ['evidence.tree', 'evidence.node', 'evidence.checkpoint', 'platform.fact_position']) entries.set(`tables/${table}.copy`, Buffer.alloc(0))
  const facts = entries.get('tables/platform.fact.copy')?.toString().trimEnd().split('\n') ?? []
  const head = JSON.parse(entries.get('head.json')?.toString() ?? '') as { tables: { schema: string; name: string; columns: string[] }[]; log: unknown }
  const seq = head.tables.find(({ name }) => name === 'fact')?.columns.indexOf('seq') ?? 0
  entries.set('tables/platform.fact_pending.copy', Buffer.from(facts.map((line) => `${line.split('\t')[seq]}\n`).join('')))
  head.log = { size: '0', checkpoint: null }
  entries.set('head.json', Buffer.from(JSON.stringify(head)))
  const forger = await machine()
  await run(restoreCommand, forger, [await repack(entries)])
  // His market signs the whole log anew.
  await inMarket(forger, (market) => market.core.settle())
  const file = path.join(scratch, 'retold.tar.gz')
  await run(backupCommand, forger, [file])
  return unpack(file)
}

describe('a forger who rewrites the facts as well', () => {
  test('is found by the tree when the log is signed with a key he has not', async () => {
    const { code, text } = await restored(await asAdmin())
    expect({ code, text }).toMatchObject({
      code: EXIT.no,
      text: expect.stringMatching(/FAIL evidence\.tree: the checkpoint of \d+ entries has another root/) as string,
    })
  })

  test('and the whole log with a key, agrees with himself, and is found by what was kept outside', async () => {
    const entries = await retold()
    const alone = await restored(entries)
    expect(alone.text).toContain('compare the key with one kept elsewhere')
    for (const against of [kept, keptProof]) {
      const { code, text } = await restored(entries, { against })
      expect({ code, text }).toMatchObject({
        code: EXIT.no,
        text: expect.stringMatching(/FAIL evidence\.tree: the log is another than the one that was signed/) as string,
      })
    }
  })

  test('is found on the machine that holds the true key, whatever key signs', async () => {
    const entries = await retold()
    for (const name of entries.keys()) if (name.startsWith('secrets/evidence/')) entries.delete(name)
    const manifest = JSON.parse(entries.get('manifest.json')?.toString() ?? '') as BackupManifest
    entries.set(
      'manifest.json',
      Buffer.from(JSON.stringify({ ...manifest, secrets: manifest.secrets.filter(({ path: name }) => !name.startsWith('evidence/')) })),
    )
    const disk = mkdtempSync(path.join(scratch, 'data-'))
    cpSync(path.join(home['ZHEPAI_DATA_DIR'] ?? '', 'evidence'), path.join(disk, 'evidence'), { recursive: true })
    const other = await machine(disk)
    const { code, text } = await run(restoreCommand, other, [await repack(entries)])
    expect({ code, text }).toMatchObject({ code: EXIT.no, text: expect.stringMatching(/FAIL evidence\.key/) as string })
    expect((await run(checkCommand, other)).code).toBe(EXIT.no)
  })
})
