/** Every rule is what it says it is: what is called binding stands in an article, in words that hold its value, and code reads what is said to be in use. */
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { openDiskStore } from '#platform/files/disk.ts'
import { foundingRules } from '../../src/modules/rulebook/migrations/founding-rules.ts'
import { sources } from '../../src/modules/rulebook/sources.ts'
import { moduleList } from '../../src/app/modules.ts'
import { articleOf, chineseNumber } from '../../tools/law/articles.ts'
import { articleNumber, lawTable, placedRules, readersOf, readTexts, TABLE, waysToWrite } from '../../tools/law/table.ts'

const { modules } = moduleList({
  demo: true,
  files: openDiskStore(tmpdir()),
  dataDirectory: tmpdir(),
  publicUrl: 'http://zhepai.test',
  origin: 'zhepai.test/log',
})
const placed = placedRules(modules)
const named = placed.map(({ module, rule }) => [rule.key, rule, module] as const)
const texts = readTexts()
const kinds = new Map(sources.map(({ code, kind }) => [code, kind]))
const LAWS: readonly (string | undefined)[] = ['statute', 'regulation', 'judicial']

const binding = named.filter(([, rule]) => rule.standing === 'binding')
const cited = placed.flatMap(({ rule }) =>
  rule.sources.flatMap(({ code, article, words }) =>
    article === undefined ? [] : [[`${rule.key}: ${code} art. ${article}`, { code, article, words }] as const],
  ),
)

describe('a binding rule', () => {
  it('is among them', () => expect(binding.length).toBeGreaterThan(20))
  it.each(binding)('%s stands in an article of a law, in words that hold its value', (_key, rule) => {
    const [first] = rule.sources
    expect(LAWS).toContain(kinds.get(first?.code ?? ''))
    expect(first).toMatchObject({ article: expect.any(String), words: expect.any(String) })
    const ways = waysToWrite(rule)
    if (ways.length > 0) expect(ways.filter((way) => first?.words?.includes(way))).not.toEqual([])
  })
  it.each(binding.filter(([, rule]) => typeof rule.value === 'number'))('%s has its value for a bound', (_key, { min, max, value }) =>
    expect([min, max]).toContain(value),
  )
})

describe('an article', () => {
  it.each(cited)('%s says the quoted words', (_name, { code, article, words }) => {
    const text = texts[code]?.articles[articleNumber(article)] ?? ''
    expect(text).toContain(`第${chineseNumber(articleNumber(article))}条`)
    expect(text.replaceAll(/\s/g, '')).toContain((words ?? '').replaceAll(/\s/g, ''))
    const item = /\((\d+)\)$/.exec(article)?.[1]
    if (item !== undefined && words !== undefined)
      expect(text.split('\n').find((line) => line.startsWith(`（${chineseNumber(Number(item))}）`)) ?? '').toContain(words)
  })
  it('is kept only when it is cited', () => {
    const wanted = new Set(cited.map(([, { code, article }]) => `${code} ${articleNumber(article)}`))
    const kept = Object.entries(texts).flatMap(([code, { articles }]) => Object.keys(articles).map((number) => `${code} ${number}`))
    expect(kept.filter((one) => !wanted.has(one))).toEqual([])
  })
  it('is taken whole out of a law', () => {
    const law = '# 法\n\n第九条 甲。\n\n第十条 乙第九条。\n\n（一）丙；\n\n## 第二章　丁\n\n第一百零五条　戊。\n'
    expect([9, 10, 105, 11].map((number) => articleOf(law, number))).toEqual(['第九条 甲。', '第十条 乙第九条。\n（一）丙；', '第一百零五条　戊。', null])
    expect([1, 10, 11, 20, 37, 100, 105, 110, 846, 1260].map(chineseNumber).join(' ')).toBe(
      '一 十 十一 二十 三十七 一百 一百零五 一百一十 八百四十六 一千二百六十',
    )
  })
})

describe('a rule', () => {
  it.each(named)('%s has sources that are listed, and both languages', (_key, rule) => {
    expect(rule.sources.filter(({ code }) => !kinds.has(code))).toEqual([])
    expect([rule.title.zh, rule.bound?.zh ?? '法']).toEqual([expect.stringMatching(/[一-鿿]/), expect.stringMatching(/[一-鿿]/)])
    expect([rule.title.en, rule.bound?.en ?? 'law']).toEqual([
      expect.stringMatching(/^[^一-鿿]*[a-z][^一-鿿]*$/),
      expect.stringMatching(/^[^一-鿿]*[a-z][^一-鿿]*$/),
    ])
    const value = Number(rule.value)
    expect(Number.isNaN(value) || (value >= (rule.min ?? value) && value <= (rule.max ?? value))).toBe(true)
  })
  const standsOn = (standing: string) => named.filter(([, rule]) => rule.standing === standing)
  it.each(standsOn('house'))('%s, set by the market, stands on no law', (_key, { sources: [first], binds }) => {
    expect(kinds.get(first?.code ?? '')).toBe('house')
    expect(binds).toBe('market')
  })
  it.each(standsOn('agreed'))('%s, left to the parties, names the article that leaves it to them', (_key, { sources: [first] }) => {
    expect(LAWS).toContain(kinds.get(first?.code ?? ''))
    expect(first?.words).toEqual(expect.any(String))
  })
  it.each(standsOn('policy'))('%s, of the Plan, names it', (_key, { sources: [first] }) => expect(kinds.get(first?.code ?? '')).toBe('policy'))
  it.each(standsOn('practice'))('%s, a practice, is not said to bind a party of this market', (_key, { binds }) =>
    expect(['courts', 'stateEnterprises', 'otherMarkets', 'licensedAuctioneers', 'exporters', 'grantees', 'taxpayers', 'instrumentOwners']).toContain(binds),
  )
  const readers = readersOf(named.map(([key]) => key))
  it.each(named)('%s is in use exactly when code of the room that brings it reads it', (key, rule, module) => {
    const files = readers.get(key) ?? []
    if (rule.use === 'read') expect(files.some((file) => file.startsWith(`${module}/`))).toBe(true)
    if (rule.use === 'not_yet') expect(files).toEqual([])
  })
  it('of the founding is brought, with the value and unit that it was laid with', () => {
    const brought = new Map(named.map(([key, { value, unit }]) => [key, { value, unit }]))
    expect(foundingRules.map(({ key }) => [key, brought.get(key)])).toEqual(foundingRules.map(({ key, value, unit }) => [key, { value, unit }]))
  })
})

interface Reading {
  readonly zh: string
  readonly en: string
  /** The test that shows it; null: nothing decides by the rule yet. */
  readonly shown: { readonly file: string; readonly test: string } | null
}
const { rules: readings, rights } = JSON.parse(readFileSync(path.join(import.meta.dirname, 'law-readings.json'), 'utf8')) as {
  readonly rules: Readonly<Record<string, Reading | undefined>>
  readonly rights: readonly (Reading & { readonly law: string })[]
}
const isShown = ({ file, test }: NonNullable<Reading['shown']>): boolean => readFileSync(path.join(import.meta.dirname, '../..', file), 'utf8').includes(test)
const lawOf = new Map(sources.map(({ code, title }) => [code, title[0]]))
/** Rule, article, its words, what the program does with it: one line for each, as a lawyer reads it. */
const read = binding.map(([key, rule]) => {
  const [first] = rule.sources
  return [`${key} · ${lawOf.get(first?.code ?? '') ?? ''}第${first?.article ?? ''}条“${first?.words ?? ''}” → ${readings[key]?.zh ?? ''}`, key, rule] as const
})

describe('a reading', () => {
  it.each(read)('%s', (_sentence, key, { use }) => {
    const reading = readings[key]
    expect([reading?.zh, reading?.en]).toEqual([expect.stringMatching(/[一-鿿].*。$/), expect.stringMatching(/^[^一-鿿]+\.$/)])
    expect(reading?.shown === null).toBe(use === 'not_yet')
    if (reading?.shown) expect(isShown(reading.shown)).toBe(true)
    else expect([reading?.zh, reading?.en]).toEqual([expect.stringContaining('尚不据此办理'), expect.stringContaining('Nothing decides by it yet')])
  })
  it.each(rights.map((right) => [`${right.law} → ${right.zh}`, right] as const))('%s', (_sentence, { en, shown }) => {
    expect(en).toMatch(/^[^一-鿿]+\.$/)
    expect(shown !== null && isShown(shown)).toBe(true)
  })
  it('is of a rule that binds', () => {
    const keys = binding.map(([key]) => key)
    expect(Object.keys(readings).filter((key) => !keys.includes(key))).toEqual([])
  })
})

it('the table of the law is current: npm run gen-law', () => expect(readFileSync(TABLE, 'utf8')).toBe(lawTable(modules)))
