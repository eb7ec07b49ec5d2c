/** A notice to which nobody came: extended as it announced, and at the end of that the lot is over (延牌). */
import { toIso } from '#kernel/instant.ts'
import { openNotice } from '#modules/notice/index.ts'
import { organisationById } from '#modules/party/index.ts'
import { rulesAt } from '#modules/rulebook/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { LotState } from './core/lifecycle.ts'
import { notBefore, scheduleAfter } from './core/schedule.ts'
import { afterNobody } from './core/terms.ts'
import { listingFacts } from './facts.ts'
import { extensionNoticeText } from './notice-text.ts'
import { listingNotices } from './notices.ts'
import { followUp } from './settling.ts'
import { liveApplications, updateLot, type LotRow } from './store.ts'
import { move, told } from './steps.ts'
import { scheduleBody } from './telling.ts'
import { EXTENSION_RULE } from './term-rules.ts'

export const NO_APPLICANTS = 'no_applicants'

/** Null: somebody applied, or nothing was announced; the lot goes on to its opening. */
export const extendOrEnd = async (act: Act, lot: LotRow): Promise<LotState | null> => {
  const next = afterNobody(lot, (await liveApplications(act.tx, lot.id)).length)
  if (next === null) return null
  if (next.kind === 'end') {
    await move(act, lot, 'expire', { stateReason: NO_APPLICANTS, closedAt: act.now })
    followUp(act, lot.id)
    return 'failed'
  }
  const seller = await organisationById(act.tx, lot.sellerOrganisationId)
  const opened = await openNotice(act, {
    kind: listingNotices.listing,
    subject: lot.id,
    related: [lot.achievementId, lot.sellerOrganisationId],
    ...extensionNoticeText(lot, { sellerName: seller?.name ?? { zh: '', en: '' }, used: next.used, days: next.days }),
    ownerOrganisationId: lot.sellerOrganisationId,
    ruleKey: EXTENSION_RULE,
    minimumDays: next.days,
  })
  // The calendar does not reach so far: the reaction is tried again when it does.
  if (!opened.ok) throw new Error(`listing: notice of ${lot.id} could not be extended: ${opened.refusal.code}`)
  const { noticeId, closesAt } = opened.value
  const { calendar } = await rulesAt(act.tx, act.now)
  const schedule = scheduleAfter(calendar, closesAt, notBefore(calendar, lot.plannedOpensAt, lot.viewingUntil))
  await updateLot(act.tx, lot.id, act.now, { noticeId, noticeClosesAt: closesAt, extensionsUsed: next.used, ...schedule })
  await told(act, lot, listingFacts.extended, { noticeId, noticeClosesAt: toIso(closesAt), ...scheduleBody(schedule), used: next.used })
  return 'notice'
}
