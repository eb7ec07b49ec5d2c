import { describe, expect, it } from 'vitest'
import type { Actor, Role } from '#kernel/actor.ts'
import type { BusinessCalendar } from '#kernel/business-calendar.ts'
import { DAY_MS, later, parseInstant } from '#kernel/instant.ts'
import { startClock } from './clock.ts'
import { afterDismissal, afterObjection, decideClose, decideHandling, mayHandle, noticeLife, objectionLife, type Notice, type HandledBy } from './notice.ts'

const everyDay: BusinessCalendar = { isWorkingDay: () => true }
const opened = parseInstant('2026-03-02T01:00:00Z')
const notice = (handledBy: HandledBy = 'market'): Notice => ({
  id: 'ntc_1',
  kind: 'sale',
  handledBy,
  subject: 'lot_1',
  ownerOrganisationId: 'org_u',
  state: 'running',
  clock: startClock(everyDay, opened, 10, 'wd'),
})
const actor = (personId: string, ...roles: readonly (readonly [Role, string])[]): Actor => ({
  kind: 'person',
  personId,
  mandates: roles.map(([role, organisationId]) => ({ role, organisationId })),
})
const objection = { id: 'obj_1', noticeId: 'ntc_1', personId: 'per_o', state: 'open' } as const
const day = (n: number) => later(opened, n * DAY_MS)

it('the tables of states are sound', () => {
  expect(noticeLife.validate()).toEqual([])
  expect(objectionLife.validate()).toEqual([])
})

it('an objection to what is not one’s business does not exist', () =>
  expect(decideHandling(notice(), objection, actor('per_x', ['approver', 'org_u']), 'dismiss')).toMatchObject({ refusal: { code: 'notice.not_found' } }))

it('a notice that was withdrawn while it stood still does not run on', () => {
  const stopped = afterObjection(notice(), everyDay, day(1), true)
  const withdrawn: Notice = { ...notice(), ...stopped, state: 'withdrawn' }
  expect(afterDismissal(withdrawn, everyDay, day(2), 0)).toBe(withdrawn)
  expect(afterDismissal({ ...notice(), ...stopped }, everyDay, day(2), 0).state).toBe('running')
})

describe('who answers an objection', () => {
  const clerk = actor('per_c', ['clerk', 'org_m'])
  const head = actor('per_h', ['approver', 'org_u'])
  it.each([
    ['a sale', 'market', clerk, true],
    ['a sale: not the owner itself', 'market', head, false],
    ['an affair of the unit: the unit', 'unit', head, true],
    ['an affair of the unit: not the market', 'unit', clerk, false],
    ['an affair of the unit: not another unit', 'unit', actor('per_h', ['approver', 'org_v']), false],
    ['a clerk who also acts for the owner', 'market', actor('per_c', ['clerk', 'org_m'], ['tto', 'org_u']), false],
  ] as const)('%s', (_, handledBy, who, expected) => expect(mayHandle(who, notice(handledBy))).toBe(expected))

  it('never who objected', () => {
    const own = actor('per_o', ['clerk', 'org_m'])
    expect(decideHandling(notice(), objection, own, 'dismiss')).toMatchObject({ refusal: { code: 'notice.own_objection.forbidden' } })
  })
  it('only once', () =>
    expect(decideHandling(notice(), { ...objection, state: 'dismissed' }, clerk, 'uphold')).toMatchObject({ refusal: { code: 'notice.already_decided' } }))
  it('not after the notice has ended', () =>
    expect(decideHandling({ ...notice(), state: 'withdrawn' }, objection, clerk, 'dismiss')).toMatchObject({ refusal: { code: 'notice.already_decided' } }))
})

describe('objecting', () => {
  it('stops the clock once, if the rule says so', () => {
    const paused = afterObjection(notice(), everyDay, day(3), true)
    expect(paused).toMatchObject({ state: 'paused', clock: { isRunning: false, remaining: 8 } })
    expect(afterObjection({ ...notice(), ...paused }, everyDay, day(5), true)).toMatchObject({ state: 'paused', clock: { remaining: 8, stoppedAt: day(3) } })
    expect(afterObjection(notice(), everyDay, day(3), false)).toMatchObject({ state: 'running' })
  })
  it('and the clock goes on when the last one is answered', () => {
    const paused: Notice = { ...notice(), ...afterObjection(notice(), everyDay, day(3), true) }
    expect(afterDismissal(paused, everyDay, day(6), 1).state).toBe('paused')
    expect(afterDismissal(paused, everyDay, day(6), 0)).toMatchObject({ state: 'running', clock: { remaining: 8 } })
  })
})

describe('closing', () => {
  const { clock } = notice()
  const end = clock.isRunning ? clock.closesAt : opened
  it.each([
    ['a moment before the end', notice(), later(end, -1), 0, { verdict: 'wait', until: end }],
    ['at the end', notice(), end, 0, { verdict: 'close' }],
    ['at the end with an objection open', notice(), end, 1, { verdict: 'wait', until: null }],
    [
      'while the clock stands still',
      { ...notice(), ...afterObjection(notice(), everyDay, day(3), true) },
      later(end, DAY_MS),
      1,
      { verdict: 'wait', until: null },
    ],
    ['when it has been withdrawn', { ...notice(), state: 'withdrawn' as const }, end, 0, { verdict: 'wait', until: null }],
  ] as const)('%s', (...[, given, now, open, expected]) => expect(decideClose(given, now, open)).toEqual(expected))
})
