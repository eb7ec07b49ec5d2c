/** What other modules call: open a notice with its statutory clock, look at it, take it back. */
import type { Bilingual } from '#kernel/bilingual.ts'
import { toIso, type Instant } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { rulesAt, withinCalendar } from '#modules/rulebook/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { Reader } from '#platform/db/transaction.ts'
import { startClock } from './core/clock.ts'
import { noticeLife, type NoticeKind } from './core/notice.ts'
import { noticeFacts } from './facts.ts'
import { endNotice, planClose, tell } from './steps.ts'
import { insertNotice, lockLive, readLatest, type NoticeRecord } from './store.ts'

export interface OpenNotice {
  readonly kind: NoticeKind
  /** Id of the thing the notice is about; it has one live notice of a kind at a time. */
  readonly subject: string
  readonly related?: readonly string[]
  readonly title: Bilingual
  readonly body: Bilingual
  readonly ownerOrganisationId: string
  /** Rule that sets the period, in calendar or working days. */
  readonly ruleKey: string
  /** A longer period than the rule's; a shorter one is ignored. */
  readonly minimumDays?: number
}

/** Opens a notice now; its clock ends by the rule, and `notice.closed` follows unless an objection is upheld. */
export const openNotice = async (act: Act, input: OpenNotice): Promise<Result<{ readonly noticeId: string; readonly closesAt: Instant }>> => {
  const rules = await rulesAt(act.tx, act.now)
  const rule = rules.rule(input.ruleKey)
  const { unit } = rule
  if (unit !== 'cd' && unit !== 'wd') throw new Error(`rule ${input.ruleKey} is not a period of days`)
  if (await lockLive(act.tx, input.subject, input.kind.name)) return refuse('notice.already_open', { kind: input.kind.name })
  const days = Math.max(rules.number(input.ruleKey), input.minimumDays ?? 0)
  const started = withinCalendar(() => startClock(rules.calendar, act.now, days, unit))
  if (!started.ok) return started
  const clock = started.value
  const id = act.newId('ntc')
  const { name: kind, handledBy } = input.kind
  const notice = {
    ...input,
    kind,
    handledBy,
    id,
    related: input.related ?? [],
    ruleId: rule.id,
    unit,
    days,
    state: noticeLife.initial,
    clock,
    opensAt: act.now,
  }
  await insertNotice(act.tx, notice)
  planClose(act, id, clock.closesAt)
  tell(act, noticeFacts.opened, notice, {
    titleZh: input.title.zh,
    titleEn: input.title.en,
    bodyZh: input.body.zh,
    bodyEn: input.body.en,
    ruleId: rule.id,
    ruleKey: rule.key,
    days,
    unit,
    opensAt: toIso(act.now),
    closesAt: toIso(clock.closesAt),
  })
  return ok({ noticeId: id, closesAt: clock.closesAt })
}

/** The latest notice of a kind about a subject. */
export const noticeFor = (reader: Reader, subject: string, kind: NoticeKind): Promise<NoticeRecord | null> => readLatest(reader, subject, kind.name)

/** Takes a live notice back, because its subject was withdrawn. Nothing to do counts as done. */
export const withdrawNotice = async (
  act: Act,
  input: { readonly subject: string; readonly kind: NoticeKind; readonly reason: string },
): Promise<Result<null>> => {
  const notice = await lockLive(act.tx, input.subject, input.kind.name)
  return notice ? endNotice(act, notice, 'withdraw', input.reason) : ok(null)
}
