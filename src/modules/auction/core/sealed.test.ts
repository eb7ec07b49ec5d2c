import { expect, it } from 'vitest'
import { instant } from '#kernel/instant.ts'
import { faultsOfSale, type PublicSale } from './history.ts'
import { highest, priceIn, sealedOutcome, type SealedPrice } from './sealed.ts'
import { PLAIN, type AuctionRules } from './state.ts'

const rules = (method: 'sealed_first' | 'sealed_second', singleBidderAllowed = true): AuctionRules => ({
  ...PLAIN,
  method,
  startingPriceMinor: 1_000n,
  incrementMinor: 0n,
  freeMs: 0,
  timedMs: 1,
  extensionMs: 0,
  extensionAlarm: 1,
  singleBidderAllowed,
  confirmFactor: null,
})
/** One unit asks for no draw: what it would say is seen nowhere. */
const asTheyAre = (numbers: readonly number[]) => numbers.toReversed()
const price = (number: number, priceMinor: bigint, at = number): SealedPrice => ({ number, priceMinor, receivedAt: instant(at) })
const three = [price(1, 1_500n), price(2, 1_900n), price(3, 1_700n)]
const sold = (number: number, priceMinor: bigint) => ({ kind: 'sold', number, priceMinor })
const failed = (reason: string) => ({ kind: 'failed', reason })

it.each([
  ['first price: the highest pays its own', 'sealed_first', three, null, sold(2, 1_900n)],
  ['second price: the highest pays the second', 'sealed_second', three, null, sold(2, 1_700n)],
  ['second price alone: the start', 'sealed_second', [price(1, 1_500n)], null, sold(1, 1_000n)],
  ['second price alone over a reserve: the reserve', 'sealed_second', [price(1, 1_500n)], 1_400n, sold(1, 1_400n)],
  ['second price between second and first reserve: the reserve', 'sealed_second', three, 1_800n, sold(2, 1_800n)],
  ['a reserve that nobody reaches', 'sealed_second', three, 1_901n, failed('reserve_not_met')],
  ['a reserve just reached', 'sealed_first', three, 1_900n, sold(2, 1_900n)],
  ['equal prices: the first received, at that price', 'sealed_second', [price(7, 1_500n, 9), price(8, 1_500n, 4)], null, sold(8, 1_500n)],
  ['nothing in the box', 'sealed_first', [], null, failed('no_bids')],
] as const)('%s', (_case, method, prices, reserveMinor, expected) =>
  expect(sealedOutcome(rules(method), { prices, reserveMinor, bidderCount: 3, draw: asTheyAre })).toEqual(expected),
)

it('asks the switch where only one was admitted, and says when nobody was', () => {
  const question = { prices: [price(1, 1_500n)], reserveMinor: null, bidderCount: 1, draw: asTheyAre }
  expect(sealedOutcome(rules('sealed_first', false), question)).toEqual(failed('single_bidder'))
  expect(sealedOutcome(rules('sealed_first', true), question)).toEqual(sold(1, 1_500n))
  expect(sealedOutcome(rules('sealed_first'), { ...question, prices: [], bidderCount: 0 })).toEqual(failed('no_bidders'))
})

it.each([
  [{ priceMinor: '100' }, 100n],
  [{ priceMinor: '0' }, null],
  [{ priceMinor: '-5' }, null],
  [{ priceMinor: '1e9' }, null],
  [{ priceMinor: '1234567890123456789' }, null],
  [{ priceMinor: 100 }, null],
  [{ price: '100' }, null],
  [null, null],
  ['100', null],
])('of %j the price is %s', (payload, expected) => expect(priceIn(payload)).toBe(expected))

it('the highest of none is none', () => expect([highest([]), highest(three)]).toEqual([null, three[1]]))

const bids = three.map(({ number, priceMinor, receivedAt }, index) => ({
  seq: index + 1,
  attempt: index + 1,
  number,
  priceMinor,
  receivedAt,
  extended: false,
  origin: 'envelope' as const,
}))
const sale: PublicSale = {
  ...rules('sealed_second'),
  scheduledOpensAt: instant(0),
  pauses: [],
  endsAt: instant(10),
  willing: [],
  draw: null,
  outcome: { kind: 'sold', reason: null, number: 2, priceMinor: 1_700n },
  bids,
  scored: null,
  reserve: null,
}
const judged = (change: Partial<PublicSale>) => faultsOfSale({ ...sale, ...change }, (bytes) => bytes).join('; ')
const soldTo = (number: number, priceMinor: bigint): PublicSale['outcome'] => ({ kind: 'sold', reason: null, number, priceMinor })

it.each<readonly [string, string, Partial<PublicSale>]>([
  ['a sound sale', '', {}],
  ['a reserve between the prices', '', { outcome: soldTo(2, 1_800n) }],
  ['another winner', 'won by 3 instead of 2', { outcome: soldTo(3, 1_700n) }],
  ['less than the second price', 'sold at 1600', { outcome: soldTo(2, 1_600n) }],
  ['more than the own price', 'sold at 1901', { outcome: soldTo(2, 1_901n) }],
  ['less than the own price where it is paid', 'sold at 1700', { method: 'sealed_first' }],
  ['a price out of time', 'bid 3: out of time', { endsAt: instant(3) }],
  ['one below the start', 'bid 1: below the start', { startingPriceMinor: 1_501n }],
  ['one out of no envelope', 'bid 1: out of no envelope', { bids: bids.map((bid) => (bid.seq === 1 ? { ...bid, origin: 'bidder' as const } : bid)) }],
  ['a second one of a bidder', 'bid 3: a second one of 2', { bids: bids.map((bid) => (bid.seq === 3 ? { ...bid, number: 2 } : bid)) }],
  ['prices that were left out of the result', 'said to have no bids', { outcome: { kind: 'failed', reason: 'no_bids', number: null, priceMinor: null } }],
])('the judge of sealed prices on %s: %s', (_case, words, change) => (words === '' ? expect(judged(change)).toBe('') : expect(judged(change)).toContain(words)))
