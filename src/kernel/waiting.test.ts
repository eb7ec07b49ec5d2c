import { describe, expect, it } from 'vitest'
import { VISITOR, type Actor } from './actor.ts'
import { actsAwaited, claimsOf, type Waits } from './waiting.ts'

const WAITS: Waits<'open' | 'named' | 'over', 'sign' | 'check' | 'answer', 'seller' | 'buyer' | 'market' | 'person'> = {
  open: [
    { act: 'sign', of: 'seller', roles: ['tto', 'approver'] },
    { act: 'sign', of: 'buyer', roles: ['approver'] },
    { act: 'check', of: 'market', roles: ['clerk'] },
  ],
  named: [{ act: 'answer', of: 'person', roles: [] }],
  over: [],
}
const person = (...mandates: Actor['mandates']): Actor => ({ kind: 'person', personId: 'per_1', mandates })

describe('who waits', () => {
  it('is asked role by role, for the organisations in which they are held', () => {
    const both = person({ role: 'tto', organisationId: 'org_a' }, { role: 'approver', organisationId: 'org_a' }, { role: 'approver', organisationId: 'org_b' })
    expect(claimsOf(WAITS, both)).toEqual([
      { state: 'open', act: 'sign', of: 'seller', organisationIds: ['org_a', 'org_b'] },
      { state: 'open', act: 'sign', of: 'buyer', organisationIds: ['org_a', 'org_b'] },
      { state: 'named', act: 'answer', of: 'person', organisationIds: [] },
    ])
    expect(actsAwaited(claimsOf(WAITS, both), 'open')).toEqual(['sign'])
    expect(actsAwaited(claimsOf(WAITS, both), 'over')).toEqual([])
  })
  it('is one who holds one of the roles in one place', () =>
    expect(claimsOf(WAITS, person({ role: 'clerk', organisationId: 'org_m' }))).toEqual([
      { state: 'open', act: 'check', of: 'market', organisationIds: ['org_m'] },
      { state: 'named', act: 'answer', of: 'person', organisationIds: [] },
    ]))
  it('is whoever is named in person, with or without a role', () => expect(claimsOf(WAITS, person()).map(({ act }) => act)).toEqual(['answer']))
  it('is no visitor', () => expect(claimsOf(WAITS, VISITOR)).toEqual([]))
})
