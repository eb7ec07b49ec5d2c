/** Forward-only migrations: each module's list in its own schema, in the order of the modules. */
import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { Migration, Seed } from '#platform/command/module.ts'
import type { Database } from './database.ts'

export interface MigrationSet {
  /** Module name, which is also the name of its PostgreSQL schema. */
  readonly schema: string
  readonly migrations: readonly Migration[]
  readonly seed?: Seed | undefined
}

/** Any constant: all processes that migrate take the same lock. */
const MIGRATION_LOCK = 7_217_001

const digest = (sql: string): string => createHash('sha256').update(sql).digest('hex')

/**
 * Applies what is missing, then sows. A migration that was applied with other text stops the start: history is never edited.
 * Returns the names applied now.
 */
export const migrate = async (database: Pick<Database, 'connect'>, sets: readonly MigrationSet[]): Promise<readonly string[]> => {
  // Outside the pool, whose statements have a time limit: a process that starts beside this one waits for as long as it takes.
  const client = await database.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    await client.query(`create table if not exists public.zhepai_migration (
      schema text not null, name text not null, digest text not null,
      applied_at timestamptz not null default now(), primary key (schema, name))`)
    const { rows } = await client.query<{ schema: string; name: string; digest: string }>('select schema, name, digest from public.zhepai_migration')
    const applied = new Map(rows.map((row) => [`${row.schema}/${row.name}`, row.digest]))
    const done: string[] = []
    for (const { schema, migrations } of sets) {
      for (const migration of migrations) {
        const key = `${schema}/${migration.name}`
        const known = applied.get(key)
        if (known !== undefined && known !== digest(migration.sql)) throw new Error(`migration ${key} was changed after it was applied`)
        if (known !== undefined) continue
        await applyOne(client, schema, migration)
        done.push(key)
      }
    }
    for (const { schema, seed } of sets) if (seed && (await sow(client, schema, seed))) done.push(`${schema}/${seed.name}`)
    return done
  } finally {
    // The lock ends with the connection.
    await client.end()
  }
}

/** Names of what this program has and the database has not, as `schema/name`. Empty: the structure is that of this version, or a later one. */
export const missingMigrations = async (pool: pg.Pool, sets: readonly MigrationSet[]): Promise<readonly string[]> => {
  const { rows } = await pool.query<{ key: string }>(`select schema || '/' || name as key from public.zhepai_migration`)
  const applied = new Set(rows.map(({ key }) => key))
  const missing = sets.flatMap(({ schema, migrations }) => migrations.map(({ name }) => `${schema}/${name}`)).filter((key) => !applied.has(key))
  if (missing.length > 0) return missing
  const unsown = await Promise.all(
    sets.map(async ({ schema, seed }) => (seed && (await pool.query(seed.missing)).rows.length > 0 ? [`${schema}/${seed.name}`] : [])),
  )
  return unsown.flat()
}

/** True when something was added. One statement: all or nothing. */
const sow = async (client: pg.Client, schema: string, { name, due, sql }: Seed): Promise<boolean> => {
  try {
    if ((await client.query(due)).rows.length === 0) return false
    await client.query(sql)
    return true
  } catch (error) {
    throw new Error(`seed ${schema}/${name} failed: ${(error as Error).message}`, { cause: error })
  }
}

const applyOne = async (client: pg.Client, schema: string, migration: Migration): Promise<void> => {
  await client.query('begin')
  try {
    await client.query(`create schema if not exists ${schema}`)
    await client.query(migration.sql)
    await client.query('insert into public.zhepai_migration (schema, name, digest) values ($1, $2, $3)', [schema, migration.name, digest(migration.sql)])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`migration ${schema}/${migration.name} failed: ${(error as Error).message}`, { cause: error })
  }
}
