import { describe, expect, it } from 'vitest'
import { SYSTEM, VISITOR, type Actor, type Role } from '#kernel/actor.ts'
import { accountText, canReceive } from './account-text.ts'
import { checkSecondPerson, makerOf } from './permit.ts'
import { csvField, xmlText } from './xml-text.ts'

const person = (personId: string, role: Role, organisationId = 'org_market'): Actor => ({ kind: 'person', personId, mandates: [{ role, organisationId }] })
const finance = person('per_finance', 'finance')
const nameless: Actor = { ...finance, kind: 'visitor', personId: null }
const maker = { personId: 'per_maker', organisationId: 'org_market' }

describe('two people', () => {
  it('the first is an officer of finance', () => {
    expect(makerOf(finance)).toEqual({ personId: 'per_finance', organisationId: 'org_market' })
    expect([person('per_x', 'clerk'), VISITOR, SYSTEM, nameless].map(makerOf)).toEqual([null, null, null, null])
  })
  it.each<[string, Actor, string]>([
    ['another officer of the house', finance, 'ok'],
    ['the head of the house', person('per_head', 'approver'), 'ok'],
    ['the maker', person('per_maker', 'finance'), 'ledger.maker_is_checker'],
    ['the head of another house', person('per_head', 'approver', 'org_x'), 'ledger.second_person.forbidden'],
    ['an officer of another house', person('per_f', 'finance', 'org_x'), 'ledger.second_person.forbidden'],
    ['a clerk', person('per_c', 'clerk'), 'ledger.second_person.forbidden'],
    ['nobody in person', nameless, 'ledger.second_person.forbidden'],
  ])('the second: %s', (_who, actor, code) => {
    const verdict = checkSecondPerson(actor, maker)
    expect(verdict.ok ? 'ok' : verdict.refusal.code).toBe(code)
  })
})

describe('the number of an account', () => {
  it.each([
    ['6222 0200-1234', '622202001234'],
    ["'6222020012345678", '6222020012345678'],
    ['="6222020012345678"', '6222020012345678'],
    ['de89 3704', 'DE893704'],
    ['账号 6222-02', '账号 6222-02'],
    ['- 6222', '- 6222'],
  ])('%s is %s', (written, text) => expect(accountText(written)).toBe(text))
  it.each([
    ['622202001234567890', true, 'eighteen digits'],
    ['622202001234567000', false, 'eighteen, of which a spreadsheet has lost three'],
    ['62220200123456700', true, 'seventeen that end with zeros'],
    ['062220200123456000', true, 'a number that no spreadsheet has read'],
    ['622202001234', true, 'twelve digits'],
    ['1', true, 'one digit'],
    ['1'.repeat(34), true, 'as many as pain.001 takes'],
    ['1'.repeat(35), false, 'one more'],
    ['6.22202E+17', false, 'an exponent'],
    ['DE89370400440532013000', true, 'an IBAN'],
  ])('%s can receive: %s (%s)', (account, can) => expect(canReceive(account)).toBe(can))
})

describe('what banks and spreadsheets read', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['-2', "'-2"],
    ['@x', "'@x"],
    ['1=1', '1=1'],
    ['a,"b"', '"a,""b"""'],
    ['=a,b', `"'=a,b"`],
  ])('a field %s is written %s', (text, field) => expect(csvField(text)).toBe(field))
  it('keeps line breaks in XML and drops what XML may not have', () => expect(xmlText('<a & "b">\n\u0000\uffff')).toBe('&lt;a &amp; &quot;b&quot;&gt;\n'))
})
