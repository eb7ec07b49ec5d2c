import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instant, later, type Instant } from '#kernel/instant.ts'
import { decideBid } from './bid.ts'
import { advance, hasEnded, resume, suspend } from './clock.ts'
import { cancel, decideClose } from './close.ts'
import { PHASES } from './phase.ts'
import { faultsOf, replay, type RecordedBid, type RecordEntry } from './replay.ts'
import { nextMinimum } from './pricing.ts'
import { PLAIN, scheduled, type AuctionRules, type AuctionState } from './state.ts'

const OPENS = instant(1_780_000_000_000)

const inOrder = (numbers: readonly number[]) => numbers

const anyRules: fc.Arbitrary<AuctionRules> = fc.record({
  bands: fc.constant(PLAIN.bands),
  maxExtensions: fc.option(fc.integer({ min: 1, max: 3 }), { nil: null }),
  capMinor: fc.constant(null),
  clock: fc.constant(null),
  units: fc.constant(1),
  method: fc.constant('english' as const),
  startingPriceMinor: fc.bigInt(1n, 10n ** 12n),
  incrementMinor: fc.bigInt(1n, 10n ** 9n),
  freeMs: fc.integer({ min: 1, max: 10_000 }),
  timedMs: fc.integer({ min: 1, max: 5_000 }),
  extensionMs: fc.integer({ min: 1, max: 6_000 }),
  extensionAlarm: fc.constant(50),
  singleBidderAllowed: fc.boolean(),
  confirmFactor: fc.option(fc.integer({ min: 2, max: 4 }), { nil: null }),
})

interface Move {
  readonly kind: 'bid' | 'sure' | 'low' | 'odd' | 'look' | 'suspend' | 'resume'
  readonly bidder: number
  readonly steps: number
  readonly passMs: number
}
const anyMoves = fc.array(
  fc.record({
    kind: fc.constantFrom('bid', 'bid', 'bid', 'sure', 'low', 'odd', 'look', 'suspend', 'resume'),
    bidder: fc.integer({ min: 1, max: 4 }),
    steps: fc.integer({ min: 0, max: 9 }),
    passMs: fc.integer({ min: 0, max: 3_000 }),
  }) as fc.Arbitrary<Move>,
  { maxLength: 120 },
)

const priceFor = (move: Move, state: AuctionState, rules: AuctionRules): bigint => {
  const onGrid = nextMinimum(state, rules, OPENS) + BigInt(move.steps) * rules.incrementMinor
  if (move.kind === 'low') return onGrid - BigInt(move.steps + 1) * rules.incrementMinor
  return move.kind === 'odd' ? onGrid + 1n : onGrid
}

interface Run {
  readonly states: readonly AuctionState[]
  readonly record: readonly RecordEntry[]
  readonly bids: readonly (RecordedBid & { readonly number: number })[]
}

/** Plays the moves as the server would: time only goes forward, everything that changes the auction is recorded. */
const play = (rules: AuctionRules, moves: readonly Move[]): Run => {
  let state = scheduled(OPENS, rules)
  let now: Instant = later(OPENS, -2_000)
  const states = [state]
  const record: RecordEntry[] = []
  const bids: (RecordedBid & { number: number })[] = []
  for (const move of moves) {
    now = later(now, move.passMs)
    if (move.kind === 'look') state = advance(state, now).state
    else if (move.kind === 'suspend' || move.kind === 'resume') {
      const moved = move.kind === 'suspend' ? suspend(state, now) : resume(state, now)
      if (moved.ok) {
        record.push(move.kind === 'suspend' ? { kind: 'suspend', at: now } : { kind: 'resume', at: now })
        state = moved.value
      }
    } else {
      const priceMinor = priceFor(move, state, rules)
      const bid = { priceMinor, confirmedMinor: move.kind === 'sure' ? priceMinor : null, number: 100 + move.bidder, receivedAt: now }
      const decision = decideBid(state, bid, rules)
      state = decision.state
      record.push({ kind: 'bid', ...bid })
      const seq = decision.refusal === null ? state.acceptedCount : null
      bids.push({ seq, attempt: state.attemptCount, priceMinor: bid.priceMinor, number: 100 + move.bidder })
    }
    states.push(state)
  }
  return { states, record, bids }
}

const pairs = (states: readonly AuctionState[]) => states.slice(1).map((after, index) => [states[index] ?? after, after] as const)

describe('any course of an auction', () => {
  it('never lets the top price fall and raises it by at least the increment, on the grid', () =>
    fc.assert(
      fc.property(anyRules, anyMoves, (rules, moves) => {
        for (const [before, after] of pairs(play(rules, moves).states)) {
          if (before.top === after.top || after.top === null) {
            expect(after.top).toBe(before.top)
            continue
          }
          expect(after.top.priceMinor).toBeGreaterThanOrEqual(nextMinimum(before, rules, OPENS))
          expect((after.top.priceMinor - rules.startingPriceMinor) % rules.incrementMinor).toBe(0n)
          expect(after.top.number).not.toBe(before.top?.number)
        }
      }),
    ))

  it('only ever moves the end forward, and a refused bid never moves it', () =>
    fc.assert(
      fc.property(anyRules, anyMoves, (rules, moves) => {
        for (const [before, after] of pairs(play(rules, moves).states)) {
          expect(after.endsAt).toBeGreaterThanOrEqual(before.endsAt)
          const isRefused = after.attemptCount > before.attemptCount && after.acceptedCount === before.acceptedCount
          if (isRefused) expect([after.endsAt, after.extensionCount, after.top]).toEqual([before.endsAt, before.extensionCount, before.top])
        }
      }),
    ))

  it('is rebuilt by replaying its record', () =>
    fc.assert(
      fc.property(anyRules, anyMoves, (rules, moves) => {
        const { states, record } = play(rules, moves)
        const last = states.at(-1) ?? scheduled(OPENS, rules)
        const { phase: _live, ...lasting } = last
        const { phase: _again, ...rebuilt } = replay(OPENS, rules, record)
        expect({ ...rebuilt, suspendedFrom: null }).toEqual({ ...lasting, suspendedFrom: null })
      }),
    ))

  it('leaves a record without gaps, duplicates or falling prices; a broken one is noticed', () =>
    fc.assert(
      fc.property(anyRules, anyMoves, (rules, moves) => {
        const { bids } = play(rules, moves)
        expect(faultsOf(bids)).toEqual([])
        const accepted = bids.filter((bid) => bid.seq !== null)
        const [first, second] = accepted
        if (!first || !second) return
        expect(faultsOf(bids.filter((bid) => bid !== first))).not.toEqual([])
        expect(faultsOf([...bids, second])).not.toEqual([])
        expect(faultsOf(bids.map((bid) => (bid === second ? { ...bid, priceMinor: first.priceMinor } : bid)))).not.toEqual([])
      }),
    ))

  it('sells only to a confirmed bidder at a price of the record, and only if the reserve is met', () =>
    fc.assert(
      fc.property(anyRules, anyMoves, fc.option(fc.bigInt(1n, 2n * 10n ** 12n), { nil: null }), (rules, moves, reserveMinor) => {
        const { states, bids } = play(rules, moves)
        const last = states.at(-1) ?? scheduled(OPENS, rules)
        const now = later(last.endsAt, 1)
        const { state } = advance(last, now)
        const closed = decideClose(state, rules, { now, reserveMinor, bidderCount: 4, draw: inOrder })
        expect(closed === null).toBe(!hasEnded(state, now))
        if (closed?.outcome.kind !== 'sold') return
        const { number, priceMinor } = closed.outcome
        expect(bids.some((bid) => bid.seq !== null && bid.number === number && bid.priceMinor === priceMinor)).toBe(true)
        expect(reserveMinor === null || priceMinor >= reserveMinor).toBe(true)
      }),
    ))

  it('tells nothing of the reserve before the end: two reserves, one course', () =>
    fc.assert(
      fc.property(anyRules, anyMoves, (rules, moves) => {
        const reserves = [null, 1n, 10n ** 15n]
        const last = play(rules, moves).states.at(-1) ?? scheduled(OPENS, rules)
        const early = later(last.endsAt, -1)
        expect(
          reserves.map((reserveMinor) => decideClose(advance(last, early).state, rules, { now: early, reserveMinor, bidderCount: 4, draw: inOrder })),
        ).toEqual([null, null, null])
      }),
    ))

  it('can reach every phase', () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(anyRules, anyMoves, (rules, moves) => {
        const { states } = play(rules, moves)
        for (const state of states) seen.add(state.phase)
        const last = states.at(-1) ?? scheduled(OPENS, rules)
        const ended = advance(last, later(last.endsAt, 1)).state
        const closed =
          cancel(ended, 'not_resumed') ?? decideClose(ended, rules, { now: later(ended.endsAt, 1), reserveMinor: null, bidderCount: 1, draw: inOrder })
        if (closed) seen.add(closed.state.phase)
      }),
      { numRuns: 300 },
    )
    expect([...seen].sort()).toEqual([...PHASES.states].sort())
  })
})
