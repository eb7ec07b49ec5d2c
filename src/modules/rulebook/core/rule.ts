/** A rule: one number, switch or word that the market decides by, with its bounds, its legal source and its time. */
import type { Bilingual, Lang } from '#kernel/bilingual.ts'
import type { BusinessCalendar } from '#kernel/business-calendar.ts'
import type { Json } from '#kernel/canonical-json.ts'
import type { CalendarDate, Instant } from '#kernel/instant.ts'
import { ok, refuse, type Result, type RuleCitation } from '#kernel/result.ts'
import type { Binds, Force, RuleSource, RuleUnit, Standing, Use } from '#kernel/rule.ts'
import { endOfPeriod, isPeriodUnit, type PeriodUnit } from './period.ts'

const WORD_UNITS: readonly RuleUnit[] = ['text', 'date']

/** Branch of rules that holds where no other branch says otherwise. */
export const MAIN_BRANCH = 'main'

/** A source with its name, and the article in which the rule stands. */
export interface CitedSource extends RuleSource {
  readonly kind: string
  readonly title: Bilingual
}

export interface Rule {
  readonly id: string
  readonly no: number
  readonly key: string
  readonly group: string
  readonly branch: string
  readonly value: Json
  readonly unit: RuleUnit
  readonly boundMin: number | null
  readonly boundMax: number | null
  readonly boundForce: Force
  readonly title: Bilingual
  readonly bound: Bilingual
  readonly standing: Standing
  readonly binds: Binds
  readonly use: Use
  /** The one that the rule stands on first. */
  readonly sources: readonly CitedSource[]
  /** First day; null: since the founding of the rulebook. */
  readonly validFrom: CalendarDate | null
  /** First day on which it no longer holds. */
  readonly validTo: CalendarDate | null
}

export interface Deadline {
  readonly closesAt: Instant
  readonly rule: RuleCitation
  readonly count: number
  readonly unit: PeriodUnit
}

/** The rules that hold at one instant. Asking for a key that does not exist, or as the wrong kind, is a fault and throws. */
export interface RuleSet {
  readonly at: Instant
  readonly calendar: BusinessCalendar
  readonly rules: readonly Rule[]
  readonly rule: (key: string) => Rule
  readonly number: (key: string) => number
  readonly bigint: (key: string) => bigint
  readonly flag: (key: string) => boolean
  readonly text: (key: string) => string
  readonly list: (key: string) => readonly string[]
  readonly unit: (key: string) => RuleUnit
  readonly id: (key: string) => string
  readonly cite: (key: string) => RuleCitation
}

/** In which a citation says what it is, so that practice is never read as law. */
const STANDING_WORDS: Readonly<Record<Standing, readonly [zh: string, en: string]>> = {
  binding: ['法定', 'law'],
  agreed: ['默认，当事人可另行约定', 'default unless agreed otherwise'],
  policy: ['政策', 'policy'],
  practice: ['参照做法，非法律规定', 'practice used here, not law'],
  house: ['本市场规定', 'rule of this market'],
}

/** `37(1)`: article 37, item 1. */
export const articleText = (article: string, lang: Lang): string => {
  if (lang === 'en') return `art. ${article}`
  const [, number = article, item] = /^(\d+)(?:\((\d+)\))?$/.exec(article) ?? []
  return `第${number}条${item === undefined ? '' : `第${item}项`}`
}

const sourceName = ({ title, article }: CitedSource): readonly [zh: string, en: string] =>
  article === undefined ? [title.zh, title.en] : [`${title.zh}${articleText(article, 'zh')}`, `${title.en}, ${articleText(article, 'en')}`]

/** `standing：source / standing: source；source / source`, whole in each language. */
export const citationOf = (rule: Rule): RuleCitation => {
  const [zh, en] = STANDING_WORDS[rule.standing]
  const parts = rule.sources.map(sourceName).map(([ofZh, ofEn], index) => (index === 0 ? `${zh}：${ofZh} / ${en}: ${ofEn}` : `${ofZh} / ${ofEn}`))
  return { id: rule.id, key: rule.key, source: parts.join('；') }
}

/** A citation in one language: papers and pages are never written in two at once. */
export const sourceIn = (lang: 'zh' | 'en', source: string): string =>
  source
    .split('；')
    .map((part) => part.split(' / ')[lang === 'zh' ? 0 : 1] ?? part)
    .join(lang === 'zh' ? '；' : '; ')

/** A branch's own rule comes before the main one. */
export const ruleSetFrom = (rules: readonly Rule[], at: Instant, calendar: BusinessCalendar): RuleSet => {
  const sorted = [...rules].sort((a, b) => Number(a.branch !== MAIN_BRANCH) - Number(b.branch !== MAIN_BRANCH))
  const byKey = new Map(sorted.map((rule) => [rule.key, rule]))
  const rule = (key: string): Rule => {
    const found = byKey.get(key)
    if (!found) throw new Error(`the rulebook has no rule ${key} at this time`)
    return found
  }
  const typed = <Kind extends 'number' | 'boolean' | 'string'>(key: string, kind: Kind) => {
    const { value } = rule(key)
    if (typeof value !== kind) throw new Error(`rule ${key} is not a ${kind}`)
    return value
  }
  const number = (key: string) => typed(key, 'number') as number
  return {
    at,
    calendar,
    rules: [...byKey.values()],
    rule,
    number,
    bigint: (key) => BigInt(number(key)),
    flag: (key) => typed(key, 'boolean') as boolean,
    text: (key) => typed(key, 'string') as string,
    list: (key) => {
      const { value } = rule(key)
      if (!Array.isArray(value)) throw new Error(`rule ${key} is not a list`)
      return value.map(String)
    },
    unit: (key) => rule(key).unit,
    id: (key) => rule(key).id,
    cite: (key) => citationOf(rule(key)),
  }
}

/** When the period that the rule sets is over, counted from an event at `from`. Throws for a rule that is no period. */
export const statutoryDeadline = (ruleSet: RuleSet, key: string, from: Instant): Deadline => {
  const unit = ruleSet.unit(key)
  if (!isPeriodUnit(unit)) throw new Error(`rule ${key} is not a period`)
  const count = ruleSet.number(key)
  return { closesAt: endOfPeriod(ruleSet.calendar, from, count, unit), rule: ruleSet.cite(key), count, unit }
}

/** Refuses one more when as many as the rule allows are there: parameters `used` and `allowed`, and the rule itself. */
export const countWithin = <const Code extends string>(ruleSet: RuleSet, key: string, used: number, code: Code): Result<null, Code> => {
  const allowed = ruleSet.number(key)
  return used < allowed ? ok(null) : refuse(code, { used, allowed }, { rule: ruleSet.cite(key) })
}

/** What kind of value a unit takes; null when the value fits. */
export const misfit = (unit: RuleUnit, value: Json): 'number' | 'flag' | 'text' | 'list' | null => {
  if (unit === 'flag') return typeof value === 'boolean' ? null : 'flag'
  if (unit === 'list') return Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string') ? null : 'list'
  if (WORD_UNITS.includes(unit)) return typeof value === 'string' && value !== '' ? null : 'text'
  return typeof value === 'number' && Number.isSafeInteger(value) ? null : 'number'
}
