import { expect, test } from 'vitest'
import { VISITOR, type Actor, type Role } from '#kernel/actor.ts'
import { mayReadBooks, maySeeMoneyOf, moneyReaders } from './permit.ts'

const person = (personId: string, role: Role, organisationId = 'org_market'): Actor => ({ kind: 'person', personId, mandates: [{ role, organisationId }] })
const finance = person('per_finance', 'finance')
const nameless: Actor = { ...finance, kind: 'visitor', personId: null }

test.each<[string, Actor, boolean, boolean, readonly string[]]>([
  ['an officer of finance', finance, true, true, ['org_a', 'per_finance']],
  ['the head of the market', person('per_h', 'approver'), true, false, ['org_a']],
  ['the head of a seller', person('per_h', 'approver', 'org_a'), false, true, ['org_a']],
  ['somebody of the organisation', person('per_r', 'researcher', 'org_a'), false, true, ['org_a']],
  ['a clerk', person('per_c', 'clerk'), false, false, ['org_a']],
  ['a visitor', VISITOR, false, false, ['org_a']],
  ['nobody in person', nameless, true, true, ['org_a']],
])('%s reads the books: %s, the money of an organisation: %s, and acts before %j', (_who, actor, books, money, readers) => {
  expect(mayReadBooks(actor, 'org_market')).toBe(books)
  expect(maySeeMoneyOf(actor, 'org_a')).toBe(money)
  expect(moneyReaders(actor, ['org_a', 'org_a'])).toEqual(readers)
})
