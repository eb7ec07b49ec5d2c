/** How the value of a rule is written for people: percent for basis points, yuan for fen, days and hours in words. */
import type { Lang } from '#kernel/bilingual.ts'
import { formatAmount } from '#kernel/money.ts'
import type { RuleView } from '#modules/rulebook/api.ts'
import { en, zh } from '#modules/rulebook/messages.ts'

const messages: Readonly<Record<Lang, Readonly<Record<string, string>>>> = { zh, en }

export const ruleWord = (key: string, lang: Lang): string => messages[lang][key] ?? key

const word = (value: string, lang: Lang): string => messages[lang][`enum.rulebook.value.${value}`] ?? value

const percent = (basisPoints: number): string =>
  `${Math.trunc(basisPoints / 100)}${
    basisPoints % 100 === 0
      ? ''
      : `.${String(Math.abs(basisPoints % 100))
          .padStart(2, '0')
          .replace(/0$/, '')}`
  }%`

const SINGULAR: Readonly<Record<string, string>> = {
  cd: 'calendar day',
  wd: 'working day',
  h: 'hour',
  min: 'minute',
  s: 'second',
  month: 'month',
  year: 'year',
}

const counted = (count: number, unit: string, lang: Lang): string => {
  if (lang === 'en' && count === 1 && SINGULAR[unit]) return `1 ${SINGULAR[unit]}`
  const name = ruleWord(`enum.rulebook.unit.${unit}`, lang)
  return name === '' ? String(count) : lang === 'zh' ? `${count}${name}` : `${count} ${name}`
}

export const valueText = (value: RuleView['value'], unit: RuleView['unit'], lang: Lang): string => {
  if (Array.isArray(value)) return value.map((item) => word(item, lang)).join(lang === 'zh' ? '、' : ', ')
  if (typeof value === 'boolean' || typeof value === 'string') return word(String(value), lang)
  if (unit === 'bp') return percent(value)
  if (unit === 'fen') return formatAmount(BigInt(value), 'CNY', lang)
  return counted(value, unit, lang)
}

export const sourceText = (source: RuleView['sources'][number], lang: Lang): string => (lang === 'zh' ? source.title.zh : source.title.en)

/** Where law is made; what web pages and platforms say of it is told apart. */
const LAW_SOURCES: readonly string[] = ['statute', 'regulation', 'judicial']

/**
 * Binding only where the bound is the law's and was taken from the text of a law. Everything else is practice that the market uses as a default: what
 * pages report, what platforms do, what the market set itself; also where it repeats a law whose text was not at hand.
 */
export const standingOf = ({ boundForce, confidence, sources }: Pick<RuleView, 'boundForce' | 'confidence' | 'sources'>): 'binding' | 'practice' =>
  boundForce === 'law' && confidence === 'law' && sources.some(({ kind }) => LAW_SOURCES.includes(kind)) ? 'binding' : 'practice'
