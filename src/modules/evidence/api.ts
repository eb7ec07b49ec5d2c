/** Reading the evidence log: everything here is public, except the content of records that are not. */
import { z } from 'zod'
import { query } from '#contract/operation.ts'
import { idShape, instantOutput, pageInput } from '#contract/shapes.ts'

const TAG = 'evidence'
/** Any record of the market: prefix and number. */
export const subjectShape = z.string().regex(/^[a-z]{2,8}_[0-9a-z]{1,40}$/)
export const factIdShape = idShape('fct')
const logSize = z.string().regex(/^(0|[1-9]\d{0,18})$/)
const base64Hash = z.base64().length(44)

export const checkpointShape = z.object({
  origin: z.string(),
  size: logSize,
  root: base64Hash,
  /** The signed note, exactly as published at `/log/checkpoint`. */
  note: z.string(),
  vkey: z.string(),
  /** Instant of the newest record covered. */
  at: instantOutput,
})
export type CheckpointView = z.infer<typeof checkpointShape>

export const factShape = z.object({
  factId: factIdShape,
  type: z.string(),
  subject: z.string(),
  at: instantOutput,
  /** Place in the log from 0; null for the moment before it has one. */
  position: logSize.nullable(),
  /** Salted SHA-256 of the content, in hex: what the log holds. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  /** Null when the content is not the reader's to see. */
  body: z.record(z.string(), z.json()).nullable(),
  /** When the content was erased with its person's account; the digest stays. */
  erasedAt: instantOutput.nullable(),
})
export type FactView = z.infer<typeof factShape>

const keyShape = z.object({
  vkey: z.string(),
  /** How it came to follow the key before; null for the first. An accepted key was not signed for by the one before it. */
  how: z.enum(['handed_over', 'accepted']).nullable(),
  reason: z.string(),
  at: instantOutput.nullable(),
  factId: factIdShape.nullable(),
  /** Proof file of the change, under the last signature of the key before; null while there is none. */
  proof: z.string().nullable(),
})
export type KeyView = z.infer<typeof keyShape>

export const evidenceContract = {
  keys: {
    list: query({
      path: '/evidence/keys',
      summary: 'The keys that have signed the log, oldest first, and how each came to follow the one before',
      tag: TAG,
      wireName: 'keyLine',
      access: 'public',
    }).output(z.object({ keys: z.array(keyShape) })),
  },
  checkpoint: {
    get: query({
      path: '/evidence/checkpoint',
      summary: 'The newest signed checkpoint of the log, null while the log is empty',
      tag: TAG,
      wireName: 'latestCheckpoint',
      access: 'public',
    }).output(z.object({ checkpoint: checkpointShape.nullable() })),
  },
  facts: {
    list: query({
      path: '/evidence/subjects/{subject}/facts',
      summary: 'What the log holds about a record, oldest first',
      tag: TAG,
      wireName: 'factTimeline',
      access: 'public',
    })
      .input(z.object({ subject: subjectShape, ...pageInput }))
      .output(z.object({ items: z.array(factShape), nextCursor: z.string().nullable() })),
    proof: query({
      path: '/evidence/facts/{factId}/proof',
      summary: 'The proof file of a fact',
      tag: TAG,
      wireName: 'factProof',
      access: 'public',
      refusals: ['evidence.not_found', 'evidence.not_yet_logged'],
    })
      .input(z.object({ factId: factIdShape }))
      .output(z.object({ fact: factShape, checkpoint: checkpointShape, fileName: z.string(), file: z.string() })),
  },
  consistency: query({
    path: '/evidence/consistency',
    summary: 'Proof that the log at one checkpoint continues the log at an earlier one (RFC 9162)',
    tag: TAG,
    access: 'public',
    refusals: ['evidence.size_unknown', 'evidence.sizes_reversed'],
  })
    .input(z.object({ from: logSize, to: logSize }))
    .output(z.object({ from: checkpointShape, to: checkpointShape, hashes: z.array(base64Hash).max(64) })),
}
