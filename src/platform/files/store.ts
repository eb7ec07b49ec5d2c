/** Content-addressed bytes: the address is the SHA-256 of the content, so a file can never change under its name. */
export interface StoredFile {
  /** `sha256` in lower-case hex. */
  readonly sha256: string
  readonly size: number
}
export interface FileStore {
  readonly put: (bytes: Uint8Array) => Promise<StoredFile>
  /** Throws when the stored bytes no longer match their address. */
  readonly get: (sha256: string) => Promise<Uint8Array>
  /** Frees the bytes; nothing to free counts as done. Whoever calls knows that nobody points to them any more. */
  readonly remove: (sha256: string) => Promise<void>
}
