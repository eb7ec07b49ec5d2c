/** From the price to what may be shared: gross income − deductible costs − tax = net income. */
import { refuse, ok, type Result, type RuleCitation } from '#kernel/result.ts'

/**
 * Costs that a distribution may take off: what the conversion itself cost. The Zhejiang regulation art. 18 lists the fee of a valuation, travel, tax (which has a
 * line of its own, as in art. 37) and the services of intermediaries, and the like. Research money does not count, whoever paid it: art. 37 shuts fiscal research
 * funds out, and an institution's own research was spent before there was anything to convert.
 */
export const COST_KINDS = ['valuation', 'travel', 'brokerage', 'ip_upkeep', 'negotiation', 'legal', 'notice', 'fiscal_research'] as const
export type CostKind = (typeof COST_KINDS)[number]

export const isDeductible = (kind: CostKind): boolean => kind !== 'fiscal_research'

export interface CostLine {
  readonly kind: CostKind
  readonly label: string
  readonly amountMinor: bigint
  /** The stored document that proves the cost. */
  readonly voucherDocumentId: string | null
}

export interface IncomeBase {
  readonly grossMinor: bigint
  readonly costMinor: bigint
  readonly taxMinor: bigint
  readonly netMinor: bigint
}

export interface IncomeFigures {
  readonly grossMinor: bigint
  readonly costs: readonly CostLine[]
  readonly taxMinor: bigint
}

export const incomeBase = ({ grossMinor, costs, taxMinor }: IncomeFigures, rule: RuleCitation): Result<IncomeBase> => {
  for (const [index, cost] of costs.entries()) {
    const field = `costs.${index}`
    if (!isDeductible(cost.kind)) return refuse('income.cost_not_deductible', { label: cost.label }, { field: `${field}.kind`, rule })
    if (cost.voucherDocumentId === null) return refuse('income.voucher_missing', { label: cost.label }, { field: `${field}.voucherDocumentId` })
    if (cost.amountMinor <= 0n) return refuse('income.cost_empty', { label: cost.label }, { field: `${field}.amountMinor` })
  }
  const costMinor = costs.reduce((sum, cost) => sum + cost.amountMinor, 0n)
  const netMinor = grossMinor - costMinor - taxMinor
  if (netMinor <= 0n) return refuse('income.nothing_to_share', {}, { field: 'costs' })
  return ok({ grossMinor, costMinor, taxMinor, netMinor })
}
