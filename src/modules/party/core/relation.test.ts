import { describe, expect, it } from 'vitest'
import type { Actor, Role } from '#kernel/actor.ts'
import { decideDeclaration, DECLARERS, relationLife } from './relation.ts'

const ROLES: readonly Role[] = ['researcher', 'tto', 'approver', 'enterprise', 'clerk', 'finance', 'auctioneer', 'regulator', 'admin']
const actor = (...roles: readonly (readonly [Role, string])[]): Actor => ({
  kind: 'person',
  personId: 'per_1',
  mandates: roles.map(([role, organisationId]) => ({ role, organisationId })),
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
