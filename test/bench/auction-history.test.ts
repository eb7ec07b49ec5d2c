import { describe, expect, it } from 'vitest'
import { judge, type History, type StoredBid, type StoredState } from './auction-history.ts'
import type { KeptAnswer } from './auction-load.ts'

const OPENS = 1_780_000_000_000
const ENDS = OPENS + 65 * 60_000
const bid = (attempt: number, seq: number | null, price: number, refusal: string | null = null): StoredBid => ({
  auction_id: 'auc_1',
  attempt,
  seq,
  origin: 'bidder',
  number: 100 + attempt,
  price: String(price),
  confirmed: null,
  refusal,
  received_ms: String(OPENS + attempt),
  ends_ms: String(ENDS),
  extended: false,
  request_key: `k${attempt}`,
})
const state: StoredState = {
  id: 'auc_1',
  opens_ms: String(OPENS),
  top: '1200',
  top_number: 103,
  accepted_count: 2,
  attempt_count: 3,
  extension_count: 0,
  ends_ms: String(ENDS),
  free_ms: '3600000',
  timed_ms: '300000',
  extension_ms: '300000',
  start: '1000',
  increment: '100',
  confirm_factor: 3,
  method: 'english',
  bands: [],
  max_extensions: null,
  cap: null,
  floor: null,
  tick_ms: null,
  willing: [],
  unkept: '0',
}
const sound: History = { bids: [bid(1, 1, 1000), bid(2, null, 1000, 'auction.bid_too_low'), bid(3, 2, 1200)], states: [state], violations: [] }
const answer = (attempt: number, price: number, seq: number | null, code: string | null = null): KeptAnswer => ({
  key: `k${attempt}`,
  path: '/',
  price: String(price),
  status: seq === null ? 422 : 200,
  seq,
  code,
})
const answers = [answer(1, 1000, 1), answer(2, 1000, null, 'auction.bid_too_low'), answer(3, 1200, 2)]

const changed = (at: number, change: Partial<StoredBid>): History => ({
  ...sound,
  bids: sound.bids.map((row, index) => (index === at ? { ...row, ...change } : row)),
})

/** Who leads may be raised by its proxy, and not by itself. */
const raised: History = {
  ...sound,
  bids: [...sound.bids, { ...bid(4, 3, 1300), number: 103 }],
  states: [{ ...state, top: '1300', accepted_count: 3, attempt_count: 4 }],
}

describe('the history checker', () => {
  it('knows a proxy by its origin', () =>
    expect(
      judge({ ...raised, bids: raised.bids.map((row) => (row.attempt === 4 ? { ...row, origin: 'proxy', request_key: null } : row)) }, answers, []),
    ).toEqual([]))
  it('finds nothing in a sound history', () => expect(judge(sound, answers, [])).toEqual([]))
  it('takes no offence at refused bids that were counted and not kept, but at each that was neither', () => {
    const more = [...answers, answer(4, 900, null, 'auction.bid_too_low')]
    expect(judge({ ...sound, states: [{ ...state, unkept: '1' }] }, more, [])).toEqual([])
    expect(judge(sound, more, [])).not.toEqual([])
  })
  it('takes no offence at a bid whose answer never came', () => expect(judge(sound, answers.slice(0, 2), ['k3'])).toEqual([]))

  it.each<readonly [string, History, readonly KeptAnswer[]]>([
    ['a lost acknowledged bid', { ...sound, bids: sound.bids.slice(0, 2) }, answers],
    ['a duplicate', { ...sound, bids: [...sound.bids, { ...bid(4, 3, 1300), request_key: 'k3' }] }, answers],
    ['a gap in the sequence', changed(2, { seq: 3 }), answers],
    ['a gap in the attempts', changed(2, { attempt: 4 }), answers],
    ['a falling price', changed(2, { price: '900' }), answers],
    ['an equal price', changed(2, { price: '1000' }), answers],
    ['a proxy that is said to be none', raised, [...answers, answer(4, 1300, 3)]],
    ['another end by an announced ceiling', { ...sound, states: [{ ...state, extension_count: 1, max_extensions: 1 }] }, answers],
    ['somebody at the cap who never named it', { ...sound, states: [{ ...state, willing: [103] }] }, answers],
    ['another order on replay', { ...sound, states: [{ ...state, top_number: 101 }] }, answers],
    ['a changed refusal', changed(1, { refusal: 'auction.ended' }), answers],
    ['a bid nobody sent', sound, answers.slice(0, 2)],
    ['a broken invariant of the market', { ...sound, violations: ['auction.sequence_is_dense'] }, answers],
  ])('finds %s', (_name, history, told) => expect(judge(history, told, [])).not.toEqual([]))
})
