import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instant, later, MINUTE_MS } from '#kernel/instant.ts'
import { stateAt, windowProblem, MAX_WINDOW_MS } from './lifecycle.ts'
import { isAwaited, isOver, joinProblem, premiumOf, totalsOf } from './lots.ts'

const at = instant(1_772_500_000_000)
const window = { startsAt: at, endsAt: later(at, 60 * MINUTE_MS) }

describe('a lot joins', () => {
  it.each([
    ['notice', 0, null],
    ['ready', 60, null],
    ['ready', -1, 'session.lot_outside'],
    ['notice', 61, 'session.lot_outside'],
    ['bidding', 5, 'session.lot_not_published'],
    ['draft', 5, 'session.lot_not_published'],
    ['sold', 5, 'session.lot_not_published'],
    ['suspended', 5, 'session.lot_not_published'],
  ] as const)('%s, %i minutes into the window: %s', (state, minutes, expected) =>
    expect(joinProblem({ state, opensAt: later(at, minutes * MINUTE_MS) }, window)).toBe(expected),
  )
  it('only when its opening is known', () => expect(joinProblem({ state: 'notice', opensAt: null }, window)).toBe('session.lot_not_published'))
})

describe('a session is over', () => {
  const inside = later(at, 5 * MINUTE_MS)
  it.each([
    ['before the end of its window', -1, ['sold'], false],
    ['when every lot is decided', 0, ['sold', 'failed', 'withdrawn'], true],
    ['not while one is open to bids', 0, ['sold', 'bidding'], false],
    ['not while one waits for its opening', 0, ['ready'], false],
    ['without the one that is suspended', 0, ['suspended', 'sold'], true],
    ['without any lot', 0, [], true],
  ] as const)('%s', (_case, minutes, states, expected) =>
    expect(
      isOver(
        window,
        states.map((state) => ({ state, opensAt: inside })),
        later(window.endsAt, minutes * MINUTE_MS),
      ),
    ).toBe(expected),
  )
  it('without a lot that was moved beyond it', () => expect(isAwaited({ state: 'notice', opensAt: later(window.endsAt, 1) }, window)).toBe(false))
})

describe('a window', () => {
  it.each([
    ['in order', later(at, 1), later(at, MINUTE_MS), null],
    ['reversed', later(at, MINUTE_MS), later(at, 1), 'session.window_reversed'],
    ['of no length', later(at, 1), later(at, 1), 'session.window_reversed'],
    ['past', at, later(at, 1), 'session.window_past'],
    ['too long', later(at, 1), later(at, MAX_WINDOW_MS + 2), 'session.window_too_long'],
  ] as const)('%s', (_case, startsAt, endsAt, expected) => expect(windowProblem({ startsAt, endsAt }, at)).toBe(expected))
  it('begins by itself', () => {
    const announced = { ...window, state: 'announced' as const }
    expect([stateAt(announced, later(at, -1)), stateAt(announced, at)]).toEqual(['announced', 'running'])
    expect(stateAt({ ...window, state: 'cancelled' }, at)).toBe('cancelled')
  })
})

const amounts = fc.bigInt({ min: 1n, max: 10n ** 15n })
const lots = fc.array(fc.record({ state: fc.constantFrom('sold', 'failed', 'bidding', 'withdrawn'), startingPriceMinor: amounts, priceMinor: amounts }), {
  maxLength: 20,
})

describe('what came of it', () => {
  it('sums to the lots, and the premium never says more than was paid', () =>
    fc.assert(
      fc.property(lots, (given) => {
        const totals = totalsOf(given)
        const sold = given.filter(({ state }) => state === 'sold')
        expect(totals.lotCount).toBe(given.length)
        expect(totals.soldCount).toBe(sold.length)
        expect(totals.priceTotalMinor).toBe(sold.reduce((sum, { priceMinor }) => sum + priceMinor, 0n))
        expect(totals.startTotalMinor >= totals.soldStartMinor).toBe(true)
        if (totals.premiumBasisPoints === null) expect(sold).toEqual([])
        else {
          const told = totals.soldStartMinor + (totals.soldStartMinor * BigInt(totals.premiumBasisPoints)) / 10_000n
          if (totals.premiumBasisPoints >= 0) expect(told <= totals.priceTotalMinor).toBe(true)
        }
      }),
    ))
  it.each([
    [100n, 150n, 5_000],
    [100n, 100n, 0],
    [300n, 400n, 3_333],
    [0n, 10n, null],
  ] as const)('%s to %s is %s', (start, price, expected) => expect(premiumOf(start, price)).toBe(expected))
})
