/** The table of all rules with where they come from and where code decides by them: `docs/law.md`, and what the house test asks of it. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { BINDS, STANDINGS, type RuleDeclaration, type Standing } from '../../src/kernel/rule.ts'
import type { Module } from '../../src/platform/command/module.ts'
import { sources } from '../../src/modules/rulebook/sources.ts'
import { chineseNumber } from './articles.ts'

const root = path.resolve(import.meta.dirname, '../..')
export const TEXTS = path.join(root, 'test/house/law-texts.json')
export const TABLE = path.join(root, 'docs/law.md')

/** By code of the source: the file it was taken from, and the cited articles by their number. */
export type LawTexts = Readonly<Record<string, { readonly file: string; readonly articles: Readonly<Record<string, string>> }>>
export const readTexts = (): LawTexts => JSON.parse(readFileSync(TEXTS, 'utf8')) as LawTexts

/** `37(1)` is in article 37. */
export const articleNumber = (article: string): number => Number(article.replace(/\(\d+\)$/, ''))

/** How the words of a law may write the value of a rule. A word or a switch is written by no figure. */
export const waysToWrite = ({ value, unit }: Pick<RuleDeclaration, 'value' | 'unit'>): readonly string[] => {
  if (unit === 'date' && typeof value === 'string') {
    const [month = 0, day = 0] = value.split('-').map(Number)
    return [`${chineseNumber(month)}月${chineseNumber(day)}日`]
  }
  if (typeof value !== 'number') return []
  const both = (count: number, before: string, after: string) => [`${before}${chineseNumber(count)}${after}`, `${before}${count}${after}`]
  if (unit === 'bp') return [`百分之${chineseNumber(value / 100)}`, `${value / 100}%`]
  if (unit === 'fen') return [`${value / 100}元`]
  if (unit === 'month' && value === 6) return [...both(6, '', '个月'), '半年']
  const names: Readonly<Record<string, string>> = { cd: '日', wd: '个工作日', h: '小时', min: '分钟', month: '个月', year: '年', count: '' }
  const ways = both(value, '', names[unit] ?? '')
  return value === 2 ? [...ways, `两${names[unit] ?? ''}`] : ways
}

export interface Placed {
  readonly module: string
  readonly rule: RuleDeclaration
}

export const placedRules = (modules: readonly Module[]): readonly Placed[] =>
  modules.flatMap(({ name, rules = [] }) => rules.map((rule) => ({ module: name, rule })))

/** Files of the rooms that name a rule, tests and the rules themselves aside. */
const codeOf = (): readonly (readonly [file: string, text: string])[] =>
  readdirSync(path.join(root, 'src/modules'), { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts') && !/\.(?:test|story|samples)\.ts$|\/rules\.ts$|\/migrations\//.test(file))
    .map((file) => [file, readFileSync(path.join(root, 'src/modules', file), 'utf8')] as const)

export const readersOf = (keys: readonly string[]): ReadonlyMap<string, readonly string[]> => {
  const code = codeOf()
  return new Map(keys.map((key) => [key, code.filter(([, text]) => text.includes(`'${key}'`)).map(([file]) => file)]))
}

const UNITS: Readonly<Record<string, string>> = {
  cd: 'calendar days',
  wd: 'working days',
  h: 'hours',
  min: 'minutes',
  s: 'seconds',
  month: 'months',
  year: 'years',
  digits: 'digits',
}

const valueOf = ({ value, unit }: RuleDeclaration): string => {
  if (Array.isArray(value)) return value.join(', ')
  if (typeof value !== 'number') return String(value)
  if (unit === 'bp') return `${value / 100} %`
  if (unit === 'fen') return `CNY ${value / 100}`
  return [String(value), UNITS[unit] ?? ''].join(' ').trim()
}

const titles = new Map(sources.map(({ code, title }) => [code, title[0]]))

const sourceOf = ({ code, article, words }: RuleDeclaration['sources'][number]): string =>
  `${titles.get(code) ?? code}${article === undefined ? '' : `第${article}条`}${words === undefined ? '' : `：“${words}”`}`

const HEADINGS: Readonly<Record<Standing, string>> = {
  binding: 'Binding law',
  agreed: 'For the parties to agree (a default)',
  policy: 'Policy (the Plan)',
  practice: 'Practice followed here',
  house: 'Rules of this market',
}

const usedIn = ({ rule, module }: Placed, readers: readonly string[]): string => {
  if (rule.use === 'not_yet') return 'not in use yet'
  return rule.use === 'built_in' ? `built into ${module}` : readers.join('<br>')
}

const rowOf = (placed: Placed, readers: readonly string[]): string => {
  const { rule } = placed
  const binds = `${rule.binds}${BINDS[rule.binds] ? '' : ' (no party of this market)'}`
  return `| ${rule.title.zh}<br>\`${rule.key}\` | ${valueOf(rule)} | ${binds} | ${rule.sources.map(sourceOf).join('<br>')} | ${usedIn(placed, readers)} |`
}

export const lawTable = (modules: readonly Module[]): string => {
  const all = placedRules(modules).toSorted((a, b) => a.rule.no - b.rule.no || (a.rule.key < b.rule.key ? -1 : 1))
  const readers = readersOf(all.map(({ rule }) => rule.key))
  const sections = STANDINGS.map((standing) => {
    const rows = all.filter(({ rule }) => rule.standing === standing).map((placed) => rowOf(placed, readers.get(placed.rule.key) ?? []))
    return `## ${HEADINGS[standing]}: ${rows.length}\n\n| Rule | Laid with | Binds | Source, article and words | Decides in |\n| --- | --- | --- | --- | --- |\n${rows.join('\n')}\n`
  })
  return `# Rules and their law

Written by \`npm run gen-law\` from the rules that the modules bring; a house test tells when it is not current. Values are those a rule was laid with; officers
may have adopted later versions. Every quoted word stands in the cited article (\`test/house/law-texts.json\`, extracts of the official texts as of April 2025).

${sections.join('\n')}`
}
