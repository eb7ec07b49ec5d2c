/** A lot as the other modules want to hear of it. */
import type { Instant } from '#kernel/instant.ts'
import type { LotRight, LotTerms } from './core/terms.ts'
import type { LotRow } from './store.ts'

export const rightOf = (lot: LotRow): LotRight => {
  const { exclusivity, term_months: termMonths, territory, field } = lot
  if (lot.right_kind === 'assignment' || exclusivity === null || termMonths === null || territory === null || field === null) return { kind: 'assignment' }
  return { kind: 'licence', exclusivity, termMonths, territory, field }
}

export const rightName = (lot: Pick<LotRow, 'right_kind' | 'exclusivity'>): 'assignment' | 'exclusive' | 'sole' | 'ordinary' =>
  lot.right_kind === 'assignment' ? 'assignment' : (lot.exclusivity ?? 'ordinary')

export const termsOf = (lot: LotRow, reserveMinor: bigint | null): LotTerms => ({
  right: rightOf(lot),
  startingPriceMinor: lot.starting_price_minor,
  reserveMinor,
  depositMinor: lot.deposit_minor,
  noticeDays: lot.notice_days,
  priceBasis: { kind: lot.price_basis_kind, text: lot.price_basis, valuationMinor: lot.valuation_minor },
})

/** What title must know to say whether the right is still free. */
export const disposalOf = (lot: LotRow, from: Instant) => ({
  achievementId: lot.achievement_id,
  lotId: lot.id,
  right: rightName(lot),
  from,
  termMonths: lot.term_months,
  territory: lot.territory?.zh ?? null,
  field: lot.field?.zh ?? null,
})
