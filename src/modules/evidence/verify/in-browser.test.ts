import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { canonicalJson } from '#kernel/canonical-json.ts'
import { appendToFrontier, leafHash, nodeHash } from '#kernel/merkle.ts'
import { sha256 } from '../hash.ts'
import { proofFileText } from '../proof-text.ts'
import { openSigner } from '../signer.ts'
import type { ProofOptions, ProofReport } from '../core/proof-file.ts'
import { verifyProofFile } from './verify-file.ts'

/** By address, because pages are no part of this project: only the test may look at both. */
const page = new URL('../../../web/pages/market/verify-crypto.ts', import.meta.url).href
const { verifyInBrowser } = (await import(page)) as { readonly verifyInBrowser: (bytes: Uint8Array, options: ProofOptions) => ProofReport }

const directory = mkdtempSync(path.join(tmpdir(), 'zhepai-browser-'))
afterAll(() => rmSync(directory, { recursive: true }))

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
