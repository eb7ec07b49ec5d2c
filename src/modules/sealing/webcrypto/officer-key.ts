/**
 * An officer's key: made in the officer's own browser, kept by the officer in a locked file, and used from there as a key that cannot be taken out again. Only its
 * public half leaves the browser.
 */
import { base64Of, bytesOfBase64, hexOf } from '#kernel/bytes.ts'
import { PUBLIC_KEY_BYTES } from '../core/policy.ts'
import { openerOf, sealingCrypto } from './sealing-crypto.ts'

const { subtle } = globalThis.crypto

const FORMAT = 'zhepai-officer-key@v1'
const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const
/** Of the password hashing, as OWASP asks for PBKDF2-HMAC-SHA256. */
const ITERATIONS = 600_000
const SALT_BYTES = 16
const NONCE_BYTES = 12

/** What opens the file: something known, or the passkey of a device. */
export type Lock =
  | { readonly by: 'passphrase'; readonly passphrase: string }
  | { readonly by: 'passkey'; readonly credential: string; readonly input: string; readonly output: Uint8Array }

interface KeyFile {
  readonly format: typeof FORMAT
  readonly publicKey: string
  readonly lock: { readonly by: 'passphrase'; readonly salt: string; readonly iterations: number } | PasskeyLock
  readonly nonce: string
  readonly locked: string
}

/** Which passkey, and what it is asked. */
export interface PasskeyLock {
  readonly by: 'passkey'
  readonly credential: string
  readonly input: string
}

const own = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes)
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => own(bytesOfBase64(text) ?? new Uint8Array())

const fromPassphrase = async (passphrase: string, salt: Uint8Array, iterations: number): Promise<CryptoKey> => {
  const typed = await subtle.importKey('raw', own(sealingCrypto.utf8(passphrase.normalize('NFKC'))), 'PBKDF2', false, ['deriveKey'])
  return subtle.deriveKey({ name: 'PBKDF2', hash: 'SHA-256', salt: own(salt), iterations }, typed, { name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ])
}

const fromPasskey = async (output: Uint8Array): Promise<CryptoKey> =>
  subtle.importKey('raw', own(await sealingCrypto.derive(output, FORMAT)), 'AES-GCM', false, ['encrypt', 'decrypt'])

const lockKey = (lock: Lock, salt: Uint8Array): Promise<CryptoKey> =>
  lock.by === 'passphrase' ? fromPassphrase(lock.passphrase, salt, ITERATIONS) : fromPasskey(lock.output)

export interface NewKey {
  readonly publicKey: string
  /** Of the public half, as this browser counts it: what the holder reads out is not what a server says. */
  readonly fingerprint: string
  /** To be kept by the officer. */
  readonly file: string
}

/** The private half exists outside the file only while this runs. */
export const newOfficerKey = async (lock: Lock): Promise<NewKey> => {
  const pair = await subtle.generateKey(CURVE, true, ['deriveBits'])
  const publicKey = base64Of(new Uint8Array(await subtle.exportKey('raw', pair.publicKey)))
  const [salt, nonce] = [sealingCrypto.random(SALT_BYTES), sealingCrypto.random(NONCE_BYTES)]
  const opened = new Uint8Array(await subtle.exportKey('pkcs8', pair.privateKey))
  const locked = await subtle.encrypt(
    { name: 'AES-GCM', iv: own(nonce), additionalData: own(sealingCrypto.utf8(publicKey)) },
    await lockKey(lock, salt),
    opened,
  )
  opened.fill(0)
  const file: KeyFile = {
    format: FORMAT,
    publicKey,
    lock:
      lock.by === 'passphrase'
        ? { by: 'passphrase', salt: base64Of(salt), iterations: ITERATIONS }
        : { by: 'passkey', credential: lock.credential, input: lock.input },
    nonce: base64Of(nonce),
    locked: base64Of(new Uint8Array(locked)),
  }
  return { publicKey, fingerprint: hexOf(await sealingCrypto.sha256(bytesOf(publicKey))), file: `${JSON.stringify(file, null, 2)}\n` }
}

/** Null for what is no key file. */
export const readKeyFile = (text: string): KeyFile | null => {
  try {
    const given = JSON.parse(text) as KeyFile
    const isSound = given.format === FORMAT && bytesOfBase64(given.publicKey, PUBLIC_KEY_BYTES) !== null && bytesOfBase64(given.locked) !== null
    return isSound && bytesOfBase64(given.nonce, NONCE_BYTES) !== null && ['passphrase', 'passkey'].includes(given.lock.by) ? given : null
  } catch {
    return null
  }
}

/** What the officer gives for the file: the passphrase, or what the passkey answered. */
export type Opening = { readonly passphrase: string } | { readonly output: Uint8Array }

/** Null: the passphrase or the passkey is another one, or the file was changed. The key that comes out cannot be exported. */
export const unlockOfficerKey = async (file: KeyFile, opening: Opening): Promise<CryptoKeyPair | null> => {
  const { lock, publicKey, nonce, locked } = file
  try {
    const key =
      'passphrase' in opening
        ? await fromPassphrase(opening.passphrase, lock.by === 'passphrase' ? bytesOf(lock.salt) : bytesOf(''), iterationsOf(file))
        : await fromPasskey(opening.output)
    const opened = new Uint8Array(
      await subtle.decrypt({ name: 'AES-GCM', iv: bytesOf(nonce), additionalData: own(sealingCrypto.utf8(publicKey)) }, key, bytesOf(locked)),
    )
    const privateKey = await subtle.importKey('pkcs8', opened, CURVE, false, ['deriveBits'])
    opened.fill(0)
    const pair = { privateKey, publicKey: await subtle.importKey('raw', bytesOf(publicKey), CURVE, true, []) }
    return (await opensOwn(pair, publicKey)) ? pair : null
  } catch {
    return null
  }
}

/** A file that asks for less work was not made here; one that asks for endless work is not waited for. */
const iterationsOf = ({ lock }: KeyFile): number =>
  lock.by === 'passphrase' && lock.iterations >= ITERATIONS && lock.iterations <= 10 * ITERATIONS ? lock.iterations : ITERATIONS

/** Both halves belong together: what is sealed to the public one opens. */
const opensOwn = async (pair: CryptoKeyPair, publicKey: string): Promise<boolean> => {
  const [plaintext, info, seed] = [sealingCrypto.random(SALT_BYTES), sealingCrypto.utf8(FORMAT), sealingCrypto.random(32)]
  const sealed = await sealingCrypto.sealTo(bytesOf(publicKey), { plaintext, info, seed })
  const opened = sealed && (await openerOf(pair)(sealed, info))
  return opened !== null && base64Of(opened) === base64Of(plaintext)
}
