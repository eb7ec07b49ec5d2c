import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instant, later, MINUTE_MS, SECOND_MS } from '#kernel/instant.ts'
import { proxyAnswers } from './answers.ts'
import { decideBid, type BidOrigin } from './bid.ts'
import { advance, hasEnded, nextDue, resume, suspend } from './clock.ts'
import { decideClose } from './close.ts'
import { commitmentOf, drawn } from './draw.ts'
import { aboveOnGrid, onGrid, type Band } from './grid.ts'
import { clockMs, nextMinimum, quickPrices } from './pricing.ts'
import type { Proxy } from './proxy.ts'
import { faultsOf } from './replay.ts'
import { PLAIN, scheduled, type AuctionRules, type AuctionState } from './state.ts'

const OPENS = instant(1_780_000_000_000)
const english: AuctionRules = {
  ...PLAIN,
  method: 'english',
  startingPriceMinor: 1_000n,
  incrementMinor: 100n,
  freeMs: 60 * MINUTE_MS,
  timedMs: 5 * MINUTE_MS,
  extensionMs: 5 * MINUTE_MS,
  extensionAlarm: 50,
  singleBidderAllowed: true,
  confirmFactor: null,
}
const TICK = 30 * SECOND_MS
const dutch: AuctionRules = {
  ...english,
  method: 'dutch',
  freeMs: 0,
  timedMs: clockMs({ startingPriceMinor: 1_000n, stepMinor: 100n, floorMinor: 650n, tickMs: TICK }),
  clock: { floorMinor: 650n, tickMs: TICK },
}
const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest())
const inOrder = (numbers: readonly number[]) => numbers
const bid = (state: AuctionState, rules: AuctionRules, [number, priceMinor, atMs]: readonly [number, bigint, number], origin: BidOrigin = 'bidder') =>
  decideBid(state, { number, priceMinor, confirmedMinor: null, receivedAt: later(OPENS, atMs), origin }, rules)
const after = (rules: AuctionRules, bids: readonly (readonly [number, bigint, number])[]): AuctionState =>
  bids.reduce((state, one) => bid(state, rules, one).state, scheduled(OPENS, rules))
const codeOf = (decision: ReturnType<typeof bid>) => decision.refusal?.code ?? decision.priceMinor

describe('bands of increments', () => {
  const bands: readonly Band[] = [
    { fromMinor: 1_500n, incrementMinor: 300n },
    { fromMinor: 2_200n, incrementMinor: 500n },
  ]
  const grid = { ...english, bands }
  it('step by the band of the price, and onto the beginning of the next band', () =>
    expect([1_000n, 1_400n, 1_500n, 1_800n, 2_100n, 2_200n, 2_700n].map((price) => aboveOnGrid(grid, price))).toEqual([
      1_100n,
      1_500n,
      1_800n,
      2_100n,
      2_200n,
      2_700n,
      3_200n,
    ]))
  it('refuse a price between two steps and name both', () => {
    const led = after(grid, [[1, 1_500n, 0]])
    expect(bid(led, grid, [2, 1_900n, 0]).refusal).toMatchObject({ code: 'auction.off_increment_grid', params: { lower: '18.00', upper: '21.00' } })
    expect(codeOf(bid(led, grid, [2, 2_200n, 0]))).toBe(2_200n)
  })
  it('any price lies between two neighbours of the grid', () =>
    fc.assert(
      fc.property(fc.bigInt(1_000n, 100_000n), (price) => {
        const lower = onGrid(grid, price)
        expect(lower <= price && price < aboveOnGrid(grid, price)).toBe(true)
        expect(onGrid(grid, lower)).toBe(lower)
      }),
    ))
})

it('after the announced number of extensions the end stands', () => {
  const rules = { ...english, maxExtensions: 1 }
  const at = 64 * MINUTE_MS
  const once = bid(scheduled(OPENS, rules), rules, [1, 1_000n, at])
  expect([once.extended, once.state.endsAt]).toEqual([true, later(OPENS, at + 5 * MINUTE_MS)])
  const twice = bid(once.state, rules, [2, 1_100n, at + 4 * MINUTE_MS])
  expect([twice.refusal, twice.extended, twice.state.endsAt]).toEqual([null, false, once.state.endsAt])
})

describe('a cap price', () => {
  const rules = { ...english, capMinor: 1_300n }
  const capped = after(rules, [
    [1, 1_000n, 0],
    [2, 1_300n, 1],
  ])
  it('is the last price: who is willing joins at it once, nobody goes past it', () => {
    expect(codeOf(bid(capped, rules, [1, 1_400n, 2]))).toBe('auction.bid_above_cap')
    expect(codeOf(bid(capped, rules, [2, 1_300n, 2]))).toBe('auction.already_willing')
    expect(codeOf(bid(capped, rules, [1, 1_200n, 2]))).toBe('auction.bid_too_low')
    const joined = bid(capped, rules, [1, 1_300n, 2])
    expect(joined).toMatchObject({ refusal: null, extended: false, state: { willing: [2, 1], top: { number: 2, priceMinor: 1_300n }, acceptedCount: 3 } })
    expect(nextMinimum(joined.state, rules, OPENS)).toBe(1_300n)
    expect(quickPrices(joined.state, rules, { buttons: 4, at: OPENS })).toEqual([1_300n])
  })
  it('reached near the end gives the others time to say so, once', () => {
    const at = 64 * MINUTE_MS
    const reached = bid(scheduled(OPENS, rules), rules, [1, 1_300n, at])
    expect(reached.extended).toBe(true)
    expect(bid(reached.state, rules, [2, 1_300n, at + 4 * MINUTE_MS]).extended).toBe(false)
  })
  it('is drawn among those willing, and sold to the only one without a draw', () => {
    const joined = bid(capped, rules, [1, 1_300n, 2]).state
    const close = (state: AuctionState) =>
      decideClose(advance(state, state.endsAt).state, rules, {
        now: state.endsAt,
        reserveMinor: null,
        bidderCount: 3,
        draw: (numbers) => [...numbers].reverse(),
      })
    expect(close(joined)?.outcome).toEqual({ kind: 'sold', number: 1, priceMinor: 1_300n })
    expect(close(capped)?.outcome).toEqual({ kind: 'sold', number: 2, priceMinor: 1_300n })
  })
  it('leaves a sound record; an equal price anywhere else is a fault', () => {
    const record = [1_000n, 1_300n, 1_300n].map((priceMinor, index) => ({ attempt: index + 1, seq: index + 1, priceMinor }))
    expect(faultsOf(record, 1_300n)).toEqual([])
    expect(faultsOf(record)).toHaveLength(1)
    expect(faultsOf([...record.slice(0, 1), { attempt: 2, seq: 2, priceMinor: 1_000n }], 1_300n)).toHaveLength(1)
  })
})

describe('a draw', () => {
  it('is told by its secret alone: the same again, another secret another order, and the commitment binds it', () => {
    const numbers = [107, 2048, 333, 512, 9999]
    expect(drawn(sha256, 'draw_1', numbers)).toEqual(drawn(sha256, 'draw_1', [...numbers].reverse()))
    expect([...drawn(sha256, 'draw_1', numbers)].sort()).toEqual([...numbers].sort())
    expect(new Set(Array.from({ length: 20 }, (_, index) => drawn(sha256, `draw_${index}`, numbers)[0])).size).toBeGreaterThan(2)
    // As anybody does it again who has the secret and no program of ours.
    const lotOf = (number: number) => createHash('sha256').update(`draw_1:${number}`).digest('hex')
    expect(drawn(sha256, 'draw_1', numbers)).toEqual([...numbers].sort((a, b) => (lotOf(a) < lotOf(b) ? -1 : 1)))
    expect(commitmentOf(sha256, 'draw_1')).toBe(createHash('sha256').update('draw_1').digest('hex'))
  })
})

describe('a falling price', () => {
  const asks = (state: AuctionState, seconds: number) => nextMinimum(state, dutch, later(OPENS, seconds * SECOND_MS))
  it('falls tick by tick, stands for each, and rests at the floor', () => {
    const start = scheduled(OPENS, dutch)
    expect([0, 29, 30, 59, 60, 90, 120, 149, 999].map((seconds) => asks(start, seconds))).toEqual([1_000n, 1_000n, 900n, 900n, 800n, 700n, 650n, 650n, 650n])
    expect(start.endsAt).toBe(later(OPENS, 150 * SECOND_MS))
    expect(advance(start, OPENS)).toMatchObject({ state: { phase: 'timed' }, steps: ['opened'] })
  })
  it('is bought by the first who accepts, never for more than the clock asks', () => {
    const start = scheduled(OPENS, dutch)
    expect(codeOf(bid(start, dutch, [1, 799n, 60_000]))).toBe('auction.below_clock')
    const taken = bid(start, dutch, [1, 900n, 60_000])
    expect(taken).toMatchObject({ refusal: null, priceMinor: 800n, extended: false, state: { top: { number: 1, priceMinor: 800n }, acceptedCount: 1 } })
    expect(taken.state.endsAt).toBe(later(OPENS, 60_000))
    // Also one that came in a moment earlier and was decided after it.
    for (const atMs of [59_000, 60_000, 61_000]) expect(codeOf(bid(taken.state, dutch, [2, 1_000n, atMs]))).toBe('auction.ended')
    expect(nextDue(taken.state)).toBe(taken.state.endsAt)
    const closed = decideClose(taken.state, dutch, { now: taken.state.endsAt, reserveMinor: null, bidderCount: 2, draw: inOrder })
    expect(closed?.outcome).toEqual({ kind: 'sold', number: 1, priceMinor: 800n })
  })
  it('stands still with the auction', () => {
    const stopped = suspend(scheduled(OPENS, dutch), later(OPENS, 45_000))
    if (!stopped.ok) throw new Error('not stopped')
    expect(nextMinimum(stopped.value, dutch, later(OPENS, 600_000))).toBe(900n)
    const again = resume(stopped.value, later(OPENS, 645_000))
    if (!again.ok) throw new Error('not resumed')
    expect([645, 659, 660].map((seconds) => asks(again.value, seconds))).toEqual([900n, 900n, 800n])
  })
  it('ends unsold when nobody accepts', () => {
    const state = advance(scheduled(OPENS, dutch), later(OPENS, 150_000)).state
    expect([hasEnded(state, later(OPENS, 149_999)), hasEnded(state, later(OPENS, 150_000))]).toEqual([false, true])
    expect(decideClose(state, dutch, { now: state.endsAt, reserveMinor: null, bidderCount: 2, draw: inOrder })?.outcome).toMatchObject({ reason: 'no_bids' })
  })
})

it('a sole applicant takes a listed price at once, whatever the switch for single bidders', () => {
  const rules: AuctionRules = { ...english, method: 'listed', singleBidderAllowed: false }
  const { state, extended } = bid(advance(scheduled(OPENS, rules), OPENS).state, rules, [7, 1_000n, 0], 'application')
  expect([state.endsAt, state.freeEndsAt, extended]).toEqual([OPENS, OPENS, false])
  expect(advance(state, later(OPENS, 1)).steps).toEqual([])
  const question = { now: OPENS, reserveMinor: null, bidderCount: 1, draw: inOrder }
  expect(decideClose(state, rules, question)).toMatchObject({ state: { phase: 'closed' }, outcome: { kind: 'sold', number: 7, priceMinor: 1_000n } })
})

describe('proxies', () => {
  const first = (a: number, b: number) => a < b
  const settle = (state: AuctionState, proxies: readonly Proxy[], rules: AuctionRules) => {
    const answers = proxyAnswers(state, { proxies, precedes: first, at: later(OPENS, 10) }, rules)
    return { state: answers.at(-1)?.decision.state ?? state, made: answers.map(({ bid: { number, priceMinor } }) => [number, priceMinor] as const) }
  }
  const start = scheduled(OPENS, english)
  const led = after(english, [[9, 1_200n, 0]])

  it.each<readonly [string, AuctionState, readonly Proxy[], readonly (readonly [number, bigint])[]]>([
    ['alone at the start: the start', start, [{ number: 1, maxMinor: 5_000n }], [[1, 1_000n]]],
    ['against a leader: one step', led, [{ number: 1, maxMinor: 5_000n }], [[1, 1_300n]]],
    ['too low to answer: nothing', led, [{ number: 1, maxMinor: 1_299n }], []],
    ['of the leader alone: nothing', led, [{ number: 9, maxMinor: 5_000n }], []],
    [
      'two: the second as far as it goes, the first one step more',
      led,
      [
        { number: 1, maxMinor: 2_050n },
        { number: 2, maxMinor: 5_000n },
      ],
      [
        [1, 2_000n],
        [2, 2_100n],
      ],
    ],
    [
      'two equal: the draw says who holds the price, and it is named once',
      led,
      [
        { number: 2, maxMinor: 2_000n },
        { number: 1, maxMinor: 2_000n },
      ],
      [[1, 2_000n]],
    ],
    [
      'the leader’s holds against a challenger',
      led,
      [
        { number: 1, maxMinor: 1_500n },
        { number: 9, maxMinor: 3_000n },
      ],
      [
        [1, 1_500n],
        [9, 1_600n],
      ],
    ],
  ])('%s', (_case, state, proxies, expected) => expect(settle(state, proxies, english).made).toEqual(expected))

  it('join at the cap, each once', () => {
    const rules = { ...english, capMinor: 1_500n }
    const proxies = [
      { number: 1, maxMinor: 1_500n },
      { number: 2, maxMinor: 2_000n },
      { number: 3, maxMinor: 1_400n },
    ]
    const { state } = settle(led, proxies, rules)
    expect([state.top, [...state.willing].sort()]).toEqual([{ number: 1, priceMinor: 1_500n }, [1, 2]])
  })

  it('never bid above their word, leave the highest in front at the second price, and the record sound', () =>
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.record({ number: fc.integer({ min: 1, max: 6 }), maxMinor: fc.bigInt(500n, 9_000n) }), {
          selector: ({ number }) => number,
          maxLength: 5,
        }),
        fc.option(fc.integer({ min: 10, max: 40 }), { nil: null }),
        (proxies, leadSteps) => {
          const before = leadSteps === null ? start : after(english, [[9, BigInt(leadSteps) * 100n, 0]])
          const { state, made } = settle(before, proxies, english)
          for (const [number, price] of made) expect(price <= (proxies.find((one) => one.number === number)?.maxMinor ?? 0n)).toBe(true)
          const prices = made.map(([, price]) => price)
          expect(prices).toEqual([...prices].sort((a, b) => (a < b ? -1 : 1)))
          expect(new Set(prices).size).toBe(prices.length)
          const reaches = proxies.map(({ maxMinor }) => (maxMinor < 1_000n ? 0n : onGrid(english, maxMinor)))
          const best = reaches.reduce((a, b) => (a > b ? a : b), 0n)
          const wasAt = before.top?.priceMinor ?? 900n
          if (best <= wasAt) {
            expect(made).toEqual([])
            return
          }
          const others = [...reaches].sort((a, b) => (a < b ? 1 : -1)).slice(1)
          const second = others.reduce((a, b) => (a > b ? a : b), wasAt)
          const final = second + 100n <= best ? second + 100n : best
          expect(state.top?.priceMinor).toBe(final > wasAt + 100n ? final : wasAt + 100n)
        },
      ),
    ))
})
