/**
 * The three amounts of a technology contract, kept apart as the statistics want them: contract turnover 合同成交额 (the full price),
 * technology trade amount 技术交易额 (without equipment and materials), technical income 技术性收入 (without what is passed on to others).
 */
import { ok, refuse, type Result } from '#kernel/result.ts'

/** The first four leave the technology trade amount, the last two only the technical income. */
export const DEDUCTION_KINDS = ['equipment', 'instrument', 'part', 'raw_material', 'third_party_service', 'other_non_technical'] as const
export type DeductionKind = (typeof DEDUCTION_KINDS)[number]

const TRADE_KINDS: readonly DeductionKind[] = ['equipment', 'instrument', 'part', 'raw_material']
export const leavesTradeAmount = (kind: DeductionKind): boolean => TRADE_KINDS.includes(kind)

export interface Deduction {
  readonly kind: DeductionKind
  readonly label: string
  readonly amountMinor: bigint
}

export interface ContractAmounts {
  readonly turnoverMinor: bigint
  readonly technologyAmountMinor: bigint
  readonly technicalIncomeMinor: bigint
}

const sumOf = (lines: readonly Deduction[]): bigint => lines.reduce((sum, line) => sum + line.amountMinor, 0n)

export const contractAmounts = (priceMinor: bigint, deductions: readonly Deduction[]): Result<ContractAmounts> => {
  for (const [index, line] of deductions.entries())
    if (line.amountMinor <= 0n) return refuse('contract.deduction_empty', { label: line.label }, { field: `deductions.${index}.amountMinor` })
  const technologyAmountMinor = priceMinor - sumOf(deductions.filter((line) => leavesTradeAmount(line.kind)))
  const technicalIncomeMinor = priceMinor - sumOf(deductions)
  if (technicalIncomeMinor <= 0n) return refuse('contract.deductions_exceed_price', {}, { field: 'deductions' })
  return ok({ turnoverMinor: priceMinor, technologyAmountMinor, technicalIncomeMinor })
}
