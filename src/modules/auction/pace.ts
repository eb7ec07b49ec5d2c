/**
 * How fast one bidder may bid. Kept in the memory of each process, before the lane: who floods the market is answered without a
 * transaction, and nothing of it is stored. With several processes a bidder has the pace once in each.
 */
import type { Instant } from '#kernel/instant.ts'
import { SECOND_MS } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { takeToken, type Bucket, type Rate } from './core/rate.ts'

/** One bidder in one auction: more than a hand can do. One person over all auctions and enterprises: the same for a whole desk. */
export const PACE: { bidder: Rate; person: Rate } = { bidder: { perSecond: 5, burst: 20 }, person: { perSecond: 10, burst: 40 } }

const MAX_BUCKETS = 20_000

/** A bucket that has filled up again is like none at all. */
const forgetRested = (buckets: Map<string, Bucket>, now: Instant, { perSecond, burst }: Rate): void => {
  const refillMs = (burst / perSecond) * SECOND_MS
  for (const [key, { at }] of buckets) if (now - at >= refillMs) buckets.delete(key)
}

const openBuckets = () => {
  const buckets = new Map<string, Bucket>()
  return (key: string, now: Instant, rate: Rate): number => {
    const before = buckets.get(key)
    const { bucket, waitMs } = takeToken(before, now, rate)
    if (!before && buckets.size >= MAX_BUCKETS) {
      forgetRested(buckets, now, rate)
      if (buckets.size >= MAX_BUCKETS) buckets.clear()
    }
    buckets.set(key, bucket)
    return waitMs
  }
}

const takeOfPerson = openBuckets()
const takeOfBidder = openBuckets()

export interface Asking {
  readonly auctionId: string
  readonly organisationId: string
  readonly personId: string
}

export const keepPace = ({ auctionId, organisationId, personId }: Asking, now: Instant): Result<null, 'auction.too_many_bids'> => {
  const waitMs = takeOfPerson(personId, now, PACE.person) || takeOfBidder(`${auctionId}:${organisationId}`, now, PACE.bidder)
  return waitMs === 0 ? ok(null) : refuse('auction.too_many_bids', { retryAfterSeconds: Math.ceil(waitMs / SECOND_MS) })
}
