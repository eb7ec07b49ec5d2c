import { describe, expect, test } from 'vitest'
import type { Actor, Role } from '#kernel/actor.ts'
import { later, parseInstant } from '#kernel/instant.ts'
import { mayPreside, sessionActs, type HandledSession, type SessionAct } from './acts.ts'
import { scheduled, type AuctionState } from './state.ts'

const OPENS = parseInstant('2026-03-02T02:00:00Z')
const RULES = {
  method: 'english' as const,
  startingPriceMinor: 100_000n,
  incrementMinor: 500n,
  freeMs: 60_000,
  timedMs: 60_000,
  extensionMs: 60_000,
  extensionAlarm: 3,
  singleBidderAllowed: true,
  confirmFactor: null,
}
const actor = (personId: string, ...roles: readonly Role[]): Actor => ({
  kind: 'person',
  personId,
  mandates: roles.map((role) => ({ role, organisationId: 'org_market' })),
})
const HOST = actor('per_host', 'auctioneer')
const OTHER = actor('per_other', 'auctioneer')
const CLERK = actor('per_clerk', 'clerk')

const before = scheduled(OPENS, RULES)
const running: AuctionState = { ...before, phase: 'free' }
const stopped: AuctionState = { ...running, phase: 'suspended', suspendedFrom: 'free', suspendedAt: later(OPENS, 1_000) }
const closed: AuctionState = { ...before, phase: 'closed' }

const session = (over: Partial<HandledSession>): HandledSession => ({
  state: running,
  now: later(OPENS, 2_000),
  resumeBy: null,
  auctioneerId: 'per_host',
  isRecordSigned: false,
  sellerOrganisationId: 'org_seller',
  bidderOrganisationIds: ['org_a'],
  ...over,
})
const shown = (who: Actor, on: HandledSession) =>
  Object.fromEntries(sessionActs(who, on).map(({ act, refusal }) => [act, refusal?.code ?? 'ok'])) as Partial<Record<SessionAct, string>>

describe('who presides', () => {
  test.each([
    [
      'while it runs',
      running,
      {
        remarks: 'ok',
        suspend: 'ok',
        causeEnded: 'auction.not_suspended',
        resume: 'auction.not_suspended',
        callOff: 'auction.not_suspended',
        sign: 'auction.not_closed',
      },
    ],
    [
      'while it stands still',
      stopped,
      { remarks: 'ok', suspend: 'auction.already_suspended', causeEnded: 'ok', resume: 'ok', callOff: 'ok', sign: 'auction.not_closed' },
    ],
    [
      'after the close',
      closed,
      {
        remarks: 'auction.already_closed',
        suspend: 'auction.already_closed',
        causeEnded: 'auction.not_suspended',
        resume: 'auction.not_suspended',
        callOff: 'auction.not_suspended',
        sign: 'ok',
      },
    ],
  ] as const)('%s', (_when, state, expected) => expect(shown(HOST, session({ state }))).toEqual(expected))

  test('says once that the cause has ended, and resumes after the last day too', () => {
    const ended = session({ state: stopped, resumeBy: later(OPENS, 5_000), now: later(OPENS, 9_000) })
    expect(shown(HOST, ended)).toMatchObject({ causeEnded: 'auction.cause_has_ended', resume: 'ok', callOff: 'ok' })
  })

  test('signs once', () => expect(shown(HOST, session({ state: closed, isRecordSigned: true })).sign).toBe('auction.already_signed'))
  test('stops nothing that time has ended', () =>
    expect(shown(HOST, session({ state: { ...running, phase: 'timed' }, now: before.endsAt })).suspend).toBe('auction.already_closed'))
})

describe('a free session', () => {
  test.each([
    ['a host', OTHER, { auctioneerId: null }, { take: 'ok' }],
    ['a host where another presides', OTHER, {}, { take: 'auction.already_assigned' }],
    ['a host after the close', OTHER, { auctioneerId: null, state: closed }, { take: 'auction.already_closed' }],
    [
      'a host after the end, before the close is written',
      OTHER,
      { auctioneerId: null, state: { ...running, phase: 'timed' }, now: before.endsAt },
      { take: 'auction.already_closed' },
    ],
    ['a host who is also clerk', actor('per_both', 'auctioneer', 'clerk'), { auctioneerId: null }, { take: 'auction.auctioneer_conflicted', appoint: 'ok' }],
    ['a clerk', CLERK, {}, { appoint: 'ok' }],
    ['a clerk after the close', CLERK, { state: closed }, { appoint: 'auction.already_closed' }],
    ['a researcher', actor('per_r', 'researcher'), { auctioneerId: null }, {}],
  ] as const)('for %s', (_who, who, over, expected) => expect(shown(who, session(over))).toEqual(expected))
})

test.each([
  ['a host', HOST, 'ok'],
  ['a researcher', actor('per_r', 'researcher'), 'auction.not_an_auctioneer'],
  ['nobody in person', { ...HOST, personId: null }, 'auction.not_an_auctioneer'],
  ['a host of the seller', { ...HOST, mandates: [...HOST.mandates, { role: 'researcher', organisationId: 'org_seller' }] }, 'auction.auctioneer_conflicted'],
] as const)('%s may be named to preside: %#', (_who, who, expected) => {
  const verdict = mayPreside(who, session({ auctioneerId: null }))
  expect(verdict.ok ? 'ok' : verdict.refusal.code).toBe(expected)
})
