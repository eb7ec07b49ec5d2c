/** Writes a backup from one snapshot of the database, while the market goes on. */
import { createHash, randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { Transform, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { pack, type Pack } from 'tar-stream'
import { migrationsOf, qualified, quoted, sequencesOf, tablesOf } from './catalogue.ts'
import { FORMAT, FORMAT_VERSION, HEAD, MANIFEST, tableEntry, type BackupHead, type BackupManifest, type OnProgress } from './format.ts'

/** One stored file or secret on disk. */
export interface KeptFile {
  readonly name: string
  readonly file: string
}

export interface BackupSource {
  /** A connection of its own, ended here. */
  readonly connect: () => Promise<pg.Client>
  readonly program: string
  /** Of the market; another program's schemas in the same database are not its business. */
  readonly schemas: readonly string[]
  /** Null: files lie in object storage. Listed after the snapshot, so that none is missed; those written since do no harm. */
  readonly files: (() => readonly KeptFile[]) | null
  readonly secrets: () => readonly KeptFile[]
  readonly logState: (client: pg.ClientBase) => Promise<BackupHead['log']>
  readonly onProgress?: OnProgress
}

export interface BackupReport {
  readonly head: BackupHead
  readonly manifest: BackupManifest
  readonly bytes: number
}

/** The archive appears under its name only when it is whole and on disk. */
export const writeBackup = async (target: string, source: BackupSource): Promise<BackupReport> => {
  const suffix = `${process.pid}-${randomBytes(4).toString('hex')}`
  const part = `${target}.${suffix}.part`
  const spool = `${target}.${suffix}.table`
  const client = await source.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    await client.query(
      `set local timezone = 'UTC'; set local datestyle = 'ISO'; set local intervalstyle = 'iso_8601'; set local bytea_output = 'hex'; set local extra_float_digits = 1`,
    )
    const archive = pack()
    // Secrets are inside: for the owner's eyes only.
    const written = pipeline(archive, createGzip(), createWriteStream(part, { mode: 0o600, flags: 'wx' }))
    const filled = fill(archive, { client, source, spool })
    filled.catch((error: unknown) => archive.destroy(error as Error))
    const [report] = await Promise.all([filled, written])
    await syncAndRename(part, target)
    return { ...report, bytes: (await stat(target)).size }
  } finally {
    await client.query('rollback').catch(() => undefined)
    await client.end()
    await Promise.all([rm(part, { force: true }), rm(spool, { force: true })])
  }
}

const syncAndRename = async (part: string, target: string): Promise<void> => {
  const handle = await open(part, 'r')
  await handle.sync()
  await handle.close()
  await rename(part, target)
  const directory = await open(path.dirname(path.resolve(target)), 'r')
  await directory.sync()
  await directory.close()
}

interface Filling {
  readonly client: pg.Client
  readonly source: BackupSource
  readonly spool: string
}

const fill = async (archive: Pack, { client, source, spool }: Filling): Promise<Omit<BackupReport, 'bytes'>> => {
  const snapshot = await headOf(client, source)
  const stored = source.files?.() ?? []
  const head: BackupHead = { ...snapshot, fileCount: stored.length }
  await addText(archive, HEAD, JSON.stringify(head, null, 2))
  const tables: BackupManifest['tables'] = []
  for (const table of head.tables) {
    const measured = await spoolTable(client, table, spool)
    await addFile(archive, tableEntry(table), spool)
    tables.push({ schema: table.schema, name: table.name, ...measured })
    source.onProgress?.('tables', tables.length, head.tables.length)
  }
  const files = { count: 0, bytes: 0 }
  for (const { name, file } of stored) {
    files.bytes += await addFile(archive, `files/${name}`, file)
    files.count += 1
    source.onProgress?.('files', files.count, stored.length)
  }
  const secrets: BackupManifest['secrets'] = []
  for (const { name, file } of source.secrets()) {
    await addFile(archive, `secrets/${name}`, file)
    secrets.push({ path: name, sha256: await digestOf(createReadStream(file)) })
  }
  const manifest: BackupManifest = { tables, files, secrets }
  await addText(archive, MANIFEST, JSON.stringify(manifest, null, 2))
  archive.finalize()
  return { head, manifest }
}

const headOf = async (client: pg.Client, source: BackupSource): Promise<Omit<BackupHead, 'fileCount'>> => {
  const { rows } = await client.query<{ postgres: string; at: string }>(
    `select current_setting('server_version') as postgres, to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at`,
  )
  return {
    format: FORMAT,
    formatVersion: FORMAT_VERSION,
    program: source.program,
    madeAt: rows[0]?.at ?? '',
    postgres: rows[0]?.postgres ?? '',
    migrations: await migrationsOf(client),
    tables: await tablesOf(client, source.schemas),
    sequences: await sequencesOf(client, source.schemas),
    files: source.files === null ? 'elsewhere' : 'included',
    log: await source.logState(client),
  }
}

const NEWLINE = 0x0a

/** Hashes and counts what flows through. In COPY text every row is one line; line breaks in values are escaped. */
export const meter = () => {
  const hash = createHash('sha256')
  let rows = 0
  let bytes = 0
  const stream = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      hash.update(chunk)
      bytes += chunk.length
      for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, at + 1)) rows += 1
      done(null, chunk)
    },
  })
  return { stream, result: () => ({ rows, bytes, sha256: hash.digest('hex') }) }
}

/** tar wants the size before the content, so each table goes through a file. */
const spoolTable = async (client: pg.Client, table: BackupHead['tables'][number], spool: string) => {
  const { stream, result } = meter()
  const columns = table.columns.map(quoted).join(', ')
  await pipeline(client.query(copyTo(`copy ${qualified(table)} (${columns}) to stdout`)), stream, createWriteStream(spool, { mode: 0o600 }))
  return result()
}

const addText = (archive: Pack, name: string, text: string): Promise<void> =>
  new Promise((resolve, reject) => archive.entry({ name, mode: 0o600 }, text, (error) => (error ? reject(error) : resolve())))

const addFile = async (archive: Pack, name: string, file: string): Promise<number> => {
  const { size } = await stat(file)
  await new Promise<void>((resolve, reject) => {
    const entry = archive.entry({ name, size, mode: 0o600 }, (error) => (error ? reject(error) : resolve()))
    pipeline(createReadStream(file), entry).catch(reject)
  })
  return size
}

const digestOf = async (stream: Readable): Promise<string> => {
  const hash = createHash('sha256')
  for await (const chunk of stream) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
