/** What a lot does when notices close, deposits arrive and auctions end. Each reaction re-reads the lot: running twice does nothing. */
import { randomInt } from 'node:crypto'
import { parseInstant } from '#kernel/instant.ts'
import { ok, type Result } from '#kernel/result.ts'
import { openNotice } from '#modules/notice/index.ts'
import { rulesAt } from '#modules/rulebook/index.ts'
import { releaseDisposal } from '#modules/title/index.ts'
import { releaseHold } from '#modules/ledger/index.ts'
import { organisationById } from '#modules/party/index.ts'
import type { Act, Fact } from '#platform/command/act.ts'
import type { Reaction } from '#platform/command/module.ts'
import { bidderNumberFrom } from './core/application.ts'
import { APPLICATION, LOT, RESUME_EVENT, type LotEvent } from './core/lifecycle.ts'
import { scheduleAfter } from './core/schedule.ts'
import { endApplications, lapseUnpaid } from './deposits.ts'
import { scheduleBody, tellAll, tellApplicant } from './facts.ts'
import { resultNoticeText } from './notice-text.ts'
import { becomeReady } from './readiness.ts'
import { liveApplicationOf, liveApplications, lockApplication, lockLot, lotRow, updateApplication, updateLot, type LotChange, type LotRow } from './store.ts'

const DRAW = 1_000_000_000
const DONE = ok(null)
const text = (fact: Fact, key: string): string => String(fact.body[key] ?? '')

const told = async (act: Act, lot: LotRow, type: string, body: Parameters<typeof tellAll>[3] = {}): Promise<void> => {
  const row = await lotRow(act.tx, lot.id)
  if (row) tellAll(act, row, type, body)
}

/** Moves the lot if its table knows the event; false when it was moved before or has gone another way. */
const move = async (act: Act, lot: LotRow, event: LotEvent, change: LotChange = {}): Promise<boolean> => {
  const next = LOT.next(lot.state, event)
  if (next === null) return false
  await updateLot(act.tx, lot.id, act.now, { ...change, state: next })
  return true
}

const onNoticeClosed = async (act: Act, fact: Fact): Promise<Result<unknown>> => {
  if (fact.body['kind'] !== 'listing') return DONE
  const lot = await lockLot(act.tx, text(fact, 'subject'))
  if (lot?.state === 'notice') await becomeReady(act, lot)
  return DONE
}

/** A dismissed objection gives the notice its remaining time back, holidays that became known may make it longer: all later dates move with it. */
const onNoticeResumed = async (act: Act, fact: Fact): Promise<Result<unknown>> => {
  if (fact.body['kind'] !== 'listing') return DONE
  const lot = await lockLot(act.tx, text(fact, 'subject'))
  const closesAt = fact.body['closesAt']
  if (lot?.state !== 'notice' || typeof closesAt !== 'string') return DONE
  const { calendar } = await rulesAt(act.tx, act.now)
  const schedule = scheduleAfter(calendar, parseInstant(closesAt), lot.planned_opens_at)
  await updateLot(act.tx, lot.id, act.now, { noticeClosesAt: parseInstant(closesAt), ...schedule })
  await told(act, lot, 'listing.rescheduled', { noticeClosesAt: closesAt, ...scheduleBody(schedule) })
  return DONE
}

const fail = async (act: Act, lot: LotRow, event: LotEvent, reason: string): Promise<void> => {
  if (!(await move(act, lot, event, { stateReason: reason, closedAt: act.now, suspendedFrom: null }))) return
  await endApplications(act, lot, { winnerOrganisationId: null })
  await releaseDisposal(act, lot.id)
  await told(act, lot, 'listing.failed', { reason })
}

const onNoticeUpheld = async (act: Act, fact: Fact): Promise<Result<unknown>> => {
  if (fact.body['kind'] !== 'listing') return DONE
  const lot = await lockLot(act.tx, text(fact, 'subject'))
  if (lot) await fail(act, lot, lot.state === 'suspended' ? 'fail' : 'upholdObjection', 'objection_upheld')
  return DONE
}

/** The number is drawn only now: money in the bank, not a promise, makes a bidder. */
const onDepositReceived = async (act: Act, fact: Fact): Promise<Result<unknown>> => {
  if (fact.body['purpose'] !== 'deposit') return DONE
  const lot = await lockLot(act.tx, text(fact, 'subject'))
  if (!lot) return DONE
  const organisationId = text(fact, 'payerOrganisationId')
  const seen = await liveApplicationOf(act.tx, lot.id, organisationId)
  const application = seen && (await lockApplication(act.tx, seen.id))
  const next = application ? APPLICATION.next(application.state, 'confirm') : null
  const isOpen = lot.state === 'notice' || lot.state === 'ready' || lot.state === 'suspended'
  if (application?.state === 'confirmed') return DONE
  if (!application || next === null || !isOpen || (lot.deposit_due_at !== null && act.now > lot.deposit_due_at)) return sendBack(act, lot, organisationId)
  const taken = new Set((await liveApplications(act.tx, lot.id)).flatMap((other) => other.bidder_number ?? []))
  const bidderNumber = bidderNumberFrom(randomInt(DRAW), taken)
  await updateApplication(act.tx, application.id, { state: next, depositState: 'held', bidderNumber, confirmedAt: act.now })
  tellApplicant(act, application, 'listing.deposit_confirmed', { bidderNumber, depositMinor: String(application.deposit_minor) })
  return DONE
}

/** The bank took a deposit back: without money in the bank nobody bids. A deposit that was won or given back is beyond the lot. */
const onDepositReversed = async (act: Act, fact: Fact): Promise<Result<unknown>> => {
  if (fact.body['purpose'] !== 'deposit') return DONE
  const lot = await lockLot(act.tx, text(fact, 'subject'))
  const seen = lot && (await liveApplicationOf(act.tx, lot.id, text(fact, 'payerOrganisationId')))
  const application = seen && (await lockApplication(act.tx, seen.id))
  const next = application ? APPLICATION.next(application.state, 'revoke') : null
  if (!application || next === null || application.deposit_state !== 'held') return DONE
  await updateApplication(act.tx, application.id, { state: next, depositState: 'requested', bidderNumber: null, confirmedAt: null })
  tellApplicant(act, application, 'listing.deposit_reversed', { depositMinor: String(application.deposit_minor) })
  return DONE
}

/** Money that came too late or for nobody's application does not stay. */
const sendBack = async (act: Act, lot: LotRow, organisationId: string): Promise<Result<unknown>> => {
  const released = await releaseHold(act, { subject: lot.id, organisationId, purpose: 'deposit' })
  act.publish({
    type: 'listing.deposit_sent_back',
    subject: lot.id,
    related: [organisationId],
    body: { lotId: lot.id, organisationId },
    visibleTo: [organisationId],
  })
  return released
}

const onScheduled = async (act: Act, fact: Fact): Promise<Result<unknown>> => {
  const lot = await lockLot(act.tx, text(fact, 'lotId'))
  if (!lot || lot.auction_id !== null) return DONE
  await updateLot(act.tx, lot.id, act.now, { auctionId: fact.subject })
  await told(act, lot, 'listing.scheduled', { auctionId: fact.subject, opensAt: text(fact, 'opensAt') })
  return DONE
}

const onOpened = async (act: Act, fact: Fact): Promise<Result<unknown>> => {
  const lot = await lockLot(act.tx, text(fact, 'lotId'))
  if (!lot) return DONE
  if (await move(act, lot, 'startBidding')) {
    await lapseUnpaid(act, lot)
    await told(act, lot, 'listing.bidding_started', { auctionId: fact.subject })
  }
  return DONE
}

const onSuspended = async (act: Act, fact: Fact): Promise<Result<unknown>> => {
  const lot = await lockLot(act.tx, text(fact, 'lotId'))
  if (!lot || (lot.state !== 'ready' && lot.state !== 'bidding')) return DONE
  await move(act, lot, 'suspend', { suspendedFrom: lot.state, stateReason: text(fact, 'reason') })
  return DONE
}

const onResumed = async (act: Act, fact: Fact): Promise<Result<unknown>> => {
  const lot = await lockLot(act.tx, text(fact, 'lotId'))
  if (!lot || lot.state !== 'suspended' || lot.suspended_from === null) return DONE
  await move(act, lot, RESUME_EVENT[lot.suspended_from], { suspendedFrom: null, stateReason: null })
  return DONE
}

const sell = async (act: Act, lot: LotRow, fact: Fact): Promise<Result<unknown>> => {
  const buyerOrganisationId = text(fact, 'winnerOrganisationId')
  const priceMinor = BigInt(text(fact, 'priceMinor'))
  if (LOT.next(lot.state, 'sell') === null) return DONE
  const buyer = await organisationById(act.tx, buyerOrganisationId)
  const notice = await openNotice(act, {
    kind: 'result',
    subject: lot.id,
    related: [lot.achievement_id, lot.seller_organisation_id, buyerOrganisationId, fact.subject],
    ...resultNoticeText(lot, { buyerName: buyer?.name ?? { zh: '', en: '' }, priceMinor }),
    ownerOrganisationId: lot.seller_organisation_id,
    ruleKey: 'result.publicity',
  })
  if (!notice.ok) return notice
  await move(act, lot, 'sell', { buyerOrganisationId, priceMinor, resultNoticeId: notice.value.noticeId, closedAt: act.now })
  await endApplications(act, lot, { winnerOrganisationId: buyerOrganisationId })
  await told(act, lot, 'listing.sold', { auctionId: fact.subject, buyerOrganisationId, priceMinor: String(priceMinor), noticeId: notice.value.noticeId })
  return DONE
}

const onClosed = async (act: Act, fact: Fact): Promise<Result<unknown>> => {
  const lot = await lockLot(act.tx, text(fact, 'lotId'))
  if (!lot) return DONE
  // The opening may still wait in the queue behind the close; a sold lot has been on auction in any case.
  if (lot.state === 'ready' && fact.body['outcome'] === 'sold') {
    await move(act, lot, 'startBidding')
    return sell(act, { ...lot, state: 'bidding' }, fact)
  }
  if (fact.body['outcome'] === 'sold') return sell(act, lot, fact)
  await fail(act, lot, 'fail', text(fact, 'reason'))
  return DONE
}

export const reactions: readonly Reaction[] = [
  { on: 'notice.closed', name: 'listing.notice_closed', handle: onNoticeClosed },
  { on: 'notice.resumed', name: 'listing.notice_resumed', handle: onNoticeResumed },
  { on: 'notice.corrected', name: 'listing.notice_corrected', handle: onNoticeResumed },
  { on: 'notice.upheld', name: 'listing.notice_upheld', handle: onNoticeUpheld },
  { on: 'ledger.payment_received', name: 'listing.deposit_received', handle: onDepositReceived },
  { on: 'ledger.payment_reversed', name: 'listing.deposit_reversed', handle: onDepositReversed },
  { on: 'auction.scheduled', name: 'listing.auction_scheduled', handle: onScheduled },
  { on: 'auction.opened', name: 'listing.auction_opened', handle: onOpened },
  { on: 'auction.suspended', name: 'listing.auction_suspended', handle: onSuspended },
  { on: 'auction.resumed', name: 'listing.auction_resumed', handle: onResumed },
  { on: 'auction.closed', name: 'listing.auction_closed', handle: onClosed },
]
