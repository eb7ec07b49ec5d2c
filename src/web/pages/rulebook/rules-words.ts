/** How the value of a rule is written for people: percent for basis points, yuan for fen, days and hours in words. */
import type { Lang } from '#kernel/bilingual.ts'
import { formatAmount } from '#kernel/money.ts'
import type { RuleView } from '#modules/rulebook/api.ts'
import { en, zh } from '#modules/rulebook/messages.ts'
import { countedText, roomWords } from '../../i18n/room-words.ts'

export const { word: ruleWord, state: ruleStateWord } = roomWords('rulebook', { zh, en })

const percent = (basisPoints: number): string =>
  `${Math.trunc(basisPoints / 100)}${
    basisPoints % 100 === 0
      ? ''
      : `.${String(Math.abs(basisPoints % 100))
          .padStart(2, '0')
          .replace(/0$/, '')}`
  }%`

export const valueText = (value: RuleView['value'], unit: RuleView['unit'], lang: Lang): string => {
  if (Array.isArray(value)) return value.map((item) => ruleWord('value', item, lang)).join(lang === 'zh' ? '、' : ', ')
  if (typeof value === 'boolean' || typeof value === 'string') return ruleWord('value', String(value), lang)
  if (unit === 'bp') return percent(value)
  if (unit === 'fen') return formatAmount(BigInt(value), 'CNY', lang)
  return countedText(value, ruleWord('unit', unit, lang), lang)
}

type Source = RuleView['sources'][number]

export const sourceText = (source: Pick<Source, 'title'>, lang: Lang): string => (lang === 'zh' ? source.title.zh : source.title.en)

/** `37(1)`: article 37, item 1. */
const articleText = (article: string, lang: Lang): string => {
  if (lang === 'en') return `art. ${article}`
  const [, number = article, item] = /^(\d+)(?:\((\d+)\))?$/.exec(article) ?? []
  return `第${number}条${item === undefined ? '' : `第${item}项`}`
}

/** A source with the article in which the rule stands. */
export const citedText = (source: Source, lang: Lang): string => {
  if (source.article === null) return sourceText(source, lang)
  return lang === 'zh' ? `${source.title.zh}${articleText(source.article, lang)}` : `${source.title.en}, ${articleText(source.article, lang)}`
}

/** What is said of the bound; where nothing is said, its figures. */
export const boundText = ({ bound, boundMin, boundMax, unit }: Pick<RuleView, 'bound' | 'boundMin' | 'boundMax' | 'unit'>, lang: Lang): string | null => {
  if (bound[lang] !== '') return bound[lang]
  const figure = (value: number | null): string => (value === null ? '' : valueText(value, unit, lang))
  const [min, max] = [figure(boundMin), figure(boundMax)]
  if (min !== '' && max !== '') return lang === 'zh' ? `${min}至${max}` : `${min} to ${max}`
  if (min !== '') return lang === 'zh' ? `不少于${min}` : `at least ${min}`
  if (max !== '') return lang === 'zh' ? `不超过${max}` : `at most ${max}`
  return null
}

/** In this order the rulebook is read: what binds first. */
export const STANDINGS = ['binding', 'agreed', 'policy', 'practice', 'house'] as const satisfies readonly RuleView['standing'][]

export const standingText = (standing: RuleView['standing'], lang: Lang): string => ruleWord('standing', standing, lang)
export const bindsText = (rule: Pick<RuleView, 'binds'>, lang: Lang): string => ruleWord('binds', rule.binds, lang)
