/** What there is in the database, asked from its catalogue, so that no table is forgotten. */
import type pg from 'pg'
import type { BackupHead } from './format.ts'

/** Written by the migration run of the restoring program, not by the archive. */
const MIGRATION_TABLE = 'zhepai_migration'

const OURS = `n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
  and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')`

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
export const qualified = ({ schema, name }: { readonly schema: string; readonly name: string }): string => `${quoted(schema)}.${quoted(name)}`

/** Tables of the given schemas; without them of all but PostgreSQL's own. */
export const tablesOf = async (client: pg.ClientBase, schemas: readonly string[] | null = null): Promise<BackupHead['tables']> => {
  const { rows } = await client.query<BackupHead['tables'][number]>(
    `select n.nspname as schema, c.relname as name,
       array(select a.attname::text from pg_attribute a
         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and ${OURS} and ($1::text[] is null or n.nspname = any($1)) and not (n.nspname = 'public' and c.relname = '${MIGRATION_TABLE}')
     order by 1, 2`,
    [schemas],
  )
  return rows
}

export const sequencesOf = async (client: pg.ClientBase, schemas: readonly string[]): Promise<BackupHead['sequences']> => {
  const { rows } = await client.query<{ schema: string; name: string }>(
    `select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'S' and ${OURS} and n.nspname = any($1) order by 1, 2`,
    [schemas],
  )
  const sequences: BackupHead['sequences'] = []
  for (const sequence of rows) {
    const found = await client.query<{ last_value: string; is_called: boolean }>(`select last_value::text, is_called from ${qualified(sequence)}`)
    const state = found.rows[0]
    if (state) sequences.push({ ...sequence, lastValue: state.last_value, isCalled: state.is_called })
  }
  return sequences
}

export const migrationsOf = async (client: pg.ClientBase): Promise<BackupHead['migrations']> => {
  const known = await client.query<{ present: boolean }>(`select to_regclass('public.${MIGRATION_TABLE}') is not null as present`)
  if (!known.rows[0]?.present) return []
  const { rows } = await client.query<BackupHead['migrations'][number]>(`select schema, name, digest from public.${MIGRATION_TABLE} order by schema, name`)
  return rows
}

/** Schemas that hold anything of ours; an empty database has none. */
export const schemasInUse = async (client: pg.ClientBase): Promise<readonly string[]> => {
  const { rows } = await client.query<{ name: string }>(
    `select distinct n.nspname as name from pg_namespace n join pg_class c on c.relnamespace = n.oid where ${OURS} order by 1`,
  )
  return rows.map(({ name }) => name)
}

/** Takes the market's tables away. Schemas of other programs in the same database stay. */
export const dropMarket = async (client: pg.ClientBase, schemas: readonly string[]): Promise<void> => {
  for (const name of schemas) await client.query(`drop schema if exists ${quoted(name)} cascade`)
  await client.query(`drop table if exists public.${MIGRATION_TABLE}`)
}

/** Undoes a restore that failed half-way; only for a database that was seen empty before. */
export const emptyAgain = async (client: pg.ClientBase): Promise<void> => {
  const { rows } = await client.query<{ name: string }>(
    `select nspname as name from pg_namespace where nspname not like 'pg\\_%' and nspname <> 'information_schema'`,
  )
  for (const { name } of rows) {
    await client.query(`drop schema ${quoted(name)} cascade`)
    if (name === 'public') await client.query('create schema public')
  }
}
