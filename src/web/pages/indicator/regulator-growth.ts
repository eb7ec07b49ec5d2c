/** Growth of researchers' income from one full calendar year to the next. */
interface Month {
  /** `YYYY-MM`, oldest first and without gaps. */
  readonly month: string
  readonly researcherIncomeMinor: string
}

export interface Growth {
  readonly year: number
  readonly basisPoints: number
}

const MONTHS_OF_YEAR = 12
const FULL = 10_000n

/**
 * Of the newest two full years that follow each other. Null while the market is too young: a year in which it did not run from January to
 * December compares with nothing.
 */
export const incomeGrowth = (months: readonly Month[], firstActive: string | null): Growth | null => {
  if (firstActive === null) return null
  const last = months.at(-1)
  if (!last) return null
  const year = Number(last.month.slice(0, 4)) - 1
  const sumOf = (of: number): bigint | null => {
    const all = months.filter(({ month }) => month >= firstActive && month.startsWith(`${of}-`))
    return all.length === MONTHS_OF_YEAR ? all.reduce((sum, { researcherIncomeMinor }) => sum + BigInt(researcherIncomeMinor), 0n) : null
  }
  const [before, after] = [sumOf(year - 1), sumOf(year)]
  return before === null || after === null || before === 0n ? null : { year, basisPoints: Number(((after - before) * FULL) / before) }
}
