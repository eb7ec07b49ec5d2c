import { describe, expect, it } from 'vitest'
import { VISITOR, type Actor, type Role } from '#kernel/actor.ts'
import { actsOf, maySee, permit } from './acts.ts'
import type { ComplaintState } from './lifecycle.ts'

const person = (personId: string, ...roles: readonly Role[]): Actor => ({
  kind: 'person',
  personId,
  mandates: roles.map((role) => ({ role, organisationId: 'org_market' })),
})
const complainant = person('per_1')
const stranger = person('per_2', 'enterprise', 'tto', 'approver', 'regulator')
const clerk = person('per_3', 'clerk')
const complainingClerk = person('per_1', 'clerk')
const complaint = (state: ComplaintState = 'received') => ({ state, personId: 'per_1' })
const on = (actor: Actor, state?: ComplaintState) =>
  Object.fromEntries(actsOf(actor, complaint(state)).map(({ act, refusal }) => [act, refusal?.code ?? 'open']))

describe('a complaint', () => {
  it('is read by who made it and by officers, and exists for nobody else', () => {
    expect([complainant, clerk, person('per_9', 'admin')].map((actor) => maySee(actor, complaint()))).toEqual([true, true, true])
    expect([stranger, VISITOR].map((actor) => maySee(actor, complaint()))).toEqual([false, false])
    expect(permit('answer', stranger, complaint())).toMatchObject({ refusal: { code: 'complaint.not_found' } })
    expect(permit('withdraw', clerk, complaint())).toMatchObject({ refusal: { code: 'complaint.not_found' } })
  })
  it('is taken back by who made it and answered by an officer', () => {
    expect(on(complainant)).toEqual({ withdraw: 'open' })
    expect(on(clerk)).toEqual({ answer: 'open' })
    expect(on(stranger)).toEqual({})
  })
  it('is not answered by the officer who made it', () => expect(on(complainingClerk)).toEqual({ answer: 'complaint.own', withdraw: 'open' }))
  it('is closed once', () => {
    for (const state of ['answered', 'withdrawn'] as const) {
      expect(on(complainant, state)).toEqual({ withdraw: 'complaint.already_closed' })
      expect(on(clerk, state)).toEqual({ answer: 'complaint.already_closed' })
    }
  })
})
