/**
 * Lays the rules that the rooms bring. A key that is new is laid with its founding value; a definition that says something else than the last edition
 * becomes the next one. What is in a database stays: values that officers adopted, and every edition there was.
 */
import { createHash } from 'node:crypto'
import { forceOf, type RuleDeclaration } from '#kernel/rule.ts'
import type { Check, Seed } from '#platform/command/module.ts'
import { laidKeys, laidRules } from './migrations/laid-rules.ts'
import { sources } from './sources.ts'

export interface Brought {
  readonly module: string
  readonly rules: readonly RuleDeclaration[]
}

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`
const jsonb = (value: unknown): string => `${text(JSON.stringify(value))}::jsonb`
const number = (value: number | undefined): string => (value === undefined ? 'null::double precision' : `${value}::double precision`)

/** Of every database the same, and none of the readable ids of the founding rows. */
export const ruleIdOf = (key: string): string => `rul_${createHash('sha256').update(key).digest('hex').slice(0, 24)}`

const COLUMNS = 'module, no, rule_group, unit, bound_min, bound_max, bound_force, title_zh, title_en, bound_zh, bound_en, standing, binds, use, sources'
const NAMES = COLUMNS.split(', ')
const of = (table: string): string => NAMES.map((name) => `${table}.${name}`).join(', ')

const definitionRow = (module: string, rule: RuleDeclaration): string =>
  `(${[
    text(rule.key),
    text(module),
    rule.no,
    text(rule.group),
    text(rule.unit),
    number(rule.min),
    number(rule.max),
    text(forceOf(rule)),
    text(rule.title.zh),
    text(rule.title.en),
    text(rule.bound?.zh ?? ''),
    text(rule.bound?.en ?? ''),
    text(rule.standing),
    text(rule.binds),
    text(rule.use),
    jsonb(rule.sources),
  ].join(', ')})`

const saidBy = (brought: readonly Brought[]): string =>
  `said (key, ${COLUMNS}) as (values ${brought.flatMap(({ module, rules }) => rules.map((rule) => definitionRow(module, rule))).join(',\n')})`

const LAST = `last as (select distinct on (key) key, edition, ${COLUMNS} from rulebook.definition order by key, edition desc)`

/** Keys that no migration laid: id, key, value and unit of their first version. */
const foundedRows = (brought: readonly Brought[]): readonly string[] =>
  brought.flatMap(({ rules }) =>
    rules.filter(({ key }) => !laidKeys.has(key)).map(({ key, value, unit }) => `(${text(ruleIdOf(key))}, ${text(key)}, ${jsonb(value)}, ${text(unit)})`),
  )

const refuseTwice = (brought: readonly Brought[]): void => {
  const keys = brought.flatMap(({ rules }) => rules.map(({ key }) => key))
  const twice = keys.find((key, index) => keys.indexOf(key) !== index)
  if (twice !== undefined) throw new Error(`two rooms bring the rule ${twice}`)
}

export const seedOf = (brought: readonly Brought[]): Seed => {
  refuseTwice(brought)
  const founded = brought.flatMap(({ rules }) => rules.map((rule) => `(${text(rule.key)}, ${text(ruleIdOf(rule.key))}, ${jsonb(rule.value)})`))
  const changed = `said s left join last l using (key) where l.key is null or (${of('s')}) is distinct from (${of('l')})`
  const unknownSources = `(values ${sources.map(({ code, kind, title }) => `(${[code, kind, ...title].map(text).join(', ')})`).join(', ')}) as s (code, kind, title_zh, title_en)
  left join rulebook.source o using (code) where (o.kind, o.title_zh, o.title_en) is distinct from (s.kind, s.title_zh, s.title_en)`
  const unfounded = 'said s join first_value f using (key) where not exists (select 1 from rulebook.rule r where r.key = s.key)'
  const known = `with ${saidBy(brought)},
${LAST},
first_value (key, id, value) as (values ${founded.join(', ')})`
  return {
    name: 'rules',
    due: `${known} select s.key from ${changed} union all select s.code from ${unknownSources} union all select s.key from ${unfounded} limit 1`,
    sql: `
${known},
told as (
  insert into rulebook.source (code, kind, title_zh, title_en)
  select s.* from ${unknownSources}
  on conflict (code) do update set kind = excluded.kind, title_zh = excluded.title_zh, title_en = excluded.title_en),
laid as (
  insert into rulebook.definition (key, edition, ${COLUMNS})
  select s.key, coalesce(l.edition, 0) + 1, ${of('s')} from ${changed})
insert into rulebook.rule (id, no, key, value, unit, bound_min, bound_max, bound_force)
select f.id, s.no, s.key, f.value, s.unit, s.bound_min, s.bound_max, case s.bound_force when 'custom' then 'custom' else 'law' end from ${unfounded}`,
    missing: `with ${saidBy(brought)} select s.key from said s where not exists (select 1 from rulebook.definition d where d.key = s.key)`,
  }
}

export const checksOf = (brought: readonly Brought[]): readonly Check[] => [
  {
    name: 'rulebook: the rules are what the rooms of this version say',
    sql: `with ${saidBy(brought)}, ${LAST}
      select coalesce(s.key, l.key) as key from said s full join last l using (key) where (${of('s')}) is distinct from (${of('l')})`,
  },
  {
    name: 'rulebook: every rule has a definition, and a version that holds',
    sql: `select coalesce(d.key, r.key) as key from rulebook.definition d full join (select key, unit from rulebook.rule where valid_to is null) r using (key)
      where d.key is null or r.key is null or d.unit <> r.unit`,
  },
  {
    // Rules that the market began with are no acts of anybody: the program itself knows them.
    name: 'rulebook: founding rules are the program’s own',
    sql: `with own (id, key, value, unit) as (values ${[...laidRules, ...foundedRows(brought)].join(', ')})
      select id, r.key from rulebook.rule r full join own o using (id)
      where (r.valid_from is null or o.id is not null) and (r.key, r.value, r.unit) is distinct from (o.key, o.value, o.unit)`,
  },
]
