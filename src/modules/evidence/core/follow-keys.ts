/**
 * From a key that somebody trusts to the keys it was handed over to. A hand-over is a proof file like any other: a fact of the log, under a signature of the
 * key that hands over, whose content names the next key. Like the verifier of proofs this is given cryptography by whoever runs it.
 */
import { verifyProof, type ProofCrypto } from './proof-file.ts'

const HAND_OVER = 'evidence.key_handed_over'
const FIRST_LINE = 'zhepai-proof@v1\n'

/** The proof files in a text that holds several, one after the other. */
export const proofsIn = (text: string): readonly string[] => {
  const starts = [...text.matchAll(/^zhepai-proof@v1\n/gm)].map(({ index }) => index)
  return starts.map((start, n) => text.slice(start, starts[n + 1]))
}

const handedOver = (crypto: ProofCrypto, proof: string, trusted: ReadonlySet<string>): string | null => {
  const { ok, claim } = verifyProof(crypto, crypto.encodeUtf8(proof))
  if (!ok || !claim || claim.type !== HAND_OVER || !trusted.has(claim.vkey) || claim.body === null) return null
  const { vkey, previous } = membersOf(claim.body)
  // A key speaks for itself only, and for the same log.
  return typeof vkey === 'string' && previous === claim.vkey && vkey.split('+')[0] === claim.vkey.split('+')[0] ? vkey : null
}

const membersOf = (body: string): { readonly vkey?: unknown; readonly previous?: unknown } => {
  try {
    return (JSON.parse(body) as object | null) ?? {}
  } catch {
    return {}
  }
}

/** All keys that the trusted one leads to, itself first. Proofs that do not hold, or are signed by others, lead nowhere. Never throws. */
export const followKeys = (crypto: ProofCrypto, trusted: string, handOvers: readonly string[]): readonly string[] => {
  const known = new Set([trusted])
  for (let grew = true; grew;) {
    const before = known.size
    for (const proof of handOvers.filter((each) => each.startsWith(FIRST_LINE))) {
      const next = handedOver(crypto, proof, known)
      if (next !== null) known.add(next)
    }
    grew = known.size > before
  }
  return [...known]
}
