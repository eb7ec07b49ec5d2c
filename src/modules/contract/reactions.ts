/** The hammer, the end of the result notice and the buyer's money. Each reads again: running twice does nothing. */
import { ok } from '#kernel/result.ts'
import { auctionFacts } from '#modules/auction/facts.ts'
import { paymentFacts } from '#modules/payment/facts.ts'
import { listingFacts } from '#modules/listing/facts.ts'
import { listingNotices } from '#modules/listing/index.ts'
import { noticeFacts } from '#modules/notice/facts.ts'
import type { Reaction } from '#platform/command/module.ts'
import { reaction, retired } from '#platform/command/reaction.ts'
import { timestamp } from '#platform/db/transaction.ts'
import { contractFacts } from './facts.ts'
import { openContract } from './opening.ts'
import { receivePrice } from './performing.ts'
import { insertSale } from './store.ts'

export const reactions: readonly Reaction[] = [
  reaction(listingFacts.sold, 'contract.lot_sold', async (act, { at, body }) => {
    const { lotId, auctionId, buyerOrganisationId, bidderNumber, priceMinor, soldAt } = body
    await insertSale(act.tx, {
      lotId,
      auctionId,
      buyerOrganisationId,
      bidNumber: bidderNumber,
      priceMinor,
      soldAt: timestamp(soldAt ?? at),
    })
    return ok(null)
  }),
  // Before lots told of their sale, contracts heard of the hammer. What waits in the queue from then is still done.
  retired(auctionFacts.closed, 'contract.auction_closed', async (act, { at, body }) => {
    const { outcome, winnerOrganisationId, priceMinor } = body
    if (outcome !== 'sold') return ok(null)
    if (winnerOrganisationId === null || priceMinor === null) throw new Error(`auction ${body.auctionId} was sold to nobody or for nothing`)
    await insertSale(act.tx, {
      lotId: body.lotId,
      auctionId: body.auctionId,
      buyerOrganisationId: winnerOrganisationId,
      bidNumber: body.winnerNumber,
      priceMinor,
      soldAt: timestamp(at),
    })
    return ok(null)
  }),
  reaction(noticeFacts.closed, 'contract.notice_closed', async (act, { body }) =>
    body.kind === listingNotices.result.name ? openContract(act, body.subject, body.noticeId) : ok(null),
  ),
  reaction(paymentFacts.payment_received, 'contract.payment_received', async (act, { body }) =>
    body.purpose === 'price' ? receivePrice(act, body.subject) : ok(null),
  ),
  // Rights and catalogue once heard of the settlement. It tells them itself, in its own transaction: what waits in the queue from then has been done.
  retired(contractFacts.settled, 'title.contract_settled', async () => ok(null)),
  retired(contractFacts.settled, 'achievement.contract_settled', async () => ok(null)),
]
