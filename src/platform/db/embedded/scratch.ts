/** For the tests beside this file: a data directory of one test, and node processes that hold a database. */
import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import type { EmbeddedPostgres } from './index.ts'

/** Open for passing, because under root the database runs under another account. */
export const scratchDirectory = (below = ''): string => {
  const top = mkdtempSync(path.join(tmpdir(), 'zhepai-pg-'))
  chmodSync(top, 0o755)
  const directory = path.join(top, below)
  mkdirSync(directory, { recursive: true, mode: 0o755 })
  return directory
}

/** `scratchDirectory`'s top, whatever lies below. */
export const removeScratch = (directory: string): void => {
  const [top] = path.relative(tmpdir(), directory).split(path.sep)
  if (top?.startsWith('zhepai-pg-')) rmSync(path.join(tmpdir(), top), { recursive: true, force: true })
}

export const ask = async (url: string, sql: string): Promise<unknown> => {
  const client = new pg.Client(url)
  client.on('error', () => undefined)
  await client.connect()
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql)
    return Object.values(rows[0] ?? {})[0]
  } finally {
    await client.end()
  }
}

export interface Holder {
  readonly child: ChildProcess
  readonly told: Pick<EmbeddedPostgres, 'adopted' | 'pid' | 'role'> & { readonly url: string }
}

const HOLD = (moduleUrl: string, dataDirectory: string) => `
const { startEmbeddedPostgres } = await import(${JSON.stringify(moduleUrl)})
const held = await startEmbeddedPostgres({ appName: 'zhepai', dataDirectory: ${JSON.stringify(dataDirectory)}, log: () => {} })
console.log(JSON.stringify({ adopted: held.adopted, pid: held.pid, role: held.role, url: held.url() }))
process.once('SIGTERM', () => held.stop().then(() => process.exit(0)))
setInterval(() => {}, 1000)
`

interface HoldOptions {
  readonly dataDirectory: string
  readonly moduleUrl?: string
  readonly account?: { readonly uid: number; readonly gid: number; readonly home: string }
}

/** A node process that starts the database and holds it until it is told to end. */
export const hold = async ({ dataDirectory, moduleUrl, account }: HoldOptions): Promise<Holder> => {
  const source = moduleUrl ?? new URL('index.ts', import.meta.url).href
  const loader = moduleUrl === undefined ? ['--import', 'tsx'] : []
  const child = spawn(process.execPath, [...loader, '--input-type=module', '-e', HOLD(source, dataDirectory)], {
    ...(account ? { uid: account.uid, gid: account.gid, cwd: account.home, env: { PATH: process.env['PATH'], HOME: account.home } } : {}),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const faults: string[] = []
  child.stderr?.on('data', (chunk: Buffer) => faults.push(chunk.toString()))
  const line = await new Promise<string>((resolve, reject) => {
    if (child.stdout) createInterface({ input: child.stdout }).once('line', resolve)
    child.once('error', reject)
    child.once('exit', () => reject(new Error(faults.join(''))))
  })
  return { child, told: JSON.parse(line) as Holder['told'] }
}

/** Ends the process and waits until it is gone. */
export const end = async ({ child }: Holder, signal: NodeJS.Signals): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill(signal)
  await gone
}
