import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  ACCOUNT_CLASSES,
  accountCode,
  bankAccount,
  clientAccount,
  escrowAccount,
  feesAccount,
  payoutsAccount,
  postedOf,
  suspenseAccount,
  type AccountRef,
} from './accounts.ts'
import { endHold, placeHold, type HoldState } from './hold.ts'
import { availableOf, credit, debit, decidePostings, oppositeLegs, type AccountState, type Leg, type Posting } from './posting.ts'

const CHART: readonly AccountRef[] = [
  bankAccount('CNY'),
  suspenseAccount('CNY'),
  payoutsAccount('CNY'),
  feesAccount('CNY'),
  clientAccount('org_a', 'CNY'),
  clientAccount('org_b', 'CNY'),
  escrowAccount('con_a', 'CNY'),
  clientAccount('org_a', 'USD'),
  bankAccount('USD'),
]

const empty = (ref: AccountRef, index: number): AccountState => {
  const { kind, floorMinor } = ACCOUNT_CLASSES[ref.class]
  return { id: BigInt(index + 1), code: accountCode(ref), kind, floorMinor, debitsMinor: 0n, creditsMinor: 0n, heldMinor: 0n }
}

const leg = fc.record({
  account: fc.constantFrom(...CHART),
  side: fc.constantFrom('D' as const, 'C' as const),
  amountMinor: fc.bigInt({ min: -2n, max: 1000n }),
})

/** Half of the plans are made balanced by a closing leg, the rest are whatever comes. */
const legs = fc.tuple(fc.array(leg, { maxLength: 4 }), fc.boolean(), fc.constantFrom(...CHART)).map(([some, isClosed, last]): readonly Leg[] => {
  if (!isClosed) return some
  const own = some.map((one) => ({ ...one, account: one.account.currency === last.currency ? one.account : last }))
  const sum = own.reduce((total, one) => total + (one.side === 'D' ? one.amountMinor : -one.amountMinor), 0n)
  return [...own, sum >= 0n ? credit(last, sum) : debit(last, -sum)]
})

const sumsByCurrency = (accounts: Iterable<AccountState>): ReadonlyMap<string, bigint> => {
  const sums = new Map<string, bigint>()
  for (const { code, debitsMinor, creditsMinor } of accounts) {
    const currency = code.slice(-3)
    sums.set(currency, (sums.get(currency) ?? 0n) + debitsMinor - creditsMinor)
  }
  return sums
}

it('any history of postings keeps debits equal to credits in each currency and every balance at or above its floor', () => {
  fc.assert(
    fc.property(fc.array(legs, { maxLength: 40 }), (plans) => {
      const postings = plans.map((plan, index): Posting => ({ purpose: 'transfer', subject: 's', key: String(index), legs: plan }))
      const { results, after } = decidePostings(CHART.map(empty), postings)
      for (const sum of sumsByCurrency(after.values()).values()) expect(sum).toBe(0n)
      const floored = [...after.values()].filter((account) => account.floorMinor !== null)
      for (const account of floored) expect(availableOf(account)).toBeGreaterThanOrEqual(account.floorMinor ?? 0n)
      // Balances are exactly what the accepted postings add up to.
      const accepted = postings.filter((_, index) => results[index]?.ok)
      for (const ref of CHART) {
        const own = accepted.flatMap((posting) => posting.legs.filter((one) => accountCode(one.account) === accountCode(ref)))
        const total = (side: 'D' | 'C') => own.reduce((sum, one) => sum + (one.side === side ? one.amountMinor : 0n), 0n)
        expect(after.get(accountCode(ref))).toMatchObject({ debitsMinor: total('D'), creditsMinor: total('C') })
      }
    }),
    { numRuns: 300 },
  )
})

it('a posting and its opposite leave every balance as it was', () => {
  fc.assert(
    fc.property(legs, (plan) => {
      const rich = CHART.map((ref, index) => ({ ...empty(ref, index), debitsMinor: 10_000n, creditsMinor: 10_000n, floorMinor: null }))
      const both: readonly Posting[] = [
        { purpose: 'transfer', subject: 's', key: '1', legs: plan },
        { purpose: 'reversal', subject: 's', key: '2', legs: oppositeLegs(plan) },
      ]
      const { results, after } = decidePostings(rich, both)
      expect(results[0]?.ok).toBe(results[1]?.ok)
      for (const account of after.values()) expect(postedOf(account.kind, account.debitsMinor, account.creditsMinor)).toBe(0n)
    }),
  )
})

type Step = { readonly do: 'deposit' | 'hold' | 'release' | 'capture' | 'spend'; readonly minor: bigint; readonly pick: number }

const step: fc.Arbitrary<Step> = fc.record({
  do: fc.constantFrom('deposit' as const, 'hold' as const, 'release' as const, 'capture' as const, 'spend' as const),
  minor: fc.bigInt({ min: 1n, max: 500n }),
  pick: fc.nat(20),
})

it('each hold ends at most once, held is always the sum of open holds, and money is neither made nor lost', () => {
  const client = clientAccount('org_a', 'CNY')
  const escrow = escrowAccount('con_a', 'CNY')
  const bank = bankAccount('CNY')
  const move = (from: AccountRef, to: AccountRef, minor: bigint): Posting => ({
    purpose: 'transfer',
    subject: 's',
    key: '',
    legs: [debit(from, minor), credit(to, minor)],
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      let accounts = [client, escrow, bank].map(empty)
      const holds: { state: HoldState; amountMinor: bigint; ended: number }[] = []
      const own = () => accounts[0] as AccountState
      const setOwn = (account: AccountState) => (accounts = [account, ...accounts.slice(1)])
      const apply = (posting: Posting): boolean => {
        const { results, after } = decidePostings(accounts, [posting])
        accounts = accounts.map((account) => after.get(account.code) as AccountState)
        return results[0]?.ok === true
      }
      const hold = (minor: bigint) => {
        const placed = placeHold(own(), minor)
        if (!placed.ok) return
        holds.push({ state: 'held', amountMinor: minor, ended: 0 })
        setOwn(placed.value)
      }
      const end = (one: (typeof holds)[number], event: 'release' | 'capture') => {
        const ended = endHold(own(), one, event)
        if (ended.ok !== (one.state === 'held')) throw new Error('a hold ended twice, or could not end')
        if (!ended.ok) return
        setOwn(ended.value.account)
        Object.assign(one, { state: ended.value.state, ended: one.ended + 1 })
        if (event === 'capture' && !apply(move(client, escrow, one.amountMinor))) throw new Error('held money was not there')
      }
      for (const { do: what, minor, pick } of steps) {
        const one = holds[pick % Math.max(1, holds.length)]
        if (what === 'deposit') apply(move(bank, client, minor))
        else if (what === 'spend') apply(move(client, bank, minor))
        else if (what === 'hold') hold(minor)
        else if (one) end(one, what)
        expect(own().heldMinor).toBe(holds.reduce((sum, each) => sum + (each.state === 'held' ? each.amountMinor : 0n), 0n))
        expect(availableOf(own())).toBeGreaterThanOrEqual(0n)
        expect(accounts.reduce((sum, each) => sum + each.debitsMinor - each.creditsMinor, 0n)).toBe(0n)
      }
      for (const one of holds) expect(one.ended).toBe(one.state === 'held' ? 0 : 1)
    }),
    { numRuns: 300 },
  )
})
