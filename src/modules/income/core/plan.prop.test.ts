import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { basisPointsOf } from '#kernel/money.ts'
import { planLifecycle, type PlanState } from './lifecycle.ts'
import { distribute, type PlanDraft } from './plan.ts'
import type { RewardRules } from './rules.ts'
import type { Group, Share } from './shares.ts'

const citation = { id: 'rul_x', key: 'x', source: 'x' }
const rules: RewardRules = {
  isBinding: true,
  teamRate: { value: 7000, rule: citation },
  base: { value: 'net', rule: citation },
  mainRate: { value: 7000, rule: citation },
  transferRate: { value: 500, rule: citation },
  planRate: { value: 7000, rule: citation },
}

/** Cuts 10000 basis points into as many positive parts as there are cuts, plus one. */
const partsOfWhole = fc
  .uniqueArray(fc.integer({ min: 1, max: 9_999 }), { maxLength: 8 })
  .map((cuts) => [0, ...cuts.sort((a, b) => a - b), 10_000])
  .map((edges) => edges.slice(1).map((edge, index) => edge - (edges[index] ?? 0)))

const members = (group: Group, parts: readonly number[]): Share[] =>
  parts.map((basisPoints, index) => ({ personId: `per_${group}${index}`, group, basisPoints }))

const drafts: fc.Arbitrary<PlanDraft> = fc
  .record({
    net: fc.bigInt({ min: 200n, max: 10n ** 14n }),
    cost: fc.bigInt({ min: 1n, max: 10n ** 12n }),
    taxMinor: fc.bigInt({ min: 0n, max: 10n ** 12n }),
    teamRateBasisPoints: fc.integer({ min: 7_000, max: 10_000 }),
    transfer: fc.integer({ min: 500, max: 3_000 }),
    mainOfRest: fc.double({ min: 0, max: 1, noNaN: true }),
    main: partsOfWhole,
    transferStaff: partsOfWhole,
    other: partsOfWhole,
  })
  .map(({ net, cost, taxMinor, teamRateBasisPoints, transfer, mainOfRest, main, transferStaff, other }) => {
    const mainRate = 7_000 + Math.floor((3_000 - transfer) * mainOfRest)
    const rates = { main: mainRate, transfer, other: 10_000 - mainRate - transfer }
    return {
      grossMinor: net + cost + taxMinor,
      costs: [{ kind: 'legal' as const, label: '律师费', amountMinor: cost, voucherDocumentId: 'doc_1' }],
      taxMinor,
      base: 'net' as const,
      teamRateBasisPoints,
      rates,
      shares: [...members('main', main), ...members('transfer', transferStaff), ...(rates.other > 0 ? members('other', other) : [])],
    }
  })

const worked = (draft: PlanDraft) => {
  const result = distribute(draft, rules)
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value
}

describe('every distribution', () => {
  it('with co-owners too: payouts + retained + costs + tax + their parts = what came in', () =>
    fc.assert(
      fc.property(drafts, fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 8 }), (draft, parts) => {
        const coOwners = parts.map((basisPoints, index) => ({ organisationId: `org_${index}`, basisPoints }))
        const result = distribute({ ...draft, coOwners }, rules)
        // Where too little is left for the unit, the plan is refused as a whole.
        if (!result.ok) return
        const { payouts, retainedMinor, costMinor, taxMinor, coOwnerMinor } = result.value
        expect(payouts.reduce((sum, payout) => sum + payout.amountMinor, 0n) + retainedMinor + costMinor + taxMinor + coOwnerMinor).toBe(draft.grossMinor)
      }),
    ))

  it('loses nothing: payouts + retained + costs + tax = gross', () =>
    fc.assert(
      fc.property(drafts, (draft) => {
        const plan = worked(draft)
        const paid = plan.payouts.reduce((sum, payout) => sum + payout.amountMinor, 0n)
        expect(paid).toBe(plan.rewardMinor)
        expect(paid + plan.retainedMinor + plan.costMinor + plan.taxMinor).toBe(draft.grossMinor)
      }),
    ))

  it('keeps every floor exactly, in whole fen', () =>
    fc.assert(
      fc.property(drafts, (draft) => {
        const plan = worked(draft)
        expect(plan.rewardMinor >= basisPointsOf(plan.netMinor, 7_000, 'up')).toBe(true)
        expect(plan.groups.main >= basisPointsOf(plan.rewardMinor, 7_000, 'up')).toBe(true)
        expect(plan.groups.transfer >= basisPointsOf(plan.rewardMinor, 500, 'up')).toBe(true)
        expect(plan.retainedMinor >= 0n).toBe(true)
        expect(plan.payouts.every((payout) => payout.amountMinor >= 0n)).toBe(true)
      }),
    ))

  it('gives a larger share never less than a smaller one of the same group', () =>
    fc.assert(
      fc.property(drafts, (draft) => {
        const { payouts } = worked(draft)
        const reversed = payouts.filter((a) => payouts.some((b) => a.group === b.group && a.basisPoints > b.basisPoints && a.amountMinor < b.amountMinor))
        expect(reversed).toEqual([])
      }),
    ))
})

describe('the life of a plan', () => {
  it('has no dead or unreachable state', () => expect(planLifecycle.validate()).toEqual([]))
  it('is paid only after a notice and two approvals of the same draft', () =>
    fc.assert(
      fc.property(fc.array(fc.nat(20), { maxLength: 60 }), (choices) => {
        let state: PlanState = planLifecycle.initial
        let since: string[] = []
        for (const choice of choices) {
          const events = planLifecycle.eventsOf(state)
          const event = events[choice % Math.max(1, events.length)]
          const next = event === undefined ? null : planLifecycle.next(state, event)
          if (event === undefined || next === null) break
          since = next === 'draft' ? [] : [...since, event]
          state = next
        }
        const way = ['propose', 'clear', 'approve_first', 'approve_second', 'pay_out', 'settle_last']
        expect(since).toEqual(way.slice(0, since.length))
      }),
    ))
})
