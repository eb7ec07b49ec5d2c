/** The bench's market as a process of its own, which a drill may hurt and start again on the same data. Listens on loopback only. */
import { fork, type ChildProcess } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { cameToPass, hasStrayBackends } from '../../src/platform/db/embedded/processes.ts'
import type { History } from '../bench/auction-history.ts'

export interface Ready {
  readonly cookies: readonly string[]
  readonly hot: readonly string[]
  readonly startMinor: string
  readonly incrementMinor: string
}

const STOP_MS = 30_000
const BIDDERS = '12'
/** Where there are many sales: each takes as many applications. */
const BIDDERS_OF_EVERY_SALE = '6'

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })

const endOf = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null ? Promise.resolve() : new Promise((resolve) => child.once('exit', () => resolve()))

const messageOf = <Message>(child: ChildProcess): Promise<Message> =>
  new Promise((resolve, reject) => {
    const onExit = (code: number | null) => reject(new Error(`the server ended with ${code}`))
    child.once('exit', onExit)
    child.once('message', (message) => {
      child.off('exit', onExit)
      resolve(message as Message)
    })
  })

export const tell = (line: string) => console.error(`${new Date().toISOString().slice(11, 19)} ${line}`)

interface DrillServerOptions {
  readonly hasPages: boolean
  /** All ways of bidding instead of one. */
  readonly hasEverySale?: boolean
  /** Undefined: the built-in database of this server. */
  readonly databaseUrl?: string
  /** Another server on the same data; the first one lays it. */
  readonly beside?: { readonly directory: string; readonly origin: string }
}

export const openDrillServer = async ({ hasPages, hasEverySale = false, databaseUrl, beside }: DrillServerOptions) => {
  const directory = beside?.directory ?? mkdtempSync(path.join(tmpdir(), 'zhepai-drill-'))
  // The database runs under another account when the drill runs as root.
  chmodSync(directory, 0o755)
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  let child: ChildProcess | null = null

  const start = async (laterMs = 0): Promise<Ready> => {
    const { DATABASE_URL: _, NODE_ENV: __, ...rest } = process.env
    child = fork(path.join(import.meta.dirname, '../bench/auction-server.ts'), {
      execArgv: process.execArgv,
      env: {
        ...rest,
        PORT: String(port),
        HOST: '127.0.0.1',
        PUBLIC_URL: beside?.origin ?? origin,
        ZHEPAI_DATA_DIR: directory,
        ZHEPAI_DEMO: '1',
        ROLES: beside === undefined ? 'web,worker,relay' : 'web,worker',
        LOG_LEVEL: 'fatal',
        BENCH_BIDDERS: hasEverySale ? BIDDERS_OF_EVERY_SALE : BIDDERS,
        BENCH_LOTS: '1',
        BENCH_KEPT: path.join(directory, 'drill.json'),
        BENCH_LATER_MS: String(laterMs),
        ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
        ...(hasEverySale ? { BENCH_SALES: 'every' } : {}),
        ...(hasPages ? { BENCH_PAGES: '1' } : {}),
      },
      // Standard output belongs to the one line of figures.
      stdio: ['ignore', process.stderr.fd, process.stderr.fd, 'ipc'],
    })
    return messageOf<Ready>(child)
  }
  const kill = async (): Promise<void> => {
    if (!child) return
    child.kill('SIGKILL')
    await endOf(child)
    await cameToPass(() => !hasStrayBackends(path.join(directory, 'pg/data')), STOP_MS)
  }
  return {
    directory,
    origin,
    start,
    kill,
    killDatabase: () => process.kill(Number.parseInt(readFileSync(path.join(directory, 'pg/data/postmaster.pid'), 'utf8'), 10), 'SIGKILL'),
    history: (): Promise<History> => {
      if (!child) throw new Error('the server is not running')
      const answer = messageOf<History>(child)
      child.send({ kind: 'history' })
      return answer
    },
    close: async (): Promise<void> => {
      if (child?.connected) child.send({ kind: 'stop' })
      if (child) await Promise.race([endOf(child), new Promise((resolve) => setTimeout(resolve, STOP_MS).unref())])
      await kill()
      if (beside === undefined) rmSync(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
    },
  }
}
export type DrillServer = Awaited<ReturnType<typeof openDrillServer>>
