/** Every fault that somebody could hide in a sale, hidden in simulated ones: the judge who knows only what is public, and what bidders were told, finds each. */
import { describe, expect, it } from 'vitest'
import { later } from '#kernel/instant.ts'
import { drawn } from '#modules/auction/core/draw.ts'
import { faultsOfSale, type KnownToBidders, type PublicBid, type PublicSale } from '#modules/auction/core/history.ts'
import { chanceOf } from './chance.ts'
import { sha256 } from './house.ts'
import { playSale, publicOf } from './sale.ts'

interface Case {
  readonly sale: PublicSale
  readonly known: KnownToBidders
}

const cases: readonly Case[] = Array.from({ length: 150 }, (_, index) => {
  const course = playSale(chanceOf(10_000 + index), 5)
  return { sale: publicOf(course), known: course }
})

const found = ({ sale, known }: Case): string => faultsOfSale(sale, sha256, known).join('; ')
/** Those in which the fault can be hidden. */
const among = (fits: (one: Case) => boolean): readonly Case[] => {
  const fitting = cases.filter(fits)
  if (fitting.length < 2) throw new Error('no simulated sale in which this could happen')
  return fitting
}
const withBids = (one: Case, change: (bids: readonly PublicBid[]) => readonly PublicBid[]): Case => ({
  ...one,
  sale: { ...one.sale, bids: change(one.sale.bids) },
})
const changed = (one: Case, at: number, change: (bid: PublicBid) => Partial<PublicBid>): Case =>
  withBids(one, (bids) => bids.map((bid, index) => (index === (at + bids.length) % bids.length ? { ...bid, ...change(bid) } : bid)))
const rising = ({ sale }: Case): boolean => sale.clock === null && sale.bids.length > 3 && sale.bids[0]?.origin !== 'application'
const uncapped = (one: Case): boolean => rising(one) && one.sale.willing.length === 0
const bought = ({ sale }: Case): boolean => sale.clock !== null && sale.bids.length === 1
const won = (one: Case): boolean => one.sale.outcome?.kind === 'sold'
const others = ({ sale }: Case, number: number | null): number => sale.bids.find((bid) => bid.number !== number)?.number ?? 999
/** Nobody was told anything: what is public has to be enough. */
const untold = (one: Case): Case => ({ ...one, known: { told: [], words: [] } })

const faults: readonly (readonly [string, string, (one: Case) => boolean, (one: Case) => Case])[] = [
  [
    'an acknowledged bid that is lost',
    'acknowledged',
    ({ known }) => known.told.length > 0,
    (one) => withBids(one, (bids) => bids.filter(({ seq }) => seq !== one.known.told[0]?.seq)),
  ],
  [
    'an acknowledged price that is another',
    'acknowledged',
    ({ known }) => known.told.length > 0,
    (one) => withBids(one, (bids) => bids.map((bid) => (bid.seq === one.known.told[0]?.seq ? { ...bid, priceMinor: bid.priceMinor + 100n } : bid))),
  ],
  [
    'an acknowledged time that is another',
    'acknowledged',
    ({ known }) => known.told.length > 0,
    (one) => withBids(one, (bids) => bids.map((bid) => (bid.seq === one.known.told[0]?.seq ? { ...bid, receivedAt: later(bid.receivedAt, -1) } : bid))),
  ],
  [
    'an acknowledged bid of another number',
    'acknowledged',
    ({ known }) => known.told.length > 0,
    (one) => withBids(one, (bids) => bids.map((bid) => (bid.seq === one.known.told[0]?.seq ? { ...bid, number: 998 } : bid))),
  ],
  ['a gap', 'at place 2', rising, (one) => untold(withBids(one, (bids) => bids.filter((_, index) => index !== 1)))],
  ['a duplicate', 'at place 2', rising, (one) => untold(withBids(one, ([first, ...rest]) => (first ? [first, first, ...rest] : [])))],
  [
    'a price named twice',
    'a price named twice',
    uncapped,
    (one) => untold(changed(one, 1, () => ({ priceMinor: one.sale.bids[0]?.priceMinor ?? 0n, number: 998 }))),
  ],
  [
    'a falling price',
    'a falling price',
    (one) => uncapped(one) && (one.sale.bids[0]?.priceMinor ?? 0n) > one.sale.startingPriceMinor,
    (one) => untold(changed(one, 1, () => ({ priceMinor: one.sale.startingPriceMinor, number: 998 }))),
  ],
  ['a price off the grid', 'off the grid', uncapped, (one) => untold(changed(one, -1, ({ priceMinor }) => ({ priceMinor: priceMinor + 1n })))],
  ['a price below the start', 'below the start', uncapped, (one) => untold(changed(one, 0, () => ({ priceMinor: one.sale.startingPriceMinor - 100n })))],
  [
    'a leader who raises itself',
    'raised its own bid',
    (one) => uncapped(one) && one.sale.bids[1]?.origin === 'bidder',
    (one) => untold(changed(one, 1, () => ({ number: one.sale.bids[0]?.number ?? 0 }))),
  ],
  [
    'a bid from before the opening',
    'before the opening',
    (one) => rising(one) && one.sale.pauses.length === 0,
    (one) => untold(changed(one, 0, () => ({ receivedAt: later(one.sale.scheduledOpensAt, -1) }))),
  ],
  [
    'a late bid',
    'after the end',
    (one) => rising(one) && one.sale.bids.at(-1)?.extended === false,
    (one) => untold(changed(one, -1, () => ({ receivedAt: one.sale.endsAt }))),
  ],
  [
    'a bid while the clock stood',
    'while the clock stood',
    (one) => rising(one) && one.sale.pauses.some(({ afterAttempt }) => afterAttempt < (one.sale.bids.at(-1)?.attempt ?? 0)),
    (one) => {
      const last = one.sale.bids.at(-1)?.attempt ?? 0
      const resumed = one.sale.pauses.findLastIndex(({ kind, afterAttempt }) => kind === 'resume' && afterAttempt < last)
      return untold({
        ...one,
        sale: { ...one.sale, pauses: one.sale.pauses.map((pause, index) => (index === resumed ? { ...pause, afterAttempt: last } : pause)) },
      })
    },
  ],
  [
    'a second stop of a clock that stands',
    'of a clock that stands',
    ({ sale }) => sale.pauses.length > 0,
    (one) => ({ ...one, sale: { ...one.sale, pauses: one.sale.pauses.flatMap((pause) => (pause.kind === 'suspend' ? [pause, pause] : [pause])) } }),
  ],
  ['an end that was moved by hand', 'the end is', () => true, (one) => ({ ...one, sale: { ...one.sale, endsAt: later(one.sale.endsAt, 1) } })],
  [
    'an extension that was not given',
    'was not given',
    (one) => one.sale.bids.some(({ extended }) => extended),
    (one) => untold(withBids(one, (bids) => bids.map((bid) => ({ ...bid, extended: false })))),
  ],
  [
    'an extension that was not due',
    'not due',
    (one) => rising(one) && one.sale.bids[0]?.extended === false && one.sale.maxExtensions === null,
    (one) => untold(changed(one, 0, () => ({ extended: true }))),
  ],
  [
    'more extensions than announced',
    'than announced',
    (one) => one.sale.bids.some(({ extended }) => extended),
    (one) => untold({ ...one, sale: { ...one.sale, maxExtensions: one.sale.bids.filter(({ extended }) => extended).length - 1 } }),
  ],
  [
    'a price above the cap',
    'above the cap',
    (one) => rising(one) && one.sale.capMinor !== null,
    (one) => untold(changed(one, -1, () => ({ priceMinor: (one.sale.capMinor ?? 0n) + 100n }))),
  ],
  [
    'somebody who joins twice',
    'joined twice',
    ({ sale }) => sale.willing.length > 1,
    (one) => untold(changed(one, -1, () => ({ number: one.sale.willing[0] ?? 0 }))),
  ],
  [
    'somebody at the cap who is not drawn with the others',
    'said to be',
    ({ sale }) => sale.willing.length > 1,
    (one) => ({ ...one, sale: { ...one.sale, willing: one.sale.willing.slice(1) } }),
  ],
  [
    'a draw that went to another',
    'won by',
    (one) => won(one) && one.sale.willing.length > 1,
    (one) => {
      const { outcome, draw, willing } = one.sale
      const last = drawn(sha256, draw?.secret ?? '', willing).at(-1) ?? 0
      return { ...one, sale: { ...one.sale, outcome: outcome && { ...outcome, number: last } } }
    },
  ],
  [
    'a secret that was chosen afterwards',
    'not the one committed to',
    ({ sale }) => sale.draw !== null,
    (one) => ({ ...one, sale: { ...one.sale, draw: one.sale.draw && { ...one.sale.draw, secret: 'a better one' } } }),
  ],
  [
    'a draw without its secret',
    'nobody can repeat',
    (one) => won(one) && one.sale.willing.length > 1,
    (one) => ({ ...one, sale: { ...one.sale, draw: null } }),
  ],
  [
    'another winner',
    'won by',
    (one) => won(one) && one.sale.willing.length < 2,
    (one) => {
      const { outcome } = one.sale
      return { ...one, sale: { ...one.sale, outcome: outcome && { ...outcome, number: others(one, outcome.number) } } }
    },
  ],
  [
    'another price',
    'sold at',
    won,
    (one) => {
      const { outcome } = one.sale
      return { ...one, sale: { ...one.sale, outcome: outcome && { ...outcome, priceMinor: (outcome.priceMinor ?? 0n) - 100n } } }
    },
  ],
  [
    'a sale without a bid',
    'without a bid',
    ({ sale }) => sale.bids.length === 0,
    (one) => ({ ...one, sale: { ...one.sale, outcome: { kind: 'sold', reason: null, number: 101, priceMinor: one.sale.startingPriceMinor } } }),
  ],
  [
    'bids that are said never to have been',
    'no bids',
    won,
    (one) => ({ ...one, sale: { ...one.sale, outcome: { kind: 'failed', reason: 'no_bids', number: null, priceMinor: null } } }),
  ],
  [
    'a proxy above the word of its bidder',
    'above its word',
    ({ sale, known }) => sale.bids.some(({ origin }) => origin === 'proxy') && known.words.length > 0,
    (one) => ({
      ...one,
      known: {
        told: [],
        words: one.sale.bids.filter(({ origin }) => origin === 'proxy').map(({ number }) => ({ number, maxMinor: one.sale.startingPriceMinor - 1n })),
      },
    }),
  ],
  ['a proxy where the price falls', 'where there are none', bought, (one) => untold(changed(one, 0, () => ({ origin: 'proxy' })))],
  ['an application among two', 'takes nothing', rising, (one) => untold(changed(one, 1, () => ({ origin: 'application' })))],
  ['a falling price paid above the clock', 'above the clock', bought, (one) => untold(changed(one, 0, ({ priceMinor }) => ({ priceMinor: priceMinor + 1n })))],
  ['a falling price paid below the clock', 'below the clock', bought, (one) => untold(changed(one, 0, ({ priceMinor }) => ({ priceMinor: priceMinor - 1n })))],
  ['a second who buys', 'after the one that ends', bought, (one) => untold(withBids(one, (bids) => [...bids, ...bids.map((bid) => ({ ...bid, seq: 2 }))]))],
]

describe('the judge of what is public', () => {
  it('finds nothing in sound sales', () => expect(cases.map(found).filter((faults) => faults !== '')).toEqual([]))
  it.each(faults)('finds %s', (_name, said, fits, hide) => {
    for (const one of among(fits)) expect(found(hide(one))).toContain(said)
  })
})
