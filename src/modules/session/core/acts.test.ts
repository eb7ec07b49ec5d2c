import { describe, expect, it } from 'vitest'
import { VISITOR, type Actor, type Role } from '#kernel/actor.ts'
import { instant, later } from '#kernel/instant.ts'
import { actsOf, entryActsOf, maySee, permit, type Handled } from './acts.ts'
import type { SessionState, Standing } from './lifecycle.ts'

const now = instant(1_772_500_000_000)
const person = (personId: string, role: Role, organisationId: string): Actor => ({ kind: 'person', personId, mandates: [{ role, organisationId }] })
const drafter = person('per_1', 'clerk', 'org_market')
const other = person('per_2', 'clerk', 'org_market')
const seller = person('per_3', 'tto', 'org_seller')
const rival = person('per_4', 'tto', 'org_rival')
const organiser = person('per_5', 'tto', 'org_organiser')

const session = (state: SessionState, over: Partial<Handled> = {}): Handled => ({
  state,
  startsAt: later(now, 1_000),
  endsAt: later(now, 2_000),
  organiserId: 'org_organiser',
  draftedBy: 'per_1',
  submittedBy: state === 'draft' ? null : 'per_1',
  announcedAt: state === 'announced' || state === 'running' || state === 'held' ? now : null,
  lotCount: 1,
  now,
  ...over,
})
const on = (actor: Actor, handled: Handled) => Object.fromEntries(actsOf(actor, handled).map(({ act, refusal }) => [act, refusal?.code ?? 'open']))
const entry = (actor: Actor, standing: Standing, state: SessionState = 'announced') =>
  Object.fromEntries(
    entryActsOf(actor, { session: session(state), standing, sellerOrganisationId: 'org_seller' }).map(({ act, refusal }) => [act, refusal?.code ?? 'open']),
  )

describe('a session', () => {
  it('is announced by another clerk than who drew it up or submitted it', () => {
    expect(on(drafter, session('submitted'))).toMatchObject({ announce: 'session.same_person', sendBack: 'open' })
    expect(on(other, session('submitted'))).toMatchObject({ announce: 'open' })
    expect(on(other, session('submitted', { submittedBy: 'per_2' }))).toMatchObject({ announce: 'session.same_person' })
  })
  it('needs lots before it goes anywhere', () => {
    expect(on(drafter, session('draft', { lotCount: 0 }))).toMatchObject({ submit: 'session.no_lots', revise: 'open', addLot: 'open' })
    expect(on(other, session('submitted', { lotCount: 0 }))).toMatchObject({ announce: 'session.no_lots' })
  })
  it('is changed by nobody once it began, even before the task has written so', () => {
    const begun = session('announced', { startsAt: now })
    expect(on(other, begun)).toMatchObject({ cancel: 'session.wrong_state', addLot: 'session.wrong_state', revise: 'session.wrong_state' })
    expect(on(seller, begun)).toEqual({ askLot: 'session.wrong_state' })
  })
  it('is seen before its announcement by clerks and its organiser alone', () => {
    expect([drafter, other, organiser, seller, VISITOR].map((actor) => maySee(actor, session('draft')))).toEqual([true, true, true, false, false])
    expect([seller, VISITOR].map((actor) => maySee(actor, session('announced')))).toEqual([true, true])
    expect([seller, VISITOR].map((actor) => maySee(actor, session('cancelled')))).toEqual([false, false])
    expect(maySee(VISITOR, session('cancelled', { announcedAt: now }))).toBe(true)
    expect(permit('askLot', seller, session('draft'))).toMatchObject({ refusal: { code: 'session.not_found' } })
  })
  it('offers sellers a request, and visitors nothing', () => {
    expect(on(seller, session('announced'))).toEqual({ askLot: 'open' })
    expect(on(VISITOR, session('announced'))).toEqual({})
  })
})

describe('a lot in it', () => {
  it('is decided by clerks and taken back by its seller, never by another one', () => {
    expect(entry(other, 'asked')).toEqual({ admit: 'open', decline: 'open', remove: 'session.entry_decided', move: 'session.entry_decided' })
    expect(entry(seller, 'asked')).toEqual({ takeBack: 'open' })
    expect(entry(rival, 'asked')).toEqual({})
  })
  it('stays once it was announced', () => {
    expect(entry(other, 'admitted')).toMatchObject({ remove: 'session.wrong_state', move: 'open' })
    expect(entry(other, 'admitted', 'draft')).toMatchObject({ remove: 'open' })
  })
  it('is decided once', () => {
    for (const standing of ['declined', 'taken_back', 'removed', 'released', 'lapsed'] as const)
      expect(new Set(Object.values(entry(other, standing)))).toEqual(new Set(['session.entry_decided']))
  })
  it('is in order until the session begins', () => expect(entry(other, 'admitted', 'running')).toMatchObject({ move: 'session.wrong_state' }))
})
