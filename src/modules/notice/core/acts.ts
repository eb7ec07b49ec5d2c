/** Which act on a notice, on an objection to it and on a bar that followed is open to whom, and why not. */
import { verdictsOf, type Verdict } from '#kernel/acts.ts'
import { holdsRole, type Actor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { decideHandling, isOver, mayHandle, objectionLife, type Notice, type Objection, type ObjectionState } from './notice.ts'
import { decideAppeal, decideReview, mayBar, openGrounds, permitObjecting, type Bar, type Ground } from './objection.ts'

export const NOTICE_ACTS = ['object'] as const
export type NoticeAct = (typeof NOTICE_ACTS)[number]

/** What the asker has objected to before, and whether the right to do so rests. */
export interface Objector {
  readonly own: readonly { readonly ground: Ground; readonly state: ObjectionState }[]
  /** Open ones over all notices, and how many may be. */
  readonly ownOpen: number
  readonly maxOpen: number
  readonly barredUntil: Instant | null
}

const objecting = (actor: Actor, notice: Notice, objector: Objector, now: Instant): Result<unknown> | undefined => {
  if (actor.kind === 'system') return undefined
  if (actor.kind === 'visitor') return isOver(notice, now) ? refuse('notice.over') : refuse('request.unauthorized')
  const permitted = permitObjecting(notice, objector.barredUntil, now)
  if (!permitted.ok) return permitted
  if (openGrounds(objector.own).length === 0) return refuse('notice.no_ground_left')
  const { ownOpen: used, maxOpen: allowed } = objector
  return used >= allowed ? refuse('notice.too_many_objections', { used, allowed }) : ok(null)
}

export const noticeActs = (actor: Actor, { notice, objector, now }: { readonly notice: Notice; readonly objector: Objector; readonly now: Instant }) =>
  verdictsOf<NoticeAct>({ object: objecting(actor, notice, objector, now) })

export const OBJECTION_ACTS = ['retract', 'dismiss', 'uphold', 'findFrivolous'] as const
export type ObjectionAct = (typeof OBJECTION_ACTS)[number]

export const permitRetraction = (objection: Objection, actor: Actor): Result<ObjectionState> => {
  if (objection.personId !== actor.personId) return refuse('notice.not_found', { id: objection.id })
  const next = objectionLife.next(objection.state, 'retract')
  return next === null ? refuse('notice.already_decided', { state: objection.state }) : ok(next)
}

/** One answer for all that are examined together: not by who made one of them. */
export const permitAnswer = (notice: Notice, group: readonly Objection[], actor: Actor, event: 'dismiss' | 'uphold'): Result<null> => {
  for (const objection of group) {
    const decided = decideHandling(notice, objection, actor, event)
    if (!decided.ok) return decided
  }
  return ok(null)
}

export const permitFrivolous = (notice: Pick<Notice, 'ownerOrganisationId'>, actor: Actor): Result<null> =>
  mayBar(actor, notice) ? ok(null) : refuse('notice.frivolous.forbidden', {}, { field: 'isFrivolous' })

/** `group`: the objection and those that are examined together with it. */
export const objectionActs = (actor: Actor, notice: Notice, group: readonly [Objection, ...Objection[]]): Verdict<ObjectionAct>[] => {
  const answers = mayHandle(actor, notice)
  const [objection] = group
  return verdictsOf<ObjectionAct>({
    retract: objection.personId === actor.personId ? permitRetraction(objection, actor) : undefined,
    dismiss: answers ? permitAnswer(notice, group, actor, 'dismiss') : undefined,
    uphold: answers ? permitAnswer(notice, group, actor, 'uphold') : undefined,
    findFrivolous: answers && mayBar(actor, notice) ? permitAnswer(notice, group, actor, 'dismiss') : undefined,
  })
}

export const BAR_ACTS = ['appeal', 'keep', 'lift'] as const
export type BarAct = (typeof BAR_ACTS)[number]

export const barActs = (actor: Actor, bar: Bar, now: Instant): Verdict<BarAct>[] => {
  const reviews = holdsRole(actor, 'clerk')
  return verdictsOf<BarAct>({
    appeal: bar.personId === actor.personId ? decideAppeal(bar, actor, now) : undefined,
    keep: reviews ? decideReview(bar, actor, 'keep') : undefined,
    lift: reviews ? decideReview(bar, actor, 'lift') : undefined,
  })
}
