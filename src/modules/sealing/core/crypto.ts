/**
 * What the sealing needs of cryptography, as an argument: the same steps run in a bidder's browser, in an officer's, on the server and on the command line.
 * Nothing here throws for what somebody else wrote: a text or key that does not fit is null.
 */
export interface SealingCrypto {
  readonly utf8: (text: string) => Uint8Array
  /** Null for what is not UTF-8. */
  readonly text: (bytes: Uint8Array) => string | null
  readonly random: (length: number) => Uint8Array
  readonly sha256: (bytes: Uint8Array) => Promise<Uint8Array>
  /** HKDF-SHA-256 without salt, 32 bytes. */
  readonly derive: (secret: Uint8Array, info: string) => Promise<Uint8Array>
  /** AES-256-GCM under a key that is used once, so with a fixed nonce. */
  readonly encrypt: (key: Uint8Array, plaintext: Uint8Array, bound: Uint8Array) => Promise<Uint8Array>
  readonly decrypt: (key: Uint8Array, ciphertext: Uint8Array, bound: Uint8Array) => Promise<Uint8Array | null>
  /** HPKE base mode, DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM; the ephemeral key is derived from the seed (RFC 9180 §7.1.3). Null: no key. */
  readonly sealTo: (publicKey: Uint8Array, what: SealedTo) => Promise<SealedShare | null>
  /** Shamir over GF(256). */
  readonly split: (secret: Uint8Array, shares: number, threshold: number) => Promise<readonly Uint8Array[]>
  /** Gives bytes for any shares, also for wrong ones: whoever combines compares with a commitment. Null for shares that cannot stand together. */
  readonly combine: (shares: readonly Uint8Array[]) => Promise<Uint8Array | null>
}

interface SealedTo {
  readonly plaintext: Uint8Array
  readonly info: Uint8Array
  readonly seed: Uint8Array
}

export interface SealedShare {
  readonly enc: Uint8Array
  readonly sealed: Uint8Array
}

/** Opens what was sealed to the holder of a private key, without giving the key away. Null: not sealed to this key, or with another binding. */
export type ShareOpener = (share: SealedShare, info: Uint8Array) => Promise<Uint8Array | null>
