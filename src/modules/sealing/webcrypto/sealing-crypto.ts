/** The cryptography of sealing on WebCrypto: the same file works in the browser, on the server and on the command line. */
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core'
import { combine, split } from 'shamir-secret-sharing'
import type { SealingCrypto, ShareOpener } from '../core/crypto.ts'

const { subtle } = globalThis.crypto
const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() })
const encoder = new TextEncoder()

/** WebCrypto takes no view of shared memory; what is shared is copied. */
const own = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes)

const orNull = async <Value>(work: () => Promise<Value>): Promise<Value | null> => {
  try {
    return await work()
  } catch {
    return null
  }
}

const NONCE = new Uint8Array(12)
const HASH_BITS = 256

const bodyKey = (key: Uint8Array, use: 'encrypt' | 'decrypt'): Promise<CryptoKey> => subtle.importKey('raw', own(key), 'AES-GCM', false, [use])

export const sealingCrypto: SealingCrypto = {
  utf8: (text) => encoder.encode(text),
  text: (bytes) => {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    } catch {
      return null
    }
  },
  random: (length) => globalThis.crypto.getRandomValues(new Uint8Array(length)),
  sha256: async (bytes) => new Uint8Array(await subtle.digest('SHA-256', own(bytes))),
  derive: async (secret, info) => {
    const key = await subtle.importKey('raw', own(secret), 'HKDF', false, ['deriveBits'])
    return new Uint8Array(await subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: encoder.encode(info) }, key, HASH_BITS))
  },
  encrypt: async (key, plaintext, bound) =>
    new Uint8Array(await subtle.encrypt({ name: 'AES-GCM', iv: NONCE, additionalData: own(bound) }, await bodyKey(key, 'encrypt'), own(plaintext))),
  decrypt: (key, ciphertext, bound) =>
    orNull(
      async () =>
        new Uint8Array(await subtle.decrypt({ name: 'AES-GCM', iv: NONCE, additionalData: own(bound) }, await bodyKey(key, 'decrypt'), own(ciphertext))),
    ),
  sealTo: (publicKey, { plaintext, info, seed }) =>
    orNull(async () => {
      const recipientPublicKey = await suite.kem.deserializePublicKey(own(publicKey))
      const { ct, enc } = await suite.seal({ recipientPublicKey, info: own(info), ekm: own(seed) }, own(plaintext))
      return { enc: new Uint8Array(enc), sealed: new Uint8Array(ct) }
    }),
  split: (secret, shares, threshold) => split(own(secret), shares, threshold),
  combine: (shares) => orNull(() => combine(shares.map(own))),
}

/** With the private key of an officer, which may be one that cannot be taken out of the browser. */
export const openerOf =
  (pair: CryptoKeyPair): ShareOpener =>
  ({ enc, sealed }, info) =>
    orNull(async () => new Uint8Array(await suite.open({ recipientKey: pair, enc: own(enc), info: own(info) }, own(sealed))))
