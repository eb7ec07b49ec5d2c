import { describe, expect, it } from 'vitest'
import type { Actor, Role } from '#kernel/actor.ts'
import type { BusinessCalendar } from '#kernel/business-calendar.ts'
import { DAY_MS, later, parseInstant } from '#kernel/instant.ts'
import { startClock } from './clock.ts'
import type { Notice } from './notice.ts'
import { barLife, decideAppeal, decideObjection, decideReview, mayBar, openGrounds, type Bar, type ObjectionHistory } from './objection.ts'

const everyDay: BusinessCalendar = { isWorkingDay: () => true }
const opened = parseInstant('2026-03-02T01:00:00Z')
const clock = startClock(everyDay, opened, 10, 'wd')
const notice: Notice = { id: 'ntc_1', kind: 'sale', handledBy: 'market', subject: 'lot_1', ownerOrganisationId: 'org_u', state: 'running', clock }
const fresh: ObjectionHistory = { own: [], ownOpen: 0, leadId: null, hasStopped: false, barredUntil: null }
const decide = (change: Partial<ObjectionHistory>, now = later(opened, DAY_MS)) =>
  decideObjection(notice, { ...fresh, ...change }, { now, maxOpen: 3, ground: 'price' })
const actor = (personId: string, ...roles: readonly (readonly [Role, string])[]): Actor => ({
  kind: 'person',
  personId,
  mandates: roles.map(([role, organisationId]) => ({ role, organisationId })),
})

it('the table of bars is sound', () => expect(barLife.validate()).toEqual([]))

describe('objecting', () => {
  it('is possible to the last moment and not after it', () => {
    expect(decide({}, later(clock.closesAt, -1))).toEqual({ ok: true, value: { kind: 'first', stops: true } })
    expect(decide({}, clock.closesAt)).toMatchObject({ refusal: { code: 'notice.over' } })
  })
  it.each([
    ['on a ground that has stopped the notice before', { hasStopped: true }, { kind: 'first', stops: false }],
    ['on a ground that is being examined for somebody else', { leadId: 'obj_1', hasStopped: true }, { kind: 'joined', leadId: 'obj_1' }],
    ['again after an answer', { own: ['dismissed'] as const, hasStopped: true }, { kind: 'repeated' }],
    ['again after taking it back', { own: ['retracted'] as const, hasStopped: true }, { kind: 'repeated' }],
    ['after a bar that is over', { barredUntil: opened }, { kind: 'first', stops: true }],
  ])('%s', (_, change, expected) => expect(decide(change)).toEqual({ ok: true, value: expected }))
  it.each([
    ['twice on one ground', { own: ['open'] as const }, 'notice.already_objected'],
    ['a third time on one ground', { own: ['dismissed', 'dismissed'] as const }, 'notice.ground_answered'],
    ['with too many open ones', { ownOpen: 3 }, 'notice.too_many_objections'],
    ['while barred', { barredUntil: later(opened, 2 * DAY_MS) }, 'notice.barred'],
  ])('is refused %s', (_, change, code) => expect(decide(change)).toMatchObject({ refusal: { code } }))
  it('leaves the other grounds', () => expect(openGrounds([{ ground: 'price', state: 'dismissed' }])).not.toContain('price'))
})

describe('the loss of the right to object', () => {
  const bar: Bar = { objectionId: 'obj_1', personId: 'per_o', state: 'standing', decidedBy: 'per_c', appealBy: later(opened, 15 * DAY_MS) }
  it('is found by a market clerk who does not act for the owner, never by the head of the unit', () => {
    expect(mayBar(actor('per_c', ['clerk', 'org_m']), notice)).toBe(true)
    expect(mayBar(actor('per_c', ['clerk', 'org_m'], ['tto', 'org_u']), notice)).toBe(false)
    expect(mayBar(actor('per_h', ['approver', 'org_u']), notice)).toBe(false)
    expect(mayBar(actor('per_x', ['finance', 'org_m']), notice)).toBe(false)
  })
  it('is appealed once, in time, by the person', () => {
    expect(decideAppeal(bar, actor('per_o'), opened).ok).toBe(true)
    expect(decideAppeal(bar, actor('per_x'), opened)).toMatchObject({ refusal: { code: 'notice.not_found' } })
    expect(decideAppeal({ ...bar, state: 'appealed' }, actor('per_o'), opened)).toMatchObject({ refusal: { code: 'notice.already_appealed' } })
    expect(decideAppeal(bar, actor('per_o'), bar.appealBy)).toMatchObject({ refusal: { code: 'notice.appeal_too_late' } })
  })
  it('is heard by another officer', () => {
    const appealed: Bar = { ...bar, state: 'appealed' }
    expect(decideReview(appealed, actor('per_d', ['clerk', 'org_m']), 'lift')).toEqual({ ok: true, value: 'lifted' })
    expect(decideReview(appealed, actor('per_c', ['clerk', 'org_m']), 'keep')).toMatchObject({ refusal: { code: 'notice.other_officer.forbidden' } })
    expect(decideReview(appealed, actor('per_d', ['regulator', 'org_m']), 'lift')).toMatchObject({ refusal: { code: 'notice.other_officer.forbidden' } })
    expect(decideReview(appealed, actor('per_o', ['clerk', 'org_m']), 'lift')).toMatchObject({ refusal: { code: 'notice.other_officer.forbidden' } })
    expect(decideReview(bar, actor('per_d', ['clerk', 'org_m']), 'keep')).toMatchObject({ refusal: { code: 'notice.already_decided' } })
  })
})
