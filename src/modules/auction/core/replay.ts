/** Rebuilds an auction from its record; checks that the record is what the rules would have written. */
import type { Instant } from '#kernel/instant.ts'
import { decideBid, type Bid } from './bid.ts'
import { advance, resume, suspend } from './clock.ts'
import { scheduled, type AuctionRules, type AuctionState } from './state.ts'

export type RecordEntry =
  | ({ readonly kind: 'bid' } & Bid)
  | { readonly kind: 'suspend'; readonly at: Instant }
  | { readonly kind: 'resume'; readonly at: Instant }
  /** The hammer: a bid that waited in a queue longer than it is too late, whenever it was received. */
  | { readonly kind: 'close'; readonly at: Instant }

const applyEntry = (state: AuctionState, entry: RecordEntry, rules: AuctionRules): AuctionState => {
  if (entry.kind === 'bid') return decideBid(state, entry, rules).state
  if (entry.kind === 'close') return { ...advance(state, entry.at).state, phase: 'closed' }
  const moved = entry.kind === 'suspend' ? suspend(state, entry.at) : resume(state, entry.at)
  return moved.ok ? moved.value : state
}

/** The state after all entries, in the order of their sequence. */
export const replay = (opensAt: Instant, rules: AuctionRules, record: readonly RecordEntry[]): AuctionState =>
  record.reduce((state, entry) => applyEntry(state, entry, rules), scheduled(opensAt, rules))

export interface RecordedBid {
  readonly seq: number | null
  readonly attempt: number
  readonly priceMinor: bigint
}

/** Faults of a bid record in attempt order: gaps, duplicates, falling or equal prices but at the cap. Empty: sound. */
export const faultsOf = (bids: readonly RecordedBid[], capMinor: bigint | null = null): readonly string[] => {
  const faults: string[] = []
  let seq = 0
  let top: bigint | null = null
  bids.forEach((bid, index) => {
    if (bid.attempt !== index + 1) faults.push(`attempt ${bid.attempt} at place ${index + 1}`)
    if (bid.seq === null) return
    if (bid.seq !== seq + 1) faults.push(`sequence ${bid.seq} after ${seq}`)
    const isJoining = top !== null && bid.priceMinor === capMinor && top === capMinor
    if (top !== null && bid.priceMinor <= top && !isJoining) faults.push(`price ${bid.priceMinor} after ${top} at sequence ${bid.seq}`)
    seq = bid.seq
    top = bid.priceMinor
  })
  return faults
}
