import { describe, expect, test } from 'vitest'
import type { Actor, Role } from '#kernel/actor.ts'
import { later, parseInstant } from '#kernel/instant.ts'
import { mayAttend, mayPreside, sessionActs, type HandledSession, type SessionAct } from './acts.ts'
import { PLAIN, scheduled, type AuctionState } from './state.ts'

const OPENS = parseInstant('2026-03-02T02:00:00Z')
const RULES = {
  ...PLAIN,
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
  isSealed: false,
  method: 'english',
  auctioneerId: 'per_host',
  floorClerkId: null,
  recorderId: null,
  called: null,
  isCourseSigned: false,
  isRecordSigned: false,
  sellerOrganisationId: 'org_seller',
  isLicensed: false,
  certified: [],
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
        callOnce: 'auction.calls_in_timed_phase',
        callTwice: 'auction.calls_in_timed_phase',
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
      {
        callOnce: 'auction.suspended',
        callTwice: 'auction.suspended',
        remarks: 'ok',
        suspend: 'auction.already_suspended',
        causeEnded: 'ok',
        resume: 'ok',
        callOff: 'ok',
        sign: 'auction.not_closed',
      },
    ],
    [
      'after the close',
      closed,
      {
        callOnce: 'auction.already_closed',
        callTwice: 'auction.already_closed',
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
  ] as const)('for %s', (_who, who, over, expected) => {
    const { take, appoint } = shown(who, session(over))
    expect({ ...(take === undefined ? {} : { take }), ...(appoint === undefined ? {} : { appoint }) }).toEqual(expected)
  })
})

describe('the seats beside the host', () => {
  test.each([
    ['another host', OTHER, {}, ['ok', undefined, 'ok', undefined]],
    ['the host', HOST, {}, [undefined, undefined, undefined, undefined]],
    ['a clerk', CLERK, {}, [undefined, 'ok', undefined, 'ok']],
    ['another host, of a sale by envelopes', OTHER, { method: 'sealed_first' }, ['auction.no_floor', undefined, 'ok', undefined]],
    [
      'another host where both are filled',
      OTHER,
      { floorClerkId: 'per_x', recorderId: 'per_x' },
      ['auction.seat_taken', undefined, 'auction.seat_taken', undefined],
    ],
    ['another host after the close', OTHER, { state: closed }, ['auction.already_closed', undefined, 'ok', undefined]],
    [
      'a clerk after the recorder signed',
      CLERK,
      { state: closed, isCourseSigned: true },
      [undefined, 'auction.already_closed', undefined, 'auction.already_signed'],
    ],
    [
      'a host of a bidder',
      { ...OTHER, mandates: [...OTHER.mandates, { role: 'enterprise', organisationId: 'org_a' }] },
      {},
      ['auction.auctioneer_conflicted', undefined, 'auction.auctioneer_conflicted', undefined],
    ],
  ] as const)('for %s', (_who, who, over, expected) => {
    const { takeFloor, appointFloor, takeRecorder, appointRecorder } = shown(who as Actor, session(over))
    expect([takeFloor, appointFloor, takeRecorder, appointRecorder]).toEqual(expected)
  })
  test('are for others than the host, whoever comes first', () => {
    const codeOf = (verdict: ReturnType<typeof mayAttend>) => (verdict.ok ? 'ok' : verdict.refusal.code)
    expect(codeOf(mayAttend(HOST, session({})))).toBe('auction.two_persons')
    expect(codeOf(mayPreside(OTHER, session({ auctioneerId: null, floorClerkId: 'per_other' })))).toBe('auction.two_persons')
    expect(codeOf(mayPreside(OTHER, session({ auctioneerId: null, recorderId: 'per_other' })))).toBe('auction.two_persons')
    expect(codeOf(mayAttend(CLERK, session({})))).toBe('auction.not_an_auctioneer')
  })
  test('the recorder signs first, and once', () => {
    const kept = session({ state: closed, recorderId: 'per_other' })
    expect([shown(HOST, kept).sign, shown(OTHER, kept).keepRecord]).toEqual(['auction.recorder_signs_first', 'ok'])
    const signed = session({ state: closed, recorderId: 'per_other', isCourseSigned: true })
    expect([shown(HOST, signed).sign, shown(OTHER, signed).keepRecord]).toEqual(['ok', 'auction.already_signed'])
    expect(shown(OTHER, session({ recorderId: 'per_other' })).keepRecord).toBe('auction.not_closed')
  })
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
