import { describe, expect, it } from 'vitest'
import { SYSTEM, VISITOR } from '#kernel/actor.ts'
import { instant, parseInstant } from '#kernel/instant.ts'
import { contractAmounts, type Deduction } from './amounts.ts'
import { recordConfirmation } from './confirmation.ts'
import { actsOf } from './acts.ts'
import { contractLifecycle, type ContractState } from './lifecycle.ts'
import { contractNumber, saleConfirmationNumber, yearOf } from './number.ts'
import { maySee, permitAcceptance, permitConfirmation, permitHandOver, permitRedraft, type ContractView } from './permit.ts'
import { codeOf, contract, of as actor } from './contract.samples.ts'

const seller = actor(['tto', 'org_seller'])
const buyer = actor(['enterprise', 'org_buyer'])
const clerk = actor(['clerk', 'org_market'])
const researcher = actor(['researcher', 'org_seller'])
const stranger = actor(['enterprise', 'org_other'])

describe('the three amounts', () => {
  const line = (kind: Deduction['kind'], amountMinor: bigint): Deduction => ({ kind, label: kind, amountMinor })
  it('are equal where nothing is deducted', () =>
    expect(contractAmounts(100n, [])).toMatchObject({ value: { turnoverMinor: 100n, technologyAmountMinor: 100n, technicalIncomeMinor: 100n } }))
  it('lose equipment and materials, then what is passed on', () =>
    expect(contractAmounts(100n, [line('equipment', 20n), line('raw_material', 5n), line('third_party_service', 10n)])).toMatchObject({
      value: { turnoverMinor: 100n, technologyAmountMinor: 75n, technicalIncomeMinor: 65n },
    }))
  it('refuse deductions that eat the price', () => expect(codeOf(contractAmounts(100n, [line('part', 100n)]))).toBe('contract.deductions_exceed_price'))
  it('refuse an empty line', () => expect(codeOf(contractAmounts(100n, [line('part', 0n)]))).toBe('contract.deduction_empty'))
})

describe('a confirmation', () => {
  const given = { stage: 'contract', side: 'seller', sha256: 'text' } as const
  it('waits for the other side', () => expect(recordConfirmation([], given, 'text')).toMatchObject({ value: { isComplete: false } }))
  it('is complete with the second side', () =>
    expect(recordConfirmation([{ ...given, side: 'buyer' }], given, 'text')).toMatchObject({ value: { isComplete: true } }))
  it('counts for the text that was seen only', () => expect(codeOf(recordConfirmation([], given, 'newer'))).toBe('contract.text_changed.stale'))
  it('of an older text of the other side does not count', () =>
    expect(recordConfirmation([{ ...given, side: 'buyer', sha256: 'older' }], given, 'text')).toMatchObject({ value: { isComplete: false } }))
  it('of the sale does not count for the contract', () =>
    expect(recordConfirmation([{ ...given, side: 'buyer', stage: 'sale' }], given, 'text')).toMatchObject({ value: { isComplete: false } }))
  it('is given once', () => expect(codeOf(recordConfirmation([given], given, 'text'))).toBe('contract.already_confirmed'))
})

describe('who may do what', () => {
  it.each([
    ['seller', seller, true],
    ['buyer', buyer, true],
    ['head of the seller', actor(['approver', 'org_seller']), true],
    ['head of the buyer', actor(['approver', 'org_buyer']), true],
    ['clerk', clerk, true],
    ['finance officer', actor(['finance', 'org_market']), true],
    ['regulator', actor(['regulator', 'org_office']), true],
    ['system', SYSTEM, true],
    ['visitor', VISITOR, false],
    ['host', actor(['auctioneer', 'org_market']), false],
    ['researcher of the seller', researcher, false],
    ['stranger', stranger, false],
  ])('%s sees the contract: %s', (_who, who, sees) => expect(maySee(who, contract('drafted'))).toBe(sees))

  it('each side confirms for itself', () => {
    expect(permitConfirmation(seller, contract('drafted'), 'contract')).toMatchObject({ value: 'seller' })
    expect(permitConfirmation(buyer, contract('drafted'), 'contract')).toMatchObject({ value: 'buyer' })
    expect(codeOf(permitConfirmation(clerk, contract('drafted'), 'contract'))).toBe('contract.parties_only.forbidden')
    expect(codeOf(permitConfirmation(stranger, contract('drafted'), 'contract'))).toBe('contract.not_found')
    expect(codeOf(permitConfirmation(actor(['tto', 'org_seller'], ['enterprise', 'org_buyer']), contract('drafted'), 'contract'))).toBe(
      'contract.both_sides.forbidden',
    )
  })
  it('nobody confirms one text twice, and everybody a new one', () => {
    const confirmed = (state: ContractState, ...confirmations: ContractView['confirmations']) => contract(state, { confirmations })
    const [sale, text] = [{ stage: 'sale', side: 'seller', sha256: 'sale' } as const, { stage: 'contract', side: 'seller', sha256: 'text' } as const]
    expect(codeOf(permitConfirmation(seller, confirmed('sale_pending', sale), 'sale'))).toBe('contract.already_confirmed')
    expect(codeOf(permitConfirmation(seller, confirmed('drafted', sale, text), 'contract'))).toBe('contract.already_confirmed')
    expect(codeOf(permitConfirmation(seller, confirmed('drafted', { ...text, sha256: 'older' }), 'contract'))).toBe('ok')
    expect(codeOf(permitConfirmation(seller, confirmed('drafted', { ...sale, sha256: 'text' }), 'contract'))).toBe('ok')
    expect(codeOf(permitConfirmation(buyer, confirmed('drafted', sale, text), 'contract'))).toBe('ok')
    expect(codeOf(permitConfirmation(seller, contract('sale_pending'), 'sale'))).toBe('ok')
    expect(codeOf(permitConfirmation(seller, contract('drafted'), 'sale'))).toBe('contract.wrong_state')
  })
  it('the contract is not confirmed before the sale', () =>
    expect(codeOf(permitConfirmation(seller, contract('sale_pending'), 'contract'))).toBe('contract.wrong_state'))
  it('only the seller redrafts and hands over, only the buyer accepts', () => {
    expect(codeOf(permitRedraft(stranger, contract('drafted')))).toBe('contract.not_found')
    expect(codeOf(permitRedraft(seller, contract('drafted')))).toBe('ok')
    expect(codeOf(permitRedraft(buyer, contract('drafted')))).toBe('contract.seller_only.forbidden')
    expect(codeOf(permitHandOver(seller, contract('effective')))).toBe('contract.wrong_state')
    expect(codeOf(permitHandOver(seller, contract('paid')))).toBe('ok')
    expect(codeOf(permitAcceptance(seller, contract('handed_over'), 'accept'))).toBe('contract.buyer_only.forbidden')
    expect(codeOf(permitAcceptance(buyer, contract('handed_over'), 'accept'))).toBe('ok')
  })
  it('shows each role its acts, with reasons', () => {
    const allowed = (who: Parameters<typeof actsOf>[0], state: ContractState) =>
      actsOf(who, contract(state), instant(0)).flatMap(({ act, refusal }) => (refusal === null ? [act] : []))
    expect(allowed(buyer, 'paid')).toEqual(['demand', 'rescindImpossible', 'openDispute', 'proposeSplit'])
    expect(allowed(seller, 'paid')).toEqual(['handOver', 'rescindImpossible', 'openDispute', 'proposeSplit'])
    expect(allowed(clerk, 'paid')).toEqual([])
    expect(allowed(clerk, 'disputed')).toEqual(['recordAward'])
    expect(allowed(buyer, 'handed_over')).toEqual(['accept', 'acceptPart', 'rejectHandover', 'rescindImpossible', 'openDispute', 'proposeSplit'])
    expect(actsOf(stranger, contract('paid'), instant(0))).toEqual([])
  })
})

describe('the life of a contract', () => {
  it('has no dead or unreachable state', () => expect(contractLifecycle.validate()).toEqual([]))
  it('numbers sort as text', () => expect([contractNumber(2026, 17), saleConfirmationNumber(2026, 17)]).toEqual(['ZJP-HT-2026-000017', 'ZJP-QR-2026-000017']))
  it('numbers begin anew at midnight in Hangzhou', () =>
    expect([yearOf(parseInstant('2026-12-31T15:59:59Z')), yearOf(parseInstant('2026-12-31T16:00:00Z'))]).toEqual([2026, 2027]))
})
