import { describe, expect, test } from 'vitest'
import { later, parseInstant } from '#kernel/instant.ts'
import { mayCall, standingCall, type Called } from './calls.ts'
import { PLAIN, scheduled, type AuctionState } from './state.ts'

const OPENS = parseInstant('2026-03-02T02:00:00Z')
const before = scheduled(OPENS, {
  ...PLAIN,
  method: 'english',
  startingPriceMinor: 100_000n,
  incrementMinor: 500n,
  freeMs: 60_000,
  timedMs: 60_000,
  extensionMs: 60_000,
  extensionAlarm: 3,
  singleBidderAllowed: true,
  confirmFactor: null,
})
const timed: AuctionState = { ...before, phase: 'timed', top: { priceMinor: 100_500n, number: 101 }, acceptedCount: 2, attemptCount: 2 }
const NOW = later(OPENS, 61_000)
const once: Called = { call: 1, seq: 2, at: NOW }
const twice: Called = { call: 2, seq: 2, at: NOW }

const said = (call: 1 | 2, over: Partial<Parameters<typeof mayCall>[0]> = {}) => {
  const verdict = mayCall({ method: 'english', state: timed, now: NOW, called: null, ...over }, call)
  return verdict.ok ? 'ok' : verdict.refusal.code
}

describe('a call', () => {
  test.each([
    ['once', 1, {}, 'ok'],
    ['twice before once', 2, {}, 'auction.not_called_once'],
    ['twice after once', 2, { called: once }, 'ok'],
    ['once again', 1, { called: once }, 'auction.called_already'],
    ['twice again', 2, { called: twice }, 'auction.called_already'],
    ['twice after once to an older bid', 2, { called: { ...once, seq: 1 } }, 'auction.not_called_once'],
    ['once after twice to an older bid', 1, { called: { ...twice, seq: 1 } }, 'ok'],
    ['in the free phase', 1, { state: { ...timed, phase: 'free' }, now: later(OPENS, 1_000) }, 'auction.calls_in_timed_phase'],
    ['when time has begun the timed phase', 1, { state: { ...timed, phase: 'free' } }, 'ok'],
    ['before the opening', 1, { state: before, now: later(OPENS, -1) }, 'auction.calls_in_timed_phase'],
    ['without a bid', 1, { state: { ...timed, top: null } }, 'auction.nothing_to_call'],
    ['while the clock stands', 1, { state: { ...timed, phase: 'suspended', suspendedFrom: 'timed', suspendedAt: NOW } }, 'auction.suspended'],
    ['at the end', 1, { now: timed.endsAt }, 'auction.already_closed'],
    ['after the close', 1, { state: { ...timed, phase: 'closed' } }, 'auction.already_closed'],
    ['of a falling price', 1, { method: 'dutch' }, 'auction.no_calls'],
    ['of envelopes', 1, { method: 'sealed_second' }, 'auction.no_calls'],
  ] as const)('%s', (_what, call, over, expected) => expect(said(call, over)).toBe(expected))

  test('stands until a newer bid, a stop or the end', () => {
    expect(standingCall(twice, timed)).toEqual(twice)
    expect(standingCall(twice, { ...timed, acceptedCount: 3 })).toBeNull()
    expect(standingCall(twice, { ...timed, phase: 'suspended' })).toBeNull()
    expect(standingCall(null, timed)).toBeNull()
  })
})
