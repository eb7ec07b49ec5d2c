/** Before procedures called the doors of their lots, lots heard of them. What waits in the queue from then is still done. */
import { ok } from '#kernel/result.ts'
import { lotEnded, lotOpened, lotResumed, lotScheduled, lotSuspended } from '#modules/listing/index.ts'
import type { Reaction } from '#platform/command/module.ts'
import { retired } from '#platform/command/reaction.ts'
import { auctionFacts } from './facts.ts'
import { endOf } from './lot.ts'

const DONE = ok(null)

export const retiredReactions: readonly Reaction[] = [
  retired(auctionFacts.scheduled, 'listing.auction_scheduled', async (act, { body }) => {
    await lotScheduled(act, body.lotId, body.auctionId, body.opensAt)
    return DONE
  }),
  retired(auctionFacts.opened, 'listing.auction_opened', async (act, { body }) => {
    await lotOpened(act, body.lotId)
    return DONE
  }),
  retired(auctionFacts.suspended, 'listing.auction_suspended', async (act, { body }) => {
    await lotSuspended(act, body.lotId, body.reason)
    return DONE
  }),
  retired(auctionFacts.resumed, 'listing.auction_resumed', async (act, { body }) => {
    await lotResumed(act, body.lotId)
    return DONE
  }),
  retired(auctionFacts.closed, 'listing.auction_closed', async (act, { body }) => {
    // The opening may have waited behind the close.
    if (body.outcome === 'sold') await lotOpened(act, body.lotId)
    await lotEnded(act, body.lotId, endOf(body))
    return DONE
  }),
]
