/** One PostgreSQL cluster per test run, and one migrated template that every test file clones. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { openDatabase, type Database } from '#platform/db/database.ts'
import { openDiskStore } from '#platform/files/disk.ts'
import { migrateAccounts } from '../../src/app/accounts.ts'
import { migrateAll } from '../../src/app/core.ts'
import { moduleList } from '../../src/app/modules.ts'
import { openTestAuth } from './accounts.ts'

export interface Cluster {
  readonly adminUrl: string
  /** Connection string with the word DATABASE in place of the name. */
  readonly urlPattern: string
  readonly template: string
}

declare module 'vitest' {
  export interface ProvidedContext {
    databaseCluster: Cluster
  }
}

const withDatabase = (url: string, name: string): string => {
  const parsed = new URL(url)
  parsed.pathname = `/${name}`
  return parsed.toString()
}

/** `TEST_DATABASE_URL` takes an outside PostgreSQL; without it the embedded one is started in a directory of its own. */
const openCluster = async () => {
  const outside = process.env['TEST_DATABASE_URL']
  if (outside) return { url: (name: string) => withDatabase(outside, name), stop: async () => undefined }
  const { startEmbeddedPostgres } = await import('../../src/platform/db/embedded/index.ts')
  const directory = await mkdtemp(path.join(tmpdir(), 'zhepai-cluster-'))
  const embedded = await startEmbeddedPostgres({
    appName: 'zhepai-test',
    dataDirectory: directory,
    log: () => undefined,
    settings: { fsync: 'off', max_connections: '200' },
  })
  return {
    url: (name: string) => embedded.url(name),
    stop: async () => {
      await embedded.stop()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

/** Letters are written to the addresses of accounts, and checks read their tables: they are part of every market. */
const layAccounts = async (database: Database, databaseUrl: string): Promise<void> => {
  const auth = openTestAuth(databaseUrl)
  await migrateAccounts(database, auth)
  await auth.close()
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await openCluster()
  const template = `zhepai_template_${process.pid}`
  const admin = new pg.Client({ connectionString: cluster.url('postgres') })
  await admin.connect()
  await admin.query(`drop database if exists ${template}`)
  await admin.query(`create database ${template}`)
  const database = openDatabase({ url: cluster.url(template), onIdleError: () => undefined })
  const { modules } = moduleList({
    demo: true,
    files: openDiskStore(tmpdir()),
    dataDirectory: await mkdtemp(path.join(tmpdir(), 'zhepai-template-')),
    origin: 'zhepai.test/log',
    publicUrl: 'http://zhepai.test',
  })
  await migrateAll(database, modules)
  await layAccounts(database, cluster.url(template))
  await database.close()
  project.provide('databaseCluster', { adminUrl: cluster.url('postgres'), urlPattern: cluster.url('DATABASE'), template })
  return async () => {
    // Files drop their own; one that was stopped in the middle left its database on a server that may be somebody's.
    const { rows } = await admin.query<{ name: string }>(`select datname as name from pg_database where starts_with(datname, $1)`, [template])
    for (const { name } of rows) await admin.query(`drop database if exists ${name} with (force)`)
    await admin.end()
    await cluster.stop()
  }
}
