import { createHash } from 'node:crypto'
import text from 'virtual:verifier'

/** The verifier that this site hands out, and its digest, so that a copy made from the sources can be compared with it. */
export const verifier = { text, sha256: createHash('sha256').update(text).digest('hex') }
