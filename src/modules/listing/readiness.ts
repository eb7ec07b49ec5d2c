/** From the end of the notice to bidding. */
import { toIso } from '#kernel/instant.ts'
import { noticeFor } from '#modules/notice/index.ts'
import { rulesAt } from '#modules/rulebook/index.ts'
import type { Act } from '#platform/command/act.ts'
import { LOT, type LotState } from './core/lifecycle.ts'
import { scheduleAfter } from './core/schedule.ts'
import { listingFacts } from './facts.ts'
import { scheduleBody, tellAll } from './telling.ts'
import { lotRow, updateLot, type LotRow } from './store.ts'

/**
 * Makes a lot ready once its notice has run out without an objection that stands. The dates are counted from now when
 * that is later than the planned end: after a suspension nobody loses the days between notice and bidding.
 */
export const becomeReady = async (act: Act, lot: LotRow): Promise<LotState> => {
  const notice = await noticeFor(act.tx, lot.id, 'listing')
  const next = LOT.next(lot.state, 'closeNotice')
  if (next === null || notice?.state !== 'closed') return lot.state
  const closedAt = lot.notice_closes_at !== null && lot.notice_closes_at >= act.now - GRACE_MS ? lot.notice_closes_at : act.now
  const { calendar } = await rulesAt(act.tx, act.now)
  const schedule = scheduleAfter(calendar, closedAt, lot.planned_opens_at)
  await updateLot(act.tx, lot.id, act.now, { state: next, depositDueAt: schedule.depositDueAt, opensAt: schedule.opensAt })
  const ready = await lotRow(act.tx, lot.id)
  if (ready) tellAll(act, ready, listingFacts.ready, { ...scheduleBody(schedule), noticeClosedAt: toIso(act.now) })
  return next
}

/** A notice that closes a little after its minute (a restart, a busy night) keeps its published dates. */
const GRACE_MS = 12 * 3_600_000
