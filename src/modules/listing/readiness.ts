/** From the end of the notice to bidding. */
import { toIso, type Instant } from '#kernel/instant.ts'
import { postponePayment } from '#modules/payment/index.ts'
import { noticeFor } from '#modules/notice/index.ts'
import { rulesAt } from '#modules/rulebook/index.ts'
import type { Act } from '#platform/command/act.ts'
import { LOT, type LotState } from './core/lifecycle.ts'
import { notBefore, scheduleAfter } from './core/schedule.ts'
import { listingFacts } from './facts.ts'
import { agreedOf } from './core/negotiated.ts'
import { noticeOf } from './negotiated.ts'
import { extendOrEnd } from './extending.ts'
import { lotEnded } from './procedure.ts'
import { move } from './steps.ts'
import { scheduleBody, tellAll } from './telling.ts'
import { liveApplications, lotRow, updateApplication, updateLot, type LotRow } from './store.ts'

/**
 * Makes a lot ready once its notice has run out without an objection that stands, unless nobody came and it announced what then. The dates are counted from now when
 * that is later than the planned end: after a suspension nobody loses the days between notice and bidding.
 */
export const becomeReady = async (act: Act, lot: LotRow): Promise<LotState> => {
  const notice = await noticeFor(act.tx, lot.id, noticeOf(lot))
  const next = LOT.next(lot.state, 'closeNotice')
  if (next === null || notice?.state !== 'closed') return lot.state
  const agreed = agreedOf(lot)
  if (agreed) return sellAgreed(act, lot, agreed.buyerOrganisationId)
  const extended = await extendOrEnd(act, lot)
  if (extended !== null) return extended
  const closedAt = lot.noticeClosesAt !== null && lot.noticeClosesAt >= act.now - GRACE_MS ? lot.noticeClosesAt : act.now
  const { calendar } = await rulesAt(act.tx, act.now)
  const schedule = scheduleAfter(calendar, closedAt, notBefore(calendar, lot.plannedOpensAt, lot.viewingUntil))
  await updateLot(act.tx, lot.id, act.now, { state: next, opensAt: schedule.opensAt })
  await moveDepositDue(act, lot, schedule.depositDueAt)
  const ready = await lotRow(act.tx, lot.id)
  if (ready) tellAll(act, ready, listingFacts.ready, { ...scheduleBody(schedule), noticeClosedAt: toIso(act.now) })
  return next
}

/** Nobody bids for a negotiated price: its notice is what ran the sale, and where it ended without an objection that stands, both sides have what they agreed. */
const sellAgreed = async (act: Act, lot: LotRow, buyerOrganisationId: string): Promise<LotState> => {
  await move(act, lot, 'closeNotice', { procedureId: lot.noticeId ?? '' })
  await lotEnded(act, lot.id, { sale: { buyerOrganisationId, priceMinor: lot.startingPriceMinor } })
  return 'sold'
}

/** The day of the deposit, on the lot and for all who have been asked for theirs. */
export const moveDepositDue = async (act: Act, lot: LotRow, depositDueAt: Instant): Promise<void> => {
  await updateLot(act.tx, lot.id, act.now, { depositDueAt })
  for (const { id, organisationId } of await liveApplications(act.tx, lot.id)) {
    await updateApplication(act.tx, id, { depositDueAt })
    await postponePayment(act, { subject: lot.id, organisationId, purpose: 'deposit' }, depositDueAt)
  }
}

/** While the notice stands still nobody knows when it ends: a deposit is asked for by the earliest day that is possible, which moves with the notice. */
export const depositDueOf = async (act: Act, lot: LotRow): Promise<Instant | null> => {
  if (!lot.isNoticePaused) return lot.depositDueAt
  const { calendar } = await rulesAt(act.tx, act.now)
  return scheduleAfter(calendar, act.now, notBefore(calendar, lot.plannedOpensAt, lot.viewingUntil)).depositDueAt
}

/** A notice that closes a little after its minute (a restart, a busy night) keeps its published dates. */
const GRACE_MS = 12 * 3_600_000
