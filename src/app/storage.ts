/** Where the market is kept: a PostgreSQL that is there, or one of its own. Needs nothing of the rest, which is loaded while a first one is made. */
import { makeDataDirectory } from '#platform/config/project.ts'
import type { Config } from '#platform/config/config.ts'
import { startEmbeddedPostgres } from '#platform/db/embedded/index.ts'
import type { Log } from '#platform/log/log.ts'

export interface Storage {
  readonly url: string
  readonly stop: () => Promise<void>
}

interface StorageSpec {
  readonly config: Config
  readonly log: Log
  /** Called when the embedded database ends by itself. */
  readonly onDatabaseExit?: () => void
}

export const openStorage = async ({ config, log, onDatabaseExit }: StorageSpec): Promise<Storage> => {
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
