/** Judges a sale by marks and price rounds from outside, apart from the rules that decide its prices: it shares the formula alone. */
import { later, type Instant } from '#kernel/instant.ts'
import { isBetter, ranked, type ScoredTerms } from './scored.ts'

export interface RoundPrice {
  readonly round: number
  readonly number: number
  readonly priceMinor: bigint
  readonly receivedAt: Instant
}

export interface ScoredSale {
  readonly terms: ScoredTerms
  readonly startingPriceMinor: bigint
  readonly freeMs: number
  readonly scheduledOpensAt: Instant
  readonly pauses: readonly { readonly kind: 'suspend' | 'resume'; readonly at: Instant }[]
  readonly marks: readonly { readonly number: number; readonly markBasisPoints: number }[]
  /** As the record of the panel has them; null where it is not at hand. */
  readonly panelMarks: ScoredSale['marks'] | null
  /** When the marks were fixed, and when each round was shown; nothing in records of before that was written down. */
  readonly markedAt: Instant | null
  readonly shownAt: readonly Instant[]
  /** In the order in which the rounds were shown. */
  readonly prices: readonly RoundPrice[]
  readonly ranks: readonly { readonly number: number; readonly score: number }[]
  readonly outcome: {
    readonly kind: 'sold' | 'failed'
    readonly reason: string | null
    readonly number: number | null
    readonly priceMinor: bigint | null
  } | null
}

/** Begin and end of each round as the clock really ran: what lay ahead when it stopped moved by the time that it stood. */
const boundsOf = ({ scheduledOpensAt, freeMs, terms, pauses }: ScoredSale): readonly Instant[] => {
  const start = later(scheduledOpensAt, freeMs)
  let bounds = Array.from({ length: terms.rounds + 1 }, (_, round) => later(start, round * terms.roundMs))
  let stoppedAt: Instant | null = null
  for (const { kind, at } of pauses) {
    if (kind === 'suspend') stoppedAt = at
    else if (stoppedAt !== null) {
      const since: Instant = stoppedAt
      bounds = bounds.map((bound) => (bound > since ? later(bound, at - since) : bound))
      stoppedAt = null
    }
  }
  return bounds
}

const priceFaults = (sale: ScoredSale, bounds: readonly Instant[]): readonly string[] =>
  sale.prices.flatMap((price, at) => {
    const { round, number, priceMinor, receivedAt } = price
    const before = sale.prices.slice(0, at)
    const own = before.filter((other) => other.number === number)
    const last = own.at(-1)
    const { direction, rounds } = sale.terms
    const [from, until] = [bounds[round - 1], bounds[round]]
    return [
      ...(round >= 1 && round <= rounds && from !== undefined && until !== undefined && receivedAt >= from && receivedAt < until ? [] : ['outside its round']),
      ...(before.every((other) => other.round <= round) ? [] : ['after a later round']),
      ...(own.some((other) => other.round === round) ? ['a second one of the round'] : []),
      ...(sale.marks.some((mark) => mark.number === number) ? [] : ['of a bidder without a mark']),
      ...(round > 1 && last === undefined ? ['of a bidder who named none in the first round'] : []),
      ...(isBetter(direction, sale.startingPriceMinor, priceMinor) ? ['beyond the start'] : []),
      ...(last !== undefined && !isBetter(direction, priceMinor, last.priceMinor) ? ['no better than the one before'] : []),
    ].map((fault) => `round ${round}, number ${number}: ${fault}`)
  })

/** The marks that count are those that the panel locked. */
const exchanged = ({ marks, panelMarks }: ScoredSale): readonly string[] =>
  panelMarks === null
    ? []
    : marks.flatMap(({ number, markBasisPoints }) => {
        const locked = panelMarks.find((mark) => mark.number === number)?.markBasisPoints
        return locked === markBasisPoints ? [] : [`number ${number} has the mark ${markBasisPoints}, of the panel ${locked ?? 'none'}`]
      })

/** Nobody reads a price before the marks are fixed and its round is over. */
const toldEarly = ({ markedAt, shownAt, prices }: ScoredSale, bounds: readonly Instant[]): readonly string[] => {
  if (markedAt === null) return []
  const last = prices.reduce((most, { round }) => Math.max(most, round), 0)
  return [
    ...(bounds[0] !== undefined && markedAt < bounds[0] ? ['marks told before the rounds began'] : []),
    ...(shownAt[0] !== undefined && shownAt[0] < markedAt ? ['prices told before the marks were fixed'] : []),
    ...(last > shownAt.length ? [`round ${last}: told at no time`] : []),
    ...shownAt.flatMap((at, index) => {
      const over = bounds[index + 1]
      return over !== undefined && at < over ? [`round ${index + 1}: told before it was over`] : []
    }),
  ]
}

/** Empty: as the terms would have it. How far a secret reserve was met nobody outside can tell. */
export const scoredFaults = (sale: ScoredSale): readonly string[] => {
  const { marks, prices, outcome, terms } = sale
  const standings = marks.flatMap(({ number, markBasisPoints }) => {
    const last = prices.filter((price) => price.number === number).at(-1)
    return last ? [{ number, markBasisPoints, priceMinor: last.priceMinor, receivedAt: last.receivedAt }] : []
  })
  const found = ranked(terms, standings)
  const said = sale.ranks.map(({ number, score }) => `${number}:${score}`).join()
  const meant = found.map(({ number, score }) => `${number}:${score}`).join()
  const [first] = found
  const faults = [
    ...marks.flatMap(({ number, markBasisPoints }, at) => [
      ...(markBasisPoints >= 0 && markBasisPoints <= 10_000 ? [] : [`mark of ${number} out of bounds`]),
      ...(marks.findIndex((mark) => mark.number === number) === at ? [] : [`number ${number} marked twice`]),
    ]),
    ...priceFaults(sale, boundsOf(sale)),
    ...toldEarly(sale, boundsOf(sale)),
    ...exchanged(sale),
  ]
  if (outcome === null) return faults
  const ranks = outcome.kind === 'sold' || prices.length > 0 ? (said === meant ? [] : [`ranked ${said} instead of ${meant}`]) : []
  if (outcome.kind === 'failed') return [...faults, ...ranks, ...(outcome.reason === 'no_bids' && first !== undefined ? ['said to have no bids'] : [])]
  if (first === undefined) return [...faults, ...ranks, 'sold without a price']
  return [
    ...faults,
    ...ranks,
    ...(outcome.number === first.number ? [] : [`won by ${outcome.number} instead of ${first.number}`]),
    ...(outcome.priceMinor === first.priceMinor ? [] : [`sold at ${outcome.priceMinor} instead of ${first.priceMinor}`]),
  ]
}
