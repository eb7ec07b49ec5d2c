const BASIS_POINTS_OF_TENTH = 10

/** `+58.1%`, cut to tenths. */
export const formatPremium = (basisPoints: number): string => {
  const tenths = Math.trunc(Math.abs(basisPoints) / BASIS_POINTS_OF_TENTH)
  return `${basisPoints < 0 ? '-' : '+'}${Math.trunc(tenths / 10)}.${tenths % 10}%`
}
