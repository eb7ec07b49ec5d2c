/** First refusal after the bidding: how the sale stands with the answers, and which lots may ask so late. */
import { describe, expect, it } from 'vitest'
import { LOT } from './lifecycle.ts'
import { checkRefusalAfter, outcomeOfRefusal } from './subject.ts'

const refusalAfter = { days: 5, precedence: 'earliest', silenceBasis: '' } as const
const code = (result: ReturnType<typeof checkRefusalAfter>) => (result.ok ? 'ok' : result.refusal.code)

describe('a sale subject to first refusal', () => {
  it.each([
    ['open', null, null],
    ['waived', null, 'stood'],
    ['exercised', 'org_holder', 'taken'],
    // Who won was a holder itself.
    ['exercised', 'org_winner', 'stood'],
    ['unanswered', null, 'unanswered'],
    ['exercised', null, 'unanswered'],
  ] as const)('whose round is %s by %s: %s', (state, buyerOrganisationId, outcome) => {
    expect(outcomeOfRefusal({ state, buyerOrganisationId }, 'org_winner')).toBe(outcome)
  })
  it('is left by the answers alone: no procedure sells it or calls it off a second time', () => {
    for (const event of ['sell', 'fail', 'suspend', 'withdraw', 'ask'] as const) expect(LOT.next('subject', event)).toBeNull()
    expect(['stand', 'take', 'fall'].map((event) => LOT.next('subject', event as 'stand'))).toEqual(['sold', 'sold', 'failed'])
  })
  it('is for the assignment of a right by open bidding', () => {
    const licence = { kind: 'licence', exclusivity: 'sole', termMonths: 12, territory: { zh: '', en: '' }, field: { zh: '', en: '' } } as const
    expect(code(checkRefusalAfter({ refusalAfter, right: { kind: 'assignment' } }, 'english'))).toBe('ok')
    expect(code(checkRefusalAfter({ refusalAfter, right: { kind: 'assignment' } }, 'negotiated'))).toBe('listing.refusal_after_not_here')
    expect(code(checkRefusalAfter({ refusalAfter, right: licence }, 'english'))).toBe('listing.refusal_after_not_here')
    expect(code(checkRefusalAfter({ refusalAfter: null, right: licence }, 'english'))).toBe('ok')
  })
})
