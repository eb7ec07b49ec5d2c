/**
 * What a procedure has to report of a lot: it is scheduled, it opens, stops, goes on and ends. Today the reactions to `auction.*` call these steps; a
 * procedure that calls them itself can take the auction's place (ADR 0018).
 */
import { toIso, type Instant } from '#kernel/instant.ts'
import { ok, type Result } from '#kernel/result.ts'
import { openNotice } from '#modules/notice/index.ts'
import { organisationById } from '#modules/party/index.ts'
import type { Act } from '#platform/command/act.ts'
import { LOT, RESUME_EVENT } from './core/lifecycle.ts'
import { endApplications, lapseUnpaid } from './deposits.ts'
import { listingFacts } from './facts.ts'
import { resultNoticeText } from './notice-text.ts'
import { fail, move, told } from './steps.ts'
import { lockLot, updateLot, type LotRow } from './store.ts'

const DONE = ok(null)

/** A sale as its procedure reports it. */
export interface Sale {
  readonly buyerOrganisationId: string
  readonly priceMinor: bigint
}

export const lotScheduled = async (act: Act, lotId: string, auctionId: string, opensAt: Instant): Promise<Result<null>> => {
  const lot = await lockLot(act.tx, lotId)
  if (!lot || lot.auction_id !== null) return DONE
  await updateLot(act.tx, lot.id, act.now, { auctionId })
  await told(act, lot, listingFacts.scheduled, { auctionId, opensAt: toIso(opensAt) })
  return DONE
}

export const lotOpened = async (act: Act, lotId: string, auctionId: string): Promise<Result<null>> => {
  const lot = await lockLot(act.tx, lotId)
  if (lot && (await move(act, lot, 'startBidding'))) {
    await lapseUnpaid(act, lot)
    await told(act, lot, listingFacts.bidding_started, { auctionId })
  }
  return DONE
}

export const lotSuspended = async (act: Act, lotId: string, reason: string): Promise<Result<null>> => {
  const lot = await lockLot(act.tx, lotId)
  if (lot && (lot.state === 'ready' || lot.state === 'bidding')) await move(act, lot, 'suspend', { suspendedFrom: lot.state, stateReason: reason })
  return DONE
}

export const lotResumed = async (act: Act, lotId: string): Promise<Result<null>> => {
  const lot = await lockLot(act.tx, lotId)
  if (lot?.state === 'suspended' && lot.suspended_from !== null)
    await move(act, lot, RESUME_EVENT[lot.suspended_from], { suspendedFrom: null, stateReason: null })
  return DONE
}

const sell = async (act: Act, lot: LotRow, auctionId: string, { buyerOrganisationId, priceMinor }: Sale): Promise<Result<null>> => {
  if (LOT.next(lot.state, 'sell') === null) return DONE
  const buyer = await organisationById(act.tx, buyerOrganisationId)
  const notice = await openNotice(act, {
    kind: 'result',
    subject: lot.id,
    related: [lot.achievement_id, lot.seller_organisation_id, buyerOrganisationId, auctionId],
    ...resultNoticeText(lot, { buyerName: buyer?.name ?? { zh: '', en: '' }, priceMinor }),
    ownerOrganisationId: lot.seller_organisation_id,
    ruleKey: 'result.publicity',
  })
  if (!notice.ok) return notice
  const { noticeId } = notice.value
  await move(act, lot, 'sell', { buyerOrganisationId, priceMinor, resultNoticeId: noticeId, closedAt: act.now })
  await endApplications(act, lot, { winnerOrganisationId: buyerOrganisationId })
  await told(act, lot, listingFacts.sold, { auctionId, buyerOrganisationId, priceMinor: String(priceMinor), noticeId })
  return DONE
}

export const lotSold = async (act: Act, lotId: string, auctionId: string, sale: Sale): Promise<Result<null>> => {
  const lot = await lockLot(act.tx, lotId)
  if (!lot) return DONE
  // The opening may still wait in the queue behind the close; a sold lot has been on auction in any case.
  if (lot.state === 'ready') await move(act, lot, 'startBidding')
  return sell(act, lot.state === 'ready' ? { ...lot, state: 'bidding' } : lot, auctionId, sale)
}

export const lotUnsold = async (act: Act, lotId: string, reason: string): Promise<Result<null>> => {
  const lot = await lockLot(act.tx, lotId)
  return lot ? fail(act, lot, 'fail', reason) : DONE
}
