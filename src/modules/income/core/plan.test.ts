import { describe, expect, it } from 'vitest'
import { distribute, type PlanDraft } from './plan.ts'
import type { RewardRules } from './rules.ts'
import { checkPersons } from './shares.ts'

const rule = (key: string) => ({ id: `rul_${key}`, key, source: '《浙江省促进科技成果转化条例》' })
const rules: RewardRules = {
  isBinding: true,
  teamRate: { value: 7000, rule: rule('reward.rate.transferLicense') },
  base: { value: 'net', rule: rule('reward.base') },
  mainRate: { value: 7000, rule: rule('reward.inner.mainContributors') },
  transferRate: { value: 500, rule: rule('reward.inner.tto') },
  planRate: { value: 7000, rule: rule('reward.rate.ofTotal') },
}

const draft: PlanDraft = {
  grossMinor: 300_000_000n,
  costs: [{ kind: 'valuation', label: '资产评估费', amountMinor: 6_000_000n, voucherDocumentId: 'doc_1' }],
  taxMinor: 4_000_000n,
  base: 'net',
  teamRateBasisPoints: 7000,
  rates: { main: 7000, transfer: 500, other: 2500 },
  shares: [
    { personId: 'per_a', group: 'main', basisPoints: 6000 },
    { personId: 'per_b', group: 'main', basisPoints: 4000 },
    { personId: 'per_t', group: 'transfer', basisPoints: 10000 },
    { personId: 'per_c', group: 'other', basisPoints: 10000 },
  ],
}

const codeOf = (change: Partial<PlanDraft>, over: Partial<RewardRules> = {}) => {
  const result = distribute({ ...draft, ...change }, { ...rules, ...over })
  return result.ok ? 'ok' : result.refusal.code
}

describe('a distribution of income', () => {
  it('shares 70 % of net income and shows the same rate on both bases', () => {
    const result = distribute(draft, rules)
    expect(result).toMatchObject({
      ok: true,
      value: { netMinor: 290_000_000n, rewardMinor: 203_000_000n, retainedMinor: 87_000_000n, onNetMinor: 203_000_000n, onGrossMinor: 210_000_000n },
    })
    expect(result.ok && result.value.payouts.map((payout) => payout.amountMinor)).toEqual([85_260_000n, 56_840_000n, 10_150_000n, 50_750_000n])
  })

  it('takes off what art. 18 of the regulation names: valuation, travel and intermediaries', () => {
    const cost = (kind: PlanDraft['costs'][number]['kind']) => ({ kind, label: '费用', amountMinor: 1_000_000n, voucherDocumentId: 'doc_1' })
    expect(distribute({ ...draft, costs: [cost('valuation'), cost('travel'), cost('brokerage')] }, rules)).toMatchObject({
      ok: true,
      value: { costMinor: 3_000_000n },
    })
  })

  it.each<[string, Partial<PlanDraft>, string]>([
    ['team below 70 % of net income', { teamRateBasisPoints: 6999 }, 'income.team_share_too_low'],
    [
      'fiscal research money as a cost',
      { costs: [{ kind: 'fiscal_research', label: '省重点研发专项', amountMinor: 1n, voucherDocumentId: 'doc_1' }] },
      'income.cost_not_deductible',
    ],
    ['a cost without a voucher', { costs: [{ kind: 'legal', label: '律师费', amountMinor: 1n, voucherDocumentId: null }] }, 'income.voucher_missing'],
    ['costs that eat everything', { taxMinor: 294_000_000n }, 'income.nothing_to_share'],
    ['more than there is', { base: 'gross', teamRateBasisPoints: 9900 }, 'income.reward_exceeds_net'],
    ['main contributors below 70 % of the reward', { rates: { main: 6999, transfer: 501, other: 2500 } }, 'income.main_share_too_low'],
    ['transfer staff below 5 % of the reward', { rates: { main: 7000, transfer: 499, other: 2501 } }, 'income.transfer_share_too_low'],
    ['groups that do not sum', { rates: { main: 7000, transfer: 500, other: 2499 } }, 'income.groups_do_not_sum'],
    ['persons that do not sum', { shares: draft.shares.map((s) => (s.personId === 'per_b' ? { ...s, basisPoints: 3999 } : s)) }, 'income.shares_do_not_sum'],
    ['a person twice', { shares: [...draft.shares, { personId: 'per_a', group: 'other', basisPoints: 1 }] }, 'income.person_twice'],
    ['a group without money but with persons', { rates: { main: 9500, transfer: 500, other: 0 } }, 'income.shares_do_not_sum'],
  ])('refuses %s', (_case, change, code) => expect(codeOf(change)).toBe(code))

  it.each([
    [142n, 'ok', 'a reward of 100 fen'],
    [141n, 'income.nothing_to_share', 'a reward of 99 fen'],
  ])('a net income of %s fen: %s (%s)', (grossMinor, code) => expect(codeOf({ grossMinor, costs: [], taxMinor: 0n })).toBe(code))

  it.each<[string, bigint, PlanDraft['rates'], readonly bigint[]]>([
    ['the other completers, who lie highest', 144n, { main: 7000, transfer: 500, other: 2500 }, [71n, 6n, 24n]],
    ['the main contributors, where nobody else has any', 144n, { main: 9500, transfer: 500, other: 0 }, [95n, 6n, 0n]],
    ['the main contributors, where both lie as high', 148n, { main: 8260, transfer: 500, other: 1240 }, [85n, 6n, 13n]],
  ])('the fen that the transfer office lacks comes from %s', (_case, grossMinor, rates, expected) => {
    const shares = rates.other === 0 ? draft.shares.filter(({ group }) => group !== 'other') : draft.shares
    const result = distribute({ ...draft, grossMinor, costs: [], taxMinor: 0n, rates, shares }, rules)
    expect(result).toMatchObject({ ok: true, value: { groups: { main: expected[0], transfer: expected[1], other: expected[2] } } })
  })

  it('cites the rule that decided', () => {
    const result = distribute({ ...draft, teamRateBasisPoints: 5000 }, rules)
    expect(result).toMatchObject({ ok: false, refusal: { rule: { key: 'reward.rate.transferLicense' }, params: { share: 50, min: 70, base: 'net' } } })
  })

  it('measures the floor against gross income where the rule says so', () => {
    const gross = { base: { value: 'gross' as const, rule: rule('reward.base') } }
    expect(codeOf({}, gross)).toBe('income.team_share_too_low')
    expect(codeOf({ base: 'gross' }, gross)).toBe('ok')
  })

  it('accepts a gross base where net is the rule: it is never less', () => expect(codeOf({ base: 'gross' })).toBe('ok'))
})

describe('a unit that government did not set up', () => {
  const free = { isBinding: false }
  it('is bound by no floor of the regulation, but says by which rule of its own it stays below', () => {
    expect(codeOf({ teamRateBasisPoints: 5_000 }, free)).toBe('income.unit_rule_missing')
    expect(codeOf({ teamRateBasisPoints: 5_000, unitRule: '《奖励办法》第六条' }, free)).toBe('ok')
    expect(codeOf({ rates: { main: 5_000, transfer: 0, other: 5_000 }, shares: draft.shares.filter(({ group }) => group !== 'transfer') }, free)).toBe(
      'income.unit_rule_missing',
    )
    expect(codeOf({}, free)).toBe('ok')
  })
  it('gets exactly the split it chose: no fen is lifted to a floor that does not bind', () => {
    const result = distribute(
      { ...draft, teamRateBasisPoints: 7_000, rates: { main: 5_000, transfer: 500, other: 4_500 }, unitRule: '《奖励办法》第六条' },
      { ...rules, ...free },
    )
    expect(result.ok && result.value.groups.main).toBe(101_500_000n)
  })
  it('where the regulation binds, a rule of the unit lowers nothing', () =>
    expect(codeOf({ teamRateBasisPoints: 5_000, unitRule: '《奖励办法》第六条' })).toBe('income.team_share_too_low'))
})

describe('co-owners', () => {
  it('take their parts before anything is net income or reward of the unit', () => {
    const result = distribute({ ...draft, coOwners: [{ organisationId: 'org_b', basisPoints: 4_000 }] }, rules)
    expect(result).toMatchObject({
      ok: true,
      value: { coOwnerMinor: 120_000_000n, grossMinor: 180_000_000n, netMinor: 170_000_000n, rewardMinor: 119_000_000n, retainedMinor: 51_000_000n },
    })
  })
})

describe('the persons of a plan', () => {
  const completers = [
    { personId: 'per_a', isMain: true },
    { personId: 'per_b', isMain: false },
    { personId: 'per_c', isMain: false },
  ]
  const codeFor = (shares: PlanDraft['shares']) => {
    const result = checkPersons(shares, completers)
    return result.ok ? 'ok' : result.refusal.code
  }
  it('accepts all completers and the transfer staff', () => expect(codeFor(draft.shares)).toBe('ok'))
  it('rewards somebody who is no completer for a contribution that is stated (Zhejiang regulation art. 28, 37)', () => {
    const contributor = { personId: 'per_x', group: 'other' as const, basisPoints: 1, contribution: '牵头中试放大并对接受让方' }
    expect(codeFor([...draft.shares, contributor])).toBe('ok')
    expect(codeFor([...draft.shares, { ...contributor, group: 'main' }])).toBe('ok')
    expect(codeFor([...draft.shares, { ...contributor, contribution: '' }])).toBe('income.not_a_completer')
  })
  it('pays nobody as transfer staff who is not on record', () =>
    expect(codeFor([...draft.shares, { personId: 'ctb_x', group: 'transfer', basisPoints: 1, outside: { name: '某人', particulars: '某单位' } }])).toBe(
      'income.not_transfer_staff',
    ))
  it('refuses a stranger', () => expect(codeFor([...draft.shares, { personId: 'per_x', group: 'other', basisPoints: 1 }])).toBe('income.not_a_completer'))
  it('refuses to forget a completer', () => expect(codeFor(draft.shares.slice(0, 3))).toBe('income.completer_missing'))
  it('refuses to pay a completer as transfer staff only', () =>
    expect(codeFor(draft.shares.map((s) => (s.personId === 'per_c' ? { ...s, group: 'transfer' as const } : s)))).toBe('income.completer_missing'))
  it('refuses to move a main contributor', () =>
    expect(codeFor(draft.shares.map((s) => (s.personId === 'per_a' ? { ...s, group: 'other' as const } : s)))).toBe('income.main_completer_moved'))
})
