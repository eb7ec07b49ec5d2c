import { expect, test } from 'vitest'
import type { Actor, Role } from '#kernel/actor.ts'
import { FRESH_MINUTES, freshFactorRefusal, isOfficer, proofOf } from './fresh-factor.ts'

const NOW = 1_800_000_000_000
const FRESH_MS = FRESH_MINUTES * 60_000
const standing = (more: object) => ({ provedAt: null, hasCode: false, hasPasskey: false, ...more })
const codeOf = (more: object, mustHaveFactor = false) => freshFactorRefusal(standing(more), mustHaveFactor, NOW)?.code ?? null

test('a proof counts for its minutes and not a moment longer', () => {
  expect(codeOf({ provedAt: NOW })).toBeNull()
  expect(codeOf({ provedAt: NOW - FRESH_MS + 1 })).toBeNull()
  expect(codeOf({ provedAt: NOW - FRESH_MS })).toBe('request.fresh_factor_needed')
  expect(codeOf({ provedAt: null })).toBe('request.fresh_factor_needed')
})

test('who must have a factor of their own gets nowhere by a password alone', () => {
  expect(codeOf({ provedAt: NOW }, true)).toBe('request.second_factor_missing')
  expect(codeOf({ provedAt: NOW, hasCode: true }, true)).toBeNull()
  expect(codeOf({ provedAt: NOW, hasPasskey: true }, true)).toBeNull()
})

test('the strongest factor that is set up is asked for', () => {
  expect(proofOf({ hasCode: false, hasPasskey: false })).toBe('password')
  expect(proofOf({ hasCode: false, hasPasskey: true })).toBe('passkey')
  expect(proofOf({ hasCode: true, hasPasskey: true })).toBe('code')
})

test('officers are those who keep order, check others or move money', () => {
  const holding = (role: Role): Actor => ({ kind: 'person', personId: 'per_1', mandates: [{ role, organisationId: 'org_1' }] })
  const roles: readonly Role[] = ['approver', 'clerk', 'finance', 'auctioneer', 'regulator', 'admin']
  for (const role of roles) expect(isOfficer(holding(role)), role).toBe(true)
  for (const role of ['researcher', 'tto', 'enterprise'] as const) expect(isOfficer(holding(role)), role).toBe(false)
})
