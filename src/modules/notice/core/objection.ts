/**
 * Objecting to a notice without being able to hold it up for ever: everybody may object, once on each ground; the same ground
 * of others is examined together with the first; a ground stops the clock of a notice once; and who objected frivolously
 * may not object for a time, which another officer looks at again when asked.
 */
import { actsFor, holdsRole, type Actor } from '#kernel/actor.ts'
import { dateOf, type Instant } from '#kernel/instant.ts'
import { lifecycle } from '#kernel/lifecycle.ts'
import type { Waits } from '#kernel/waiting.ts'
import { ok, refuse } from '#kernel/result.ts'
import { isOver, type Notice, type ObjectionState } from './notice.ts'

export const GROUNDS = ['right', 'price', 'content', 'qualification', 'conflict', 'procedure', 'other'] as const
export type Ground = (typeof GROUNDS)[number]

/** What there is already when somebody objects on a ground. */
export interface ObjectionHistory {
  /** Own objections to this notice on this ground. */
  readonly own: readonly ObjectionState[]
  /** Own open objections over all notices. */
  readonly ownOpen: number
  /** The open objection of somebody else on this ground that came first. */
  readonly leadId: string | null
  /** True when an objection on this ground has stopped this notice before. */
  readonly hasStopped: boolean
  /** Until when the person may not object; null: may. */
  readonly barredUntil: Instant | null
}

/** `joined`: examined together with the first on its ground. `repeated`: dismissed at once. Only `first` can stop the clock. */
export type Admission =
  | { readonly kind: 'first'; readonly stops: boolean }
  | { readonly kind: 'joined'; readonly leadId: string }
  | { readonly kind: 'repeated' }

/** House rule: how many open objections one person may have. */
export const OPEN_RULE = 'objection.open.perPerson'

interface Asked {
  readonly now: Instant
  readonly maxOpen: number
  readonly ground: Ground
}

/** May this person object now, on any ground? */
export const permitObjecting = (notice: Notice, barredUntil: Instant | null, now: Instant) => {
  if (isOver(notice, now)) return refuse('notice.over')
  return barredUntil !== null && now < barredUntil ? refuse('notice.barred', { until: dateOf(barredUntil) }) : ok(null)
}

/** May this person object now, on this ground, and what comes of it? */
export const decideObjection = (notice: Notice, history: ObjectionHistory, { now, maxOpen, ground }: Asked) => {
  const permitted = permitObjecting(notice, history.barredUntil, now)
  if (!permitted.ok) return permitted
  if (history.own.includes('open')) return refuse('notice.already_objected', { ground }, { field: 'ground' })
  if (history.own.length > 1) return refuse('notice.ground_answered', { ground }, { field: 'ground' })
  // One repetition is put on record and answered at once; it stops nothing.
  if (history.own.length === 1) return ok<Admission>({ kind: 'repeated' })
  if (history.ownOpen >= maxOpen) return refuse('notice.too_many_objections', { used: history.ownOpen, allowed: maxOpen })
  return ok<Admission>(history.leadId === null ? { kind: 'first', stops: !history.hasStopped } : { kind: 'joined', leadId: history.leadId })
}

/** Grounds on which a person may still object. */
export const openGrounds = (own: readonly { readonly ground: Ground; readonly state: ObjectionState }[]): readonly Ground[] =>
  GROUNDS.filter((ground) => own.every((objection) => objection.ground !== ground))

export const barLife = lifecycle({
  initial: 'standing',
  states: { standing: { appeal: 'appealed' }, appealed: { keep: 'kept', lift: 'lifted' }, kept: {}, lifted: {} },
})
export type BarState = (typeof barLife.states)[number]

/** The barred person is told and may appeal; nobody waits for that. */
export const BAR_WAITS: Waits<BarState, 'review', 'market'> = {
  standing: [],
  appealed: [{ act: 'review', of: 'market', roles: ['clerk'] }],
  kept: [],
  lifted: [],
}

export interface Bar {
  readonly objectionId: string
  readonly personId: string
  readonly state: BarState
  readonly decidedBy: string
  readonly appealBy: Instant
}

/** The market's officers alone take the right away: the head of a unit answers to objectors from that unit. */
export const mayBar = (actor: Actor, notice: Pick<Notice, 'ownerOrganisationId'>): boolean =>
  holdsRole(actor, 'clerk') && !actsFor(actor, notice.ownerOrganisationId)

export const decideAppeal = (bar: Bar, actor: Actor, now: Instant) => {
  if (bar.personId !== actor.personId) return refuse('notice.not_found', { id: bar.objectionId })
  const next = barLife.next(bar.state, 'appeal')
  if (next === null) return refuse('notice.already_appealed')
  return now < bar.appealBy ? ok(next) : refuse('notice.appeal_too_late')
}

/** Another officer than the one who decided, and never the barred person. */
export const mayReview = (bar: Bar, actor: Actor): boolean => holdsRole(actor, 'clerk') && actor.personId !== bar.decidedBy && actor.personId !== bar.personId

export const decideReview = (bar: Bar, actor: Actor, event: 'keep' | 'lift') => {
  if (!mayReview(bar, actor)) return refuse('notice.other_officer.forbidden')
  const next = barLife.next(bar.state, event)
  return next === null ? refuse('notice.already_decided', { state: bar.state }) : ok(next)
}
