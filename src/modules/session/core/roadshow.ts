/** A roadshow slot of a session, and the questions put in it. Time moves a slot on; a question ends with an answer to everybody, or with a reason. */
import { MINUTE_MS, later, type Instant } from '#kernel/instant.ts'
import { lifecycle } from '#kernel/lifecycle.ts'
import type { Waits } from '#kernel/waiting.ts'

/** In which people speak. */
export const SPOKEN = ['zh', 'en'] as const

export const SLOT_STATES = ['planned', 'cancelled'] as const
export type SlotState = (typeof SLOT_STATES)[number]
export const SLOT = lifecycle({ initial: 'planned', states: { planned: { cancel: 'cancelled' }, cancelled: {} } })

/** Its seller brings slides until it begins. */
export const SLOT_WAITS: Waits<SlotState, 'putSlides', 'seller'> = { planned: [{ act: 'putSlides', of: 'seller', roles: ['tto'] }], cancelled: [] }

export const QUESTION_STATES = ['open', 'answered', 'declined', 'lapsed'] as const
export type QuestionState = (typeof QUESTION_STATES)[number]

/** `lapsed`: slot or session was cancelled, or the session was held, before anybody answered. */
export const QUESTION = lifecycle({
  initial: 'open',
  states: { open: { answer: 'answered', decline: 'declined', lapse: 'lapsed' }, answered: {}, declined: {}, lapsed: {} },
})

export const QUESTION_WAITS: Waits<QuestionState, 'answer' | 'decline', 'seller' | 'market'> = {
  open: [
    { act: 'answer', of: 'seller', roles: ['tto'] },
    { act: 'decline', of: 'market', roles: ['clerk'] },
  ],
  answered: [],
  declined: [],
  lapsed: [],
}

export const SLOT_PHASES = ['coming', 'on', 'over', 'cancelled'] as const
export type SlotPhase = (typeof SLOT_PHASES)[number]

/** From its first moment to its last; the last one belongs to the next slot. */
export interface Span {
  readonly startsAt: Instant
  readonly endsAt: Instant
}

export const slotPhase = ({ state, startsAt, endsAt }: Span & { readonly state: SlotState }, now: Instant): SlotPhase => {
  if (state === 'cancelled') return 'cancelled'
  if (now < startsAt) return 'coming'
  return now < endsAt ? 'on' : 'over'
}

/** Slots may touch: one ends in the moment in which the next begins. */
export const overlaps = (a: Span, b: Span): boolean => a.startsAt < b.endsAt && b.startsAt < a.endsAt

export const spanOf = (startsAt: Instant, minutes: number): Span => ({ startsAt, endsAt: later(startsAt, minutes * MINUTE_MS) })

export type SpanProblem = 'session.slot_past' | 'session.slot_outside' | 'session.slot_overlaps'

/** What is wrong with a slot that is still to come: in the past, after the session, or upon another. */
export const spanProblem = (
  span: Span,
  { others, endsAt, now }: { readonly others: readonly Span[]; readonly endsAt: Instant; readonly now: Instant },
): SpanProblem | null => {
  if (span.startsAt <= now) return 'session.slot_past'
  if (span.endsAt > endsAt) return 'session.slot_outside'
  return others.some((other) => overlaps(span, other)) ? 'session.slot_overlaps' : null
}

/** Slots that have not begun go with their session, by as much as its beginning moved; what was shown already stays where it was. */
export const movedBy = <Slot extends Span & { readonly state: SlotState }>(slots: readonly Slot[], byMs: number, now: Instant): readonly Slot[] =>
  slots.map((slot) => (slotPhase(slot, now) === 'coming' ? { ...slot, startsAt: later(slot.startsAt, byMs), endsAt: later(slot.endsAt, byMs) } : slot))

/** The number under which an organisation asks in a session: its own from its first question on, else the next one. */
export const askerNumber = (known: readonly { readonly organisationId: string; readonly askerNumber: number }[], organisationId: string): number =>
  known.find((each) => each.organisationId === organisationId)?.askerNumber ?? known.reduce((most, each) => Math.max(most, each.askerNumber), 0) + 1
