/** A lot as the other modules want to hear of it. */
import type { Instant } from '#kernel/instant.ts'
import type { Extension, LotRight, LotTerms } from './core/terms.ts'
import type { LotRow } from './store.ts'

export type ShownRight = Exclude<LotRight, { readonly kind: 'assignment' }> | { readonly kind: 'assignment'; readonly shareBasisPoints: number | null }

export const rightOf = (lot: LotRow): ShownRight => {
  const { exclusivity, termMonths, territory, field, shareBasisPoints } = lot
  if (lot.rightKind === 'assignment' || exclusivity === null || termMonths === null || territory === null || field === null)
    return { kind: 'assignment', shareBasisPoints }
  return { kind: 'licence', exclusivity, termMonths, territory, field }
}

export const rightName = (lot: Pick<LotRow, 'rightKind' | 'exclusivity'>): 'assignment' | 'exclusive' | 'sole' | 'ordinary' =>
  lot.rightKind === 'assignment' ? 'assignment' : (lot.exclusivity ?? 'ordinary')

export const extensionOf = ({ extensionDays: days, extensionTimes: times }: Pick<LotRow, 'extensionDays' | 'extensionTimes'>): Extension | null =>
  days === null || times === null ? null : { days, times }

export const termsOf = (lot: LotRow, reserveMinor: bigint | null): LotTerms => ({
  right: rightOf(lot),
  startingPriceMinor: lot.startingPriceMinor,
  reserveMinor,
  reserveMinutes: lot.reserveMinutes,
  nextBidderDays: lot.nextBidderDays,
  refusalAfter: lot.refusalAfter,
  units: lot.units,
  depositMinor: lot.depositMinor,
  depositAlternatives: lot.depositAlternatives,
  waiverBasis: lot.waiverBasis,
  noticeDays: lot.noticeDays,
  extension: extensionOf(lot),
  consignment: lot.consignment,
  stateAsset: lot.stateAsset,
  priceBasis: { kind: lot.priceBasisKind, text: lot.priceBasis, valuationMinor: lot.valuationMinor },
})

/** What title must know to say whether the right is still free. */
export const disposalOf = (lot: LotRow, from: Instant) => ({
  achievementId: lot.achievementId,
  lotId: lot.id,
  right: rightName(lot),
  from,
  termMonths: lot.termMonths,
  territory: lot.territory?.zh ?? null,
  field: lot.field?.zh ?? null,
  shareBasisPoints: lot.shareBasisPoints,
})
