/** C2SP checkpoints and signed notes (c2sp.org/tlog-checkpoint, c2sp.org/signed-note). */
import { sha256 } from './hash.ts'

/** Signature type of plain Ed25519 in signed notes. */
const ED25519 = 1
const KEY_ID_BYTES = 4

/** The text that is signed: origin, size, root. */
export const checkpointText = (origin: string, size: bigint, root: Uint8Array): string => `${origin}\n${size}\n${base64(root)}\n`

/** A name can stand in a signature line and in a verifier key: no spaces, no plus, no control characters. */
export const isKeyName = (name: string): boolean => /^[^\s+\p{C}]{1,200}$/u.test(name)

const keyId = (name: string, publicKey: Uint8Array): Buffer =>
  Buffer.from(sha256(Buffer.concat([Buffer.from(`${name}\n`), Buffer.from([ED25519]), publicKey])).subarray(0, KEY_ID_BYTES))

/** Verifier key: `name+id+base64(type || key)`. */
export const verifierKey = (name: string, publicKey: Uint8Array): string =>
  `${name}+${keyId(name, publicKey).toString('hex')}+${base64(Buffer.concat([Buffer.from([ED25519]), publicKey]))}`

export const signedNote = (text: string, key: { readonly name: string; readonly publicKey: Uint8Array; readonly sign: (text: string) => Uint8Array }): string =>
  `${text}\n\u2014 ${key.name} ${base64(Buffer.concat([keyId(key.name, key.publicKey), key.sign(text)]))}\n`

export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
