/** Restores a backup into an empty database: all of it, verified, or nothing. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { extract, type Extract } from 'tar-stream'
import { startProblem, StartProblem } from '#platform/config/start-problem.ts'
import { emptyAgain, qualified, quoted, schemasInUse, tablesOf } from './catalogue.ts'
import { HEAD, MANIFEST, parseHead, parseManifest, tableEntry, type BackupHead, type BackupManifest, type OnProgress } from './format.ts'
import { meter } from './write.ts'

export interface RestoreTarget {
  /** A connection of its own, ended here. */
  readonly connect: () => Promise<pg.Client>
  /** Makes the tables as they were when the backup was made; refuses a backup it does not understand. */
  readonly migrate: (head: BackupHead) => Promise<void>
  readonly putFile: (bytes: Uint8Array) => Promise<{ readonly sha256: string }>
  readonly putSecret: (path: string, bytes: Uint8Array) => Promise<void>
  /** Called with all in place and nothing committed; throws to refuse. */
  readonly approve: (head: BackupHead, client: pg.ClientBase) => Promise<void>
  readonly onProgress?: OnProgress
}

export interface RestoreReport {
  readonly head: BackupHead
  readonly manifest: BackupManifest
  readonly rows: number
}

type Entry = Extract extends AsyncIterable<infer Item> ? Item : never

const MAX_SMALL_BYTES = 64 * 1024 * 1024
const MAX_FILE_BYTES = 2 ** 31 - 1

const bytesOf = async (entry: Entry, limit: number): Promise<Buffer> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of entry as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > limit) throw damaged(`${entry.header.name}: > ${limit} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const damaged = (what: string, cause?: unknown) =>
  startProblem(
    `备份文件不完整或已损坏（${what}），未恢复任何内容。请换用另一份备份。`,
    `The backup file is incomplete or damaged (${what}); nothing was restored. Use another backup.`,
    cause,
  )

export const restoreBackup = async (file: string, target: RestoreTarget): Promise<RestoreReport> => {
  const client = await target.connect()
  try {
    const inUse = await schemasInUse(client)
    if (inUse.length > 0) throw notEmpty(inUse)
    try {
      const report = await load(file, client, target)
      await client.query('commit')
      return report
    } catch (error) {
      await client.query('rollback').catch(() => undefined)
      await emptyAgain(client)
      throw tellsDamage(error) ? damaged(error.message, error) : error
    }
  } finally {
    await client.end()
  }
}

/** zlib's own codes, and PostgreSQL's classes for values and keys that can't be: what was written by COPY never has them. */
const DAMAGE_CODE = /^(Z_|22|23)/
const DAMAGE_TEXT = /tar|unexpected end|invalid/i

const tellsDamage = (error: unknown): error is Error => {
  if (!(error instanceof Error) || error instanceof StartProblem) return false
  return (
    DAMAGE_CODE.test((error as NodeJS.ErrnoException).code ?? '') ||
    DAMAGE_TEXT.test(error.message) ||
    error instanceof SyntaxError ||
    error.name === 'ZodError'
  )
}

const notEmpty = (schemas: readonly string[]) =>
  startProblem(
    `目标数据库不是空的（已有：${schemas.join('、')}），不能恢复。请设置 DATABASE_URL 或 ZHEPAI_DATA_DIR 指向一个新的数据库或目录。`,
    `The database is not empty (it has ${schemas.join(', ')}), so nothing can be restored into it. Point DATABASE_URL or ZHEPAI_DATA_DIR to a new database or directory.`,
  )

const load = async (file: string, client: pg.Client, target: RestoreTarget): Promise<RestoreReport> => {
  const archive = extract()
  const unpacked = pipeline(createReadStream(file), createGunzip(), archive)
  unpacked.catch((error: unknown) => archive.destroy(error as Error))
  const loading = startLoading(client, target)
  for await (const entry of archive) await loading.take(entry)
  await unpacked
  return loading.finish()
}

type Measured = BackupManifest['tables'][number]

const startLoading = (client: pg.Client, target: RestoreTarget) => {
  let head: BackupHead | null = null
  let manifest: BackupManifest | null = null
  const tables: Measured[] = []
  const files = { count: 0, bytes: 0 }
  const secrets: { path: string; sha256: string; bytes: Buffer }[] = []

  const begin = async (bytes: Uint8Array): Promise<void> => {
    head = parseHead(bytes)
    await target.migrate(head)
    await openForLoading(client, head)
  }
  const takeTable = async (entry: Entry, { tables: known }: BackupHead): Promise<void> => {
    const table = known.find((one) => tableEntry(one) === entry.header.name)
    if (!table) throw damaged(entry.header.name)
    const { stream, result } = meter()
    const columns = table.columns.map(quoted).join(', ')
    await pipeline(entry, stream, client.query(copyFrom(`copy ${qualified(table)} (${columns}) from stdin`)))
    tables.push({ schema: table.schema, name: table.name, ...result() })
    target.onProgress?.('tables', tables.length, known.length)
  }
  const takeFile = async (entry: Entry, { fileCount }: BackupHead): Promise<void> => {
    const bytes = await bytesOf(entry, MAX_FILE_BYTES)
    const { sha256 } = await target.putFile(bytes)
    if (`files/${sha256}` !== entry.header.name) throw damaged(entry.header.name)
    files.count += 1
    files.bytes += bytes.length
    target.onProgress?.('files', files.count, fileCount)
  }
  const takeSecret = async (entry: Entry): Promise<void> => {
    const bytes = await bytesOf(entry, MAX_SMALL_BYTES)
    secrets.push({ path: entry.header.name.slice('secrets/'.length), sha256: createHash('sha256').update(bytes).digest('hex'), bytes })
  }
  return {
    take: async (entry: Entry): Promise<void> => {
      const { name } = entry.header
      if (name === HEAD) return begin(await bytesOf(entry, MAX_SMALL_BYTES))
      if (!head || manifest) throw damaged(name)
      if (name === MANIFEST) manifest = parseManifest(await bytesOf(entry, MAX_SMALL_BYTES))
      else if (name.startsWith('tables/')) await takeTable(entry, head)
      else if (name.startsWith('files/')) await takeFile(entry, head)
      else if (name.startsWith('secrets/')) await takeSecret(entry)
      else throw damaged(name)
    },
    finish: async (): Promise<RestoreReport> => {
      if (!head || !manifest) throw damaged(head ? MANIFEST : HEAD)
      compare(manifest, { tables, files, secrets: secrets.map(({ path, sha256 }) => ({ path, sha256 })) })
      await setSequences(client, head)
      await target.approve(head, client)
      for (const { path, bytes } of secrets) await target.putSecret(path, bytes)
      return { head, manifest, rows: tables.reduce((total, { rows }) => total + rows, 0) }
    },
  }
}

/** Triggers and foreign keys rest while rows are loaded: they were kept when the rows were written, and digests say that nothing changed since. */
const openForLoading = async (client: pg.Client, head: BackupHead): Promise<void> => {
  await client.query('begin')
  try {
    await client.query('set local session_replication_role = replica')
  } catch (error) {
    throw startProblem(
      '恢复需要暂停触发器，但数据库账号无此权限。请以管理员执行：GRANT SET ON PARAMETER session_replication_role TO 该账号，恢复后收回。',
      'Restoring needs to rest triggers, which the database account may not. As an administrator run: GRANT SET ON PARAMETER session_replication_role TO the account, and revoke it afterwards.',
      error,
    )
  }
  const present = await tablesOf(client)
  const known = new Map(present.map((table) => [tableEntry(table), new Set(table.columns)]))
  const strange = head.tables.find((table) => !table.columns.every((column) => known.get(tableEntry(table))?.has(column)))
  if (strange) {
    throw startProblem(
      `备份中的表 ${strange.schema}.${strange.name} 与本版本的表结构不符。请用生成该备份的版本（${head.program}）恢复，再升级。`,
      `Table ${strange.schema}.${strange.name} of the backup does not fit the tables of this version. Restore with the version that made it (${head.program}), then upgrade.`,
    )
  }
  // Rows that migrations laid are in the backup too.
  if (present.length > 0) await client.query(`truncate ${present.map(qualified).join(', ')}`)
}

const compare = (told: BackupManifest, found: BackupManifest): void => {
  const bad = told.tables.find((table) => {
    const loaded = found.tables.find((one) => tableEntry(one) === tableEntry(table))
    return loaded?.sha256 !== table.sha256 || loaded.rows !== table.rows
  })
  if (bad) throw damaged(tableEntry(bad))
  if (told.tables.length !== found.tables.length) throw damaged('tables')
  if (told.files.count !== found.files.count || told.files.bytes !== found.files.bytes) throw damaged('files')
  const secret = told.secrets.find(({ path, sha256 }) => found.secrets.find((one) => one.path === path)?.sha256 !== sha256)
  if (secret || told.secrets.length !== found.secrets.length) throw damaged('secrets')
}

const setSequences = async (client: pg.Client, head: BackupHead): Promise<void> => {
  for (const sequence of head.sequences) {
    await client.query('select setval($1::regclass, $2::bigint, $3)', [qualified(sequence), sequence.lastValue, sequence.isCalled])
  }
}
