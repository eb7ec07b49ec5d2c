/**
 * A backup is one gzip-compressed tar file, readable with common tools:
 * `head.json`, `tables/<schema>.<table>.copy` (PostgreSQL COPY text), `files/<sha256>`, `secrets/<path>`, and last of all
 * `manifest.json`. An archive without its manifest was cut off.
 */
import { z } from 'zod'

export const FORMAT = 'zhepai-backup'
export const FORMAT_VERSION = 1

const sha256 = z.string().regex(/^[\da-f]{64}$/)
const count = z.number().int().nonnegative()
const named = z.object({ schema: z.string().min(1), name: z.string().min(1) })

const headShape = z.object({
  format: z.literal(FORMAT),
  formatVersion: z.literal(FORMAT_VERSION),
  program: z.string(),
  madeAt: z.iso.datetime(),
  postgres: z.string(),
  migrations: z.array(named.extend({ digest: z.string() })),
  tables: z.array(named.extend({ columns: z.array(z.string()) })),
  sequences: z.array(named.extend({ lastValue: z.string().regex(/^-?\d+$/), isCalled: z.boolean() })),
  /** `elsewhere`: stored files lie in object storage and are not in the archive. */
  files: z.enum(['included', 'elsewhere']),
  fileCount: count,
  /** Leaves of the evidence log, and its newest signed checkpoint where there is one. */
  log: z.object({ size: z.string().regex(/^\d+$/), checkpoint: z.string().nullable() }),
})
export type BackupHead = z.infer<typeof headShape>

const manifestShape = z.object({
  tables: z.array(named.extend({ rows: count, bytes: count, sha256 })),
  files: z.object({ count, bytes: count }),
  secrets: z.array(z.object({ path: z.string(), sha256 })),
})
export type BackupManifest = z.infer<typeof manifestShape>

export const parseHead = (bytes: Uint8Array): BackupHead => headShape.parse(JSON.parse(new TextDecoder().decode(bytes)))
export const parseManifest = (bytes: Uint8Array): BackupManifest => manifestShape.parse(JSON.parse(new TextDecoder().decode(bytes)))

export const HEAD = 'head.json'
export const MANIFEST = 'manifest.json'
export const tableEntry = ({ schema, name }: { readonly schema: string; readonly name: string }): string => `tables/${schema}.${name}.copy`

/** A progress report: what is being done, and how much of it. */
export type OnProgress = (step: 'tables' | 'files', done: number, total: number) => void
