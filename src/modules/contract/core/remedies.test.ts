import { describe, expect, it } from 'vitest'
import { instant } from '#kernel/instant.ts'
import { sharesAtEnd, type Ground } from './ending.ts'
import type { ContractState } from './lifecycle.ts'
import { permitAcceptance, permitPart, type ContractView } from './permit.ts'
import { checkFiling, permitCheck, registeredOf, type Filing } from './registration.ts'
import {
  endEvent,
  groundFor,
  permitAward,
  permitClose,
  permitDemand,
  permitDispute,
  permitFiling,
  permitProposal,
  permitRecord,
  permitRegistrationCheck,
  permitRescission,
  permitSplit,
  permitStatement,
} from './remedies.ts'
import { codeOf, contract, of } from './contract.samples.ts'

const seller = of(['tto', 'org_seller'])
const buyer = of(['enterprise', 'org_buyer'])
const clerk = of(['clerk', 'org_market'])
const partial = of(['clerk', 'org_market'], ['researcher', 'org_seller'])
const stranger = of(['enterprise', 'org_other'])
const [EARLY, NOW] = [instant(500), instant(1_000)]

const filed = (change: Partial<Filing> = {}): Filing => ({ outcome: 'registered', state: 'open', side: 'seller', cause: null, firstBy: null, ...change })

describe('rights that pass on registration (Patent Law art. 10)', () => {
  it.each([
    ['a patent', 'assignment', ['patent'], ['patent']],
    ['an application', 'assignment', ['application'], ['application']],
    ['a layout-design', 'assignment', ['circuit_layout'], ['circuit_layout']],
    ['a plant variety', 'assignment', ['plant_variety'], ['plant_variety']],
    ['a patent with a secret', 'assignment', ['patent', 'know_how'], ['patent']],
    ['software, which may be registered and need not be', 'assignment', ['software'], []],
    ['a secret', 'assignment', ['know_how'], []],
    ['a licence of a patent', 'exclusive', ['patent'], []],
  ])('%s', (_what, right, kinds, registers) => expect(registeredOf(right, kinds)).toEqual(registers))
  it('acceptance of what is registered settles nothing, and no part is paid before', () => {
    expect(permitAcceptance(buyer, contract('handed_over'), 'accept')).toMatchObject({ value: 'settled' })
    expect(permitAcceptance(buyer, contract('handed_over', { isRegistered: true }), 'accept')).toMatchObject({ value: 'registering' })
    expect(codeOf(permitPart(buyer, contract('handed_over')))).toBe('ok')
    expect(codeOf(permitPart(seller, contract('handed_over')))).toBe('contract.buyer_only.forbidden')
    expect(codeOf(permitPart(buyer, contract('handed_over', { isRegistered: true })))).toBe('contract.registration_first')
  })
  it('either side files, not twice while one paper is being checked', () => {
    expect(permitFiling(seller, contract('registering'))).toMatchObject({ value: 'seller' })
    expect(permitFiling(buyer, contract('registering'))).toMatchObject({ value: 'buyer' })
    expect(codeOf(permitFiling(buyer, contract('registering', { filing: filed() })))).toBe('contract.filing_open')
    expect(codeOf(permitFiling(buyer, contract('registering', { filing: filed({ state: 'returned' }) })))).toBe('ok')
    expect(codeOf(permitFiling(seller, contract('handed_over')))).toBe('contract.wrong_state')
    expect(codeOf(permitFiling(clerk, contract('registering')))).toBe('contract.parties_only.forbidden')
  })
  it('two different officers check it, neither of a party’s house', () => {
    expect(permitCheck(clerk, filed())).toMatchObject({ value: { isSecond: false } })
    expect(codeOf(permitCheck(clerk, filed({ firstBy: 'per_1' })))).toBe('contract.second_person_needed')
    expect(permitCheck(clerk, filed({ firstBy: 'per_2' }))).toMatchObject({ value: { isSecond: true } })
    expect(codeOf(permitCheck(clerk, filed({ state: 'confirmed' })))).toBe('contract.nothing_filed')
    expect(codeOf(permitCheck(clerk, null))).toBe('contract.nothing_filed')
    expect(codeOf(permitCheck(seller, filed()))).toBe('contract.clerk_only.forbidden')
    expect(codeOf(permitRegistrationCheck(partial, contract('registering', { filing: filed() })))).toBe('contract.own_contract.forbidden')
    expect(codeOf(permitRegistrationCheck(clerk, contract('registering', { filing: filed() })))).toBe('ok')
    expect(codeOf(permitRegistrationCheck(clerk, contract('paid', { filing: filed() })))).toBe('contract.wrong_state')
  })
  it('a refusal names its reason and on whose side it lies, nothing else does', () => {
    expect(codeOf(checkFiling({ outcome: 'refused', cause: 'seller', reason: '材料不齐' }))).toBe('ok')
    expect(codeOf(checkFiling({ outcome: 'refused', cause: null, reason: '材料不齐' }))).toBe('contract.filing_cause')
    expect(codeOf(checkFiling({ outcome: 'refused', cause: 'buyer', reason: '' }))).toBe('contract.filing_reason')
    expect(codeOf(checkFiling({ outcome: 'registered', cause: 'seller', reason: '' }))).toBe('contract.filing_cause')
    expect(codeOf(checkFiling({ outcome: 'applied', cause: null, reason: '' }))).toBe('ok')
  })
  it.each(['seller', 'buyer', 'impossible'] as const)('a refusal for a reason of %s ends it for either side on that ground', (cause) => {
    const refused = contract('registering', { filing: filed({ outcome: 'refused', state: 'confirmed', cause }) })
    expect([groundFor(refused, 'seller', NOW), groundFor(refused, 'buyer', NOW)]).toEqual([cause, cause])
    expect(groundFor(contract('registering', { filing: filed({ outcome: 'refused', cause }) }), 'seller', NOW)).toBeNull()
  })
})

describe('a demand is the creditor’s, once, when it is due', () => {
  it.each<[ContractState, typeof seller, Partial<ContractView>, string]>([
    ['overdue', seller, {}, 'payment'],
    ['paid', buyer, { handoverDueAt: NOW }, 'handover'],
    ['handed_over', seller, { acceptanceDueAt: NOW }, 'acceptance'],
    ['registering', buyer, { registrationDueAt: NOW }, 'registration'],
  ])('%s', (state, creditor, change, what) => {
    const debtor = creditor === seller ? buyer : seller
    expect(permitDemand(creditor, contract(state, change), NOW)).toMatchObject({ value: what })
    expect(codeOf(permitDemand(debtor, contract(state, change), NOW))).toMatch(/_only\.forbidden$/)
    expect(codeOf(permitDemand(clerk, contract(state, change), NOW))).toBe('contract.parties_only.forbidden')
    expect(codeOf(permitDemand(stranger, contract(state, change), NOW))).toBe('contract.not_found')
    expect(codeOf(permitDemand(creditor, contract(state, { ...change, demandedAt: EARLY }), NOW))).toBe('contract.already_demanded')
    if (state !== 'overdue') expect(codeOf(permitDemand(creditor, contract(state, change), EARLY))).toBe('contract.not_due_yet')
  })
  it('of acceptance only where silence was agreed to be acceptance', () =>
    expect(codeOf(permitDemand(seller, contract('handed_over', { silenceDays: null }), NOW))).toBe('contract.silence_not_agreed'))
  it.each<[string, Partial<Filing>, string]>([
    ['was applied for', { outcome: 'applied', state: 'confirmed' }, 'contract.not_due_yet'],
    ['is being looked at', { outcome: 'registered' }, 'contract.not_due_yet'],
    ['was sent back', { outcome: 'applied', state: 'returned' }, 'ok'],
  ])('of registration where it %s', (_what, filing, expected) =>
    expect(codeOf(permitDemand(buyer, contract('registering', { registrationDueAt: EARLY, filing: filed(filing) }), NOW))).toBe(expected),
  )
  it('and of nothing where nothing is owed', () => expect(codeOf(permitDemand(buyer, contract('effective'), NOW))).toBe('contract.wrong_state'))
})

describe('rescission is the notice of who is entitled (Civil Code arts. 563, 565)', () => {
  const cured = { demandedAt: EARLY, cureEndsAt: NOW }
  it.each<[ContractState, 'seller' | 'buyer', Ground]>([
    ['overdue', 'seller', 'buyer'],
    ['paid', 'buyer', 'seller'],
    ['registering', 'buyer', 'seller'],
  ])('%s: the %s, when the time after the demand is over', (state, side, ground) => {
    const creditor = side === 'seller' ? seller : buyer
    expect(permitRescission(creditor, contract(state, cured), NOW, false)).toMatchObject({ value: { side, ground } })
    expect(codeOf(permitRescission(creditor, contract(state, cured), EARLY, false))).toBe('contract.cure_still_runs')
    expect(codeOf(permitRescission(creditor, contract(state), NOW, false))).toBe('contract.not_demanded')
    expect(groundFor(contract(state, cured), side === 'seller' ? 'buyer' : 'seller', NOW)).toBeNull()
    expect(codeOf(permitRescission(clerk, contract(state, cured), NOW, false))).toBe('contract.parties_only.forbidden')
  })
  it('a buyer who had it mended twice in vain need not demand', () => {
    expect(groundFor(contract('paid', { rejections: 2 }), 'buyer', NOW)).toBeNull()
    expect(groundFor(contract('paid', { rejections: 3 }), 'buyer', NOW)).toBe('seller')
  })
  const given = (...sides: readonly ('seller' | 'buyer')[]) => sides.map((side) => ({ stage: 'sale' as const, side, sha256: 'sale' }))
  it.each<[string, ContractView['confirmations'], Ground | null, Ground | null]>([
    ['the buyer is silent', given('seller'), 'buyer', null],
    ['the seller is silent', given('buyer'), null, 'seller'],
    ['both are silent', [], 'agreement', 'agreement'],
  ])('the time to sign has passed and %s', (_what, confirmations, forSeller, forBuyer) => {
    const late = contract('sale_pending', { confirmations, signBy: NOW })
    expect([groundFor(late, 'seller', NOW), groundFor(late, 'buyer', NOW)]).toEqual([forSeller, forBuyer])
    expect([groundFor(late, 'seller', EARLY), groundFor(late, 'buyer', EARLY)]).toEqual([null, null])
    expect(codeOf(permitRescission(seller, late, EARLY, false))).toBe('contract.nobody_is_late')
  })
  it('what is nobody’s fault may be said by either side at any time', () => {
    expect(permitRescission(buyer, contract('effective'), NOW, true)).toMatchObject({ value: { ground: 'impossible' } })
    expect(codeOf(permitRescission(buyer, contract('settled'), NOW, true))).toBe('contract.wrong_state')
  })
  it('a clerk only records it, after the time to object, never for a house of his own', () => {
    const notified = contract('rescinded', { rescission: { side: 'seller', ground: 'buyer', objectionEndsAt: NOW } })
    expect(codeOf(permitRecord(clerk, notified, EARLY))).toBe('contract.objection_still_runs')
    expect(permitRecord(clerk, notified, NOW)).toMatchObject({ value: 'buyer' })
    expect(codeOf(permitRecord(seller, notified, NOW))).toBe('contract.clerk_only.forbidden')
    expect(codeOf(permitRecord(partial, notified, NOW))).toBe('contract.own_contract.forbidden')
    expect(codeOf(permitRecord(clerk, contract('overdue'), NOW))).toBe('contract.wrong_state')
    expect(codeOf(permitDispute(buyer, notified))).toBe('ok')
    expect(codeOf(permitDispute(seller, notified))).toBe('contract.own_notice')
  })
  it('is called by how far the contract had come', () => {
    expect(endEvent({ effectiveAt: null, paidAt: null }, 'buyer')).toBe('withdraw')
    expect(endEvent({ effectiveAt: EARLY, paidAt: null }, 'buyer')).toBe('default')
    expect(endEvent({ effectiveAt: EARLY, paidAt: null }, 'impossible')).toBe('terminate')
    expect(endEvent({ effectiveAt: EARLY, paidAt: EARLY }, 'buyer')).toBe('terminate')
  })
})

describe('a dispute', () => {
  const disputed = (change: Partial<ContractView> = {}) => contract('disputed', { dispute: { side: 'buyer', from: 'handed_over' }, ...change })
  it.each<[ContractState, string]>([
    ['paid', 'ok'],
    ['handed_over', 'ok'],
    ['registering', 'ok'],
    ['effective', 'contract.wrong_state'],
    ['settled', 'contract.wrong_state'],
  ])('is opened by a party in %s: %s', (state, code) => expect(codeOf(permitDispute(buyer, contract(state)))).toBe(code))
  it('hears both sides and nobody else', () => {
    expect([codeOf(permitStatement(seller, disputed())), codeOf(permitStatement(buyer, disputed()))]).toEqual(['ok', 'ok'])
    expect(codeOf(permitStatement(clerk, disputed()))).toBe('contract.parties_only.forbidden')
    expect(codeOf(permitStatement(buyer, disputed({ statements: Array.from({ length: 20 }, () => 'buyer' as const) })))).toBe('contract.statements_full')
    expect(codeOf(permitStatement(seller, contract('paid')))).toBe('contract.wrong_state')
  })
  it('is dropped by whoever opened it, and the contract goes on where it stood', () => {
    expect(permitClose(buyer, disputed())).toMatchObject({ value: 'handed_over' })
    expect(codeOf(permitClose(seller, disputed()))).toBe('contract.opener_only')
    expect(codeOf(permitClose(buyer, contract('paid')))).toBe('contract.wrong_state')
  })
  it('is settled by two sides: nobody confirms his own proposal', () => {
    const open = { kind: 'settlement', side: 'seller', proposedBy: 'per_2' } as const
    expect(codeOf(permitProposal(seller, disputed()))).toBe('ok')
    expect(codeOf(permitProposal(clerk, disputed()))).toBe('contract.parties_only.forbidden')
    expect(codeOf(permitSplit(buyer, disputed({ split: open })))).toBe('ok')
    expect(codeOf(permitSplit(seller, disputed({ split: open })))).toBe('contract.own_proposal')
    expect(codeOf(permitSplit(clerk, disputed({ split: open })))).toBe('contract.parties_only.forbidden')
    expect(codeOf(permitSplit(buyer, disputed({ split: { ...open, proposedBy: 'per_1' } })))).toBe('contract.second_person_needed')
    expect(codeOf(permitSplit(buyer, disputed()))).toBe('contract.nothing_proposed')
    expect(codeOf(permitSplit(buyer, contract('settled', { split: open })))).toBe('contract.wrong_state')
  })
  it('or by an award that two officers put on record', () => {
    const award = { kind: 'award', side: null, proposedBy: 'per_2' } as const
    expect(codeOf(permitAward(clerk, disputed()))).toBe('ok')
    expect(codeOf(permitAward(partial, disputed()))).toBe('contract.own_contract.forbidden')
    expect(codeOf(permitAward(clerk, contract('paid')))).toBe('contract.wrong_state')
    expect(codeOf(permitSplit(clerk, disputed({ split: award })))).toBe('ok')
    expect(codeOf(permitSplit(clerk, disputed({ split: { ...award, proposedBy: 'per_1' } })))).toBe('contract.second_person_needed')
    expect(codeOf(permitSplit(partial, disputed({ split: award })))).toBe('contract.own_contract.forbidden')
    expect(codeOf(permitSplit(buyer, disputed({ split: award })))).toBe('contract.clerk_only.forbidden')
  })
})

describe('money when a contract ends', () => {
  it.each<[Ground, bigint, bigint, bigint, bigint]>([
    ['buyer', 200n, 200n, 200n, 0n],
    ['buyer', 2_400n, 200n, 200n, 2_200n],
    ['buyer', 150n, 200n, 150n, 0n],
    ['seller', 2_400n, 200n, 0n, 2_400n],
    ['agreement', 200n, 200n, 0n, 200n],
    ['impossible', 2_400n, 200n, 0n, 2_400n],
  ])('%s, %d held, %d deposit: %d to the seller, %d to the buyer', (ground, held, deposit, sellerMinor, buyerMinor) =>
    expect(sharesAtEnd(ground, held, deposit)).toEqual({ sellerMinor, buyerMinor }),
  )
})
