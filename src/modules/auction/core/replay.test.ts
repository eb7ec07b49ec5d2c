import { expect, test } from 'vitest'
import { instant, later } from '#kernel/instant.ts'
import { faultsOf, replay, type RecordedBid } from './replay.ts'
import { PLAIN, scheduled, type AuctionRules } from './state.ts'

const bid = (attempt: number, seq: number | null, priceMinor: bigint): RecordedBid => ({ attempt, seq, priceMinor })

test.each([
  ['nothing', [], []],
  ['bids that rise, a refused one between them', [bid(1, 1, 100n), bid(2, null, 50n), bid(3, 2, 110n)], []],
  ['a first bid of any price', [bid(1, 1, 0n)], []],
  ['a gap in the attempts', [bid(1, 1, 100n), bid(3, 2, 110n)], ['attempt 3 at place 2']],
  ['attempts that start late', [bid(2, 1, 100n)], ['attempt 2 at place 1']],
  ['a gap in the sequence', [bid(1, 1, 100n), bid(2, 3, 110n)], ['sequence 3 after 1']],
  ['a sequence that starts late', [bid(1, 2, 100n)], ['sequence 2 after 0']],
  ['an equal price', [bid(1, 1, 100n), bid(2, 2, 100n)], ['price 100 after 100 at sequence 2']],
  ['a falling price', [bid(1, 1, 100n), bid(2, 2, 99n)], ['price 99 after 100 at sequence 2']],
])('faults of a record: %s', (_case, record, faults) => expect(faultsOf(record)).toEqual(faults))

const opens = instant(1_780_000_000_000)
const rules: AuctionRules = {
  ...PLAIN,
  method: 'english',
  startingPriceMinor: 100n,
  incrementMinor: 10n,
  freeMs: 1_000,
  timedMs: 1_000,
  extensionMs: 1_000,
  extensionAlarm: 50,
  singleBidderAllowed: true,
  confirmFactor: null,
}

test('an act of the host that was refused changes nothing when it is replayed', () =>
  expect(replay(opens, rules, [{ kind: 'suspend', at: later(opens, 2_000) }])).toEqual({ ...scheduled(opens, rules) }))

test('a bid that came in before the end and was decided after the hammer stays refused when it is replayed', () => {
  const entry = { kind: 'bid', number: 1, priceMinor: 100n, confirmedMinor: null, receivedAt: later(opens, 1_900) } as const
  expect(replay(opens, rules, [entry]).acceptedCount).toBe(1)
  expect(replay(opens, rules, [{ kind: 'close', at: later(opens, 4_000) }, entry])).toMatchObject({ phase: 'closed', acceptedCount: 0, attemptCount: 1 })
})
