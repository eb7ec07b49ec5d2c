/** Technology readiness and the five steps of maturity that the market shows. */
import type { Maturity } from './words.ts'

export const MAX_TRL = 9

/** Highest readiness level of each step (GB/T 22900 has nine levels; the market shows five). */
const LAST_LEVEL: readonly (readonly [Maturity, number])[] = [
  ['development', 3],
  ['demo', 4],
  ['small', 6],
  ['pilot', 7],
  ['production', MAX_TRL],
]

/** The market's step for a readiness level. Throws a RangeError outside 1 to 9. */
export const maturityOf = (trl: number): Maturity => {
  const step = LAST_LEVEL.find(([, last]) => trl <= last)
  if (!step || !Number.isInteger(trl) || trl < 1) throw new RangeError(`not a readiness level: ${trl}`)
  return step[0]
}
