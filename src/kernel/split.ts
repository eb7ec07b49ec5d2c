/** Dividing an amount so that nothing is lost and nobody can ask where the last fen went. */

/**
 * Splits `total` in proportion to the weights by the largest-remainder method: each part gets its share rounded down, the units left over
 * go one by one to the largest remainders, ties to the earlier index. Sum of the parts = total; a weight of 0 gets 0; no part is off its
 * exact share by a whole unit. Throws a RangeError for a negative total or weight and when all weights are 0.
 */
export const splitByWeights = (total: bigint, weights: readonly bigint[]): bigint[] => {
  if (total < 0n) throw new RangeError('a negative amount cannot be split')
  if (weights.some((weight) => weight < 0n)) throw new RangeError('a weight cannot be negative')
  const sum = weights.reduce((all, weight) => all + weight, 0n)
  if (sum === 0n) throw new RangeError('there is no weight to split by')
  const parts = weights.map((weight) => (total * weight) / sum)
  const left = Number(total - parts.reduce((all, part) => all + part, 0n))
  const remainders = weights.map((weight, index) => ({ index, remainder: (total * weight) % sum }))
  // Sorting is stable: among equals the earlier index stays in front.
  remainders.sort((a, b) => Number(b.remainder - a.remainder))
  const raised = new Set(remainders.slice(0, left).map(({ index }) => index))
  return parts.map((part, index) => (raised.has(index) ? part + 1n : part))
}
