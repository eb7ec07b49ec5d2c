/** Checks a proof file with Node's own cryptography; the command line uses it without a database, a server or a network. */
import { createHash, createPublicKey, verify } from 'node:crypto'
import { followKeys, proofsIn } from '../core/follow-keys.ts'
import { verifyProof, type ProofCrypto, type ProofOptions, type ProofReport } from '../core/proof-file.ts'

export type { ProofReport } from '../core/proof-file.ts'

/** DER head of an Ed25519 public key (RFC 8410), before its 32 bytes. */
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex')

const nodeCrypto: ProofCrypto = {
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
  verifyEd25519: (publicKey, message, signature) =>
    verify(null, message, createPublicKey({ key: Buffer.concat([SPKI_HEAD, publicKey]), format: 'der', type: 'spki' }), signature),
  encodeUtf8: (text) => new TextEncoder().encode(text),
  decodeUtf8: (bytes) => {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    } catch {
      return null
    }
  },
}

/** Give the bytes of the file as read; text is taken as UTF-8. Never throws. */
export const verifyProofFile = (file: Uint8Array | string, options: ProofOptions = {}): ProofReport =>
  verifyProof(nodeCrypto, typeof file === 'string' ? nodeCrypto.encodeUtf8(file) : file, options)

/** The keys that a trusted one leads to by the hand-overs in a text of proof files, itself first. Never throws. */
export const keysFollowing = (vkey: string, handOvers: string): readonly string[] => followKeys(nodeCrypto, vkey.trim(), proofsIn(handOvers))
