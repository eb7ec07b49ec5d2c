import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { canonicalJson } from '#kernel/canonical-json.ts'
import { appendToFrontier, leafHash, nodeHash } from '#kernel/merkle.ts'
import { sha256 } from '../hash.ts'
import { proofFileText } from '../proof-text.ts'
import { openSigner } from '../signer.ts'
import type { KeyView } from '../api.ts'
import type { ProofOptions, ProofReport } from '../core/proof-file.ts'
import { verifyProofFile } from './verify-file.ts'

/** By address, because pages are no part of this project: only the test may look at both. */
const page = new URL('../../../web/pages/evidence/verify-crypto.ts', import.meta.url).href
interface InBrowser {
  readonly verifyInBrowser: (bytes: Uint8Array, options: ProofOptions) => ProofReport
  readonly verifyUnder: (bytes: Uint8Array, vkey: string, line: readonly Pick<KeyView, 'vkey' | 'how' | 'proof'>[]) => ProofReport
}
const { verifyInBrowser, verifyUnder } = (await import(page)) as InBrowser

const directory = mkdtempSync(path.join(tmpdir(), 'zhepai-browser-'))
afterAll(() => rmSync(directory, { recursive: true }))

type Signer = ReturnType<typeof openSigner>

const signer = openSigner({ directory, origin: 'market.test/log', logId: 'a' }, null)
const salt = Buffer.alloc(16, 7)
const bodyText = canonicalJson({ text: '龙泉青瓷（演示）' })
const digest = Buffer.from(sha256(Buffer.concat([salt, Buffer.from(bodyText)]))).toString('hex')
const leaf = Buffer.from(canonicalJson({ v: 1, id: 'fct_1', type: 'test.happened', subject: 'lot_1', at: '2026-03-03T01:00:00.000Z', digest }))
const first = leafHash(sha256, Buffer.from('first'))
const second = leafHash(sha256, leaf)
const { frontier } = appendToFrontier(sha256, [first], 1n, second)
const file = Buffer.from(
  proofFileText({
    vkey: signer.vkey,
    leaf,
    content: { bodyText, salt },
    index: 1n,
    path: [first],
    note: signer.signCheckpoint(2n, frontier[0] ?? nodeHash(sha256, first, second)),
  }),
)

describe('checking in the browser', () => {
  it('says what the command line says', () => {
    const report = verifyInBrowser(file, { vkey: signer.vkey })
    expect(report.ok).toBe(true)
    expect(report).toEqual(verifyProofFile(file, { vkey: signer.vkey }))
  })
  it('notices a change of any byte, with the same words', () => {
    for (let at = 0; at < file.length; at += 1) {
      const spoiled = Uint8Array.from(file, (byte, index) => (index === at ? byte ^ 1 : byte))
      const report = verifyInBrowser(spoiled, {})
      expect([at, report.ok, report]).toEqual([at, false, verifyProofFile(spoiled)])
    }
  })
})

describe('a key that was changed', () => {
  const [old, next, other] = ['old', 'next', 'other'].map((logId) => openSigner({ directory, origin: 'market.test/log', logId }, null)) as [
    Signer,
    Signer,
    Signer,
  ]
  /** The only leaf of a small log, under the signature of one key. */
  const proofBy = (by: Signer, type: string, body: Readonly<Record<string, string>>): Buffer => {
    const text = canonicalJson(body)
    const told = Buffer.from(sha256(Buffer.concat([salt, Buffer.from(text)]))).toString('hex')
    const only = Buffer.from(canonicalJson({ v: 1, id: 'fct_2', type, subject: 'key_1', at: '2026-03-03T01:00:00.000Z', digest: told }))
    const root = leafHash(sha256, only)
    return Buffer.from(proofFileText({ vkey: by.vkey, leaf: only, content: { bodyText: text, salt }, index: 0n, path: [], note: by.signCheckpoint(1n, root) }))
  }
  const handOver = (by: Signer, previous: string, vkey: string) => proofBy(by, 'evidence.key_handed_over', { previous, reason: '', vkey }).toString()
  const early = proofBy(old, 'test.happened', {})
  const late = proofBy(next, 'test.happened', {})
  const line = (proof: string) => [
    { vkey: old.vkey, how: null, proof: null },
    { vkey: next.vkey, how: 'handed_over' as const, proof },
  ]

  it('is followed from the old key to the new one, and proofs of before stay good', () => {
    const published = line(handOver(old, old.vkey, next.vkey))
    for (const [bytes, vkey] of [
      [late, old.vkey],
      [late, next.vkey],
      [early, old.vkey],
      [early, next.vkey],
    ] as const)
      expect(verifyUnder(bytes, vkey, published).ok).toBe(true)
    expect(
      verifyUnder(late, other.vkey, published)
        .steps.filter((step) => !step.ok)
        .map(({ name }) => name),
    ).toEqual(['key'])
  })
  it('is not followed on the word of a stranger, of the new key itself, or of a changed proof', () => {
    for (const proof of [
      handOver(other, old.vkey, next.vkey),
      handOver(next, old.vkey, next.vkey),
      handOver(old, other.vkey, next.vkey),
      proofBy(old, 'test.happened', { previous: old.vkey, reason: '', vkey: next.vkey }).toString(),
      handOver(old, old.vkey, next.vkey).replace('index 0', 'index 1'),
      '',
    ])
      expect(verifyUnder(late, old.vkey, line(proof)).ok).toBe(false)
  })
})
