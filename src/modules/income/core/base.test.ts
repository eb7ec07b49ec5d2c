import { describe, expect, it, test } from 'vitest'
import { incomeBase, type CostLine } from './base.ts'
import type { RewardRules } from './rules.ts'
import { checkGroupRates, checkPersons, checkShares, sumOfGroup, type Share } from './shares.ts'

const rule = { id: 'rul_1', key: 'reward.base', source: '《浙江省促进科技成果转化条例》' }
const rules: RewardRules = {
  isBinding: true,
  teamRate: { value: 7000, rule },
  base: { value: 'net', rule },
  mainRate: { value: 7000, rule },
  transferRate: { value: 500, rule },
  planRate: { value: 7000, rule },
}
const refusalOf = (result: { readonly ok: boolean; readonly refusal?: { readonly code: string; readonly field?: string } }) =>
  result.ok ? 'ok' : `${result.refusal?.code} at ${result.refusal?.field}`

describe('from gross to net', () => {
  const cost = (amountMinor: bigint): CostLine => ({ kind: 'legal', label: '律师费', amountMinor, voucherDocumentId: 'doc_1' })
  test.each([
    [1_000n, [], 0n, 1_000n],
    [1_000n, [300n, 200n], 100n, 400n],
    [1_000n, [], 999n, 1n],
  ])('%s less costs of %s and a tax of %s is %s', (grossMinor, costs, taxMinor, netMinor) =>
    expect(incomeBase({ grossMinor, costs: costs.map(cost), taxMinor }, rule)).toEqual({
      ok: true,
      value: { grossMinor, costMinor: costs.reduce((sum, amount) => sum + amount, 0n), taxMinor, netMinor },
    }),
  )
  test.each([
    ['a net income of 0', 1_000n, [cost(400n)], 600n, 'income.nothing_to_share at costs'],
    ['a net income below 0', 1_000n, [cost(401n)], 600n, 'income.nothing_to_share at costs'],
    ['a cost of 0', 1_000n, [cost(1n), cost(0n)], 0n, 'income.cost_empty at costs.1.amountMinor'],
    ['a cost below 0', 1_000n, [cost(-1n)], 0n, 'income.cost_empty at costs.0.amountMinor'],
    ['research money', 1_000n, [{ ...cost(1n), kind: 'fiscal_research' }], 0n, 'income.cost_not_deductible at costs.0.kind'],
    ['no voucher', 1_000n, [{ ...cost(1n), voucherDocumentId: null }], 0n, 'income.voucher_missing at costs.0.voucherDocumentId'],
  ] as const)('%s is refused', (_case, grossMinor, costs, taxMinor, expected) =>
    expect(refusalOf(incomeBase({ grossMinor, costs, taxMinor }, rule))).toBe(expected),
  )
})

describe('groups and persons', () => {
  const share = (personId: string, group: Share['group'], basisPoints: number): Share => ({ personId, group, basisPoints })
  test.each([
    [{ main: 7_000, transfer: 500, other: 2_500 }, 'ok'],
    [{ main: 9_500, transfer: 500, other: 0 }, 'ok'],
    [{ main: 6_999, transfer: 501, other: 2_500 }, 'income.main_share_too_low at rates.main'],
    [{ main: 7_001, transfer: 499, other: 2_500 }, 'income.transfer_share_too_low at rates.transfer'],
    [{ main: 7_000, transfer: 500, other: 2_501 }, 'income.groups_do_not_sum at rates'],
  ])('rates %j: %s', (rates, expected) => expect(refusalOf(checkGroupRates(rates, rules))).toBe(expected))
  it('says in percent what was asked and what is least', () => {
    expect(checkGroupRates({ main: 6_950, transfer: 550, other: 2_500 }, rules)).toMatchObject({ refusal: { params: { share: 69.5, min: 70 } } })
    expect(checkGroupRates({ main: 7_050, transfer: 450, other: 2_500 }, rules)).toMatchObject({ refusal: { params: { share: 4.5, min: 5 } } })
    expect(checkGroupRates({ main: 7_000, transfer: 500, other: 2_450 }, rules)).toMatchObject({ refusal: { params: { sum: 99.5 } } })
  })

  const rates = { main: 9_500, transfer: 500, other: 0 }
  const whole = [share('per_a', 'main', 9_999), share('per_b', 'main', 1), share('per_t', 'transfer', 10_000)]
  test.each([
    ['whole groups, down to a single basis point', whole, 'ok'],
    ['a share of 0 basis points', [...whole, share('per_c', 'main', 0)], 'income.share_empty at shares.3.basisPoints'],
    ['a share below 0', [...whole, share('per_c', 'main', -1)], 'income.share_empty at shares.3.basisPoints'],
    ['a person twice', [...whole, share('per_a', 'transfer', 1)], 'income.person_twice at shares.3.personId'],
    ['a person in a group without money', [...whole, share('per_c', 'other', 10_000)], 'income.shares_do_not_sum at shares.other'],
    ['a group with money and nobody in it', whole.slice(0, 2), 'income.shares_do_not_sum at shares.transfer'],
  ])('%s', (_case, shares, expected) => expect(refusalOf(checkShares(shares, rates))).toBe(expected))
  it('says in percent what a group adds up to, and what it should', () => {
    expect(checkShares([share('per_a', 'main', 9_950), share('per_t', 'transfer', 10_000)], rates)).toMatchObject({
      refusal: { params: { group: 'main', sum: 99.5, expected: 100 } },
    })
    expect(sumOfGroup(whole, 'main')).toBe(10_000)
    expect(sumOfGroup(whole, 'other')).toBe(0)
  })
  it('lets staff of the transfer office in who completed nothing, and nobody else without a stated contribution', () => {
    const completers = [
      { personId: 'per_a', isMain: true },
      { personId: 'per_b', isMain: false },
    ]
    expect(refusalOf(checkPersons(whole, completers))).toBe('ok')
    expect(refusalOf(checkPersons([...whole, share('per_x', 'other', 1)], completers))).toBe('income.not_a_completer at shares.3.contribution')
    expect(refusalOf(checkPersons(whole, [...completers, { personId: 'per_c', isMain: false }]))).toBe('income.completer_missing at shares')
  })
})
