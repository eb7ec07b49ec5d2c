/**
 * What a disposal covers: which right, in which fields of use, in which territory, for how long. Everything becomes ranges of whole numbers, so
 * that "overlaps" is one question for this core and for the database's exclusion constraint alike.
 */
import type { Instant } from '#kernel/instant.ts'

export const RIGHTS = ['assignment', 'exclusive', 'sole', 'ordinary'] as const
export type Right = (typeof RIGHTS)[number]

/** Half-open: `from` belongs to it, `to` does not. */
export interface Span {
  readonly from: number
  readonly to: number
}

export interface Scope {
  readonly right: Right
  readonly from: Instant
  /** Null: without end. */
  readonly to: Instant | null
  readonly fields: readonly Span[]
  readonly territory: readonly Span[]
}

/** Region codes have six digits (GB/T 2260); beyond them stand places outside China. */
export const ALL_TERRITORY: readonly Span[] = [{ from: 0, to: 2_000_000 }]
const CHINA: readonly Span[] = [{ from: 100_000, to: 1_000_000 }]
const ABROAD: readonly Span[] = [{ from: 1_000_000, to: 2_000_000 }]
export const ALL_FIELDS: readonly Span[] = [{ from: 0, to: 2 ** 32 }]

const province = (code: number): Span => ({ from: code * 10_000, to: (code + 1) * 10_000 })
const city = (code: number): Span => ({ from: code * 100, to: (code + 1) * 100 })

const PROVINCES: Readonly<Record<string, number>> = {
  北京: 11,
  天津: 12,
  河北: 13,
  山西: 14,
  内蒙古: 15,
  辽宁: 21,
  吉林: 22,
  黑龙江: 23,
  上海: 31,
  江苏: 32,
  浙江: 33,
  安徽: 34,
  福建: 35,
  江西: 36,
  山东: 37,
  河南: 41,
  湖北: 42,
  湖南: 43,
  广东: 44,
  广西: 45,
  海南: 46,
  重庆: 50,
  四川: 51,
  贵州: 52,
  云南: 53,
  西藏: 54,
  陕西: 61,
  甘肃: 62,
  青海: 63,
  宁夏: 64,
  新疆: 65,
  台湾: 71,
  香港: 81,
  澳门: 82,
}
const ZHEJIANG_CITIES: Readonly<Record<string, number>> = {
  杭州: 3301,
  宁波: 3302,
  温州: 3303,
  嘉兴: 3304,
  湖州: 3305,
  绍兴: 3306,
  金华: 3307,
  衢州: 3308,
  舟山: 3309,
  台州: 3310,
  丽水: 3311,
}
const WHOLE_CHINA = new Set(['全国', '中国', '中国境内', '中国大陆', '中华人民共和国', '全国范围', '国内'])
const WHOLE_WORLD = new Set(['', '全球', '不限', '全世界', '全部', '无限制', '所有地区'])
const OUTSIDE = new Set(['境外', '海外', '国外'])
const EVERY_FIELD = new Set(['', '全部', '全部领域', '所有领域', '不限', '不限领域', '无限制', '全领域'])
const PROVINCE_ENDING = /(?:壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区|省|市)$/

const parts = (text: string): string[] =>
  text
    .normalize('NFKC')
    .split(/[、,;，；/和及]/)
    .map((part) => part.replace(/[\s\p{P}]/gu, ''))
    .filter((part) => part !== '')

const spanOfPlace = (place: string): readonly Span[] | null => {
  if (WHOLE_WORLD.has(place)) return ALL_TERRITORY
  if (WHOLE_CHINA.has(place)) return CHINA
  if (OUTSIDE.has(place)) return ABROAD
  if (/^\d{6}$/.test(place)) return [spanOfCode(place)]
  const name = place.replace(/^浙江省?(?=.{2,3}市?$)/, '').replace(PROVINCE_ENDING, '')
  const cityCode = ZHEJIANG_CITIES[name]
  if (cityCode !== undefined) return [city(cityCode)]
  const provinceCode = PROVINCES[name]
  return provinceCode === undefined ? null : [province(provinceCode)]
}

const spanOfCode = (code: string): Span => {
  if (code.endsWith('0000')) return province(Number(code.slice(0, 2)))
  return code.endsWith('00') ? city(Number(code.slice(0, 4))) : { from: Number(code), to: Number(code) + 1 }
}

/** A place that is not known covers everything: when in doubt the right is taken, not sold twice. */
export const territoryOf = (text: string | null): readonly Span[] => {
  const spans = parts(text ?? '').map(spanOfPlace)
  if (spans.length === 0 || spans.includes(null)) return ALL_TERRITORY
  return spans.flatMap((span) => span ?? [])
}

/** FNV-1a: a point on the line of fields. Two fields that meet by chance are taken for one, which is the safe side. */
const pointOf = (word: string): number => {
  let hash = 0x811c9dc5
  for (const sign of word) {
    hash ^= sign.codePointAt(0) ?? 0
    hash = Math.imul(hash, 0x01000193) >>> 0
  }
  return hash
}

/** Fields are told apart by their names; parties who mean the same field must write the same name, which the clerk's check of content sees to. */
export const fieldsOf = (text: string | null): readonly Span[] => {
  const words = parts((text ?? '').toLowerCase())
  if (words.length === 0 || words.some((word) => EVERY_FIELD.has(word))) return ALL_FIELDS
  return words.map((word) => ({ from: pointOf(word), to: pointOf(word) + 1 }))
}

const overlap = (a: readonly Span[], b: readonly Span[]): boolean => a.some((one) => b.some((other) => one.from < other.to && other.from < one.to))

const overlapInTime = (a: Scope, b: Scope): boolean => (b.to === null || a.from < b.to) && (a.to === null || b.from < a.to)

/** Ordinary licences live side by side; any other right tolerates none beside it where field, territory and period meet. */
export const conflicts = (a: Scope, b: Scope): boolean => {
  if (a.right === 'ordinary' && b.right === 'ordinary') return false
  return overlapInTime(a, b) && overlap(a.fields, b.fields) && overlap(a.territory, b.territory)
}

/** An assignment takes the whole right for good, whatever else was written. */
export const scopeOf = (asked: {
  readonly right: Right
  readonly from: Instant
  readonly to: Instant | null
  readonly field: string | null
  readonly territory: string | null
}): Scope =>
  asked.right === 'assignment'
    ? { right: 'assignment', from: asked.from, to: null, fields: ALL_FIELDS, territory: ALL_TERRITORY }
    : { right: asked.right, from: asked.from, to: asked.to, fields: fieldsOf(asked.field), territory: territoryOf(asked.territory) }
