/** Marks: what a sheet holds, whether it is whole, and what all sheets come to. Whole numbers only. */
import { canonicalJson } from '#kernel/canonical-json.ts'
import type { Sha256 } from '#kernel/merkle.ts'
import { digestOf } from './draw.ts'

export const WHOLE_BASIS_POINTS = 10_000
export const MOST_POINTS = 100

export interface Criterion {
  readonly key: string
  readonly weightBasisPoints: number
}

/** Of one item, by criterion. */
export interface ItemMarks {
  readonly item: string
  /** Points from 0 to 100 by the criterion's key. */
  readonly marks: Readonly<Record<string, number>>
  readonly opinion: string
}

export const areCriteria = (criteria: readonly Criterion[]): boolean =>
  criteria.length > 0 &&
  new Set(criteria.map(({ key }) => key)).size === criteria.length &&
  criteria.every(({ weightBasisPoints }) => Number.isInteger(weightBasisPoints) && weightBasisPoints > 0) &&
  criteria.reduce((sum, { weightBasisPoints }) => sum + weightBasisPoints, 0) === WHOLE_BASIS_POINTS

const isMark = (points: number | undefined): boolean => points !== undefined && Number.isInteger(points) && points >= 0 && points <= MOST_POINTS

/** Nothing foreign in it: only items and criteria of the panel, each item once, every mark in bounds. */
export const isSound = (sheet: readonly ItemMarks[], items: readonly string[], criteria: readonly Criterion[]): boolean =>
  new Set(sheet.map(({ item }) => item)).size === sheet.length &&
  sheet.every(
    ({ item, marks }) =>
      items.includes(item) && Object.entries(marks).every(([key, points]) => criteria.some((criterion) => criterion.key === key) && isMark(points)),
  )

/** Every item has a mark under every criterion. */
export const isWhole = (sheet: readonly ItemMarks[], items: readonly string[], criteria: readonly Criterion[]): boolean =>
  isSound(sheet, items, criteria) &&
  items.every((item) => {
    const own = sheet.find((each) => each.item === item)
    return own !== undefined && criteria.every(({ key }) => isMark(own.marks[key]))
  })

export interface ItemMark {
  readonly item: string
  /** The mean of all sheets, 0 to 10,000, rounded down. */
  readonly markBasisPoints: number
}

/** mark = ⌊ Σ over sheets and criteria of weight × points ÷ (100 × number of sheets) ⌋, weights in basis points. In the order of the items. */
export const aggregate = (sheets: readonly (readonly ItemMarks[])[], items: readonly string[], criteria: readonly Criterion[]): readonly ItemMark[] =>
  items.map((item) => {
    const sum = sheets
      .flatMap((sheet) => sheet.filter((each) => each.item === item))
      .reduce((all, { marks }) => all + criteria.reduce((own, { key, weightBasisPoints }) => own + weightBasisPoints * (marks[key] ?? 0), 0), 0)
    return { item, markBasisPoints: sheets.length === 0 ? 0 : Math.floor(sum / (MOST_POINTS * sheets.length)) }
  })

/** What the author commits to with the lock. The salt keeps the few possible sheets from being tried one after the other. */
export const sheetDigest = (sha256: Sha256, salt: string, sheet: readonly ItemMarks[]): string => {
  const sorted = [...sheet].sort((a, b) => (a.item < b.item ? -1 : 1)).map(({ item, marks, opinion }) => ({ item, marks: { ...marks }, opinion }))
  return digestOf(sha256, canonicalJson([salt, sorted]))
}
