/**
 * Checks that bind rows to the log. Facts are committed to, signed and published; rows are not, and who has a backup file can write what he likes into it,
 * with new digests. So every row of weight is compared with what its facts said: no row without its fact, no fact without its row, no other content.
 */
import type { Json } from '#kernel/canonical-json.ts'
import type { Check } from './module.ts'

type Said = Readonly<Record<string, Json>>

export interface BoundSpec {
  readonly name: string
  /** SQL that gives `id` and `said`, a jsonb object whose keys are spelled as in the facts' bodies. */
  readonly rows: string
  /** The types of fact that tell of these rows, each with what it says beside its body. Later facts of a row supersede earlier ones, key by key. */
  readonly facts: Readonly<Record<string, Said>>
  /** Member of the body that names the row; without it the fact's subject does. */
  readonly key?: string
}

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`

/**
 * A key that no fact of the row has is not compared: facts of earlier versions said less, and what they said cannot be changed. The result names the row and
 * what differs, never the content.
 */
export const bound = ({ name, rows, facts, key }: BoundSpec): Check => {
  const types = Object.entries(facts).map(([type, said]) => `(${text(type)}, ${text(JSON.stringify(said))}::jsonb)`)
  const differs = `from jsonb_each(k.said) s where t.said ? s.key and t.said -> s.key is distinct from s.value`
  return {
    name,
    sql: `with kept as materialized (${rows}),
      told as materialized (
        select ${key === undefined ? 'f.subject' : `f.body::jsonb ->> ${text(key)}`} as id, jsonb_object_agg(e.key, e.value order by f.seq) as said
        from platform.fact f join (values ${types.join(', ')}) of_type (type, said) using (type), jsonb_each(f.body::jsonb || of_type.said) e
        group by 1)
      select id, case when t.said is null then 'a row without its fact' when k.said is null then 'a fact without its row'
        else 'not what its fact says: ' || (select string_agg(s.key, ', ' order by s.key) ${differs}) end as problem
      from kept k full join told t using (id)
      where t.said is null or k.said is null or exists (select 1 ${differs})`,
  }
}

/** An instant as facts write it. */
export const isoSql = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
