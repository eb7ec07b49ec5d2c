/** Several licences of one technology in one bidding under seal: who takes one, at which price, and what a judge from outside finds wrong. */
import { expect, it } from 'vitest'
import { instant } from '#kernel/instant.ts'
import type { Sha256 } from '#kernel/merkle.ts'
import { commitmentOf, drawn } from './draw.ts'
import { faultsOfSale, type PublicSale } from './history.ts'
import { sealedOutcome, type SealedPrice } from './sealed.ts'
import { PLAIN, type AuctionRules } from './state.ts'

const sha256: Sha256 = (bytes) => Uint8Array.from({ length: 32 }, (_, at) => bytes.reduce((sum, byte, index) => (sum * 31 + byte * (index + at + 1)) % 251, at))
const SECRET = 'draw of the units'
const rules = (units: number, method: 'sealed_first' | 'sealed_second' = 'sealed_second'): AuctionRules => ({
  ...PLAIN,
  method,
  units,
  startingPriceMinor: 1_000n,
  incrementMinor: 0n,
  freeMs: 0,
  timedMs: 1,
  extensionMs: 0,
  extensionAlarm: 1,
  singleBidderAllowed: true,
  confirmFactor: null,
})
const price = (number: number, priceMinor: bigint): SealedPrice => ({ number, priceMinor, receivedAt: instant(number) })
const five = [price(1, 1_500n), price(2, 1_900n), price(3, 1_700n), price(4, 1_200n), price(5, 1_100n)]
const outcome = (asked: AuctionRules, prices: readonly SealedPrice[], reserveMinor: bigint | null = null) =>
  sealedOutcome(asked, { prices, reserveMinor, bidderCount: prices.length, draw: (numbers) => drawn(sha256, SECRET, numbers) })
const units = (...won: readonly (readonly [number, bigint])[]) => {
  const [first, ...others] = won.map(([number, priceMinor]) => ({ number, priceMinor }))
  return { kind: 'sold', ...first, others }
}

it('the second price is one for all: the highest that took nothing', () =>
  expect(outcome(rules(3), five)).toEqual(units([2, 1_200n], [3, 1_200n], [1, 1_200n])))

it('the first price is each one’s own', () => expect(outcome(rules(3, 'sealed_first'), five)).toEqual(units([2, 1_900n], [3, 1_700n], [1, 1_500n])))

it('the reserve holds for each unit: who stays below it takes none, and lifts the price of the others to it', () => {
  expect(outcome(rules(3), five, 1_600n)).toEqual(units([2, 1_600n], [3, 1_600n]))
  expect(outcome(rules(3, 'sealed_first'), five, 1_600n)).toEqual(units([2, 1_900n], [3, 1_700n]))
  expect(outcome(rules(3), five, 1_901n)).toEqual({ kind: 'failed', reason: 'reserve_not_met' })
})

it('fewer prices than units: all of them buy, at the start, and the rest stays unsold', () =>
  expect(outcome(rules(3), five.slice(0, 2))).toEqual(units([2, 1_000n], [1, 1_000n])))

it('a tie at the edge is decided by the draw, whoever was first', () => {
  const tied = [price(1, 1_900n), price(2, 1_500n), price(3, 1_500n), price(4, 1_500n)]
  const [first] = drawn(sha256, SECRET, [1, 2, 3, 4]).filter((number) => number !== 1)
  expect(outcome(rules(2), tied)).toEqual(units([1, 1_500n], [first ?? 0, 1_500n]))
  expect(outcome(rules(2), tied.toReversed())).toEqual(units([1, 1_500n], [first ?? 0, 1_500n]))
})

const saleOf = (asked: AuctionRules, prices: readonly SealedPrice[], change: Partial<PublicSale> = {}, reserveMinor: bigint | null = null): PublicSale => {
  const decided = outcome(asked, prices, reserveMinor)
  if (decided.kind !== 'sold') throw new Error('not sold')
  return {
    ...asked,
    scheduledOpensAt: instant(0),
    pauses: [],
    endsAt: instant(100),
    willing: [],
    draw: { commitment: commitmentOf(sha256, SECRET), secret: SECRET },
    outcome: { ...decided, reason: null },
    bids: prices.map((one, at) => ({ ...one, seq: at + 1, attempt: at + 1, extended: false, origin: 'envelope' })),
    scored: null,
    reserve: null,
    ...change,
  }
}
const judged = (sale: PublicSale) => faultsOfSale(sale, sha256).join('; ')
const took = (...won: readonly (readonly [number, bigint])[]): PublicSale['outcome'] =>
  ({ ...units(...won), kind: 'sold', reason: null }) as PublicSale['outcome']

it('the judge finds nothing in a sound sale, with a reserve or with fewer prices than units', () => {
  expect(judged(saleOf(rules(3), five))).toBe('')
  expect(judged(saleOf(rules(3), five, {}, 1_600n))).toBe('')
  expect(judged(saleOf(rules(3, 'sealed_first'), five, {}, 1_600n))).toBe('')
  expect(judged(saleOf(rules(9), five))).toBe('')
})

it.each<readonly [string, string, PublicSale]>([
  ['a loser in place of a winner', 'unit 3 won by 4 instead of 1', saleOf(rules(3), five, { outcome: took([2, 1_200n], [3, 1_200n], [4, 1_200n]) })],
  ['two prices where one is due', 'units at different prices', saleOf(rules(3), five, { outcome: took([2, 1_300n], [3, 1_200n], [1, 1_200n]) })],
  ['less than the price that took nothing', 'a unit at 1199', saleOf(rules(3), five, { outcome: took([2, 1_199n], [3, 1_199n], [1, 1_199n]) })],
  ['more than a winner named', 'a unit at 1501', saleOf(rules(3), five, { outcome: took([2, 1_501n], [3, 1_501n], [1, 1_501n]) })],
  ['more units than there are', '3 units sold of 2', saleOf(rules(3), five, { units: 2 })],
  ['a unit kept back at a price that was reached', 'a unit at 1500', saleOf(rules(3), five, { outcome: took([2, 1_500n], [3, 1_500n]) })],
  ['another price than the own', 'unit 2 at 1600 instead of 1700', saleOf(rules(2, 'sealed_first'), five, { outcome: took([2, 1_900n], [3, 1_600n]) })],
  ['no draw', 'a draw that nobody can repeat', saleOf(rules(3), five, { draw: null })],
  ['another draw', 'the secret of the draw', saleOf(rules(3), five, { draw: { commitment: 'x', secret: SECRET } })],
])('the judge on %s: %s', (_case, words, sale) => expect(judged(sale)).toContain(words))
