/** A proof that a market gave, checked by the command line with nothing else at hand. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { factsOf, figure, text } from '#contract/fact.ts'
import { SYSTEM } from '#kernel/actor.ts'
import { ok } from '#kernel/result.ts'
import { projectDirectory } from '#platform/config/project.ts'
import { market } from '../../../test/kit/market.ts'
import { makeVerifier, VERIFIER } from '../../../tools/verifier.ts'

const drill = factsOf('drill', { done: { readers: 'public', body: { text, n: figure } } })

const directory = mkdtempSync(path.join(tmpdir(), 'zhepai-verify-'))
const file = path.join(directory, 'fact.proof')
let proof: Buffer
let vkey = ''

const alone = path.join(directory, VERIFIER)

/** No database, no data directory, no home: an environment with a path and nothing more. */
const runNode = (program: readonly string[], args: readonly string[]) =>
  spawnSync(process.execPath, [...program, ...args], { encoding: 'utf8', cwd: directory, env: { PATH: process.env['PATH'], LANG: 'zh_CN.UTF-8' } })
const verify = (...args: readonly string[]) => runNode([path.join(projectDirectory(), 'bin/zhepai.mjs'), 'verify'], args)
const verifyAlone = (...args: readonly string[]) => runNode([alone], args)

beforeAll(async () => {
  writeFileSync(alone, await makeVerifier(projectDirectory()))
  const m = await market()
  const published = await m.act(SYSTEM, async (act) => {
    for (let n = 0; n < 9; n += 1) act.publish(drill.done, { subject: act.newId('drl'), body: { text: '证明', n } })
    return ok(null)
  })
  await m.settle()
  const { rows } = await m.database.pool.query<{ id: string }>(
    'select f.id from platform.fact f join platform.fact_position p using (seq) order by p.position desc limit 1',
  )
  const answer = await m.as(SYSTEM).evidence.facts.proof({ factId: rows[0]?.id ?? '' })
  if (!published.ok || !answer.ok) throw new Error('no proof')
  proof = Buffer.from(answer.value.file)
  const newest = await m.database.pool.query<{ vkey: string }>('select vkey from evidence.checkpoint order by size desc limit 1')
  vkey = newest.rows[0]?.vkey ?? ''
})

afterAll(() => rmSync(directory, { recursive: true }))

test('a true proof holds, in words and as JSON', () => {
  writeFileSync(file, proof)
  expect(verify(file, '--vkey', vkey)).toMatchObject({ status: 0, stdout: expect.stringContaining('核验通过') })
  const { status, stdout } = verify(file, '--json')
  expect({ status, ...(JSON.parse(stdout) as object) }).toMatchObject({ status: 0, ok: true, claim: { type: 'drill.done', vkey } })
})

test('one byte changed anywhere, or another key, and it does not hold', () => {
  for (let at = 3; at < proof.length; at += Math.ceil(proof.length / 12)) {
    const changed = Buffer.from(proof)
    changed[at] = (changed[at] ?? 0) ^ 0x01
    writeFileSync(file, changed)
    expect({ at, ...verify(file) }).toMatchObject({ at, status: 1, stdout: expect.stringContaining('核验不通过') })
  }
  writeFileSync(file, proof)
  const other = `${vkey.split('+')[0]}+00000000+${Buffer.alloc(33, 1).toString('base64')}`
  expect(verify(file, '--vkey', other).status).toBe(1)
})

test('a file that is not there is a wrong call', () => {
  expect(verify(path.join(directory, 'none'))).toMatchObject({ status: 2, stderr: expect.stringContaining('读不到') })
})

test('the verifier in one file says the same, alone in an empty folder', () => {
  writeFileSync(file, proof)
  expect(verifyAlone(file, '--vkey', vkey)).toMatchObject({ status: 0, stdout: verify(file, '--vkey', vkey).stdout, stderr: '' })
  const changed = Buffer.from(proof)
  changed[Math.floor(proof.length / 2)] = (changed[Math.floor(proof.length / 2)] ?? 0) ^ 0x01
  writeFileSync(file, changed)
  expect(verifyAlone(file)).toMatchObject({ status: 1, stdout: expect.stringContaining('核验不通过') })
  expect(verifyAlone()).toMatchObject({ status: 2, stderr: expect.stringContaining('缺少参数') })
})

test('the record of a sale is judged by the command and by the one file alone', () => {
  const record = path.join(directory, 'record.json')
  const bid = (seq: number, priceMinor: string) => ({
    seq,
    attempt: seq,
    number: 100 + seq,
    priceMinor,
    receivedAt: `2026-03-03T01:00:0${seq}.000Z`,
    extended: false,
  })
  const sale = {
    method: 'english',
    startingPriceMinor: '1000',
    incrementMinor: '100',
    freeMs: 3_600_000,
    timedMs: 300_000,
    extensionMs: 300_000,
    scheduledOpensAt: '2026-03-03T01:00:00.000Z',
    endedAt: '2026-03-03T02:05:00.000Z',
    pauses: [],
    outcome: 'sold',
    failReason: null,
    winnerNumber: 102,
    priceMinor: '1100',
    bids: [bid(1, '1000'), bid(2, '1100')],
  }
  writeFileSync(record, JSON.stringify(sale))
  expect(verify(record)).toMatchObject({ status: 0, stdout: expect.stringMatching(/SHA-256: [0-9a-f]{64}[^]*符合公布的规则/) })
  writeFileSync(record, JSON.stringify({ ...sale, winnerNumber: 101 }))
  expect(verifyAlone(record)).toMatchObject({ status: 1, stdout: expect.stringContaining('won by 101 instead of 102') })
  const { status, stdout } = verifyAlone(record, '--json')
  expect({ status, ...(JSON.parse(stdout) as object) }).toMatchObject({ status: 1, ok: false, faults: ['won by 101 instead of 102'] })
})
