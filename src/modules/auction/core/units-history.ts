/** Judges from outside who took the units of a lot, and at which price: written apart from the rule that decides it, of which it shares only the draw. */
import type { Sha256 } from '#kernel/merkle.ts'
import { commitmentOf, drawn } from './draw.ts'

interface Named {
  readonly number: number
  readonly priceMinor: bigint
}

export interface UnitSale {
  readonly units: number
  /** All pay the first price that took nothing; else each its own. */
  readonly isUniform: boolean
  readonly startingPriceMinor: bigint
  /** One from each bidder. */
  readonly prices: readonly Named[]
  /** Who took a unit and what it paid, the first unit first. */
  readonly won: readonly Named[]
  readonly draw: { readonly commitment: string; readonly secret: string | null } | null
}

const drawFaults = ({ draw }: UnitSale, sha256: Sha256): readonly string[] => {
  if (draw === null || draw.secret === null) return ['a draw that nobody can repeat']
  return commitmentOf(sha256, draw.secret) === draw.commitment ? [] : ['the secret of the draw is not the one committed to']
}

/** The highest prices, of equal ones in the order of the draw. */
const orderOf = ({ prices, draw }: UnitSale, sha256: Sha256): readonly Named[] => {
  const places = drawn(
    sha256,
    draw?.secret ?? '',
    prices.map(({ number }) => number),
  )
  return [...prices].sort((a, b) => {
    if (a.priceMinor !== b.priceMinor) return a.priceMinor > b.priceMinor ? -1 : 1
    return places.indexOf(a.number) - places.indexOf(b.number)
  })
}

/** All pay one price: not below the start nor below the highest one that took nothing, and not above what any of them named. */
const uniformFaults = (paid: readonly bigint[], least: bigint, most: bigint): readonly string[] => [
  ...(new Set(paid).size > 1 ? ['units at different prices'] : []),
  ...paid.filter((price) => price < least || price > most).map((price) => `a unit at ${price}, not between ${least} and ${most}`),
]

export const unitFaults = (sale: UnitSale, sha256: Sha256): readonly string[] => {
  const { units, isUniform, startingPriceMinor, won } = sale
  const order = orderOf(sale, sha256)
  const due = order.slice(0, won.length)
  const [first, last] = [order[0], due.at(-1)]
  if (first === undefined || last === undefined) return ['sold without a bid']
  const next = order[won.length]
  // Fewer units than prices were sold: the next one was below the reserve, and so below what every winner named.
  const isHeldBack = next !== undefined && won.length < units
  const least = next !== undefined && next.priceMinor > startingPriceMinor ? next.priceMinor : startingPriceMinor
  return [
    ...drawFaults(sale, sha256),
    ...(won.length > units ? [`${won.length} units sold of ${units}`] : []),
    ...due.flatMap(({ number }, at) => (won[at]?.number === number ? [] : [`unit ${at + 1} won by ${won[at]?.number} instead of ${number}`])),
    ...(isHeldBack && next.priceMinor === last.priceMinor ? ['a unit kept back from a price that won'] : []),
    ...(isUniform
      ? uniformFaults(
          won.map(({ priceMinor }) => priceMinor),
          isHeldBack ? least + 1n : least,
          last.priceMinor,
        )
      : due.flatMap(({ priceMinor }, at) => (won[at]?.priceMinor === priceMinor ? [] : [`unit ${at + 1} at ${won[at]?.priceMinor} instead of ${priceMinor}`]))),
  ]
}
