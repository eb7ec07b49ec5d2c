/** The public record of a panel, and its repetition by anybody: nothing but the record is needed. */
import type { Sha256 } from '#kernel/merkle.ts'
import { digestOf, MARKET_SIDE, orderOf, poolDigest, seated, seedOf, type Candidate } from './draw.ts'
import { aggregate, isWhole, sheetDigest, type Criterion, type ItemMark, type ItemMarks } from './marks.ts'

export const PANEL_RECORD_FORMAT = 'zhepai-panel@v1'

export interface RecordedSide {
  readonly side: string
  readonly commitment: string
  /** Null: it was sealed and never unsealed, and is no part of the seed. */
  readonly nonce: string | null
  readonly barred: readonly string[]
}

export interface RecordedSheet {
  readonly salt: string
  readonly digest: string
  readonly sheet: readonly ItemMarks[]
}

export interface PanelRecord {
  readonly format: string
  readonly panel: string
  readonly seats: number
  readonly perUnit: number
  readonly poolDigest: string
  readonly pool: readonly Candidate[]
  readonly sides: readonly RecordedSide[]
  readonly seed: string
  /** Who left, in whatever order. */
  readonly gone: readonly string[]
  readonly experts: readonly string[]
  readonly criteria: readonly Criterion[]
  readonly items: readonly string[]
  readonly sheets: readonly RecordedSheet[]
  readonly marks: readonly ItemMark[]
}

const sideFaults = (sha256: Sha256, { sides }: PanelRecord): readonly string[] => [
  ...sides.flatMap(({ side, commitment, nonce }) => (nonce !== null && digestOf(sha256, nonce) !== commitment ? [`${side}: not the nonce it had sealed`] : [])),
  ...(sides.some(({ side, nonce }) => side === MARKET_SIDE && nonce !== null) ? [] : ['the market gave no nonce']),
  ...(sides.some(({ side, nonce }) => side !== MARKET_SIDE && nonce !== null) ? [] : ['nobody but the market gave a nonce']),
]

const same = (a: readonly string[], b: readonly string[]): boolean => [...a].sort().join('\n') === [...b].sort().join('\n')

/** What is wrong with a panel, in words. Empty: drawn, locked and added up as its record says. */
export const faultsOfPanel = (sha256: Sha256, record: PanelRecord): readonly string[] => {
  const { format, pool, sides, seed, gone, experts, criteria, items, sheets, marks } = record
  if (format !== PANEL_RECORD_FORMAT) return [`no record of a panel: ${format}`]
  const nonces = sides.flatMap(({ side, nonce }) => (nonce === null ? [] : [{ side, nonce }]))
  const barred = sides.flatMap((side) => side.barred)
  const drawn = seated(orderOf(sha256, seed, pool, barred), gone, record).map(({ personId }) => personId)
  const found = aggregate(
    sheets.map(({ sheet }) => sheet),
    items,
    criteria,
  )
  return [
    ...sideFaults(sha256, record),
    ...(poolDigest(sha256, pool) === record.poolDigest ? [] : ['the pool is not the one that was published before the draw']),
    ...(seedOf(sha256, record.panel, nonces) === seed ? [] : ['the seed is not made of these nonces']),
    ...(same(drawn, experts) ? [] : [`drawn are ${drawn.join()}, seated were ${experts.join()}`]),
    ...sheets.flatMap(({ salt, digest, sheet }, at) => [
      ...(sheetDigest(sha256, salt, sheet) === digest ? [] : [`sheet ${at + 1}: not the one that was locked`]),
      ...(isWhole(sheet, items, criteria) ? [] : [`sheet ${at + 1}: not whole`]),
    ]),
    ...(sheets.length <= experts.length ? [] : ['more sheets than experts']),
    ...found.flatMap(({ item, markBasisPoints }) => {
      const said = marks.find((mark) => mark.item === item)?.markBasisPoints
      return said === markBasisPoints ? [] : [`item ${item}: marked ${said ?? 'nothing'} instead of ${markBasisPoints}`]
    }),
  ]
}
