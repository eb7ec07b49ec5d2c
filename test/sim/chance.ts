/** Chance that is the same again for the same seed. */
export interface Chance {
  /** From 0 up to and without `below`. */
  readonly below: (below: number) => number
  readonly between: (least: number, most: number) => number
  readonly pick: <Value>(values: readonly Value[]) => Value
  /** True in `percent` of a hundred cases. */
  readonly in100: (percent: number) => boolean
}

/** Mulberry32: small, and good enough to wander about with. */
export const chanceOf = (seed: number): Chance => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (bound: number): number => Math.floor(next() * bound)
  return {
    below,
    between: (least, most) => least + below(most - least + 1),
    pick: <Value>(values: readonly Value[]): Value => {
      if (values.length === 0) throw new Error('nothing to pick from')
      return values[below(values.length)] as Value
    },
    in100: (percent) => below(100) < percent,
  }
}
