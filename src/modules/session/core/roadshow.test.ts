import { describe, expect, it } from 'vitest'
import { VISITOR, type Actor, type Role } from '#kernel/actor.ts'
import { instant, later, MINUTE_MS } from '#kernel/instant.ts'
import { mayReadQuestion, questionActsOf, slotActsOf, type HandledSlot } from './roadshow-acts.ts'
import { askerNumber, movedBy, overlaps, slotPhase, spanOf, spanProblem, type SlotPhase } from './roadshow.ts'

const at = instant(1_772_500_000_000)
const minute = (minutes: number) => later(at, minutes * MINUTE_MS)
const span = (from: number, minutes: number) => spanOf(minute(from), minutes)

describe('a slot', () => {
  it.each([
    ['before it', -1, 'coming'],
    ['in its first moment', 0, 'on'],
    ['in its last moment', 20, 'over'],
  ] as const)('%s is %i minutes from its beginning: %s', (_case, minutes, expected) =>
    expect(slotPhase({ state: 'planned', ...span(0, 20) }, minute(minutes))).toBe(expected),
  )
  it.each([
    ['touches the next', span(0, 20), span(20, 20), false],
    ['lies upon another', span(0, 20), span(19, 20), true],
    ['lies within another', span(5, 5), span(0, 20), true],
    ['is the other one', span(0, 20), span(0, 20), true],
  ] as const)('%s', (_case, a, b, expected) => {
    expect(overlaps(a, b)).toBe(expected)
    expect(overlaps(b, a)).toBe(expected)
  })
  it.each([
    ['to come and free', span(30, 20), null],
    ['begun this moment', span(0, 20), 'session.slot_past'],
    ['that ends with its session', span(80, 20), null],
    ['that ends after its session', span(81, 20), 'session.slot_outside'],
    ['upon another', span(15, 10), 'session.slot_overlaps'],
  ] as const)('%s', (_case, asked, expected) => expect(spanProblem(asked, { others: [span(10, 10)], endsAt: minute(100), now: at })).toBe(expected))
  it('goes with its session until it begins, and stays where it was shown', () => {
    const slots = [
      { state: 'planned', ...span(-10, 20) },
      { state: 'planned', ...span(30, 20) },
      { state: 'cancelled', ...span(60, 20) },
    ] as const
    expect(movedBy(slots, 5 * MINUTE_MS, at)).toEqual([slots[0], { state: 'planned', ...span(35, 20) }, slots[2]])
  })
})

describe('who asks', () => {
  const known = [
    { organisationId: 'org_a', askerNumber: 1 },
    { organisationId: 'org_b', askerNumber: 2 },
  ]
  it('keeps its number through the session', () => expect(askerNumber(known, 'org_a')).toBe(1))
  it('has the next one when it asks for the first time', () => expect([askerNumber(known, 'org_c'), askerNumber([], 'org_c')]).toEqual([3, 1]))
})

const person = (role: Role, organisationId: string): Actor => ({ kind: 'person', personId: `per_${role}`, mandates: [{ role, organisationId }] })
const clerk = person('clerk', 'org_market')
const seller = person('tto', 'org_seller')
const rival = person('tto', 'org_rival')
const asker = person('enterprise', 'org_a')
const other = person('enterprise', 'org_b')

const slot = (phase: SlotPhase, over: Partial<HandledSlot> = {}): HandledSlot => ({
  state: phase === 'cancelled' ? 'cancelled' : 'planned',
  phase,
  sessionState: 'announced',
  sellerOrganisationId: 'org_seller',
  ...over,
})
const acts = (actor: Actor, handled: HandledSlot) => Object.fromEntries(slotActsOf(actor, handled).map(({ act, refusal }) => [act, refusal?.code ?? 'open']))

describe('what is open to whom', () => {
  it('is planned by clerks, prepared by its seller, asked about by enterprises', () => {
    expect(acts(clerk, slot('coming'))).toEqual({ move: 'open', cancel: 'open' })
    expect(acts(seller, slot('coming'))).toEqual({ prepare: 'open', putSlides: 'open' })
    expect(acts(asker, slot('coming'))).toEqual({ ask: 'open' })
    expect([acts(rival, slot('coming')), acts(VISITOR, slot('coming'))]).toEqual([{}, {}])
  })
  it('is prepared until it begins, and asked about until it ends', () => {
    expect(acts(seller, slot('on'))).toEqual({ prepare: 'session.slot_begun', putSlides: 'session.slot_begun' })
    expect(acts(asker, slot('on'))).toEqual({ ask: 'open' })
    expect(acts(asker, slot('over'))).toEqual({ ask: 'session.slot_over' })
    expect(acts(clerk, slot('on'))).toEqual({ move: 'session.slot_begun', cancel: 'session.slot_begun' })
  })
  it('ends with the session that was cancelled', () =>
    expect([acts(asker, slot('coming', { sessionState: 'cancelled' })), acts(clerk, slot('cancelled'))]).toEqual([
      { ask: 'session.slot_over' },
      { move: 'session.slot_begun', cancel: 'session.slot_begun' },
    ]))
  it('is answered by its seller and declined by clerks, once, while the session lives', () => {
    const on = (actor: Actor, state: 'open' | 'answered', handled = slot('over')) =>
      Object.fromEntries(questionActsOf(actor, { slot: handled, state }).map(({ act, refusal }) => [act, refusal?.code ?? 'open']))
    expect([on(seller, 'open'), on(clerk, 'open'), on(asker, 'open'), on(rival, 'open')]).toEqual([{ answer: 'open' }, { decline: 'open' }, {}, {}])
    expect([on(seller, 'answered'), on(clerk, 'answered')]).toEqual([{ answer: 'session.question_decided' }, { decline: 'session.question_decided' }])
    expect(on(seller, 'open', slot('over', { sessionState: 'running' }))).toEqual({ answer: 'open' })
    expect(on(seller, 'open', slot('over', { sessionState: 'held' }))).toEqual({ answer: 'session.question_decided' })
  })
  it.each([
    ['answered', [true, true, true, true, true]],
    ['open', [true, true, true, false, false]],
    ['lapsed', [true, true, true, false, false]],
    ['declined', [true, false, true, false, false]],
  ] as const)('a question that is %s is read by clerks, seller, asker, others, visitors: %j', (state, expected) =>
    expect(
      [clerk, seller, asker, other, VISITOR].map((actor) => mayReadQuestion(actor, { state, organisationId: 'org_a', sellerOrganisationId: 'org_seller' })),
    ).toEqual(expected),
  )
})
