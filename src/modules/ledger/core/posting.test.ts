import { describe, expect, it } from 'vitest'
import { ACCOUNT_CLASSES, accountCode, bankAccount, clientAccount, feesAccount, postedOf, type AccountRef } from './accounts.ts'
import { MAX_LEG_MINOR, checkLegs, credit, debit, decidePostings, move, oppositeLegs, type AccountState, type Posting } from './posting.ts'
import { endHold, placeHold } from './hold.ts'

const CNY = 'CNY'
const bank = bankAccount(CNY)
const client = clientAccount('org_a', CNY)
const other = clientAccount('org_b', CNY)

const account = (ref: AccountRef, balance = 0n, heldMinor = 0n): AccountState => {
  const { kind, floorMinor } = ACCOUNT_CLASSES[ref.class]
  const isAsset = kind === 'asset'
  return {
    id: 1n,
    code: accountCode(ref),
    kind,
    floorMinor,
    debitsMinor: isAsset ? balance : 0n,
    creditsMinor: isAsset ? 0n : balance,
    heldMinor,
  }
}
const posting = (legs: Posting['legs'], key = 'k'): Posting => ({ purpose: 'transfer', subject: 's', key, legs })
const codeOf = (result: { ok: boolean; refusal?: { code: string } } | undefined) => (result?.ok ? 'ok' : result?.refusal?.code)

describe('the shape of a posting', () => {
  it.each([
    ['a single leg', [debit(bank, 5n)], 'ledger.posting_legs'],
    ['no leg', [], 'ledger.posting_legs'],
    ['an unbalanced posting', [debit(bank, 5n), credit(client, 4n)], 'ledger.posting_unbalanced'],
    ['a zero amount', [debit(bank, 0n), credit(client, 0n)], 'ledger.amount_out_of_range'],
    ['a negative amount', [debit(bank, -5n), credit(client, -5n)], 'ledger.amount_out_of_range'],
    ['an amount beyond the bound', move({ debit: bank, credit: client }, MAX_LEG_MINOR + 1n), 'ledger.amount_out_of_range'],
    ['two currencies that only balance together', [debit(bank, 5n), credit(clientAccount('org_a', 'USD'), 5n)], 'ledger.posting_unbalanced'],
    ['three balanced legs', [debit(client, 10n), credit(other, 9n), credit(feesAccount(CNY), 1n)], 'ok'],
    [
      'two currencies, each balanced',
      [...move({ debit: bank, credit: client }, 5n), ...move({ debit: bankAccount('USD'), credit: clientAccount('org_a', 'USD') }, 3n)],
      'ok',
    ],
  ])('%s', (_name, legs, expected) => {
    expect(codeOf(checkLegs(legs))).toBe(expected)
  })

  it('bears legs of 10 trillion yuan, and 200 of them', () => {
    expect(checkLegs(move({ debit: bank, credit: client }, 1_000_000_000_000_000n))).toEqual({ ok: true, value: true })
    expect(codeOf(checkLegs(move({ debit: bank, credit: client }, 1_000_000_000_000_001n)))).toBe('ledger.amount_out_of_range')
    const legs = Array.from({ length: 100 }, () => move({ debit: bank, credit: client }, 1n)).flat()
    expect(codeOf(checkLegs(legs))).toBe('ok')
    expect(codeOf(checkLegs([...legs, debit(bank, 1n)]))).toBe('ledger.posting_legs')
  })
  it('says how much it is out, debit first', () =>
    expect(checkLegs([debit(bank, 5n), credit(client, 4n)])).toMatchObject({ refusal: { params: { currency: 'CNY', difference: '0.01' } } }))

  it('the opposite of a posting is balanced and undoes it', () => {
    const legs = [debit(client, 10n), credit(other, 9n), credit(feesAccount(CNY), 1n)]
    expect(codeOf(checkLegs(oppositeLegs(legs)))).toBe('ok')
    expect(oppositeLegs(oppositeLegs(legs))).toEqual(legs)
  })
})

describe('what the accounts can bear', () => {
  it('refuses an overdraw and names what is missing', () => {
    const { results } = decidePostings([account(client, 100n), account(other)], [posting(move({ debit: client, credit: other }, 101n))])
    expect(results[0]).toMatchObject({ refusal: { code: 'ledger.insufficient_funds', params: { short: '0.01' } } })
  })

  it('counts held money as not available', () => {
    const { results } = decidePostings([account(client, 100n, 60n), account(other)], [posting(move({ debit: client, credit: other }, 41n))])
    expect(codeOf(results[0])).toBe('ledger.insufficient_funds')
  })

  it('lets a posting use what an earlier one of the same batch brought, and a refused one changes nothing', () => {
    const accounts = [account(client, 100n), account(other)]
    const { results, after } = decidePostings(accounts, [
      posting(move({ debit: client, credit: other }, 100n), '1'),
      posting(move({ debit: client, credit: other }, 1n), '2'),
      posting(move({ debit: other, credit: client }, 40n), '3'),
    ])
    expect(results.map(codeOf)).toEqual(['ok', 'ledger.insufficient_funds', 'ok'])
    expect(results[0]).toEqual({ ok: true, value: true })
    expect(after.get(accountCode(other))).toMatchObject({ creditsMinor: 100n, debitsMinor: 40n })
  })

  it('refuses an account that was not loaded', () => {
    expect(codeOf(decidePostings([account(client, 1n)], [posting(move({ debit: client, credit: other }, 1n))]).results[0])).toBe('ledger.account.not_found')
  })
})

describe('the chart of accounts', () => {
  it('lets only the market’s own income and expense fall below nothing', () =>
    expect(Object.entries(ACCOUNT_CLASSES).flatMap(([name, { floorMinor }]) => (floorMinor === 0n ? [] : [`${name} ${floorMinor}`]))).toEqual([
      'fees null',
      'charges null',
    ]))
  it('names an account by its owner, where it has one', () => expect([bank, client].map(accountCode)).toEqual(['bank:CNY', 'client:org_a:CNY']))
  it.each([
    ['asset', 60n],
    ['expense', 60n],
    ['liability', -60n],
    ['income', -60n],
    ['equity', -60n],
  ] as const)('of an account of kind %s with 100 debited and 40 credited, %s are posted', (kind, posted) => expect(postedOf(kind, 100n, 40n)).toBe(posted))
})

describe('holds', () => {
  it('binds only what is free', () => {
    expect(codeOf(placeHold(account(client, 100n, 30n), 70n))).toBe('ok')
    expect(codeOf(placeHold(account(client, 100n, 30n), 71n))).toBe('ledger.insufficient_funds')
    expect(codeOf(placeHold(account(client, 100n), 0n))).toBe('ledger.amount_out_of_range')
    expect(placeHold(account(client, 100n, 30n), 1n)).toMatchObject({ ok: true, value: { heldMinor: 31n } })
    expect(codeOf(placeHold(account(client, MAX_LEG_MINOR), MAX_LEG_MINOR))).toBe('ok')
    expect(codeOf(placeHold(account(client, MAX_LEG_MINOR + 1n), MAX_LEG_MINOR + 1n))).toBe('ledger.amount_out_of_range')
  })
  it('leaves what an account must keep', () => {
    const keeps = { ...account(client, 100n), floorMinor: 10n }
    expect(codeOf(placeHold(keeps, 90n))).toBe('ok')
    expect(placeHold(keeps, 91n)).toMatchObject({ refusal: { code: 'ledger.insufficient_funds', params: { short: '0.01' } } })
    expect(placeHold(account(feesAccount(CNY), 100n), 101n)).toMatchObject({ refusal: { params: { short: '0.01' } } })
    expect(codeOf(placeHold(account(feesAccount(CNY), 100n), 100n))).toBe('ok')
  })

  it.each(['released', 'captured'] as const)('a hold that was %s ends no second time', (state) => {
    expect(codeOf(endHold(account(client, 100n, 30n), { state, amountMinor: 30n }, 'release'))).toBe('ledger.hold.already_ended')
    expect(codeOf(endHold(account(client, 100n, 30n), { state, amountMinor: 30n }, 'capture'))).toBe('ledger.hold.already_ended')
  })
})
