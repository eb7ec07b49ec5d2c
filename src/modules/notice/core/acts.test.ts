import { describe, expect, it } from 'vitest'
import { SYSTEM, VISITOR, type Actor, type Role } from '#kernel/actor.ts'
import { DAY_MS, later, parseInstant } from '#kernel/instant.ts'
import { barActs, noticeActs, objectionActs, permitFrivolous, permitRetraction, type Objector } from './acts.ts'
import type { Notice, Objection, ObjectionState } from './notice.ts'
import { GROUNDS, type Bar } from './objection.ts'

const now = parseInstant('2026-03-03T02:00:00Z')
const person = (personId: string, ...roles: readonly (readonly [Role, string])[]): Actor => ({
  kind: 'person',
  personId,
  mandates: roles.map(([role, organisationId]) => ({ role, organisationId })),
})
const clerk = person('per_clerk', ['clerk', 'org_market'])
const citizen = person('per_citizen')

const notice = (change: Partial<Notice> = {}): Notice => ({
  id: 'ntc_1',
  kind: 'sale',
  handledBy: 'market',
  subject: 'lot_1',
  ownerOrganisationId: 'org_unit',
  state: 'running',
  clock: { isRunning: true, closesAt: later(now, 10 * DAY_MS), remaining: 10, unit: 'wd' } as Notice['clock'],
  ...change,
})
const objector = (change: Partial<Objector> = {}): Objector => ({ own: [], ownOpen: 0, maxOpen: 3, barredUntil: null, ...change })
const objecting = (actor: Actor, change: { readonly notice?: Partial<Notice>; readonly objector?: Partial<Objector> } = {}) => {
  const [verdict] = noticeActs(actor, { notice: notice(change.notice), objector: objector(change.objector), now })
  return verdict === undefined ? 'none' : (verdict.refusal?.code ?? 'open')
}

describe('objecting to a notice', () => {
  it('is for everybody who has logged in, while it runs', () => {
    expect(objecting(citizen)).toBe('open')
    expect(objecting(VISITOR)).toBe('request.unauthorized')
    expect(objecting(SYSTEM)).toBe('none')
    expect(objecting(citizen, { notice: { state: 'closed' } })).toBe('notice.over')
    expect(objecting(VISITOR, { notice: { state: 'withdrawn' } })).toBe('notice.over')
  })
  it('is over with the last day, before its closing is written', () =>
    expect(objecting(citizen, { notice: { clock: { ...notice().clock, closesAt: now } as Notice['clock'] } })).toBe('notice.over'))
  it('says what stands against it', () => {
    expect(objecting(citizen, { objector: { barredUntil: later(now, DAY_MS) } })).toBe('notice.barred')
    expect(objecting(citizen, { objector: { barredUntil: now } })).toBe('open')
    expect(objecting(citizen, { objector: { ownOpen: 3 } })).toBe('notice.too_many_objections')
    expect(objecting(citizen, { objector: { own: GROUNDS.map((ground) => ({ ground, state: 'dismissed' })) } })).toBe('notice.no_ground_left')
  })
})

const objection = (personId: string, state: ObjectionState = 'open'): Objection => ({ id: 'obj_1', noticeId: 'ntc_1', personId, state })
const onObjection = (actor: Actor, ...group: readonly [Objection, ...Objection[]]) =>
  Object.fromEntries(objectionActs(actor, notice(), group).map(({ act, refusal }) => [act, refusal?.code ?? 'open']))

describe('an objection', () => {
  it('is taken back by who made it, while it is open', () => {
    expect(onObjection(citizen, objection('per_citizen'))).toEqual({ retract: 'open' })
    expect(onObjection(citizen, objection('per_citizen', 'dismissed'))).toEqual({ retract: 'notice.already_decided' })
    expect(onObjection(citizen, objection('per_other'))).toEqual({})
  })
  it('is answered by a clerk who does not act for the owner', () => {
    expect(onObjection(clerk, objection('per_citizen'))).toEqual({ dismiss: 'open', uphold: 'open', findFrivolous: 'open' })
    expect(onObjection(person('per_clerk', ['clerk', 'org_market'], ['tto', 'org_unit']), objection('per_citizen'))).toEqual({})
  })
  it('is not answered by who made it, nor by who joined it', () => {
    expect(onObjection(clerk, objection('per_clerk'))).toMatchObject({ retract: 'open', dismiss: 'notice.own_objection.forbidden' })
    expect(onObjection(clerk, objection('per_citizen'), objection('per_clerk'))).toMatchObject({ uphold: 'notice.own_objection.forbidden' })
  })
  it('to a distribution is answered in the unit, whose head takes nobody’s right away', () => {
    const head = person('per_head', ['approver', 'org_unit'])
    const verdicts = objectionActs(head, notice({ handledBy: 'unit' }), [objection('per_citizen')])
    expect(verdicts.map(({ act }) => act)).toEqual(['dismiss', 'uphold'])
    expect(objectionActs(clerk, notice({ handledBy: 'unit' }), [objection('per_citizen')])).toEqual([])
    expect(permitFrivolous(notice(), head)).toMatchObject({ refusal: { code: 'notice.frivolous.forbidden', field: 'isFrivolous' } })
    expect(permitFrivolous(notice(), clerk).ok).toBe(true)
  })
  it('does not exist for who did not make it', () => {
    expect(permitRetraction(objection('per_other'), citizen)).toMatchObject({ refusal: { code: 'notice.not_found' } })
  })
})

const bar = (change: Partial<Bar> = {}): Bar => ({
  objectionId: 'obj_1',
  personId: 'per_citizen',
  state: 'standing',
  decidedBy: 'per_clerk',
  appealBy: later(now, DAY_MS),
  ...change,
})
const onBar = (actor: Actor, given: Bar) => Object.fromEntries(barActs(actor, given, now).map(({ act, refusal }) => [act, refusal?.code ?? 'open']))

describe('a bar', () => {
  it('is appealed by the barred person, once and in time', () => {
    expect(onBar(citizen, bar())).toEqual({ appeal: 'open' })
    expect(onBar(citizen, bar({ state: 'appealed' }))).toEqual({ appeal: 'notice.already_appealed' })
    expect(onBar(citizen, bar({ appealBy: now }))).toEqual({ appeal: 'notice.appeal_too_late' })
    expect(onBar(person('per_x'), bar())).toEqual({})
  })
  it('is looked at again by another clerk than the one who decided', () => {
    expect(onBar(clerk, bar({ state: 'appealed' }))).toEqual({ keep: 'notice.other_officer.forbidden', lift: 'notice.other_officer.forbidden' })
    expect(onBar(person('per_second', ['clerk', 'org_market']), bar({ state: 'appealed' }))).toEqual({ keep: 'open', lift: 'open' })
    expect(onBar(person('per_second', ['clerk', 'org_market']), bar())).toEqual({ keep: 'notice.already_decided', lift: 'notice.already_decided' })
  })
})
