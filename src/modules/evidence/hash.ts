import { hash } from 'node:crypto'
import type { Sha256 } from '#kernel/merkle.ts'

/** The one-shot native hash: the tree hashes many small inputs. */
export const sha256: Sha256 = (bytes) => hash('sha256', bytes, 'buffer')

export const HASH_BYTES = 32
