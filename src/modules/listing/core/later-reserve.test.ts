/** Who enters a reserve that the notice left open, and when. */
import { describe, expect, it } from 'vitest'
import type { Actor, Role } from '#kernel/actor.ts'
import { instant, later, MINUTE_MS } from '#kernel/instant.ts'
import { checkReserveAmount, permitReserve, reserveDueAt, type LaterReserve } from './later-reserve.ts'
import type { LotState } from './lifecycle.ts'
import type { ReserveAct } from './words.ts'

const dueAt = instant(Date.parse('2026-03-03T03:00:00Z'))
const before = later(dueAt, -1)
const person = (personId: string, ...roles: readonly (readonly [Role, string])[]): Actor => ({
  kind: 'person',
  personId,
  mandates: roles.map(([role, organisationId]) => ({ role, organisationId })),
})
const first = person('per_1', ['tto', 'org_s'])
const second = person('per_2', ['approver', 'org_s'])
const regulator = person('per_r', ['regulator', 'org_g'])
const open: LaterReserve = { minutes: 30, dueAt, fixedAt: null, enteredBy: null }
const half: LaterReserve = { ...open, enteredBy: 'per_1' }

const said = (act: ReserveAct, actor: Actor, reserve: LaterReserve | null, { at = before, state = 'bidding' as LotState } = {}): string => {
  const verdict = permitReserve(act, actor, { sellerOrganisationId: 'org_s', state, reserve }, at)
  return verdict.ok ? 'ok' : verdict.refusal.code.replace('listing.', '')
}

describe('a reserve entered by two', () => {
  it('is due so many minutes before the free phase ends', () => expect(reserveDueAt(later(dueAt, 30 * MINUTE_MS), 30)).toBe(dueAt))

  it.each<[string, ReserveAct, Actor, LaterReserve | null, string]>([
    ['one of the unit enters', 'enterReserve', first, open, 'ok'],
    ['and may correct itself', 'enterReserve', first, half, 'ok'],
    ['another does not type over it', 'enterReserve', second, half, 'reserve_entered_already'],
    ['the second types it again', 'confirmReserve', second, half, 'ok'],
    ['or the regulator', 'confirmReserve', regulator, half, 'ok'],
    ['who enters nothing itself', 'enterReserve', regulator, open, 'not_found'],
    ['never the same person', 'confirmReserve', first, half, 'reserve_second_person'],
    ['nothing is confirmed that was not entered', 'confirmReserve', second, open, 'reserve_nothing_entered'],
    ['fixed is fixed', 'enterReserve', first, { ...open, fixedAt: before }, 'reserve_fixed_already'],
    ['nothing was announced', 'enterReserve', first, null, 'reserve_not_announced'],
    ['not before the bidding is scheduled', 'enterReserve', first, { ...open, dueAt: null }, 'reserve_not_yet'],
    ['not another unit', 'enterReserve', person('per_x', ['tto', 'org_x']), open, 'not_found'],
    ['not who bids elsewhere', 'enterReserve', person('per_y', ['tto', 'org_s'], ['enterprise', 'org_b']), open, 'reserve_knows_bidders'],
    ['not a clerk of the market', 'confirmReserve', person('per_z', ['regulator', 'org_g'], ['clerk', 'org_m']), half, 'reserve_knows_bidders'],
  ])('%s', (_, act, actor, reserve, code) => expect(said(act, actor, reserve)).toBe(code))

  it('ends at its last moment, and stands still with the clock', () => {
    expect(said('enterReserve', first, open, { at: dueAt })).toBe('reserve_too_late')
    expect(said('confirmReserve', second, half, { at: dueAt })).toBe('reserve_too_late')
    expect(said('enterReserve', first, open, { state: 'suspended' })).toBe('wrong_state')
  })

  it('is neither below the start nor beyond what may be bid', () => {
    const bounds = { startingPriceMinor: 100n, highestMinor: 200n }
    expect([99n, 100n, 200n, 201n].map((amount) => checkReserveAmount(amount, bounds).ok)).toEqual([false, true, true, false])
    expect(checkReserveAmount(10n ** 15n, { ...bounds, highestMinor: null }).ok).toBe(true)
  })
})
