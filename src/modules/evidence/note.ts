/** C2SP checkpoints and signed notes (c2sp.org/tlog-checkpoint, c2sp.org/signed-note). */
import { createPublicKey, verify } from 'node:crypto'
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

/** The eight hex digits that name the key in its verifier key. */
export const keyIdOf = (vkey: string): string => vkey.split('+')[1] ?? ''

export const signedNote = (text: string, key: { readonly name: string; readonly publicKey: Uint8Array; readonly sign: (text: string) => Uint8Array }): string =>
  `${text}\n\u2014 ${key.name} ${base64(Buffer.concat([keyId(key.name, key.publicKey), key.sign(text)]))}\n`

/** DER head of an Ed25519 public key (RFC 8410), before its 32 bytes. */
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex')

/** True when the note's one signature is by the verifier key. */
export const isSignedBy = (note: string, vkey: string): boolean => {
  const [, text = '', name = '', signature = ''] = /^([^]*\n)\n\u2014 (\S+) (\S+)\n$/u.exec(note) ?? []
  // The key's base64 may hold a plus itself, so it is found by its place: name and id have none.
  const publicKey = Buffer.from(vkey.split('+').slice(2).join('+'), 'base64').subarray(1)
  if (publicKey.length !== 32 || verifierKey(name, publicKey) !== vkey) return false
  const key = createPublicKey({ key: Buffer.concat([SPKI_HEAD, publicKey]), format: 'der', type: 'spki' })
  const bytes = Buffer.from(signature, 'base64')
  return bytes.subarray(0, KEY_ID_BYTES).equals(keyId(name, publicKey)) && verify(null, Buffer.from(text), key, bytes.subarray(KEY_ID_BYTES))
}

export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
