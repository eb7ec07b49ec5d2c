/** A bucket of tokens: each request takes one, time puts them back. Pure, so that the pace of a bidder can be tested without waiting. */
import { SECOND_MS, type Instant } from '#kernel/instant.ts'

export interface Rate {
  readonly perSecond: number
  /** Requests that may come at once after a rest. */
  readonly burst: number
}

export interface Bucket {
  readonly tokens: number
  readonly at: Instant
}

/** Takes a token at `now`; `waitMs` is 0 when there was one, otherwise the time until there is. A clock that went back puts nothing in. */
export const takeToken = (bucket: Bucket | undefined, now: Instant, rate: Rate): { readonly bucket: Bucket; readonly waitMs: number } => {
  const tokens = bucket === undefined ? rate.burst : Math.min(rate.burst, bucket.tokens + (Math.max(0, now - bucket.at) * rate.perSecond) / SECOND_MS)
  if (tokens >= 1) return { bucket: { tokens: tokens - 1, at: now }, waitMs: 0 }
  return { bucket: { tokens, at: now }, waitMs: Math.ceil(((1 - tokens) * SECOND_MS) / rate.perSecond) }
}
