/** Opens the market of the environment for one command and stops it again. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Instant } from '#kernel/instant.ts'
import { loadConfig, type Config } from '#platform/config/config.ts'
import { projectDirectory } from '#platform/config/project.ts'
import type { FileStore } from '#platform/files/store.ts'
import type { Patience } from '#platform/db/database.ts'
import { createLog } from '#platform/log/log.ts'
import type { Market } from '../assembly.ts'
import type { Call } from './command.ts'
import { explainDatabase } from './database-problem.ts'

export const programVersion = (): string => {
  const manifest = JSON.parse(readFileSync(path.join(projectDirectory(), 'package.json'), 'utf8')) as { version: string }
  return manifest.version
}

/** PostgreSQL schemas of the market. */
export const schemasOf = (market: Market): readonly string[] => ['platform', 'auth', ...market.core.modules.map(({ name }) => name)]

interface OpenOptions {
  readonly config: Config
  readonly pagesDirectory?: string
  readonly onDatabaseExit?: () => void
  readonly clock?: { readonly now: () => Instant }
  readonly patience?: Patience
  readonly isLazy?: boolean
  readonly drawingThreads?: number
}

/** Asks the database once, so that a wrong address or password is told in words before anything else happens. */
export const openChecked = async ({ config, pagesDirectory, ...more }: OpenOptions): Promise<Market> => {
  const log = createLog({ level: config.logLevel })
  // Loaded only now: commands that need no market (verify, help) must not pull in the server. Making a database goes on beside.
  const { openStorage } = await import('../storage.ts')
  const storage = openStorage({ config, log, ...more })
  storage.catch(() => undefined)
  const { openMarket } = await import('../assembly.ts')
  let market: Market | null = null
  try {
    market = await openMarket({ config, log, version: programVersion(), pagesDirectory: pagesDirectory ?? null, storage, ...more })
    // The pool listens to idle connections; one that is lent out when the database dies would end the process. Its query tells.
    market.database.pool.on('connect', (client) => client.on('error', () => undefined))
    const { rows } = await market.database.pool.query<{ version: number }>(`select current_setting('server_version_num')::int as version`)
    explainDatabase.version(rows[0]?.version ?? 0)
    return market
  } catch (error) {
    await (market ?? (await storage.catch(() => null)))?.stop()
    throw explainDatabase.error(error, config)
  }
}

interface Opened {
  readonly market: Market
  readonly config: Config
}

/** Without doors and loops: commands that work beside a running server use its database as guests. */
export const withMarket = async <Value>(call: Call, work: (opened: Opened) => Promise<Value>): Promise<Value> => {
  const config = loadConfig(call.environment)
  const market = await openChecked({ config })
  try {
    return await work({ market, config })
  } finally {
    await market.stop()
  }
}

export const fileStoreOf = async (config: Config): Promise<FileStore> => {
  if (config.s3) return (await import('#platform/files/s3.ts')).openS3Store(config.s3)
  return (await import('#platform/files/disk.ts')).openDiskStore(path.join(config.dataDirectory, 'files'))
}
