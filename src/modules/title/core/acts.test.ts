import { describe, expect, it } from 'vitest'
import type { Verdict } from '#kernel/acts.ts'
import { VISITOR, type Actor, type Role } from '#kernel/actor.ts'
import { DAY_MS, later, parseInstant } from '#kernel/instant.ts'
import { askActs, encumbranceActs, rightActs, type HandledAsk, type HandledRight } from './acts.ts'

const now = parseInstant('2026-03-03T02:00:00Z')
const person = (personId: string, role: Role, organisationId: string): Actor => ({ kind: 'person', personId, mandates: [{ role, organisationId }] })
const officer = person('per_officer', 'tto', 'org_unit')
const coOwner = person('per_co', 'enterprise', 'org_firm')
const clerk = person('per_clerk', 'clerk', 'org_market')
const told = (verdicts: readonly Verdict<string>[]) => Object.fromEntries(verdicts.map(({ act, refusal }) => [act, refusal?.code ?? 'open']))

const right = (more: Partial<HandledRight> = {}): HandledRight => ({
  institutionId: 'org_unit',
  isService: true,
  holders: [
    { organisationId: 'org_unit', hasConsented: true },
    { organisationId: 'org_firm', hasConsented: false },
  ],
  completers: ['per_a', 'per_b'],
  isOriginDeclared: true,
  hasDevelopers: false,
  ask: null,
  isDisposed: false,
  isAssigned: false,
  joint: null,
  ...more,
})

describe('a right', () => {
  it('is its office’s to ask about, to share and to burden; a co-owner consents; a clerk burdens', () => {
    expect(told(rightActs(officer, right()))).toEqual({ askFirstRefusal: 'open', declareOrigin: 'open', declareHolders: 'open', recordEncumbrance: 'open' })
    expect(told(rightActs(coOwner, right()))).toEqual({ consent: 'open' })
    expect(told(rightActs(clerk, right()))).toEqual({ recordEncumbrance: 'open' })
    expect(rightActs(VISITOR, right())).toEqual([])
    expect(rightActs(person('per_x', 'tto', 'org_other'), right())).toEqual([])
  })

  it.each<[string, Partial<HandledRight>, string]>([
    ['developed for somebody else, and no service achievement', { isService: false, completers: [], hasDevelopers: true }, 'open'],
    ['of an origin that nobody has said', { isOriginDeclared: false }, 'title.origin.undeclared'],
    ['not a service achievement', { isService: false, holders: [{ organisationId: 'org_unit', hasConsented: true }] }, 'title.first_refusal_not_due'],
    ['no service achievement, and held with others', { isService: false, completers: [] }, 'open'],
    ['passed on', { holders: [{ organisationId: 'org_firm', hasConsented: true }] }, 'title.not_the_holder'],
    ['asked already', { ask: { state: 'open', closesAt: now } }, 'title.first_refusal.already_open'],
    ['wanted by a completer', { ask: { state: 'exercised', closesAt: now } }, 'title.first_refusal.exercised'],
    ['by somebody without an account', { completers: ['per_a', null] }, 'title.completer_without_account'],
    ['by nobody who is known', { completers: [] }, 'title.completer_without_account'],
    ['by one person alone', { completers: ['per_a'] }, 'open'],
    ['waived before, for other terms', { ask: { state: 'waived', closesAt: now } }, 'open'],
    ['cancelled before', { ask: { state: 'cancelled', closesAt: now } }, 'open'],
  ])('that is %s: first refusal', (_, more, code) => expect(told(rightActs(officer, right(more)))).toMatchObject({ askFirstRefusal: code }))

  it('keeps its holders while something is sold, and a consent is given once', () => {
    expect(told(rightActs(officer, right({ isDisposed: true, isAssigned: true })))).toMatchObject({
      declareHolders: 'title.under_disposal',
      declareOrigin: 'title.under_disposal',
    })
    expect(told(rightActs(coOwner, right({ holders: [{ organisationId: 'org_firm', hasConsented: true }] })))).toEqual({ consent: 'title.already_consented' })
  })
})

describe('a joint development', () => {
  const part = { organisationId: 'org_firm', hasObjected: false, hasGivenUp: false }
  const joint = (more: object = {}, isRightToApply = true) => ({ joint: { isRightToApply, parts: [{ ...part, ...more }] } })
  const filing = (given: HandledRight, actor = coOwner) => {
    const { objectToFiling, withdrawFilingObjection, giveUpShare } = told(rightActs(actor, given))
    return [objectToFiling, withdrawFilingObjection, giveUpShare]
  }
  it.each<[string, Partial<HandledRight>, readonly (string | undefined)[]]>([
    ['its party may object or give up', joint(), ['open', undefined, 'open']],
    ['it takes an objection back before it gives up', joint({ hasObjected: true }), ['title.filing.already_objected', 'open', 'title.filing.withdraw_first']],
    ['what was given up is given up', joint({ hasGivenUp: true }), ['title.filing.given_up', undefined, 'title.filing.given_up']],
    ['a granted patent is past all that', joint({}, false), ['title.filing.granted', undefined, 'title.filing.granted']],
    ['what is reserved is objected to in its notice', { ...joint(), isAssigned: true }, ['title.filing.too_late', undefined, 'title.filing.too_late']],
    [
      'an objection is taken back at any time',
      { ...joint({ hasObjected: true }), isAssigned: true },
      ['title.filing.too_late', 'open', 'title.filing.too_late'],
    ],
    ['no joint development', {}, [undefined, undefined, undefined]],
  ])('%s', (_, more, acts) => expect(filing(right(more))).toEqual(acts))

  it('is no concern of others, nor of the office; who objects is not declared away', () => {
    for (const actor of [officer, clerk, person('per_x', 'enterprise', 'org_x'), VISITOR])
      expect(filing(right(joint()), actor)).toEqual([undefined, undefined, undefined])
    expect(told(rightActs(officer, right(joint({ hasObjected: true }))))).toMatchObject({ declareOrigin: 'title.filing.objected', askFirstRefusal: 'open' })
    expect(told(rightActs(officer, right({ isDisposed: true })))).toMatchObject({ declareOrigin: 'open', declareHolders: 'title.under_disposal' })
  })
})

describe('a burden', () => {
  const burden = (kind: 'pledge' | 'dispute', isLifted = false) => ({ institutionId: 'org_unit', kind, isLifted })
  it('is lifted by the office or a clerk; a dispute by a clerk alone', () => {
    expect(told(encumbranceActs(officer, burden('pledge')))).toEqual({ lift: 'open' })
    expect(told(encumbranceActs(officer, burden('dispute')))).toEqual({ lift: 'title.clerk_lifts_disputes' })
    expect(told(encumbranceActs(clerk, burden('dispute')))).toEqual({ lift: 'open' })
    expect(told(encumbranceActs(clerk, burden('pledge', true)))).toEqual({ lift: 'title.already_lifted' })
    expect(encumbranceActs(VISITOR, burden('pledge'))).toEqual([])
  })
})

describe('a question of first refusal', () => {
  const ask = (more: Partial<HandledAsk> = {}): HandledAsk => ({
    institutionId: 'org_unit',
    state: 'open',
    closesAt: later(now, DAY_MS),
    mine: undefined,
    isDisposed: false,
    isOfLot: false,
    now,
    ...more,
  })
  const completer = person('per_a', 'researcher', 'org_unit')
  it('is answered once, in time, by who was asked', () => {
    expect(told(askActs(completer, ask({ mine: null })))).toEqual({ waive: 'open', exercise: 'open' })
    expect(told(askActs(completer, ask({ mine: 'waived' })))).toEqual({ waive: 'title.already_answered', exercise: 'title.already_answered' })
    expect(told(askActs(completer, ask({ mine: null, closesAt: now })))).toEqual({ waive: 'title.first_refusal_over', exercise: 'title.first_refusal_over' })
    expect(told(askActs(completer, ask({ mine: null, state: 'cancelled' })))).toEqual({
      waive: 'title.first_refusal_over',
      exercise: 'title.first_refusal_over',
    })
    expect(askActs(completer, ask())).toEqual([])
  })
  it('is cancelled by the office, until it is', () => {
    for (const state of ['open', 'waived', 'exercised'] as const) expect(told(askActs(officer, ask({ state })))).toEqual({ cancel: 'open' })
    expect(told(askActs(officer, ask({ state: 'cancelled' })))).toEqual({ cancel: 'title.first_refusal_over' })
  })
  it('is not taken back once a lot was sold subject to it', () => {
    for (const state of ['open', 'waived'] as const)
      expect(told(askActs(officer, ask({ state, isOfLot: true })))).toEqual({ cancel: 'title.first_refusal.of_lot' })
    expect(told(askActs(officer, ask({ state: 'exercised', isOfLot: true, isDisposed: true })))).toEqual({ cancel: 'title.under_disposal' })
  })
})
