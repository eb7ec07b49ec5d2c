import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instant } from '#kernel/instant.ts'
import { checkCoOwners, checkEncumbrances, ENCUMBRANCES, inForce } from './encumbrance.ts'
import { ANSWERS, outcomeOf, outcomeOfSilence, PRECEDENCES, takerOf } from './first-refusal.ts'
import { conflicts, RIGHTS, scopeOf } from './scope.ts'

const at = fc.integer({ min: 0, max: 1000 }).map((n) => instant(n * 1000))
const right = fc.constantFrom(...RIGHTS)
const scope = fc
  .record({
    right,
    from: at,
    length: fc.option(fc.integer({ min: 1, max: 500 })),
    field: fc.constantFrom('汽车', '船舶', '全部', '汽车、船舶'),
    territory: fc.constantFrom('全国', '浙江', '杭州', '江苏', '境外'),
  })
  .map(({ length, ...rest }) => scopeOf({ ...rest, to: length === null ? null : instant(rest.from + length * 1000) }))

describe('rights', () => {
  it('conflict is mutual, and every right but an ordinary licence conflicts with itself', () => {
    fc.assert(fc.property(scope, scope, (a, b) => void expect(conflicts(a, b)).toBe(conflicts(b, a))))
    fc.assert(fc.property(scope, (a) => void expect(conflicts(a, a)).toBe(a.right !== 'ordinary')))
  })

  it('an assignment leaves nothing to anybody who comes at the same time', () => {
    fc.assert(
      fc.property(
        scope,
        (other) => void expect(conflicts(scopeOf({ right: 'assignment', from: other.from, to: null, field: '汽车', territory: '杭州' }), other)).toBe(true),
      ),
    )
  })

  it('a dispute stands against everything while it lasts and against nothing after', () => {
    fc.assert(
      fc.property(right, at, at, at, (asked, from, a, b) => {
        const dispute = { kind: 'dispute' as const, from: a < b ? a : b, to: instant(Math.max(a, b) + 1) }
        const period = { from, to: instant(from + 1) }
        expect(checkEncumbrances(asked, period, [dispute]).ok).toBe(!inForce(dispute, period.from, period.to))
      }),
    )
  })

  it('lifting a burden never makes a disposal less possible', () => {
    const burdens = fc.array(fc.record({ kind: fc.constantFrom(...ENCUMBRANCES), from: at, to: fc.constant(null) }), { maxLength: 5 })
    fc.assert(
      fc.property(right, at, burdens, (asked, from, all) => {
        if (checkEncumbrances(asked, { from, to: null }, all).ok) expect(checkEncumbrances(asked, { from, to: null }, all.slice(1)).ok).toBe(true)
      }),
    )
  })

  it('only ordinary licences are free of the co-owners', () => {
    const holders = [
      { organisationId: 'a', shareBasisPoints: 5000, hasConsented: true },
      { organisationId: 'b', shareBasisPoints: 5000, hasConsented: false },
    ]
    for (const asked of RIGHTS) expect(checkCoOwners(asked, 'a', holders).ok).toBe(asked === 'ordinary')
  })

  const answered = fc.array(
    fc.record({ answer: fc.option(fc.constantFrom(...ANSWERS)), answeredAt: at, shareBasisPoints: fc.integer({ min: 0, max: 3 }), holderId: fc.uuid() }),
    { minLength: 1, maxLength: 8 },
  )
  it('closes a round exactly when one exercises or all have answered', () => {
    fc.assert(
      fc.property(answered, (asked) => {
        const answers = asked.map(({ answer }) => answer)
        const isWanted = answers.includes('exercised')
        expect(outcomeOf(asked, 'earliest')).toBe(isWanted ? 'exercised' : answers.includes(null) ? 'open' : 'waived')
        expect(outcomeOf(asked, 'share')).toBe(answers.includes(null) ? 'open' : isWanted ? 'exercised' : 'waived')
      }),
    )
  })
  it('has one buyer where somebody wants it, the same in whatever order the answers are read', () => {
    fc.assert(
      fc.property(answered, fc.constantFrom(...PRECEDENCES), (asked, precedence) => {
        const taker = takerOf(asked, precedence)
        expect(taker?.answer).toBe(asked.some(({ answer }) => answer === 'exercised') ? 'exercised' : undefined)
        expect(takerOf(asked.toReversed(), precedence)?.holderId).toBe(taker?.holderId)
        if (!taker) return
        const others = asked.filter(({ answer }) => answer === 'exercised')
        if (precedence === 'share') expect(taker.shareBasisPoints).toBe(Math.max(...others.map(({ shareBasisPoints }) => shareBasisPoints)))
        else expect(taker.answeredAt).toBe(Math.min(...others.map(({ answeredAt }) => answeredAt)))
      }),
    )
  })
  it('passes nobody over by silence: had the silent wanted it later, the taker of a round that ends would be the same', () => {
    fc.assert(
      fc.property(answered, fc.integer({ min: 0, max: 7 }), (asked, nth) => {
        const taker = takerOf(asked, 'share')
        const silent = asked.filter(({ answer }) => answer === null)[nth]
        if (!taker || !silent || outcomeOfSilence(asked, 'share') === 'unanswered') return
        const late = { ...silent, answer: 'exercised' as const, answeredAt: instant(1_000_001_000) }
        expect(takerOf([...asked.filter((row) => row !== silent), late], 'share')?.holderId).toBe(taker.holderId)
      }),
    )
  })
})
