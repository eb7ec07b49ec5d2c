/** A public notice: states, who may object and decide, and what each step leads to. */
import type { Bilingual } from '#kernel/bilingual.ts'
import { actsFor, holdsRole, type Actor } from '#kernel/actor.ts'
import type { BusinessCalendar } from '#kernel/business-calendar.ts'
import type { Instant } from '#kernel/instant.ts'
import { lifecycle } from '#kernel/lifecycle.ts'
import type { Waits } from '#kernel/waiting.ts'
import { ok, refuse } from '#kernel/result.ts'
import { continueClock, stopClock, type Clock } from './clock.ts'

/** Who answers objections: the market's clerks, or the head of the unit whose own affair it is. */
export type HandledBy = 'market' | 'unit'

/** A kind of notice, declared by the room that publishes it. */
export interface NoticeKind {
  readonly name: string
  readonly handledBy: HandledBy
  readonly label: Bilingual
}

/** What the name of a kind looks like, in addresses and in the log. */
export const KIND_NAME = /^[a-z][a-z_]{1,39}$/

export const noticeLife = lifecycle({
  initial: 'running',
  states: {
    running: { pause: 'paused', close: 'closed', uphold: 'upheld', withdraw: 'withdrawn' },
    paused: { resume: 'running', uphold: 'upheld', withdraw: 'withdrawn' },
    closed: {},
    upheld: {},
    withdrawn: {},
  },
})
export type NoticeState = 'running' | 'paused' | 'closed' | 'upheld' | 'withdrawn'

export const objectionLife = lifecycle({
  initial: 'open',
  states: {
    open: { dismiss: 'dismissed', uphold: 'upheld', retract: 'retracted', lapse: 'lapsed' },
    dismissed: {},
    upheld: {},
    retracted: {},
    lapsed: {},
  },
})
export type ObjectionState = 'open' | 'dismissed' | 'upheld' | 'retracted' | 'lapsed'

/** `unit`: whose affair it is; `market`: everything else, and never the own house. */
export const OBJECTION_WAITS: Waits<ObjectionState, 'answer', 'unit' | 'market'> = {
  open: [
    { act: 'answer', of: 'unit', roles: ['approver'] },
    { act: 'answer', of: 'market', roles: ['clerk'] },
  ],
  dismissed: [],
  upheld: [],
  retracted: [],
  lapsed: [],
}

export interface Notice {
  readonly id: string
  /** Name of its kind. */
  readonly kind: string
  readonly handledBy: HandledBy
  /** Id of the thing the notice is about. */
  readonly subject: string
  readonly ownerOrganisationId: string
  readonly state: NoticeState
  readonly clock: Clock
}

export interface Objection {
  readonly id: string
  readonly noticeId: string
  readonly personId: string
  readonly state: ObjectionState
}

/** Never by who objected, and for the market's notices never by who also acts for the owner. */
export const mayHandle = (actor: Actor, notice: Pick<Notice, 'handledBy' | 'ownerOrganisationId'>): boolean =>
  notice.handledBy === 'unit'
    ? holdsRole(actor, 'approver', notice.ownerOrganisationId)
    : holdsRole(actor, 'clerk') && !actsFor(actor, notice.ownerOrganisationId)

/** The time decides, not the clerk of the queue: a notice that is due counts as over before its closing has been written. */
export const isOver = (notice: Notice, now: Instant): boolean => noticeLife.isFinal(notice.state) || (notice.clock.isRunning && now >= notice.clock.closesAt)

/** The clock after an objection came in; unchanged when it stands still already or the rule lets the procedure go on. */
export const afterObjection = (notice: Notice, calendar: BusinessCalendar, now: Instant, pauses: boolean): Pick<Notice, 'state' | 'clock'> => {
  const next = noticeLife.next(notice.state, 'pause')
  if (!pauses || next === null || !notice.clock.isRunning) return notice
  return { state: next, clock: stopClock(calendar, notice.clock, now) }
}

/** May the actor decide on the objection? */
export const decideHandling = (notice: Notice, objection: Objection, actor: Actor, event: 'dismiss' | 'uphold') => {
  if (!mayHandle(actor, notice)) return refuse('notice.not_found', { id: notice.id })
  if (objection.personId === actor.personId) return refuse('notice.own_objection.forbidden', {})
  const next = objectionLife.next(objection.state, event)
  if (next === null || noticeLife.isFinal(notice.state)) return refuse('notice.already_decided', { state: objection.state })
  return ok(next)
}

/** The clock once an objection is out of the way: it goes on only when none is left open. */
export const afterDismissal = (notice: Notice, calendar: BusinessCalendar, now: Instant, stillOpen: number): Pick<Notice, 'state' | 'clock'> => {
  const next = noticeLife.next(notice.state, 'resume')
  if (stillOpen > 0 || next === null || notice.clock.isRunning) return notice
  return { state: next, clock: continueClock(calendar, notice.clock, now) }
}

export type CloseVerdict = { readonly verdict: 'close' } | { readonly verdict: 'wait'; readonly until: Instant | null }

/** The due task asks again: never before the last day is over, never over an objection that nobody has answered. */
export const decideClose = (notice: Notice, now: Instant, openObjections: number): CloseVerdict => {
  if (noticeLife.next(notice.state, 'close') === null || !notice.clock.isRunning) return { verdict: 'wait', until: null }
  if (now < notice.clock.closesAt) return { verdict: 'wait', until: notice.clock.closesAt }
  return openObjections > 0 ? { verdict: 'wait', until: null } : { verdict: 'close' }
}
