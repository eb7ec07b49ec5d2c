import { describe, expect, it } from 'vitest'
import { incomeGrowth } from './regulator-growth.ts'

const months = (from: number, to: number, income: (year: number) => string) =>
  Array.from({ length: (to - from) * 12 + 6 }, (_, index) => {
    const year = from + Math.floor(index / 12)
    return { month: `${year}-${String((index % 12) + 1).padStart(2, '0')}`, researcherIncomeMinor: income(year) }
  })

describe('growth of income', () => {
  it('compares the last two full years; the running one stays out', () => {
    expect(
      incomeGrowth(
        months(2024, 2026, (year) => String(1000 + (year - 2024) * 250)),
        '2024-01',
      ),
    ).toEqual({ year: 2025, basisPoints: 2500 })
  })
  it('is not known while the market has not run for two full years, or nothing was paid in the first', () => {
    const all = months(2024, 2026, () => '5')
    expect(incomeGrowth(all, '2024-02')).toBeNull()
    expect(incomeGrowth(all, null)).toBeNull()
    expect(incomeGrowth([], '2024-01')).toBeNull()
    expect(
      incomeGrowth(
        months(2024, 2026, (year) => (year === 2024 ? '0' : '5')),
        '2024-01',
      ),
    ).toBeNull()
  })
})
