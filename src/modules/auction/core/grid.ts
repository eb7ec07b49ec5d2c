/** The prices that may be named in ascending bidding: whole steps from the start, in bands where the step grows with the price (分档加价). */

export interface Band {
  /** From this price on, which is itself on the grid. */
  readonly fromMinor: bigint
  readonly incrementMinor: bigint
}

export interface Grid {
  readonly startingPriceMinor: bigint
  readonly incrementMinor: bigint
  /** Rising by price; empty: one step for all prices. */
  readonly bands: readonly Band[]
}

const bandAt = ({ startingPriceMinor, incrementMinor, bands }: Grid, priceMinor: bigint): Band =>
  bands.findLast(({ fromMinor }) => fromMinor <= priceMinor) ?? { fromMinor: startingPriceMinor, incrementMinor }

/** The step that leads upwards from this price. */
export const incrementAt = (grid: Grid, priceMinor: bigint): bigint => bandAt(grid, priceMinor).incrementMinor

/** The highest price of the grid that is not above the given one; which is not below the start. */
export const onGrid = (grid: Grid, priceMinor: bigint): bigint => {
  const { fromMinor, incrementMinor } = bandAt(grid, priceMinor)
  return priceMinor - ((priceMinor - fromMinor) % incrementMinor)
}

/** The next price of the grid above the given one: a step, or the price at which the next band begins. */
export const aboveOnGrid = (grid: Grid, priceMinor: bigint): bigint => {
  const step = onGrid(grid, priceMinor) + incrementAt(grid, priceMinor)
  const next = grid.bands.find(({ fromMinor }) => fromMinor > priceMinor)
  return next !== undefined && next.fromMinor < step ? next.fromMinor : step
}
