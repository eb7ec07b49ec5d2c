import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it, test } from 'vitest'
import { canonicalJson } from '#kernel/canonical-json.ts'
import { appendToFrontier, assembleProof, inclusionProofNodes, leafHash, rootFromFrontier, type Frontier } from '#kernel/merkle.ts'
import { sha256 } from '../hash.ts'
import { proofFileText } from '../proof-text.ts'
import { openSigner } from '../signer.ts'
import { verifyProofFile } from './verify-file.ts'

const directory = mkdtempSync(path.join(tmpdir(), 'zhepai-evidence-'))
afterAll(() => rmSync(directory, { recursive: true }))
const signer = openSigner({ directory, origin: 'market.test/log', logId: 'a' }, null)

const bodyText = canonicalJson({ priceMinor: '120000000', title: '一种龙泉青瓷釉料（演示）', note: '"quoted"\n' })
const salt = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex')
const leafOf = (index: number) =>
  canonicalJson({
    v: 1,
    id: `fct_${String(index).padStart(26, '0')}`,
    type: 'listing.opened',
    subject: 'lot_01',
    at: '2026-03-03T01:00:00.000Z',
    digest: createHash('sha256').update(salt).update(bodyText).digest('hex'),
  })

const log = (size: number) => {
  let frontier: Frontier = []
  const nodes = new Map<string, Uint8Array>()
  for (let index = 0; index < size; index += 1) {
    const grown = appendToFrontier(sha256, frontier, BigInt(index), leafHash(sha256, Buffer.from(leafOf(index))))
    frontier = grown.frontier
    for (const node of grown.nodes) nodes.set(`${node.level}/${node.index}`, node.hash)
  }
  return {
    root: rootFromFrontier(sha256, frontier),
    hashAt: ({ level, index }: { level: number; index: bigint }) => nodes.get(`${level}/${index}`) ?? Buffer.alloc(0),
  }
}

const proofOf = (index: number, size: number, more: { withContent?: boolean; by?: typeof signer } = {}): string => {
  const { root, hashAt } = log(size)
  const by = more.by ?? signer
  return proofFileText({
    vkey: by.vkey,
    leaf: Buffer.from(leafOf(index)),
    content: more.withContent === false ? null : { bodyText, salt },
    index: BigInt(index),
    path: assembleProof(sha256, inclusionProofNodes(BigInt(index), BigInt(size)), hashAt),
    note: by.signCheckpoint(BigInt(size), root),
  })
}
const failed = (text: string | Uint8Array, vkey?: string) =>
  verifyProofFile(text, vkey === undefined ? {} : { vkey })
    .steps.filter((step) => !step.ok)
    .map((step) => step.name)

describe('a proof file', () => {
  it('holds for every leaf of every small log', () => {
    for (let size = 1; size <= 20; size += 1) {
      const by = openSigner({ directory, origin: 'market.test/log', logId: `size${size}` }, null)
      for (let index = 0; index < size; index += 1) expect(verifyProofFile(proofOf(index, size, { by })).ok).toBe(true)
    }
  })
  it('tells what it proves', () => {
    const report = verifyProofFile(Buffer.from(proofOf(5, 40)), { vkey: signer.vkey })
    expect(report.ok).toBe(true)
    expect(report.steps.map((step) => step.name)).toEqual(['format', 'key', 'signature', 'inclusion', 'record', 'content'])
    expect(report.claim).toEqual({
      factId: 'fct_00000000000000000000000005',
      type: 'listing.opened',
      subject: 'lot_01',
      at: '2026-03-03T01:00:00.000Z',
      body: bodyText,
      origin: 'market.test/log',
      index: '5',
      size: '40',
      vkey: signer.vkey,
    })
  })
  it('holds without the content and says so', () => {
    const report = verifyProofFile(proofOf(5, 40, { withContent: false }))
    expect(report.ok).toBe(true)
    expect(report.claim?.body).toBeNull()
    expect(report.steps.at(-1)?.detail.en).toContain('does not hold the content')
  })
  it('is refused with another pinned key', () => {
    const other = openSigner({ directory, origin: 'market.test/log', logId: 'b' }, null)
    expect(failed(proofOf(5, 40), other.vkey)).toEqual(['key'])
    expect(failed(proofOf(5, 40).replace(signer.vkey, other.vkey))).toEqual(['signature'])
  })
  it('ends with a standard tlog-proof', () => {
    const [, standard = ''] = proofOf(5, 40).split('\n\n')
    expect(standard.split('\n').slice(0, 2)).toEqual(['c2sp.org/tlog-proof@v1', 'index 5'])
  })
})

describe('tampering', () => {
  const file = Buffer.from(proofOf(5, 40))
  it('a change of any bit of any byte is noticed', () => {
    const unnoticed: string[] = []
    for (let at = 0; at < file.length; at += 1) {
      for (let bit = 0; bit < 8; bit += 1) {
        const spoiled = Buffer.from(file)
        spoiled[at] = (spoiled[at] ?? 0) ^ (1 << bit)
        if (verifyProofFile(spoiled, { vkey: signer.vkey }).ok || verifyProofFile(spoiled).ok) unnoticed.push(`bit ${bit} of byte ${at}`)
      }
    }
    expect(unnoticed).toEqual([])
  })
  it('a byte put in or taken out anywhere is noticed', () => {
    const unnoticed: string[] = []
    for (let at = 0; at <= file.length; at += 1) {
      for (const byte of [0x0a, 0x20, 0x3d, 0x41])
        if (verifyProofFile(Buffer.concat([file.subarray(0, at), Buffer.of(byte), file.subarray(at)])).ok) unnoticed.push(`${byte} put in at ${at}`)
      if (at < file.length && verifyProofFile(Buffer.concat([file.subarray(0, at), file.subarray(at + 1)])).ok) unnoticed.push(`${at} taken out`)
    }
    expect(unnoticed).toEqual([])
  })
  it('a byte order mark and Windows line ends are noticed', () => {
    expect(failed(Buffer.concat([Buffer.of(0xef, 0xbb, 0xbf), file]))).toEqual(['format'])
    expect(verifyProofFile(file.toString('utf8').replaceAll('\n', '\r\n')).steps[0]?.detail.en).toContain('line ends')
  })
  it('names the step that fails', () => {
    const text = file.toString('utf8')
    expect(failed(text.replace('120000000', '130000000'))).toEqual(['content'])
    expect(failed(text.replace('"subject":"lot_01"', '"subject":"lot_02"'))).toEqual(['inclusion'])
    expect(failed(text.replace('\nindex 5\n', '\nindex 4\n'))).toEqual(['inclusion'])
    expect(failed(text.replace('\n40\n', '\n41\n'))).toContain('signature')
    expect(failed(text.replace('market.test/log\n40', 'market.text/log\n40'))).toEqual(['key', 'signature'])
  })
  test.each([
    ['nothing', ''],
    ['a line', 'zhepai-proof@v1\n'],
    ['something else', '%PDF-1.7\n'],
    ['no end', 'zhepai-proof@v1'],
  ])('%s is not a proof file', (_name, text) => expect(failed(text)).toEqual(['format']))
  it('never throws', () =>
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(file.length), fc.nat(file.length), (noise, from, to) => {
        expect(verifyProofFile(noise).ok).toBe(false)
        const spliced = Buffer.concat([file.subarray(0, from), noise, file.subarray(to)])
        expect(verifyProofFile(spliced).ok).toBe(spliced.equals(file))
      }),
    ))
  it('refuses files beyond all measure', () => expect(failed(randomBytes(2_000_001))).toEqual(['format']))
})

describe('the signer', () => {
  it('keeps its key, readable to its owner only', () => {
    const again = openSigner({ directory, origin: 'market.test/log', logId: 'a' }, signer.vkey)
    expect(again.vkey).toBe(signer.vkey)
    expect(readFileSync(path.join(directory, 'a.key'), 'utf8')).toContain('PRIVATE KEY')
    expect(readdirSync(directory).filter((name) => name.endsWith('.draft'))).toEqual([])
  })
  it('signs no size below the largest it has signed, also after a restart', () => {
    const one = openSigner({ directory, origin: 'market.test/log', logId: 'shrink' }, null)
    const root = sha256(new Uint8Array(0))
    one.signCheckpoint(10n, root)
    one.signCheckpoint(10n, root)
    const restarted = openSigner({ directory, origin: 'market.test/log', logId: 'shrink' }, one.vkey)
    expect(() => restarted.signCheckpoint(9n, root)).toThrow(/10.*9/s)
    expect(restarted.signCheckpoint(11n, root)).toContain('\n11\n')
    expect(() => one.signCheckpoint(10n, root)).toThrow(/older backup/)
  })
  it('makes no new key for a log that was signed before', () => {
    expect(() => openSigner({ directory, origin: 'market.test/log', logId: 'lost' }, signer.vkey)).toThrow(/accept-new-key/)
    expect(readdirSync(directory)).not.toContain('lost.key')
  })
  it('refuses another kind of key and a name that cannot be written', () => {
    writeFileSync(path.join(directory, 'rsa.key'), 'nonsense')
    expect(() => openSigner({ directory, origin: 'market.test/log', logId: 'rsa' }, signer.vkey)).toThrow(/PEM|DECODER|unsupported/i)
    expect(() => openSigner({ directory, origin: 'market test', logId: 'a' }, signer.vkey)).toThrow(/spaces/)
  })
})
