/** The visitor's own browser does the checking: nothing is uploaded. Loaded only when a file is chosen. */
import { ed25519 } from '@noble/curves/ed25519.js'
import { sha256 } from '@noble/hashes/sha2.js'
import type { KeyView } from '#modules/evidence/api.ts'
import { followKeys } from '#modules/evidence/core/follow-keys.ts'
import { verifyProof, type ProofCrypto, type ProofOptions, type ProofReport } from '#modules/evidence/core/proof-file.ts'

const browserCrypto: ProofCrypto = {
  sha256: (bytes) => sha256(bytes),
  verifyEd25519: (publicKey, message, signature) => {
    try {
      return ed25519.verify(signature, message, publicKey, { zip215: false })
    } catch {
      return false
    }
  },
  encodeUtf8: (text) => new TextEncoder().encode(text),
  decodeUtf8: (bytes) => {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    } catch {
      return null
    }
  },
}

export const verifyInBrowser = (bytes: Uint8Array, options: ProofOptions): ProofReport => verifyProof(browserCrypto, bytes, options)

/**
 * A proof may be signed by the key given or by one that it was handed over to. Who keeps the key that this site publishes today trusts the site for the
 * keys before as well: proofs of before a change stay good.
 */
export const verifyUnder = (bytes: Uint8Array, vkey: string, line: readonly KeyView[]): ProofReport => {
  const isPublished = line.at(-1)?.vkey === vkey
  const trusted = isPublished
    ? line.map((key) => key.vkey)
    : followKeys(
        browserCrypto,
        vkey,
        line.flatMap(({ proof }) => proof ?? []),
      )
  const own = verifyInBrowser(bytes, {}).claim?.vkey
  return verifyInBrowser(bytes, { vkey: own !== undefined && trusted.includes(own) ? own : vkey })
}
