/** What a lot does when notices close and deposits arrive. Each reaction re-reads the lot: running twice does nothing. */
import { toIso, type Instant } from '#kernel/instant.ts'
import { ok, type Result } from '#kernel/result.ts'
import { markListed, markUnlisted } from '#modules/achievement/index.ts'
import { instrumentFacts, paymentFacts } from '#modules/payment/facts.ts'
import { refundHold } from '#modules/payment/index.ts'
import { noticeFacts } from '#modules/notice/facts.ts'
import { titleFacts } from '#modules/title/facts.ts'
import { rulesAt } from '#modules/rulebook/index.ts'
import type { Act, Fact } from '#platform/command/act.ts'
import type { Reaction } from '#platform/command/module.ts'
import { reaction, retired } from '#platform/command/reaction.ts'
import { confirmBidder } from './bidders.ts'
import { onInstrumentLost, onInstrumentStanding } from './cover.ts'
import { APPLICATION, type LotState } from './core/lifecycle.ts'
import { notBefore, scheduleAfter } from './core/schedule.ts'
import { NEGOTIATED } from './core/negotiated.ts'
import { datesOfAgreement, isLotNotice } from './negotiated.ts'
import { listingFacts } from './facts.ts'
import { sellToNext } from './next-bidder.ts'
import { becomeReady, moveDepositDue } from './readiness.ts'
import { settleFailure } from './settling.ts'
import { move, told } from './steps.ts'
import { onRefusalClosed } from './subject.ts'
import { liveApplicationOf, lockApplication, lockLot, updateApplication, updateLot, type LotRow } from './store.ts'
import { scheduleBody, tellApplicant } from './telling.ts'

const DONE = ok(null)
const OBJECTION_UPHELD = 'objection_upheld'

interface NoticeHeard {
  readonly kind: string
  readonly subject: string
}
interface PaymentHeard {
  readonly purpose: string
  readonly subject: string
  readonly payerOrganisationId: string
}

const onNoticeClosed = async (act: Act, { body }: Fact<NoticeHeard>): Promise<Result<unknown>> => {
  const lot = isLotNotice(body.kind) ? await lockLot(act.tx, body.subject) : undefined
  if (lot?.state === 'notice') await becomeReady(act, lot)
  return DONE
}

/** The first objection on a ground stops the clock. */
const onNoticeObjected = async (act: Act, { body }: Fact<NoticeHeard & { readonly paused: boolean }>): Promise<Result<unknown>> => {
  const lot = isLotNotice(body.kind) && body.paused ? await lockLot(act.tx, body.subject) : undefined
  if (lot?.state === 'notice') await updateLot(act.tx, lot.id, act.now, { isNoticePaused: true })
  return DONE
}

/** A dismissed objection gives the notice its remaining time back, holidays that became known may make it longer: all later dates move with it. */
const onNoticeResumed = async (act: Act, { body }: Fact<NoticeHeard & { readonly closesAt: Instant }>): Promise<Result<unknown>> => {
  const lot = isLotNotice(body.kind) ? await lockLot(act.tx, body.subject) : undefined
  if (lot?.state !== 'notice') return DONE
  if (lot.method === NEGOTIATED) {
    await updateLot(act.tx, lot.id, act.now, { noticeClosesAt: body.closesAt, isNoticePaused: false })
    await told(act, lot, listingFacts.rescheduled, { noticeClosesAt: toIso(body.closesAt), ...datesOfAgreement(body.closesAt) })
    return DONE
  }
  const { calendar } = await rulesAt(act.tx, act.now)
  const schedule = scheduleAfter(calendar, body.closesAt, notBefore(calendar, lot.plannedOpensAt, lot.viewingUntil))
  const { depositDueAt, ...dates } = schedule
  await updateLot(act.tx, lot.id, act.now, { noticeClosesAt: body.closesAt, isNoticePaused: false, ...dates })
  await moveDepositDue(act, lot, depositDueAt)
  await told(act, lot, listingFacts.rescheduled, { noticeClosesAt: toIso(body.closesAt), ...scheduleBody(schedule) })
  return DONE
}

const onNoticeUpheld = async (act: Act, { body }: Fact<NoticeHeard>): Promise<Result<unknown>> => {
  const lot = isLotNotice(body.kind) ? await lockLot(act.tx, body.subject) : undefined
  const event = lot?.state === 'suspended' ? 'fail' : 'upholdObjection'
  const hasFailed = lot && (await move(act, lot, event, { stateReason: OBJECTION_UPHELD, closedAt: act.now, suspendedFrom: null }))
  return hasFailed ? settleFailure(act, lot, OBJECTION_UPHELD) : DONE
}

const TAKES_DEPOSIT: readonly LotState[] = ['notice', 'ready', 'suspended', 'offered']
const takesDeposit = ({ state }: LotRow): boolean => TAKES_DEPOSIT.includes(state)

/** Money in the bank makes a bidder. */
const onDepositReceived = async (act: Act, { body }: Fact<PaymentHeard>): Promise<Result<unknown>> => {
  if (body.purpose !== 'deposit') return DONE
  const lot = await lockLot(act.tx, body.subject)
  if (!lot) return DONE
  const organisationId = body.payerOrganisationId
  const seen = await liveApplicationOf(act.tx, lot.id, organisationId)
  const application = seen && (await lockApplication(act.tx, seen.id))
  if (application?.state === 'confirmed') return DONE
  const isLate = lot.depositDueAt !== null && act.now > lot.depositDueAt && !lot.isNoticePaused
  if (!application || APPLICATION.next(application.state, 'confirm') === null || !takesDeposit(lot) || isLate) return sendBack(act, lot, organisationId)
  await confirmBidder(act, lot, application, 'cash')
  if (lot.state === 'offered') await sellToNext(act, lot)
  return DONE
}

/** The bank took a deposit back: without money in the bank nobody bids. A deposit that was won or given back is beyond the lot. */
const onDepositReversed = async (act: Act, { body }: Fact<PaymentHeard>): Promise<Result<unknown>> => {
  if (body.purpose !== 'deposit') return DONE
  const lot = await lockLot(act.tx, body.subject)
  const seen = lot && (await liveApplicationOf(act.tx, lot.id, body.payerOrganisationId))
  const application = seen && (await lockApplication(act.tx, seen.id))
  const next = application ? APPLICATION.next(application.state, 'revoke') : null
  if (!application || next === null || application.depositState !== 'held') return DONE
  await updateApplication(act.tx, application.id, { state: next, depositState: 'requested', bidderNumber: null, confirmedAt: null })
  tellApplicant(act, application, listingFacts.deposit_reversed, { depositMinor: String(application.depositMinor) })
  return DONE
}

/** Money that came too late or for nobody's application does not stay. */
const sendBack = async (act: Act, lot: LotRow, organisationId: string): Promise<Result<unknown>> => {
  const released = await refundHold(act, { subject: lot.id, organisationId, purpose: 'deposit' })
  act.publish(listingFacts.deposit_sent_back, {
    subject: lot.id,
    related: [organisationId],
    body: { lotId: lot.id, organisationId },
    visibleTo: [organisationId],
  })
  return released
}

interface LotHeard {
  readonly achievementId: string
  readonly lotId: string
}
const markOff = (act: Act, { body }: Fact<LotHeard>) => markUnlisted(act, body.achievementId, body.lotId)

export const reactions: readonly Reaction[] = [
  reaction(noticeFacts.closed, 'listing.notice_closed', onNoticeClosed),
  reaction(noticeFacts.objected, 'listing.notice_objected', onNoticeObjected),
  reaction(noticeFacts.resumed, 'listing.notice_resumed', onNoticeResumed),
  reaction(noticeFacts.corrected, 'listing.notice_corrected', onNoticeResumed),
  reaction(noticeFacts.upheld, 'listing.notice_upheld', onNoticeUpheld),
  reaction(titleFacts.first_refusal_closed, 'listing.first_refusal_closed', onRefusalClosed),
  reaction(paymentFacts.payment_received, 'listing.deposit_received', onDepositReceived),
  reaction(paymentFacts.payment_reversed, 'listing.deposit_reversed', onDepositReversed),
  reaction(instrumentFacts.instrument_confirmed, 'listing.instrument_confirmed', (act, { body }) => onInstrumentStanding(act, body.instrumentId)),
  reaction(instrumentFacts.instrument_returned, 'listing.instrument_returned', (act, { body }) => onInstrumentLost(act, body.instrumentId)),
  reaction(instrumentFacts.instrument_released, 'listing.instrument_released', (act, { body }) => onInstrumentLost(act, body.instrumentId)),
  reaction(instrumentFacts.instrument_lapsed, 'listing.instrument_lapsed', (act, { body }) => onInstrumentLost(act, body.instrumentId)),
  // Before lots told the catalogue themselves, it heard of them. What waits in the queue from then is still done.
  retired(listingFacts.opened, 'achievement.lot_opened', (act, { body }) => markListed(act, body.achievementId, body.lotId)),
  retired(listingFacts.failed, 'achievement.lot_failed', markOff),
  retired(listingFacts.withdrawn, 'achievement.lot_withdrawn', markOff),
]
