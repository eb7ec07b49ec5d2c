/** Sealing and repeating an opening on the command line: a record from a market, files of one's own. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { later } from '#kernel/instant.ts'
import { market, type TestMarket } from '../../../test/kit/market.ts'
import { boxOf, deposit, must, officersOf, release, type TestBox, type TestOfficer } from '../../../test/kit/sealing.ts'
import { runCommand } from './run.ts'
import { sealCommand } from './seal.ts'
import { verifyCommand } from './verify.ts'

const directory = mkdtempSync(path.join(tmpdir(), 'zhepai-seal-'))
afterAll(() => rmSync(directory, { recursive: true }))
const file = (name: string, text?: string): string => {
  const at = path.join(directory, name)
  if (text !== undefined) writeFileSync(at, text)
  return at
}

let m: TestMarket
let officers: readonly TestOfficer[]
let box: TestBox
let bidder: string
beforeAll(async () => {
  m = await market()
  const house = await m.organisation({ kind: 'market', name: '市场' })
  const owner = await m.organisation({ kind: 'university', name: '大学' })
  officers = await officersOf(m, { market: house, government: await m.organisation({ kind: 'government', name: '主管部门' }) })
  bidder = await m.organisation({ kind: 'enterprise', name: '甲公司' })
  const clerk = await m.person({ name: '受理员', roles: [{ role: 'clerk', organisationId: house }] })
  box = await boxOf(m, clerk, { ownerOrganisationId: owner, keys: officers.map(({ keyId }) => keyId) })
})

/** What a command says, and how it ends. */
const run = async (command: typeof sealCommand, ...args: readonly string[]) => {
  const said: string[] = []
  const listen = (text: unknown) => {
    said.push(String(text))
    return true
  }
  const spies = [vi.spyOn(process.stdout, 'write').mockImplementation(listen), vi.spyOn(process.stderr, 'write').mockImplementation(listen)]
  try {
    return { code: await runCommand(command, args, { LANG: 'en_US.UTF-8', LOG_LEVEL: 'silent' }), said: said.join('') }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}

it('seals from the published policy, and what comes out is what was put in', async () => {
  const published = must(await m.as(officers[0]?.actor ?? { kind: 'visitor', personId: null, mandates: [] }).sealing.get({ id: box.boxId }))
  const out = file('envelope.txt')
  const sealed = await run(
    sealCommand,
    file('box.json', JSON.stringify(published)),
    file('offer.json', '{"priceMinor":"731905400"}'),
    '--bidder',
    bidder,
    '--out',
    out,
  )
  expect(sealed).toMatchObject({ code: 0 })
  const receipt = must(await deposit(m, officers[0]?.actor as never, box, bidder, readFileSync(out, 'utf8')))
  expect(sealed.said).toContain(receipt.digest)
  m.clock.set(later(box.closesAt, 10_000))
  await m.settle()
  for (const officer of officers.slice(2)) must(await release(m, officer, box.boxId))
  const record = must(await m.as({ kind: 'visitor', personId: null, mandates: [] }).sealing.record.get({ id: box.boxId }))
  const whole = JSON.stringify(record)
  const good = await run(verifyCommand, 'opening', file('record.json', whole))
  expect(good).toMatchObject({ code: 0 })
  expect(good.said).toContain('{"priceMinor":"731905400"}')
  // A lie in any part of the record is found.
  const [share] = record.releases[0]?.shares ?? []
  const lies = [
    whole.replace('731905400', '731905401'),
    whole.replace(
      record.policyDigest,
      record.policyDigest.replace(/^./, (first) => (first === 'a' ? 'b' : 'a')),
    ),
    whole.replace(share?.share ?? '', Buffer.alloc(33, 5).toString('base64')),
    whole.replace(
      receipt.digest,
      receipt.digest.replace(/^./, (first) => (first === 'a' ? 'b' : 'a')),
    ),
  ]
  for (const lie of lies) {
    expect(lie).not.toBe(whole)
    expect(await run(verifyCommand, 'opening', file('lie.json', lie))).toMatchObject({ code: 1, said: expect.stringContaining('NOT as the record says') })
  }
  expect((await run(verifyCommand, 'opening', file('lie.json', lies[2]))).said).toContain(record.releases[0]?.key)
})

it('says what is wrong with a call', async () => {
  const offer = file('offer.json', '{}')
  const policy = file('policy.txt', box.policy)
  expect(await run(sealCommand, policy, offer)).toMatchObject({ code: 2, said: expect.stringContaining('--bidder') })
  expect(await run(sealCommand, offer, offer, '--bidder', bidder)).toMatchObject({ code: 2 })
  expect(await run(sealCommand, file('none'), offer, '--bidder', bidder)).toMatchObject({ code: 2, said: expect.stringContaining('Cannot read') })
  const large = file('large.json', JSON.stringify('x'.repeat(5000)))
  expect(await run(sealCommand, policy, large, '--bidder', bidder)).toMatchObject({ code: 1, said: expect.stringContaining('4096') })
  expect(await run(verifyCommand, 'opening', offer)).toMatchObject({ code: 2, said: expect.stringContaining('no record') })
})
