/**
 * A PostgreSQL that several servers share, and that a drill may hurt: one of its own, which is killed, or, by `TEST_DATABASE_URL`, somebody's, where
 * only the connections to the drill's own database are cut. Leaves nothing behind.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { startEmbeddedPostgres } from '../../src/platform/db/embedded/index.ts'
import { cameToPass, hasStrayBackends } from '../../src/platform/db/embedded/processes.ts'

export interface DrillDatabase {
  readonly what: string
  readonly url: string
  readonly hurt: () => Promise<void>
  readonly mend: () => Promise<void>
  readonly close: () => Promise<void>
}

const STOP_MS = 30_000

const outside = async (adminUrl: string): Promise<DrillDatabase> => {
  const name = `zhepai_drill_${process.pid}`
  const url = new URL(adminUrl)
  url.pathname = `/${name}`
  const asked = async (sql: string, values: readonly string[] = []): Promise<void> => {
    const admin = new pg.Client({ connectionString: adminUrl })
    await admin.connect()
    try {
      await admin.query(sql, [...values])
    } finally {
      await admin.end()
    }
  }
  await asked(`create database ${name}`)
  return {
    what: 'connections',
    url: url.toString(),
    hurt: () => asked('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]),
    mend: async () => undefined,
    close: () => asked(`drop database if exists ${name} with (force)`),
  }
}

const own = async (): Promise<DrillDatabase> => {
  const directory = mkdtempSync(path.join(tmpdir(), 'zhepai-drill-pg-'))
  // It runs under another account when the drill runs as root.
  chmodSync(directory, 0o755)
  const start = () => startEmbeddedPostgres({ appName: 'zhepai', dataDirectory: directory, log: () => undefined })
  let running = await start()
  return {
    what: 'database',
    url: running.url(),
    hurt: async () => void process.kill(running.pid, 'SIGKILL'),
    mend: async () => {
      await running.stop()
      await cameToPass(() => !hasStrayBackends(path.join(directory, 'pg/data')), STOP_MS)
      running = await start()
    },
    close: async () => {
      await running.stop()
      rmSync(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
    },
  }
}

export const openDrillDatabase = (): Promise<DrillDatabase> => {
  const adminUrl = process.env['TEST_DATABASE_URL']
  return adminUrl ? outside(adminUrl) : own()
}
