import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contractAmounts, DEDUCTION_KINDS } from './amounts.ts'
import { recordConfirmation, SIDES, type Confirmation } from './confirmation.ts'
import { contractLifecycle, type ContractEvent, type ContractState } from './lifecycle.ts'

const EVENTS = [...new Set(contractLifecycle.states.flatMap((state) => contractLifecycle.eventsOf(state)))]

describe('every contract', () => {
  it('is settled only after payment, handover and acceptance', () =>
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...EVENTS), { maxLength: 60 }), (events) => {
        let state: ContractState = contractLifecycle.initial
        const happened: ContractEvent[] = []
        for (const event of events) {
          const next = contractLifecycle.next(state, event)
          if (next === null) continue
          happened.push(event)
          state = next
        }
        if (state !== 'settled') return
        const order = (['confirm_sale', 'confirm', 'pay', 'hand_over', 'accept'] as const).map((event) => happened.lastIndexOf(event))
        expect(order.every((place, index) => place >= 0 && (index === 0 || place > (order[index - 1] ?? -1)))).toBe(true)
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
