import { describe, expect, it } from 'vitest'
import { instant, later, MINUTE_MS, SECOND_MS } from '#kernel/instant.ts'
import { decideBid, refusalOfStanding } from './bid.ts'
import { advance, hasEnded, nextDue, resume, suspend } from './clock.ts'
import { cancel, decideClose, isReserveMet } from './close.ts'
import { extendsIn, methodOf } from './method.ts'
import { PHASES } from './phase.ts'
import { nextMinimum, quickPrices } from './pricing.ts'
import { PLAIN, scheduled, type AuctionRules, type AuctionState } from './state.ts'

const OPENS = instant(Date.UTC(2026, 5, 1, 2))
const rules: AuctionRules = {
  ...PLAIN,
  method: 'english',
  startingPriceMinor: 200_000_000n,
  incrementMinor: 10_000_000n,
  freeMs: 60 * MINUTE_MS,
  timedMs: 5 * MINUTE_MS,
  extensionMs: 5 * MINUTE_MS,
  extensionAlarm: 50,
  singleBidderAllowed: true,
  confirmFactor: 3,
}
const start = scheduled(OPENS, rules)
const bid = (state: AuctionState, number: number, priceMinor: bigint, atMs: number, confirmedMinor: bigint | null = null) =>
  decideBid(state, { priceMinor, confirmedMinor, number, receivedAt: later(OPENS, atMs) }, rules)
const codeOf = (decision: ReturnType<typeof bid>) => decision.refusal?.code ?? 'accepted'
const IN_FREE = MINUTE_MS
const IN_TIMED = 61 * MINUTE_MS

describe('the table of phases', () => {
  it('has no unreachable and no dead state', () => expect(PHASES.validate()).toEqual([]))
  it('is entered at the bounds: each belongs to the later phase', () => {
    const at = (ms: number) => {
      const { state, steps } = advance(start, later(OPENS, ms))
      return [state.phase, ...steps]
    }
    expect(at(-1)).toEqual(['scheduled'])
    expect(at(0)).toEqual(['free', 'opened'])
    expect(at(60 * MINUTE_MS - 1)).toEqual(['free', 'opened'])
    expect(at(60 * MINUTE_MS)).toEqual(['timed', 'opened', 'timed_started'])
  })
  it('says what is due next', () =>
    expect([-1, 0, 60 * MINUTE_MS].map((ms) => nextDue(advance(start, later(OPENS, ms)).state))).toEqual([OPENS, start.freeEndsAt, start.endsAt]))
})

describe('the methods', () => {
  it('are known by their names alone', () => expect(['english', 'toString', 'negotiated'].map(methodOf)).toEqual(['english', null, null]))
  it('extend in the timed phase only', () =>
    expect((['scheduled', 'free', 'timed', 'suspended', 'closed'] as const).filter((phase) => extendsIn('english', phase))).toEqual(['timed']))
})

describe('a bid', () => {
  const led = bid(start, 137, 200_000_000n, IN_FREE).state
  const cases: readonly (readonly [string, () => ReturnType<typeof bid>])[] = [
    ['auction.not_open_yet', () => bid(start, 137, 200_000_000n, -1)],
    ['accepted', () => bid(start, 137, 200_000_000n, 0)],
    ['auction.bid_too_low', () => bid(start, 137, 199_999_999n, IN_FREE)],
    ['auction.off_increment_grid', () => bid(start, 137, 205_000_000n, IN_FREE)],
    ['accepted', () => bid(start, 137, 250_000_000n, IN_FREE)],
    ['auction.already_top', () => bid(led, 137, 210_000_000n, IN_FREE)],
    ['auction.bid_too_low', () => bid(led, 2048, 200_000_000n, IN_FREE)],
    ['accepted', () => bid(led, 2048, 210_000_000n, IN_FREE)],
    ['accepted', () => bid(led, 2048, 210_000_000n, 65 * MINUTE_MS - 1)],
    ['auction.ended', () => bid(led, 2048, 210_000_000n, 65 * MINUTE_MS)],
    ['accepted', () => bid(start, 137, 600_000_000n, IN_FREE)],
    ['auction.bid_unconfirmed', () => bid(start, 137, 610_000_000n, IN_FREE)],
    ['auction.bid_unconfirmed', () => bid(led, 2048, 2_100_000_000n, IN_FREE)],
    ['auction.bid_unconfirmed', () => bid(led, 2048, 2_100_000_000n, IN_FREE, 210_000_000n)],
    ['accepted', () => bid(led, 2048, 2_100_000_000n, IN_FREE, 2_100_000_000n)],
  ]
  it.each(cases)('%s (case %#)', (expected, decide) => expect(codeOf(decide())).toBe(expected))

  it.each([
    [{ kind: 'seller' }, 'auction.seller_may_not_bid'],
    [{ kind: 'related' }, 'auction.related_party'],
    [{ kind: 'no_deposit' }, 'auction.no_deposit'],
    [{ kind: 'not_qualified' }, 'auction.not_qualified'],
  ] as const)('of %j is refused as %s', (standing, code) => expect(refusalOfStanding(standing).code).toBe(code))
  it('far above the price is asked again in capitals and in words', () =>
    expect(bid(led, 2048, 2_100_000_000n, IN_FREE).refusal).toMatchObject({
      field: 'confirmedAmountMinor',
      params: { amountMinor: '2100000000', amount: '21,000,000.00', wordsZh: '贰仟壹佰万元整', wordsEn: 'twenty-one million yuan', factor: 3 },
    }))
  it('too large for words is still refused in figures', () =>
    expect(bid(led, 2048, 10n ** 18n + 200_000_000n, IN_FREE).refusal?.params['wordsZh']).toMatch(/^[\d,.]+元$/))
  it('is never asked again where the auction was scheduled before the rule', () =>
    expect(
      decideBid(start, { priceMinor: 2_000_000_000n, confirmedMinor: null, number: 137, receivedAt: later(OPENS, IN_FREE) }, { ...rules, confirmFactor: null })
        .refusal,
    ).toBeNull())

  it('names the next minimum and the grid around the price', () => {
    expect(bid(led, 2048, 200_000_000n, IN_FREE).refusal?.params).toEqual({ minimumMinor: '210000000', minimum: '2,100,000.00' })
    expect(bid(led, 2048, 215_000_000n, IN_FREE).refusal?.params).toEqual({ increment: '100,000.00', lower: '2,100,000.00', upper: '2,200,000.00' })
  })

  it('counts the grid from the starting price, wherever that lies', () => {
    const odd = { ...rules, startingPriceMinor: 203_000_000n }
    const offer = (priceMinor: bigint) => decideBid(scheduled(OPENS, odd), { priceMinor, confirmedMinor: null, number: 137, receivedAt: OPENS }, odd)
    expect(codeOf(offer(213_000_000n))).toBe('accepted')
    expect(offer(210_000_000n).refusal).toMatchObject({ code: 'auction.off_increment_grid', params: { lower: '2,030,000.00', upper: '2,130,000.00' } })
  })
  it('to an auction that was closed before its end comes too late, and is about no field', () =>
    expect(bid({ ...start, phase: 'closed' }, 137, 200_000_000n, IN_FREE).refusal).toStrictEqual({
      code: 'auction.ended',
      params: { endedAt: '2026-06-01 11:05:00' },
    }))

  it('counts every attempt, and only accepted bids in the sequence', () => {
    const refused = bid(led, 2048, 1n, IN_FREE).state
    expect([refused.attemptCount, refused.acceptedCount]).toEqual([2, 1])
  })

  it('that was received before the opening is refused even when it is looked at later', () => {
    const { state } = advance(start, later(OPENS, IN_FREE))
    expect(codeOf(bid(state, 137, 200_000_000n, -1))).toBe('auction.not_open_yet')
  })
})

describe('the timed phase', () => {
  it('is extended to bid time + extension, the free phase is not', () => {
    const free = bid(start, 137, 200_000_000n, IN_FREE)
    expect([free.extended, free.state.endsAt]).toEqual([false, start.endsAt])
    const timed = bid(free.state, 2048, 210_000_000n, IN_TIMED)
    expect([timed.extended, timed.state.endsAt, timed.state.extensionCount]).toEqual([true, later(OPENS, IN_TIMED + 5 * MINUTE_MS), 1])
    expect(timed.steps).toEqual(['timed_started'])
  })

  it('is extended from its first moment on, and not by the last bid of the free phase', () => {
    const short = { ...rules, timedMs: MINUTE_MS }
    const first = (ms: number) =>
      decideBid(scheduled(OPENS, short), { priceMinor: 200_000_000n, confirmedMinor: null, number: 137, receivedAt: later(OPENS, ms) }, short)
    expect(first(60 * MINUTE_MS - 1)).toMatchObject({ extended: false, state: { endsAt: later(OPENS, 61 * MINUTE_MS), extensionCount: 0 } })
    expect(first(60 * MINUTE_MS)).toMatchObject({ extended: true, state: { endsAt: later(OPENS, 65 * MINUTE_MS), extensionCount: 1 } })
  })
  it('is not extended by a bid that would end it when it ends anyway', () =>
    expect(bid(start, 137, 200_000_000n, 60 * MINUTE_MS)).toMatchObject({ extended: false, state: { extensionCount: 0 } }))

  it('is not extended by a refused bid', () => {
    const refused = bid(start, 137, 1n, 65 * MINUTE_MS - 1)
    expect([refused.extended, refused.state.endsAt, refused.state.extensionCount]).toEqual([false, start.endsAt, 0])
  })

  it('is not extended by a bid that comes early in a long timed phase', () => {
    const long = { ...rules, timedMs: 20 * MINUTE_MS }
    const decision = decideBid(
      scheduled(OPENS, long),
      { priceMinor: 200_000_000n, confirmedMinor: null, number: 137, receivedAt: later(OPENS, IN_TIMED) },
      long,
    )
    expect(decision.extended).toBe(false)
  })
})

describe('suspension', () => {
  const at = later(OPENS, IN_TIMED)
  const stopped = suspend(start, at)
  if (!stopped.ok) throw new Error('not suspended')

  it('refuses bids', () => expect(codeOf(bid(stopped.value, 137, 200_000_000n, IN_TIMED + 1))).toBe('auction.suspended'))
  it('is not suspended twice and has nothing due', () => {
    expect(suspend(stopped.value, at)).toMatchObject({ refusal: { code: 'auction.already_suspended' } })
    expect(nextDue(stopped.value)).toBeNull()
  })
  it('keeps the remaining time', () => {
    const resumed = resume(stopped.value, later(at, 90 * SECOND_MS))
    expect(resumed).toMatchObject({ ok: true, value: { phase: 'timed', endsAt: later(start.endsAt, 90 * SECOND_MS), freeEndsAt: start.freeEndsAt } })
  })
  it('moves the opening when it lay ahead', () => {
    const early = suspend(start, later(OPENS, -MINUTE_MS))
    if (!early.ok) throw new Error('not suspended')
    expect(resume(early.value, later(OPENS, MINUTE_MS))).toMatchObject({
      ok: true,
      value: { phase: 'scheduled', opensAt: later(OPENS, 2 * MINUTE_MS) },
    })
  })
  it('is resumed however late, and ends without result only by a word', () => {
    expect(resume(stopped.value, later(at, 90 * 24 * 60 * MINUTE_MS))).toMatchObject({ ok: true, value: { phase: 'timed' } })
    expect(cancel(stopped.value, 'not_resumed')).toMatchObject({ state: { phase: 'closed' }, outcome: { reason: 'not_resumed' } })
  })
  it('leaves a bound alone that had passed at that very moment', () => {
    const between = suspend(start, start.freeEndsAt)
    if (!between.ok) throw new Error('not suspended')
    expect(resume(between.value, later(start.freeEndsAt, MINUTE_MS))).toMatchObject({
      value: { phase: 'timed', freeEndsAt: start.freeEndsAt, endsAt: later(start.endsAt, MINUTE_MS) },
    })
  })
  it('is not ended by the clock', () => expect(hasEnded(stopped.value, later(start.endsAt, 1))).toBe(false))
  it('is no way back into a running or a cancelled auction', () => {
    const cancelled = cancel(stopped.value, 'not_resumed')?.state ?? start
    for (const state of [start, cancelled]) expect(resume(state, later(at, 1))).toMatchObject({ refusal: { code: 'auction.not_suspended' } })
    expect(suspend({ ...start, phase: 'closed' }, at)).toMatchObject({ refusal: { code: 'auction.already_closed' } })
  })
  it('comes too late after the end', () => expect(suspend(start, start.endsAt)).toMatchObject({ refusal: { code: 'auction.already_closed' } }))
  it('is the only stop of a running auction: it cannot be cancelled', () => expect(cancel(advance(start, at).state, 'withdrawn')).toBeNull())
})

describe('the close', () => {
  const top = bid(bid(start, 137, 200_000_000n, IN_FREE).state, 2048, 210_000_000n, IN_FREE).state
  const question = (more: Partial<Parameters<typeof decideClose>[2]> = {}) => ({
    now: start.endsAt,
    reserveMinor: null,
    bidderCount: 2,
    draw: (numbers: readonly number[]) => numbers,
    ...more,
  })
  const outcome = (state: AuctionState, more = {}, by = rules) => decideClose(advance(state, start.endsAt).state, by, question(more))?.outcome

  it.each([
    ['sold without reserve', top, {}, { kind: 'sold', number: 2048, priceMinor: 210_000_000n }],
    ['sold at the reserve', top, { reserveMinor: 210_000_000n }, { kind: 'sold', number: 2048, priceMinor: 210_000_000n }],
    ['unsold below the reserve', top, { reserveMinor: 210_000_001n }, { kind: 'failed', reason: 'reserve_not_met' }],
    ['unsold without bids', start, {}, { kind: 'failed', reason: 'no_bids' }],
    ['unsold without bidders', start, { bidderCount: 0 }, { kind: 'failed', reason: 'no_bidders' }],
    ['sold to a single bidder', top, { bidderCount: 1 }, { kind: 'sold', number: 2048, priceMinor: 210_000_000n }],
  ] as const)('%s', (_name, state, more, expected) => expect(outcome(state, more)).toEqual(expected))

  it('unsold to a single bidder where the switch is off', () =>
    expect(outcome(top, { bidderCount: 1 }, { ...rules, singleBidderAllowed: false })).toEqual({ kind: 'failed', reason: 'single_bidder' }))
  it('sells to the higher of two bidders whatever the switch', () =>
    expect(outcome(top, {}, { ...rules, singleBidderAllowed: false })).toMatchObject({ kind: 'sold', number: 2048 }))
  it('does not come before the end', () =>
    expect(decideClose(advance(top, later(start.endsAt, -1)).state, rules, question({ now: later(start.endsAt, -1) }))).toBeNull())
  it('says of the reserve only whether it was met', () =>
    expect([isReserveMet(top, null), isReserveMet(top, 1n), isReserveMet(start, 1n)]).toEqual([null, true, false]))
})

describe('the next step', () => {
  it('is on the grid', () => {
    expect(nextMinimum(start, rules, OPENS)).toBe(200_000_000n)
    expect(quickPrices({ ...start, top: { priceMinor: 210_000_000n, number: 1 } }, rules, { buttons: 3, at: OPENS })).toEqual([
      220_000_000n,
      230_000_000n,
      240_000_000n,
    ])
  })

  it.each(['sealed_first', 'sealed_second', 'scored'] as const)('is no ladder where no price is named in the room: %s', (method) =>
    expect(quickPrices(start, { ...rules, method, incrementMinor: 0n }, { buttons: 3, at: OPENS })).toEqual([200_000_000n]),
  )
})
