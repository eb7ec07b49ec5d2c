import { describe, expect, it } from 'vitest'
import type { Verdict } from '#kernel/acts.ts'
import { SYSTEM, VISITOR, type Actor, type Role } from '#kernel/actor.ts'
import { DAY_MS, later, MINUTE_MS, parseInstant } from '#kernel/instant.ts'
import { ok, refuse } from '#kernel/result.ts'
import { applicationActs, lotActs, permitClerk, permitOnApplication, permitSeller, type HandledApplication, type HandledLot } from './acts.ts'
import type { ApplyQuestion } from './application.ts'
import { LOT_STATES, type LotState } from './lifecycle.ts'

const now = parseInstant('2026-03-03T02:00:00Z')
const person = (role: Role, organisationId: string): Actor => ({ kind: 'person', personId: `per_${role}`, mandates: [{ role, organisationId }] })
const officer = person('tto', 'org_unit')
const head = person('approver', 'org_unit')
const clerk = person('clerk', 'org_market')
const bidder = person('enterprise', 'org_firm')
const partial: Actor = { ...clerk, mandates: [...clerk.mandates, ...officer.mandates] }

const lot = (state: LotState, more: Partial<HandledLot> = {}): HandledLot => ({
  sellerOrganisationId: 'org_unit',
  state,
  suspendedFrom: null,
  takesPapers: false,
  disposal: ok(null),
  hasDefaulted: false,
  hasSuccessor: false,
  papersLack: null,
  opensAt: later(now, DAY_MS),
  registrationClosesAt: later(now, DAY_MS),
  isNoticePaused: false,
  depositDueAt: later(now, DAY_MS),
  agreement: null,
  reserve: null,
  next: null,
  offer: null,
  ...more,
})
const told = (verdicts: readonly Verdict<string>[]) => Object.fromEntries(verdicts.map(({ act, refusal }) => [act, refusal?.code ?? 'open']))
const open = (actor: Actor, given: HandledLot) =>
  lotActs(actor, { lot: given, now, question: null }).flatMap(({ act, refusal }) => (refusal === null ? [act] : []))
const against = (actor: Actor, given: HandledLot) => told(lotActs(actor, { lot: given, now, question: null }))

describe('a lot', () => {
  it.each<[string, Actor, LotState, readonly string[]]>([
    ['its office works on a draft', officer, 'draft', ['revise', 'submit', 'withdraw']],
    ['its office may take back what it has submitted', officer, 'submitted', ['withdraw']],
    ['its office mends what was returned', officer, 'returned', ['revise', 'submit', 'withdraw']],
    ['its office may withdraw it from the notice', officer, 'notice', ['withdraw']],
    ['its office waits for the hammer', officer, 'bidding', []],
    ['the head of the house looks on', head, 'draft', []],
    ['a clerk checks it', clerk, 'submitted', ['check']],
    ['a clerk publishes it', clerk, 'checked', ['openNotice']],
    ['a clerk suspends it during the notice', clerk, 'notice', ['suspend']],
    ['a clerk leaves it to its procedure once it is ready', clerk, 'ready', []],
  ])('%s', (_, actor, state, acts) => expect(open(actor, lot(state))).toEqual(acts))

  it('is not handed in while the record of rights stands against it', () => {
    const barred = lot('draft', { disposal: refuse('title.origin.undeclared') })
    expect(against(officer, barred)).toMatchObject({ submit: 'title.origin.undeclared', revise: 'open', withdraw: 'open' })
    expect(permitSeller('submit', officer, barred, now)).toMatchObject({ refusal: { code: 'title.origin.undeclared' } })
  })

  it('is not spoken of to the head of the house: the office acts', () => {
    for (const state of LOT_STATES) expect(open(head, lot(state))).toEqual([])
    expect(against(head, lot('draft'))).toEqual({ apply: 'listing.registration_not_open' })
  })

  it('is not withdrawn when bidders are at the door', () => {
    const at = (ms: number) => against(officer, lot('ready', { opensAt: later(now, ms) }))['withdraw']
    expect(at(10 * MINUTE_MS)).toBe('open')
    expect(at(10 * MINUTE_MS - 1)).toBe('listing.too_late_to_withdraw')
    expect(against(officer, lot('suspended', { opensAt: now, suspendedFrom: 'ready' }))['withdraw']).toBe('listing.too_late_to_withdraw')
    expect(against(officer, lot('notice', { opensAt: now }))['withdraw']).toBe('open')
    expect(against(officer, lot('ready', { opensAt: null }))['withdraw']).toBe('open')
    expect(against(officer, lot('sold', { opensAt: now }))['withdraw']).toBe('listing.wrong_state')
  })

  it('is resumed by a clerk where a clerk has suspended it', () => {
    expect(against(clerk, lot('suspended', { suspendedFrom: 'notice' }))['resume']).toBe('open')
    expect(against(clerk, lot('suspended', { suspendedFrom: 'bidding' }))['resume']).toBe('listing.wrong_state')
    expect(against(clerk, lot('withdrawn', { suspendedFrom: 'notice' }))['resume']).toBe('listing.wrong_state')
  })

  it('does not exist for those who have no business with it yet', () => {
    const codeOf = (result: ReturnType<typeof permitSeller>) => (result.ok ? 'ok' : result.refusal.code)
    expect(codeOf(permitSeller('revise', head, lot('draft'), now))).toBe('listing.not_found')
    expect(codeOf(permitClerk('check', clerk, lot('draft')))).toBe('listing.not_found')
    expect(against(clerk, lot('draft'))).toEqual({ apply: 'listing.registration_not_open' })
  })

  it('is not worked on by a clerk who also acts for its seller, and tells why', () =>
    expect(against(partial, lot('submitted'))['check']).toBe('listing.forbidden'))

  it('takes applications while registration is open', () => {
    expect(against(VISITOR, lot('notice'))).toEqual({ apply: 'request.unauthorized' })
    expect(against(VISITOR, lot('ready'))).toEqual({ apply: 'listing.registration_not_open' })
    expect(against(VISITOR, lot('notice', { registrationClosesAt: now }))).toEqual({ apply: 'listing.registration_closed' })
    expect(against(VISITOR, lot('notice', { registrationClosesAt: null }))).toEqual({ apply: 'listing.registration_not_open' })
    expect(against(VISITOR, lot('notice', { registrationClosesAt: now, isNoticePaused: true }))).toEqual({ apply: 'request.unauthorized' })
    expect(against(bidder, lot('notice'))).toEqual({ apply: 'open' })
    expect(against(head, lot('notice'))).toEqual({ apply: 'request.forbidden' })
    expect(lotActs(SYSTEM, { lot: lot('notice'), now, question: null })).toEqual([])
  })

  it('says to an enterprise what a sent application would be told', () => {
    const question: ApplyQuestion = {
      lotState: 'notice',
      registrationClosesAt: later(now, DAY_MS),
      isNoticePaused: false,
      now,
      barred: null,
      isSeller: false,
      isRelated: true,
      isHouse: false,
      isVerified: true,
      isNaturalPerson: false,
      foreignBar: null,
      hasApplied: false,
      undertakingAccepted: true,
      tried: { used: 0, allowed: 3 },
      waiting: { used: 0, allowed: 3 },
    }
    expect(told(lotActs(bidder, { lot: lot('notice'), now, question }))).toEqual({ apply: 'listing.related_party' })
    expect(told(lotActs(bidder, { lot: lot('notice'), now, question: { ...question, isRelated: false, hasApplied: true } }))).toEqual({
      apply: 'listing.already_applied',
    })
  })
})

describe('an application', () => {
  const application = (state: HandledApplication['state'], more: Partial<HandledLot> = {}, lotState: LotState = 'notice'): HandledApplication => ({
    organisationId: 'org_firm',
    state,
    lot: lot(lotState, more),
  })
  it('is decided on by a clerk and taken back by its enterprise', () => {
    expect(told(applicationActs(clerk, application('applied'), now))).toEqual({ qualify: 'open', refuse: 'open' })
    expect(told(applicationActs(bidder, application('applied'), now))).toEqual({ withdraw: 'open' })
    expect(told(applicationActs(bidder, application('confirmed'), now))).toEqual({ withdraw: 'listing.application_wrong_state' })
    expect(applicationActs(person('enterprise', 'org_other'), application('applied'), now)).toEqual([])
  })
  it('is qualified only while the deposit can still be paid', () => {
    expect(told(applicationActs(clerk, application('applied', { depositDueAt: now }), now))).toEqual({
      qualify: 'listing.application_wrong_state',
      refuse: 'open',
    })
    const qualifying = (more: Partial<HandledLot>, state?: LotState) => told(applicationActs(clerk, application('applied', more, state), now))['qualify']
    expect(qualifying({}, 'ready')).toBe('open')
    expect(qualifying({ depositDueAt: null })).toBe('listing.application_wrong_state')
    expect(qualifying({ depositDueAt: null, isNoticePaused: true })).toBe('open')
    expect(told(applicationActs(clerk, application('applied', {}, 'withdrawn'), now))['qualify']).toBe('listing.application_wrong_state')
    expect(told(applicationActs(clerk, application('qualified'), now))).toEqual({
      qualify: 'listing.application_wrong_state',
      refuse: 'listing.application_wrong_state',
    })
  })
  it('of another enterprise does not exist', () =>
    expect(permitOnApplication('withdraw', person('enterprise', 'org_other'), application('applied'), now)).toMatchObject({
      refusal: { code: 'listing.application.not_found' },
    }))
  it('is not decided on by a clerk who acts for the seller', () =>
    expect(told(applicationActs(partial, application('applied'), now))).toEqual({ qualify: 'listing.forbidden', refuse: 'listing.forbidden' }))
})
