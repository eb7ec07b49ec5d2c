import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contractAmounts, DEDUCTION_KINDS } from './amounts.ts'
import { recordConfirmation, SIDES, type Confirmation } from './confirmation.ts'
import { GROUNDS, sharesAtEnd, sharesOf } from './ending.ts'
import { contractLifecycle, type ContractEvent, type ContractState } from './lifecycle.ts'

const EVENTS = [...new Set(contractLifecycle.states.flatMap((state) => contractLifecycle.eventsOf(state)))]

describe('every contract', () => {
  it('is settled only after payment and, where nobody divides the price, after handover and acceptance', () =>
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...EVENTS), { maxLength: 60 }), (events) => {
        let state: ContractState = contractLifecycle.initial
        const happened: ContractEvent[] = []
        /** Where it stood before the notice of rescission, before the dispute. */
        const stood: Partial<Record<'rescind' | 'dispute', ContractState>> = {}
        for (const event of events) {
          const next = contractLifecycle.next(state, event)
          if (next === null) continue
          // What was not paid for cannot be performed by a division: `contract.not_paid`.
          if (event.startsWith('perform') && !happened.includes('pay')) continue
          // It goes on where it stood, and nowhere else (`contract.not_rescinded`).
          if (event.startsWith('resume') && next !== stood.rescind && next !== stood.dispute) continue
          if (event === 'rescind' || event === 'dispute') stood[event] = state
          happened.push(event)
          state = next
        }
        if (state !== 'settled') return
        const place = (event: ContractEvent) => happened.lastIndexOf(event)
        const isOrdered = (...events: readonly ContractEvent[]) =>
          events.every((event, index) => place(event) >= 0 && (index === 0 || place(event) > place(events[index - 1] ?? event)))
        expect(isOrdered('confirm_sale', 'confirm', 'pay')).toBe(true)
        if (happened.some((event) => event.startsWith('perform'))) return
        expect(isOrdered('pay', 'hand_over', 'accept') || isOrdered('pay', 'hand_over', 'accept_unregistered', 'register')).toBe(true)
      }),
    ))

  it('pays out what is held and not a fen more or less, whoever divides it', () =>
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), fc.bigInt({ min: -10n, max: 10n ** 15n }), fc.constantFrom(...GROUNDS), (held, said, ground) => {
        const byTerms = sharesAtEnd(ground, held, said < 0n ? 0n : said)
        expect(byTerms.sellerMinor + byTerms.buyerMinor).toBe(held)
        expect(byTerms.sellerMinor >= 0n && byTerms.buyerMinor >= 0n).toBe(true)
        const agreed = sharesOf(held, said)
        expect(agreed.ok).toBe(said >= 0n && said <= held)
        if (!agreed.ok) return
        expect(agreed.value.sellerMinor).toBe(said)
        expect(agreed.value.sellerMinor + agreed.value.buyerMinor).toBe(held)
      }),
    ))

  it('keeps income ≤ trade amount ≤ turnover, and the lines explain the difference', () => {
    const lines = fc.array(fc.record({ kind: fc.constantFrom(...DEDUCTION_KINDS), label: fc.string(), amountMinor: fc.bigInt({ min: 1n, max: 10n ** 9n }) }), {
      maxLength: 8,
    })
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 12n }), lines, (price, deductions) => {
        const result = contractAmounts(price, deductions)
        const sum = deductions.reduce((all, line) => all + line.amountMinor, 0n)
        expect(result.ok).toBe(sum < price)
        if (!result.ok) return
        const { turnoverMinor, technologyAmountMinor, technicalIncomeMinor } = result.value
        expect(turnoverMinor).toBe(price)
        expect(technicalIncomeMinor).toBe(price - sum)
        expect(technicalIncomeMinor <= technologyAmountMinor && technologyAmountMinor <= turnoverMinor).toBe(true)
      }),
    )
  })

  it('becomes complete exactly when both sides have confirmed the current text', () => {
    const step = fc.record({ side: fc.constantFrom(...SIDES), text: fc.constantFrom('a', 'b'), isRedrafted: fc.boolean() })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let current = 'a'
        const kept: Confirmation[] = []
        for (const { side, text, isRedrafted } of steps) {
          if (isRedrafted) current = current === 'a' ? 'b' : 'a'
          const given: Confirmation = { stage: 'contract', side, sha256: text }
          const before = new Set(kept.filter((entry) => entry.sha256 === current).map((entry) => entry.side))
          const result = recordConfirmation(kept, given, current)
          expect(result.ok).toBe(text === current && !before.has(side))
          if (!result.ok) continue
          kept.push(given)
          expect(result.value.isComplete).toBe(before.size === 1)
        }
      }),
    )
  })
})
