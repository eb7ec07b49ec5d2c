/** The signing key: handed over, lost, and what people outside are told of it. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { factsOf } from '#contract/fact.ts'
import { SYSTEM, VISITOR } from '#kernel/actor.ts'
import { ok } from '#kernel/result.ts'
import { keyState, verifyTree } from '#modules/evidence/index.ts'
import { keysFollowing, verifyProofFile } from '#modules/evidence/verify/verify-file.ts'
import type { Environment } from '#platform/config/config.ts'
import type { Market } from '../assembly.ts'
import { callOf, openMachines, run } from '../../../test/kit/machines.ts'
import { backupCommand } from './backup.ts'
import { checkCommand } from './check.ts'
import { EXIT } from './command.ts'
import { acceptNewKeyCommand, rotateKeyCommand } from './keys.ts'
import { migrateCommand } from './migrate.ts'
import { restoreCommand } from './restore.ts'
import { verifyCommand } from './verify.ts'
import { withMarket } from './with-market.ts'

const { machine, scratch } = openMachines()

const drill = factsOf('drill', { done: { readers: 'public', body: {} } })

let home: Environment

const inMarket = <Value>(environment: Environment, work: (market: Market) => Promise<Value>): Promise<Value> =>
  withMarket(callOf(environment, []).call, ({ market }) => work(market))

/** Publishes one fact and answers its proof file. */
const write = async ({ core, database }: Market): Promise<string> => {
  await core.road.run({ operation: 'test.write', actor: SYSTEM }, async (act) => {
    act.publish(drill.done, { subject: act.newId('drl'), body: {} })
    return ok(null)
  })
  await core.settle()
  const { rows } = await database.pool.query<{ id: string }>('select id from platform.fact order by seq desc limit 1')
  return (await core.as(VISITOR).evidence.facts.proof({ factId: rows[0]?.id ?? '' })).file
}
const keyOf = (proof: string): string => verifyProofFile(proof).claim?.vkey ?? ''
const evidenceOf = (environment: Environment): string => path.join(environment['ZHEPAI_DATA_DIR'] ?? '', 'evidence')
const keyFiles = (environment: Environment): readonly string[] => readdirSync(evidenceOf(environment)).filter((name) => name.endsWith('.key'))
/** Takes the files away, as a disk that died. */
const loseKeys = (environment: Environment): void => {
  const away = mkdtempSync(path.join(scratch, 'lost-'))
  for (const name of keyFiles(environment)) renameSync(path.join(evidenceOf(environment), name), path.join(away, name))
}
const fileWith = (text: string): string => {
  const file = path.join(mkdtempSync(path.join(scratch, 'file-')), 'file')
  writeFileSync(file, text)
  return file
}

beforeAll(async () => {
  home = await machine()
  await run(migrateCommand, home)
})

test('a key is handed over under its own signature; old proofs hold, and who trusts the old key is led to the new one', async () => {
  const early = await inMarket(home, write)
  const first = keyOf(early)
  const { code, text } = await run(rotateKeyCommand, home)
  expect({ code, text }).toMatchObject({ code: EXIT.done, text: expect.stringContaining(first) as string })
  const late = await inMarket(home, write)
  const second = keyOf(late)
  expect(second).not.toBe(first)
  const keys = await inMarket(home, async (market) => (await market.core.as(VISITOR).evidence.keys.list()).keys)
  expect(keys).toMatchObject([
    { vkey: first, how: null },
    { vkey: second, how: 'handed_over' },
  ])
  const handOver = keys[1]?.proof ?? ''
  expect(verifyProofFile(handOver, { vkey: first })).toMatchObject({ ok: true, claim: { type: 'evidence.key_handed_over', vkey: first } })
  expect(keysFollowing(first, handOver)).toEqual([first, second])
  expect(keysFollowing(second, handOver)).toEqual([second])
  expect(keysFollowing(first, handOver.replace('"reason"', '"reasom"'))).toEqual([first])

  const [oldProof, newProof, proofs] = [fileWith(early), fileWith(late), fileWith(handOver)]
  expect((await run(verifyCommand, home, [oldProof], { vkey: first })).code).toBe(EXIT.done)
  expect((await run(verifyCommand, home, [newProof], { vkey: first })).code).toBe(EXIT.no)
  expect((await run(verifyCommand, home, [newProof], { vkey: first, keys: proofs })).code).toBe(EXIT.done)
  expect((await run(verifyCommand, home, [oldProof], { vkey: second, keys: proofs })).code).toBe(EXIT.no)
  expect(await inMarket(home, (market) => verifyTree(market.database.reader))).toMatchObject({ ok: true, keys: [{ vkey: first }, { vkey: second }] })
  expect((await run(checkCommand, home)).code).toBe(EXIT.done)
})

test('a backup holds all keys, so the log goes on elsewhere under the new one', async () => {
  const archive = path.join(scratch, 'rotated.tar.gz')
  await run(backupCommand, home, [archive])
  const other = await machine()
  const { code, text } = await run(restoreCommand, other, [archive])
  expect({ code, text }).toMatchObject({ code: EXIT.done, text: expect.stringContaining('compare the key with one kept elsewhere') as string })
  expect(keyFiles(other)).toEqual(keyFiles(home))
  expect(keyOf(await inMarket(other, write))).toBe(keyOf(await inMarket(home, write)))
})

test('without the key nothing is signed and everybody is told, until an operator says why', async () => {
  const lost = keyOf(await inMarket(home, write))
  loseKeys(home)
  // A fresh key in the place of the old one is no successor.
  const name = `${(await inMarket(home, async ({ database }) => (await database.pool.query<{ id: string }>('select log_id as id from evidence.tree')).rows))[0]?.id}.key`
  const stranger = await machine()
  await run(migrateCommand, stranger)
  await inMarket(stranger, write)
  writeFileSync(path.join(evidenceOf(home), name), readFileSync(path.join(evidenceOf(stranger), keyFiles(stranger)[0] ?? '')))
  await expect(inMarket(home, write)).rejects.toThrow(/accept-new-key/)
  const told = await run(checkCommand, home)
  expect(told).toMatchObject({ code: EXIT.no, text: expect.stringMatching(/FAIL evidence\.key: .*not on this machine/) as string })
  expect(await run(rotateKeyCommand, home)).toMatchObject({ code: EXIT.no })
  expect((await run(acceptNewKeyCommand, home)).code).toBe(EXIT.usage)

  expect((await run(acceptNewKeyCommand, home, [], { reason: '机房失火，私钥随磁盘损毁' })).code).toBe(EXIT.done)
  const proof = await inMarket(home, write)
  expect(keyOf(proof)).not.toBe(lost)
  const { keys } = await inMarket(home, (market) => market.core.as(VISITOR).evidence.keys.list())
  expect(keys.at(-1)).toMatchObject({ vkey: keyOf(proof), how: 'accepted', reason: '机房失火，私钥随磁盘损毁', proof: null })
  // Nobody is led to a key that the one before did not sign for.
  expect(keysFollowing(lost, keys.map((key) => key.proof ?? '').join(''))).toEqual([lost])
  const after = await run(checkCommand, home)
  expect(after).toMatchObject({ code: EXIT.done, text: expect.stringMatching(/was lost and an operator took .*机房失火/) as string })
  expect(await run(acceptNewKeyCommand, home, [], { reason: '再换一次' })).toMatchObject({
    code: EXIT.no,
    text: expect.stringContaining('not lost') as string,
  })
})

test('a new machine that gets the database without the key is told so by the restore, and its exit code is no', async () => {
  const archive = path.join(scratch, 'no-secrets.tar.gz')
  await run(backupCommand, home, [archive], { 'without-secrets': true })
  const other = await machine()
  const { code, text } = await run(restoreCommand, other, [archive])
  expect({ code, text }).toMatchObject({ code: EXIT.no, text: expect.stringMatching(/FAIL evidence\.key/) as string })
  expect(existsSync(evidenceOf(other)) ? keyFiles(other) : []).toEqual([])
  await inMarket(other, async ({ database }) => expect((await keyState(database.reader, other['ZHEPAI_DATA_DIR'] ?? '')).isHere).toBe(false))
})
