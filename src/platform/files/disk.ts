import { createHash, randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { FileStore } from './store.ts'

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const ADDRESS = /^[0-9a-f]{64}$/

/** Files in a directory, fanned out by the first two digits. A file appears whole or not at all. */
export const openDiskStore = (directory: string): FileStore => {
  const place = (sha256: string) => {
    if (!ADDRESS.test(sha256)) throw new RangeError('not a content address')
    return path.join(directory, sha256.slice(0, 2), sha256)
  }
  return {
    put: async (bytes) => {
      const sha256 = sha256Of(bytes)
      const target = place(sha256)
      const existing = await stat(target).catch(() => null)
      if (existing?.size !== bytes.length) {
        await mkdir(path.dirname(target), { recursive: true })
        const part = `${target}.${randomBytes(6).toString('hex')}.part`
        await writeFile(part, bytes, { flush: true })
        await rename(part, target)
      }
      return { sha256, size: bytes.length }
    },
    get: async (sha256) => {
      const bytes = await readFile(place(sha256))
      if (sha256Of(bytes) !== sha256) throw new Error(`stored file ${sha256} does not match its address`)
      return bytes
    },
    remove: (sha256) => rm(place(sha256), { force: true }),
  }
}
