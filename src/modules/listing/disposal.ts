/** A lot as the other modules want to hear of it. */
import type { Instant } from '#kernel/instant.ts'
import type { LotRight, LotTerms } from './core/terms.ts'
import type { LotRow } from './store.ts'

export const rightOf = (lot: LotRow): LotRight => {
  const { exclusivity, termMonths, territory, field } = lot
  if (lot.rightKind === 'assignment' || exclusivity === null || termMonths === null || territory === null || field === null) return { kind: 'assignment' }
  return { kind: 'licence', exclusivity, termMonths, territory, field }
}

export const rightName = (lot: Pick<LotRow, 'rightKind' | 'exclusivity'>): 'assignment' | 'exclusive' | 'sole' | 'ordinary' =>
  lot.rightKind === 'assignment' ? 'assignment' : (lot.exclusivity ?? 'ordinary')

export const termsOf = (lot: LotRow, reserveMinor: bigint | null): LotTerms => ({
  right: rightOf(lot),
  startingPriceMinor: lot.startingPriceMinor,
  reserveMinor,
  depositMinor: lot.depositMinor,
  noticeDays: lot.noticeDays,
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
})
