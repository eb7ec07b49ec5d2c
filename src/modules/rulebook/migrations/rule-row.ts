/** How a founding rule is written down in the data files beside this one, and how it becomes SQL. */
import type { Json } from '#kernel/canonical-json.ts'

type Pair = readonly [zh: string, en: string]

export interface FoundingRule {
  /** Row of the parameter table of the domain rules; parts of one row share its number. */
  readonly no: number
  readonly key: string
  readonly group: string
  readonly value: Json
  readonly unit: string
  readonly min?: number
  readonly max?: number
  /** `law` forces the bound; `custom` is the range met in practice. */
  readonly force?: 'law' | 'custom'
  readonly title: Pair
  readonly bound?: Pair
  readonly sources: readonly string[]
  readonly article?: string
  readonly confidence: 'law' | 'web' | 'observed' | 'background' | 'derived'
}

export interface FoundingSource {
  readonly code: string
  readonly kind: 'statute' | 'regulation' | 'judicial' | 'policy' | 'webpage' | 'platform' | 'house'
  readonly title: Pair
}

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`
const list = (values: readonly string[]): string => `array[${values.map(text).join(', ')}]::text[]`

/** Founding rows have readable ids; later versions get random ones. */
const ruleId = (index: number): string => `rul_${String(index + 1).padStart(24, '0')}`

const ruleValues = (rule: FoundingRule, index: number): string =>
  `(${[
    text(ruleId(index)),
    rule.no,
    text(rule.key),
    text(rule.group),
    `${text(JSON.stringify(rule.value))}::jsonb`,
    text(rule.unit),
    rule.min ?? 'null',
    rule.max ?? 'null',
    text(rule.force ?? 'law'),
    text(rule.title[0]),
    text(rule.title[1]),
    text(rule.bound?.[0] ?? ''),
    text(rule.bound?.[1] ?? ''),
    list(rule.sources),
    text(rule.article ?? ''),
    text(rule.confidence),
  ].join(', ')})`

/** `from`: index of the first row, so that the ids of rules that are laid later follow those laid before. */
export const insertRules = (rules: readonly FoundingRule[], from = 0): string =>
  `insert into rulebook.rule (id, no, key, rule_group, value, unit, bound_min, bound_max, bound_force, title_zh, title_en, bound_zh, bound_en, source_codes, article, confidence) values\n${rules
    .map((rule, index) => ruleValues(rule, from + index))
    .join(',\n')};`

export const insertSources = (sources: readonly FoundingSource[]): string =>
  `insert into rulebook.source (code, kind, title_zh, title_en) values\n${sources
    .map((source) => `(${[source.code, source.kind, ...source.title].map(text).join(', ')})`)
    .join(',\n')};`
