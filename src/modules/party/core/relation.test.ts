import { describe, expect, it } from 'vitest'
import type { Actor, Role } from '#kernel/actor.ts'
import { decideDeclaration, DECLARERS, relationActs, relationLife, type DeclaredRelation, type RelationState } from './relation.ts'

const ROLES: readonly Role[] = ['researcher', 'tto', 'approver', 'enterprise', 'clerk', 'finance', 'auctioneer', 'regulator', 'admin']
const actor = (...roles: readonly (readonly [Role, string])[]): Actor => ({
  kind: 'person',
  personId: 'per_1',
  mandates: roles.map(([role, organisationId]) => ({ role, organisationId })),
})
const relation = (state: RelationState, change: Partial<DeclaredRelation> = {}): DeclaredRelation => ({
  from: 'org_a',
  to: 'org_b',
  kind: 'parent',
  state,
  declaredFor: 'org_a',
  endAskedFor: null,
  ...change,
})
const proof = { documentId: 'doc_1', reason: 'register' }

it('the table of states is sound', () => expect(relationLife.validate()).toEqual([]))

describe('who may declare', () => {
  it.each(ROLES)('%s: as the table says, for a side and for others', (role) => {
    const own = DECLARERS.some((row) => row.role === role && row.about === 'own')
    const any = DECLARERS.some((row) => row.role === role && row.about === 'any')
    expect(decideDeclaration(actor([role, 'org_a']), { from: 'org_a', to: 'org_b' }, proof).ok).toBe(own)
    expect(decideDeclaration(actor([role, 'org_m']), { from: 'org_a', to: 'org_b' }, proof).ok).toBe(any)
    expect(decideDeclaration(actor([role, 'org_m']), { from: 'org_a', to: 'org_b' }, undefined).ok).toBe(false)
  })
})

describe('what may be made of a relation', () => {
  const declarer = actor(['enterprise', 'org_a'])
  const other = actor(['approver', 'org_b'])
  const clerk = actor(['clerk', 'org_m'])
  const stranger = actor(['enterprise', 'org_c'], ['tto', 'org_b'])
  it.each([
    ['the declarer of one that waits', declarer, relation('declared'), ['withdraw']],
    ['the other side', other, relation('declared'), ['confirm', 'object']],
    ['the officer', clerk, relation('declared'), ['confirmByEvidence', 'reject']],
    ['somebody else of the other side', stranger, relation('declared'), []],
    ['the other side after its objection', other, relation('objected'), ['confirm']],
    ['a side of one that binds', other, relation('confirmed'), ['askEnd']],
    ['a side while its question waits', declarer, relation('confirmed', { endAskedFor: 'org_b' }), []],
    ['the officer of one that binds', clerk, relation('confirmed'), ['end']],
    ['the officer who was asked for the end', clerk, relation('confirmed', { endAskedFor: 'org_b' }), ['end', 'keep']],
    ['an officer who belongs to a side', actor(['clerk', 'org_m'], ['tto', 'org_b']), relation('declared'), []],
    ['the sides of one from before there were two', other, relation('declared', { declaredFor: null }), []],
    ['anybody, of one that is over', clerk, relation('rejected'), []],
  ] as const)('by %s', (_, who, given, expected) => expect(relationActs(given, who)).toEqual(expected))
})
