/** To whom a lot is offered after a default, and who may answer. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Actor, Role } from '#kernel/actor.ts'
import { DAY_MS, instant, later } from '#kernel/instant.ts'
import type { Result } from '#kernel/result.ts'
import type { LotState } from './lifecycle.ts'
import { nextVerdict, offerUntil, permitAnswer, permitOffer, runnersUp, type NextOffer } from './next-bidder.ts'

const now = instant(Date.parse('2026-03-03T02:00:00Z'))
const person = (role: Role, organisationId: string): Actor => ({ kind: 'person', personId: 'per_1', mandates: [{ role, organisationId }] })
const seller = person('tto', 'org_s')
const second = person('enterprise', 'org_b')
const code = (result: Result<unknown> | undefined) => (result === undefined ? 'none' : result.ok ? 'ok' : result.refusal.code.replace('listing.', ''))

describe('who stands behind the winner', () => {
  const ranked = [
    { number: 1, priceMinor: 130n },
    { number: 2, priceMinor: 120n },
    { number: 3, priceMinor: 100n },
  ]
  it('is everybody else, the next highest first, and nobody below the reserve', () => {
    expect(runnersUp(ranked, { winner: 1, reserveMinor: null }).map(({ number }) => number)).toEqual([2, 3])
    expect(runnersUp(ranked, { winner: 1, reserveMinor: 110n }).map(({ number }) => number)).toEqual([2])
    expect(runnersUp(ranked, { winner: 2, reserveMinor: 0n }).map(({ number }) => number)).toEqual([1, 3])
    expect(runnersUp([], { winner: 1, reserveMinor: null })).toEqual([])
  })
  it('never holds the winner, anybody twice, a price below the reserve, or another order', () => {
    const bid = fc.record({ number: fc.integer({ min: 1, max: 6 }), priceMinor: fc.bigInt({ min: 1n, max: 50n }) })
    fc.assert(
      fc.property(fc.array(bid), fc.integer({ min: 1, max: 6 }), fc.option(fc.bigInt({ min: 1n, max: 50n })), (bids, winner, reserveMinor) => {
        const kept = runnersUp(bids, { winner, reserveMinor })
        expect(new Set(kept.map(({ number }) => number)).size).toBe(kept.length)
        expect(kept.some(({ number, priceMinor }) => number === winner || (reserveMinor !== null && priceMinor < reserveMinor))).toBe(false)
        expect(kept).toEqual(bids.filter((one) => kept.includes(one)))
      }),
    )
  })
})

describe('the offer', () => {
  const next = { number: 2, priceMinor: 120n, until: offerUntil(now, 10) }
  const ended = { sellerOrganisationId: 'org_s', state: 'sold' as LotState, hasDefaulted: true, hasSuccessor: false, next }
  it('is the seller’s, after a default, while somebody is left and the days run', () => {
    expect(code(permitOffer(seller, ended, now))).toBe('ok')
    expect(code(permitOffer(second, ended, now))).toBe('not_found')
    expect(code(permitOffer(person('tto', 'org_x'), ended, now))).toBe('not_found')
    expect(code(permitOffer(seller, { ...ended, hasDefaulted: false }, now))).toBe('wrong_state')
    expect(code(permitOffer(seller, { ...ended, hasSuccessor: true }, now))).toBe('already_reoffered')
    expect(code(permitOffer(seller, { ...ended, next: null }, now))).toBe('next_nobody')
    expect(code(permitOffer(seller, ended, later(now, 10 * DAY_MS - 1)))).toBe('ok')
    expect(code(permitOffer(seller, ended, later(now, 10 * DAY_MS)))).toBe('next_too_late')
  })

  const offer: NextOffer = { number: 2, priceMinor: 120n, organisationId: 'org_b', answerBy: later(now, DAY_MS), isAccepted: false }
  const said = (actor: Actor, given: NextOffer | null, { at = now, state = 'offered' as LotState } = {}) =>
    code(permitAnswer(actor, { state, offer: given }, at))
  it('is answered by the next bidder alone, once, in time', () => {
    expect(said(second, offer)).toBe('ok')
    expect([said(seller, offer), said(person('enterprise', 'org_x'), offer), said(second, null)]).toEqual(['not_found', 'not_found', 'not_found'])
    expect(said(second, { ...offer, isAccepted: true })).toBe('next_answered')
    expect(said(second, offer, { state: 'withdrawn' })).toBe('wrong_state')
    expect(said(second, offer, { at: offer.answerBy })).toBe('next_answer_too_late')
  })
  it('is spoken of to nobody else', () => {
    const lot = { ...ended, state: 'offered' as LotState, hasDefaulted: false, next: null, offer }
    expect(code(nextVerdict('acceptNext', person('enterprise', 'org_x'), lot, now))).toBe('none')
    expect(code(nextVerdict('acceptNext', second, lot, now))).toBe('ok')
    expect(code(nextVerdict('offerNext', seller, lot, now))).toBe('none')
  })
})
