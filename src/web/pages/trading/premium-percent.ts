/** Percent above the start, cut to tenths. */
export const premiumPercent = (startMinor: string, priceMinor: string): number => {
  const start = BigInt(startMinor)
  return start === 0n ? 0 : Number(((BigInt(priceMinor) - start) * 1_000n) / start) / 10
}
