import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Actor, Role } from '#kernel/actor.ts'
import { decideBench, neededOn, OFFICER_ROLES, permitCertify, permitRevoke, spoken, type Bench, type OfficerKey, type OfficerRole } from './officers.ts'

const keyOf = (id: string, role: OfficerRole, change: Partial<OfficerKey> = {}): OfficerKey => ({
  id,
  personId: `per_${id}`,
  role,
  state: 'certified',
  publicKey: id,
  fingerprint: id,
  ...change,
})
const person = (personId: string, ...roles: readonly Role[]): Actor => ({
  kind: 'person',
  personId,
  mandates: roles.map((role) => ({ role, organisationId: 'org_house' })),
})
const benchOf = (...roles: readonly OfficerRole[]): Bench => ({ threshold: 3, wanted: 5, eligible: roles.map((role, at) => keyOf(`k${at}`, role)) })
const decide = (bench: Bench, chosen = bench.eligible.map(({ id }) => id)): string => {
  const decided = decideBench(chosen, bench)
  return decided.ok ? 'ok' : decided.refusal.code
}

describe('a bench', () => {
  it('needs somebody independent, and no group that opens alone', () => {
    expect(decide(benchOf('clerk', 'clerk', 'auctioneer', 'finance', 'regulator'))).toBe('ok')
    expect(decide(benchOf('clerk', 'clerk', 'auctioneer', 'finance', 'finance'))).toBe('sealing.no_independent_officer')
    expect(decide(benchOf('clerk', 'clerk', 'clerk', 'finance', 'regulator'))).toBe('sealing.group_opens_alone')
    expect(decide(benchOf('clerk', 'finance', 'regulator', 'regulator', 'regulator'))).toBe('sealing.group_opens_alone')
  })
  it('needs two to spare where there are so many, and never fewer than open together', () => {
    const six = benchOf('clerk', 'clerk', 'auctioneer', 'finance', 'regulator', 'regulator')
    expect(neededOn(six)).toBe(5)
    expect(neededOn({ ...six, wanted: 3 })).toBe(5)
    expect(neededOn({ ...six, wanted: 9 })).toBe(6)
    expect(decide(six, ['k0', 'k1', 'k2', 'k4'])).toBe('sealing.too_few_officers')
    expect(decide(benchOf('clerk', 'finance', 'regulator'))).toBe('ok')
    expect(decide(benchOf('clerk', 'regulator'))).toBe('sealing.too_few_officers')
  })
  it('takes no key that is not there, and none twice for two', () => {
    const three = benchOf('clerk', 'finance', 'regulator')
    expect(decide(three, ['k0', 'k1', 'k2', 'k9'])).toBe('sealing.key_not_eligible')
    expect(decide(three, ['k0', 'k0', 'k0'])).toBe('sealing.too_few_officers')
  })
  it('that is taken keeps all of it, whoever is chosen', () => {
    const role = fc.constantFrom(...OFFICER_ROLES)
    fc.assert(
      fc.property(
        fc.array(role, { maxLength: 12 }),
        fc.integer({ min: 2, max: 5 }),
        fc.integer({ min: 3, max: 9 }),
        fc.infiniteStream(fc.boolean()),
        (roles, threshold, wanted, takes) => {
          const bench: Bench = { ...benchOf(...roles), threshold, wanted }
          const chosen = bench.eligible.filter(() => takes.next().value).map(({ id }) => id)
          const decided = decideBench(chosen, bench)
          if (!decided.ok) return
          const seated = decided.value
          expect(seated.map(({ id }) => id)).toEqual(chosen)
          expect(seated.length).toBeGreaterThanOrEqual(Math.min(threshold + 2, Math.max(threshold, bench.eligible.length)))
          expect(seated.some((key) => key.role === 'regulator')).toBe(true)
          for (const group of OFFICER_ROLES) expect(seated.filter((key) => key.role === group).length).toBeLessThan(threshold)
        },
      ),
    )
  })
})

describe('a key', () => {
  const registered = keyOf('k', 'clerk', { state: 'registered' })
  const code = (result: ReturnType<typeof permitCertify>): string => (result.ok ? 'ok' : result.refusal.code)

  it('is certified by another person of another group', () => {
    expect(code(permitCertify(person('per_other', 'finance'), registered))).toBe('ok')
    expect(code(permitCertify(person('per_other', 'clerk'), registered))).toBe('sealing.other_group.forbidden')
    expect(code(permitCertify(person('per_k', 'clerk', 'finance'), registered))).toBe('sealing.other_group.forbidden')
    expect(code(permitCertify(person('per_other', 'tto'), registered))).toBe('sealing.not_found')
    expect(code(permitCertify(person('per_other', 'finance'), { ...registered, state: 'certified' }))).toBe('sealing.key_decided')
  })
  it('is revoked by its holder, or by another group', () => {
    expect(code(permitRevoke(person('per_k', 'clerk'), registered))).toBe('ok')
    expect(code(permitRevoke(person('per_other', 'regulator'), { ...registered, state: 'certified' }))).toBe('ok')
    expect(code(permitRevoke(person('per_other', 'clerk'), registered))).toBe('sealing.other_group.forbidden')
    expect(code(permitRevoke(person('per_k', 'clerk'), { ...registered, state: 'revoked' }))).toBe('sealing.key_decided')
  })
  it('is read out in groups of four', () => expect(spoken('0123456789abcdef')).toBe('0123 4567 89ab cdef'))
})
