import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instant, type Instant } from '#kernel/instant.ts'
import {
  decideRoundPrice,
  DIRECTIONS,
  permitProposal,
  ranked,
  roundAt,
  roundEndsAt,
  scoredOutcome,
  type Direction,
  type ScoredTerms,
  type Standing,
} from './scored.ts'
import { scoredFaults, type RoundPrice, type ScoredSale } from './scored-history.ts'

const MIN = 60_000
const OPENS = 1_000_000
const terms = (direction: Direction, markWeightBasisPoints = 4000): ScoredTerms => ({
  direction,
  markWeightBasisPoints,
  rounds: 3,
  roundMs: 10 * MIN,
  markingMs: 60 * MIN,
})
const FREE_MS = 120 * MIN
const state = {
  phase: 'timed' as const,
  opensAt: instant(OPENS),
  freeEndsAt: instant(OPENS + FREE_MS),
  endsAt: instant(OPENS + FREE_MS + 30 * MIN),
}
const at = (minutes: number): Instant => instant(OPENS + FREE_MS + minutes * MIN)
const START = 100_000n
const codeOf = (result: { readonly ok: boolean; readonly refusal?: { readonly code: string } }): string => (result.ok ? 'ok' : (result.refusal?.code ?? ''))

describe('rounds', () => {
  it.each([
    [-1, 0],
    [0, 1],
    [9.99, 1],
    [10, 2],
    [29.99, 3],
    [30, 4],
  ])('at minute %s it is round %s', (minutes, round) => expect(roundAt(state, terms('forward'), at(minutes))).toBe(round))
  it('end one after the other, the last with the sale', () => expect(roundEndsAt(state, terms('forward'), 3)).toBe(state.endsAt))
  it('begin when the proposals have been marked', () => {
    const open = { ...state, phase: 'free' as const }
    expect(codeOf(permitProposal(open, terms('forward'), instant(OPENS - 1)))).toBe('auction.not_open_yet')
    expect(codeOf(permitProposal(open, terms('forward'), at(-61)))).toBe('ok')
    expect(codeOf(permitProposal(open, terms('forward'), at(-60)))).toBe('auction.proposals_over')
    expect(codeOf(permitProposal({ ...open, phase: 'suspended' }, terms('forward'), at(-61)))).toBe('auction.suspended')
  })
})

describe('a price of a round', () => {
  const asks = (direction: Direction, standingMinor: bigint | null, priceMinor: bigint, minutes: number, hasMark = true): string =>
    codeOf(
      decideRoundPrice(
        state,
        terms(direction),
        { hasMark, standingMinor, startingPriceMinor: START, lastRound: standingMinor === null ? 0 : 1, roundsClosed: 0 },
        { priceMinor, at: at(minutes) },
      ),
    )
  it.each([
    ['forward', null, 100_000n, 1, 'ok'],
    ['forward', null, 99_999n, 1, 'auction.beyond_start'],
    ['reverse', null, 100_000n, 1, 'ok'],
    ['reverse', null, 100_001n, 1, 'auction.beyond_start'],
    ['forward', 110_000n, 110_000n, 11, 'auction.not_improved'],
    ['forward', 110_000n, 110_001n, 11, 'ok'],
    ['reverse', 90_000n, 90_000n, 11, 'auction.not_improved'],
    ['reverse', 90_000n, 89_999n, 11, 'ok'],
    ['forward', null, 120_000n, 11, 'auction.round_missed'],
    ['forward', 110_000n, 120_000n, 30, 'auction.ended'],
    ['forward', null, 120_000n, -1, 'auction.not_in_round'],
  ] as const)('%s, own %s, named %s at minute %s: %s', (direction, own, price, minutes, expected) =>
    expect(asks(direction, own, price, minutes)).toBe(expected),
  )
  it('changes nothing in a round that has been shown, or before a later price of the same bidder', () => {
    const late = (lastRound: number, roundsClosed: number) =>
      codeOf(
        decideRoundPrice(
          state,
          terms('forward'),
          { hasMark: true, standingMinor: 110_000n, startingPriceMinor: START, lastRound, roundsClosed },
          { priceMinor: 120_000n, at: at(9) },
        ),
      )
    expect([late(1, 0), late(1, 1), late(2, 0)]).toEqual(['ok', 'auction.round_over', 'auction.round_over'])
  })
  it('is of a bidder who has a mark', () => expect(asks('forward', null, 120_000n, 1, false)).toBe('auction.no_proposal'))
})

const standing = (number: number, markBasisPoints: number, priceMinor: bigint, receivedAt = number): Standing => ({
  number,
  markBasisPoints,
  priceMinor,
  receivedAt: instant(receivedAt),
})

describe('the result', () => {
  it('is the weighted sum of marks and price points', () => {
    expect(ranked(terms('forward'), [standing(1, 8000, 100_000n), standing(2, 6000, 120_000n)])).toMatchObject([
      { number: 2, priceBasisPoints: 10_000, score: 84_000_000 },
      { number: 1, priceBasisPoints: 8333, score: 81_998_000 },
    ])
    expect(ranked(terms('reverse'), [standing(1, 8000, 100_000n), standing(2, 6000, 80_000n)])).toMatchObject([
      { number: 2, priceBasisPoints: 10_000, score: 84_000_000 },
      { number: 1, priceBasisPoints: 8000, score: 80_000_000 },
    ])
  })
  it('of equal scores the better mark wins, then the earlier price', () => {
    const half = terms('forward', 5000)
    // 8000 + 10000 against 10000 + 8000.
    expect(ranked(half, [standing(1, 8000, 100_000n), standing(2, 10_000, 80_000n)])[0]?.number).toBe(2)
    expect(ranked(half, [standing(1, 8000, 100_000n, 9), standing(2, 8000, 100_000n, 8)])[0]?.number).toBe(2)
  })
  const question = { terms: terms('forward'), standings: [standing(1, 8000, 100_000n)], reserveMinor: null, bidderCount: 2, singleBidderAllowed: false }
  it.each([
    ['sold', {}, { kind: 'sold', number: 1, priceMinor: 100_000n }],
    ['nobody', { standings: [], bidderCount: 0 }, { kind: 'failed', reason: 'no_bidders' }],
    ['no price', { standings: [] }, { kind: 'failed', reason: 'no_bids' }],
    ['one bidder', { bidderCount: 1 }, { kind: 'failed', reason: 'single_bidder' }],
    ['below the reserve', { reserveMinor: 100_001n }, { kind: 'failed', reason: 'reserve_not_met' }],
    ['at the reserve', { reserveMinor: 100_000n }, { kind: 'sold' }],
    ['above the ceiling of a purchase', { terms: terms('reverse'), reserveMinor: 99_999n }, { kind: 'failed', reason: 'reserve_not_met' }],
    ['at the ceiling of a purchase', { terms: terms('reverse'), reserveMinor: 100_000n }, { kind: 'sold' }],
  ])('%s', (_case, change, expected) => expect(scoredOutcome({ ...question, ...change })).toMatchObject(expected))
  it('a better price never ranks its bidder lower, nor a better mark', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(...DIRECTIONS),
        fc.integer({ min: 1000, max: 9000 }),
        fc.array(fc.tuple(fc.nat(10_000), fc.integer({ min: 1, max: 1_000_000 })), { minLength: 2, maxLength: 6 }),
        fc.nat(5),
        fc.boolean(),
        (direction, weight, given, which, isMark) => {
          const standings = given.map(([mark, price], index) => standing(index + 1, mark, BigInt(price)))
          const placeOf = (list: readonly Standing[], number: number) => ranked(terms(direction, weight), list).findIndex((one) => one.number === number)
          const changed = standings[which % standings.length] as Standing
          const better = isMark
            ? { ...changed, markBasisPoints: Math.min(10_000, changed.markBasisPoints + 500) }
            : { ...changed, priceMinor: direction === 'forward' ? changed.priceMinor + 1000n : changed.priceMinor > 1000n ? changed.priceMinor - 1000n : 1n }
          const after = standings.map((one) => (one === changed ? better : one))
          const scores = ranked(terms(direction, weight), after)
          expect(placeOf(after, changed.number)).toBeLessThanOrEqual(placeOf(standings, changed.number))
          expect(scores.every(({ score, priceBasisPoints }) => score >= 0 && score <= 100_000_000 && priceBasisPoints <= 10_000)).toBe(true)
        },
      ),
    ))
})

/** Plays the rounds with what `decideRoundPrice` accepts; a stop in the middle of them moves what lies ahead. */
const played = (
  direction: Direction,
  wishes: readonly (readonly [number: number, minutes: number, priceMinor: number])[],
  stop: { readonly at: number; readonly minutes: number } | null,
): ScoredSale => {
  const own = terms(direction)
  const marks = [1, 2, 3].map((number) => ({ number, markBasisPoints: 5000 + 1000 * number }))
  const end = stop === null ? state.endsAt : instant(state.endsAt + stop.minutes * MIN)
  const prices: RoundPrice[] = []
  for (const [number, minutes, priceMinor] of [...wishes].sort((a, b) => a[1] - b[1])) {
    const isAfter = stop !== null && minutes >= stop.at
    const receivedAt = at(isAfter ? minutes + stop.minutes : minutes)
    const clock = isAfter ? { ...state, endsAt: end } : state
    const last = prices.filter((price) => price.number === number).at(-1)
    const decided = decideRoundPrice(
      clock,
      own,
      { hasMark: true, standingMinor: last?.priceMinor ?? null, startingPriceMinor: START, lastRound: last?.round ?? 0, roundsClosed: 0 },
      { priceMinor: BigInt(priceMinor), at: receivedAt },
    )
    if (!decided.ok) continue
    const before = prices.findIndex((price) => price.number === number && price.round === decided.value)
    if (before >= 0) prices.splice(before, 1)
    prices.push({ round: decided.value, number, priceMinor: BigInt(priceMinor), receivedAt })
  }
  const standings = marks.flatMap(({ number, markBasisPoints }) => {
    const last = prices.filter((price) => price.number === number).at(-1)
    return last ? [{ number, markBasisPoints, priceMinor: last.priceMinor, receivedAt: last.receivedAt }] : []
  })
  const outcome = scoredOutcome({ terms: own, standings, reserveMinor: null, bidderCount: 3, singleBidderAllowed: true })
  return {
    terms: own,
    startingPriceMinor: START,
    freeMs: FREE_MS,
    scheduledOpensAt: state.opensAt,
    pauses:
      stop === null
        ? []
        : [
            { kind: 'suspend', at: at(stop.at) },
            { kind: 'resume', at: at(stop.at + stop.minutes) },
          ],
    marks,
    panelMarks: null,
    markedAt: null,
    shownAt: [],
    prices,
    ranks: ranked(own, standings).map(({ number, score }) => ({ number, score })),
    outcome: outcome.kind === 'sold' ? { ...outcome, reason: null } : { ...outcome, number: null, priceMinor: null },
  }
}

describe('the judge', () => {
  it('finds nothing in what the rules accept, in both directions and over a stop', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(...DIRECTIONS),
        fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: -5, max: 35 }), fc.integer({ min: 50_000, max: 150_000 })), { maxLength: 30 }),
        fc.option(fc.record({ at: fc.integer({ min: 1, max: 29 }), minutes: fc.integer({ min: 1, max: 90 }) })),
        (direction, wishes, stop) => {
          expect(scoredFaults(played(direction, wishes, stop))).toEqual([])
        },
      ),
    ))
  const sale = played(
    'forward',
    [
      [1, 1, 110_000],
      [2, 2, 105_000],
      [1, 12, 118_000],
      [2, 21, 120_000],
      [3, 3, 101_000],
    ],
    null,
  )
  const [first] = sale.prices
  const changed = (price: Partial<RoundPrice>, which = first): readonly RoundPrice[] => sale.prices.map((one) => (one === which ? { ...one, ...price } : one))
  it.each<[string, Partial<ScoredSale>, RegExp]>([
    ['a changed mark', { marks: sale.marks.map((mark) => (mark.number === 1 ? { ...mark, markBasisPoints: 9999 } : mark)) }, /ranked/],
    [
      'a worse price accepted',
      {
        prices: changed(
          { priceMinor: 109_000n },
          sale.prices.find(({ round, number }) => round === 2 && number === 1),
        ),
      },
      /no better/,
    ],
    ['a wrong winner', { outcome: { kind: 'sold', reason: null, number: 3, priceMinor: 101_000n } }, /won by 3/],
    ['a wrong price', { outcome: { kind: 'sold', reason: null, number: 2, priceMinor: 119_000n } }, /sold at/],
    ['a late price of a round', { prices: changed({ receivedAt: at(10) }) }, /outside its round/],
    ['a price after the end', { prices: changed({ receivedAt: at(30) }, sale.prices.at(-1)) }, /outside its round/],
    ['a price beyond the start', { prices: changed({ priceMinor: 99_999n }) }, /beyond the start/],
    ['a bidder without a mark', { marks: sale.marks.slice(1) }, /without a mark/],
    ['who missed the first round', { prices: sale.prices.filter((price) => price !== first) }, /named none in the first/],
    [
      'a second price of a round',
      { prices: [...sale.prices.slice(0, 1), { ...(first as RoundPrice), priceMinor: 111_000n }, ...sale.prices.slice(1)] },
      /a second one/,
    ],
    ['bids denied', { outcome: { kind: 'failed', reason: 'no_bids', number: null, priceMinor: null } }, /no bids/],
  ])('finds %s', (_case, change, fault) => expect(scoredFaults({ ...sale, ...change }).join('; ')).toMatch(fault))
})
