/** What follows when a lot opened or ended: applicants, deposits, the right, the notice of the result. Looks at the lot as it stands; twice changes nothing. */
import { toIso } from '#kernel/instant.ts'
import { ok, type Result } from '#kernel/result.ts'
import { markUnlisted } from '#modules/achievement/index.ts'
import { openNotice } from '#modules/notice/index.ts'
import { listingNotices } from './notices.ts'
import { organisationById } from '#modules/party/index.ts'
import { releaseDisposal } from '#modules/title/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { Task } from '#platform/command/module.ts'
import { endApplications, freeLosers, lapseUnpaid } from './deposits.ts'
import { listingFacts } from './facts.ts'
import { resultNoticeText } from './notice-text.ts'
import { told } from './steps.ts'
import { lockLot, updateLot, winnersApplication, type LotRow } from './store.ts'

export const SETTLE_TASK = 'listing.settle'

export const followUp = (act: Act, lotId: string): void =>
  act.schedule({ key: `${SETTLE_TASK}:${lotId}`, task: SETTLE_TASK, payload: { id: lotId }, dueAt: act.now })

/** Gives the deposits back, frees the right and takes the offer out of the catalogue. */
export const settleFailure = async (act: Act, lot: LotRow, reason: string): Promise<Result<null>> => {
  await endApplications(act, lot, { winnerOrganisationId: null })
  const freed = await releaseDisposal(act, lot.id)
  if (!freed.ok) return freed
  await updateLot(act.tx, lot.id, act.now, { settledAt: act.now })
  await told(act, lot, listingFacts.failed, { reason })
  return markUnlisted(act, lot.achievementId, lot.id)
}

const settleSale = async (act: Act, lot: LotRow): Promise<Result<null>> => {
  const { buyerOrganisationId, priceMinor, procedureId: auctionId, closedAt: soldAt } = lot
  if (buyerOrganisationId === null || priceMinor === null || auctionId === null || soldAt === null)
    throw new Error(`lot ${lot.id} was sold to nobody, for nothing or by nothing`)
  const [buyer, application] = await Promise.all([organisationById(act.tx, buyerOrganisationId), winnersApplication(act.tx, lot.id, buyerOrganisationId)])
  const notice = await openNotice(act, {
    kind: listingNotices.result,
    subject: lot.id,
    related: [lot.achievementId, lot.sellerOrganisationId, buyerOrganisationId, auctionId],
    ...resultNoticeText(lot, { buyerName: buyer?.name ?? { zh: '', en: '' }, priceMinor }),
    ownerOrganisationId: lot.sellerOrganisationId,
    ruleKey: 'result.publicity',
  })
  if (!notice.ok) return notice
  const { noticeId } = notice.value
  await updateLot(act.tx, lot.id, act.now, { resultNoticeId: noticeId, settledAt: act.now })
  const isTaken = lot.subjectOutcome === 'taken'
  // A holder of first refusal buys without a deposit, also where it had bid for the lot.
  await endApplications(act, lot, { winnerOrganisationId: isTaken ? null : buyerOrganisationId })
  if (isTaken) await told(act, lot, listingFacts.taken_by_holder, { auctionId, buyerOrganisationId, priceMinor: String(priceMinor) })
  await told(act, lot, listingFacts.sold, {
    auctionId,
    buyerOrganisationId,
    bidderNumber: isTaken ? null : (application?.bidderNumber ?? null),
    priceMinor: String(priceMinor),
    noticeId,
    soldAt: toIso(soldAt),
  })
  return ok(null)
}

export const settle: Task = async (act, payload): Promise<Result<unknown>> => {
  const lot = await lockLot(act.tx, String(payload['id']))
  if (!lot || lot.settledAt !== null) return ok(null)
  if (lot.state === 'bidding') await lapseUnpaid(act, lot)
  if (lot.state === 'subject') await freeLosers(act, lot)
  if (lot.state === 'sold') return settleSale(act, lot)
  if (lot.state === 'failed') return settleFailure(act, lot, lot.stateReason ?? '')
  return ok(null)
}
