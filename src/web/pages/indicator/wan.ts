/** Amounts for tables and drawings: the number alone, in 万元 (CNY 10,000), where the unit is said once for all of them. */

const FEN_OF_HUNDREDTH = 10_000n
const HUNDREDTHS = 100n

/** For drawing only. */
export const wan = (minor: string): number => Number(BigInt(minor) / FEN_OF_HUNDREDTH) / 100

/** `1,443` or `12.5`: at most two places, cut, so that nothing looks like more than it is. */
export const wanNumber = (minor: string): string => {
  const hundredths = BigInt(minor) / FEN_OF_HUNDREDTH
  const whole = String(hundredths / HUNDREDTHS).replace(/\B(?=(\d{3})+(?!\d))/g, ',')
  const rest = String(hundredths % HUNDREDTHS)
    .padStart(2, '0')
    .replace(/0+$/, '')
  return rest === '' ? whole : `${whole}.${rest}`
}
