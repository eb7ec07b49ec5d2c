/** Steps of a notice that commands, doors and the due task share: each writes state, plans the close and tells of it. */
import { whole, type FactWith, type Told } from '#contract/fact.ts'
import { toIso, type Instant } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { Act } from '#platform/command/act.ts'
import { rulesAt, withinCalendar } from '#modules/rulebook/index.ts'
import { afterDismissal, decideClose, noticeLife } from './core/notice.ts'
import { noticeFacts } from './facts.ts'
import { countOpen, lapseObjections, readObjections } from './objection-store.ts'
import { lockNotice, readPauses, saveClock, saveEnd, type NoticeRecord } from './store.ts'

const closeKey = (id: string): string => `notice.close:${id}`

export const planClose = (act: Act, id: string, closesAt: Instant): void =>
  act.schedule({ key: closeKey(id), task: 'notice.close', payload: { id }, dueAt: closesAt })

export const cancelClose = (act: Act, id: string): void => act.unschedule(closeKey(id))

interface Known {
  readonly noticeId: string
  readonly kind: string
  readonly subject: string
  readonly ownerOrganisationId: string
}

type Named = Pick<NoticeRecord, 'id' | 'kind' | 'subject' | 'related' | 'ownerOrganisationId'>

export const tell = <Kind extends FactWith<Known, 'public'>>(act: Act, fact: Kind, notice: Named, rest: Omit<Told<Kind>, keyof Known>): void => {
  const { id: noticeId, kind, subject, ownerOrganisationId } = notice
  const known: Known = { noticeId, kind, subject, ownerOrganisationId }
  act.publish(fact, {
    subject: noticeId,
    related: [...new Set([subject, ...notice.related, ownerOrganisationId])],
    body: whole(fact, known, rest),
  })
}

/** When no objection is open any more, the clock goes on with the days that were left. */
export const resumeIfClear = async (act: Act, notice: NoticeRecord): Promise<Result<NoticeRecord['clock']>> => {
  const { calendar } = await rulesAt(act.tx, act.now)
  const stillOpen = await countOpen(act.tx, notice.id)
  const moved = withinCalendar(() => afterDismissal(notice, calendar, act.now, stillOpen))
  if (!moved.ok) return moved
  const after = moved.value
  await saveClock(act.tx, notice, after)
  if (after.state !== notice.state && after.clock.isRunning) {
    planClose(act, notice.id, after.clock.closesAt)
    tell(act, noticeFacts.resumed, notice, { closesAt: toIso(after.clock.closesAt), remaining: after.clock.remaining, unit: after.clock.unit })
  }
  // The rule may let the procedure go on: then the last answer can come after the last day.
  if (after.clock.isRunning && act.now >= after.clock.closesAt && stillOpen === 0) planClose(act, notice.id, act.now)
  return ok(after.clock)
}

const END_FACT = { uphold: noticeFacts.upheld, withdraw: noticeFacts.withdrawn } as const

/** Ends a notice before its time. */
export const endNotice = async (act: Act, notice: NoticeRecord, event: 'uphold' | 'withdraw', reason: string): Promise<Result<null>> => {
  const next = noticeLife.next(notice.state, event)
  if (next === null) return refuse('notice.over', {})
  await saveEnd(act.tx, notice.id, { state: next, at: act.now, reason })
  await lapseObjections(act.tx, notice.id, act.now)
  cancelClose(act, notice.id)
  tell(act, END_FACT[event], notice, { outcome: next, reason, endedAt: toIso(act.now) })
  return ok(null)
}

/**
 * The due task. Reads again and decides again; the certificate says when the notice ran, by which rule, what stopped it,
 * and that it ended without an objection that stands.
 */
export const closeDue = async (act: Act, id: string): Promise<Result<unknown>> => {
  const notice = await lockNotice(act.tx, id)
  if (!notice) return ok(null)
  const verdict = decideClose(notice, act.now, await countOpen(act.tx, id))
  if (verdict.verdict === 'wait') {
    if (verdict.until !== null) planClose(act, id, verdict.until)
    return ok(null)
  }
  await saveEnd(act.tx, id, { state: 'closed', at: act.now, reason: '' })
  tell(act, noticeFacts.closed, notice, { outcome: 'clear', closesAt: notice.closesAt === null ? null : toIso(notice.closesAt), closedAt: toIso(act.now) })
  const objections = await readObjections(act.tx, id)
  tell(act, noticeFacts.certified, notice, {
    titleZh: notice.title.zh,
    titleEn: notice.title.en,
    ruleId: notice.ruleId,
    ruleKey: notice.ruleKey,
    days: notice.days,
    unit: notice.unit,
    opensAt: toIso(notice.opensAt),
    closesAt: notice.closesAt === null ? null : toIso(notice.closesAt),
    closedAt: toIso(act.now),
    pauses: (await readPauses(act.tx, id)).map((pause) => ({
      pausedAt: toIso(pause.pausedAt),
      resumedAt: pause.resumedAt === null ? null : toIso(pause.resumedAt),
    })),
    objections: objections.length,
    outcome: 'clear',
  })
  return ok(null)
}
