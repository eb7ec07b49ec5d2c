/** Where the market is kept: a PostgreSQL that is there, or one of its own. Needs nothing of the rest, which is loaded while a first one is made. */
import { makeDataDirectory } from '#platform/config/project.ts'
import { startEmbeddedPostgres } from '#platform/db/embedded/index.ts'
import type { MarketOptions } from './options.ts'

export interface Storage {
  readonly url: string
  readonly stop: () => Promise<void>
}

export const openStorage = async ({ config, log, onDatabaseExit }: Pick<MarketOptions, 'config' | 'log' | 'onDatabaseExit'>): Promise<Storage> => {
  makeDataDirectory(config.dataDirectory)
  if (config.databaseUrl) return { url: config.databaseUrl, stop: async () => undefined }
  const embedded = await startEmbeddedPostgres({
    appName: 'zhepai',
    dataDirectory: config.dataDirectory,
    pgUser: config.pgUser,
    log: (message) => log.info(message),
  })
  if (onDatabaseExit) embedded.onExit(onDatabaseExit)
  return { url: embedded.url(), stop: embedded.stop }
}
