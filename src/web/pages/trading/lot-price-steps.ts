/** The course of a price as a step line: between two bids nothing changes. */

interface Course {
  /** Where the line begins; the opening and the starting price, or the oldest bid at hand where there are more. */
  readonly startsAt: number
  readonly startMinor: bigint
  /** In the order of time. */
  readonly bids: readonly { readonly at: number; readonly minor: bigint }[]
  readonly endsAt: number
}

export interface PriceSteps {
  /** Corners of the line in per mille: across from the beginning to the end, down from the highest price to the lowest. */
  readonly corners: readonly (readonly [across: number, down: number])[]
  readonly lowMinor: bigint
  readonly highMinor: bigint
}

const MILLE = 1_000

export const priceSteps = ({ startsAt, startMinor, bids, endsAt }: Course): PriceSteps => {
  const highMinor = bids.at(-1)?.minor ?? startMinor
  const span = Math.max(1, endsAt - startsAt)
  const across = (at: number) => Math.round((Math.min(Math.max(at - startsAt, 0), span) * MILLE) / span)
  const rise = highMinor - startMinor
  const down = (minor: bigint) => (rise === 0n ? MILLE / 2 : Number(((highMinor - minor) * BigInt(MILLE)) / rise))
  const corners: [number, number][] = [[0, down(startMinor)]]
  let level = down(startMinor)
  for (const { at, minor } of bids) {
    corners.push([across(at), level])
    level = down(minor)
    corners.push([across(at), level])
  }
  corners.push([MILLE, level])
  return { corners, lowMinor: startMinor, highMinor }
}
