/** Judges a run by what bidders were told and what the record holds. A fast wrong answer fails. */
import { instant } from '#kernel/instant.ts'
import type { BidOrigin } from '#modules/auction/core/bid.ts'
import type { Method } from '#modules/auction/core/method.ts'
import { faultsOf, replay, type RecordEntry } from '#modules/auction/core/replay.ts'
import type { AuctionRules } from '#modules/auction/core/state.ts'
import type { KeptAnswer } from './auction-load.ts'

export interface StoredBid {
  readonly auction_id: string
  readonly attempt: number
  readonly seq: number | null
  readonly origin: BidOrigin
  readonly number: number | null
  readonly price: string
  readonly confirmed: string | null
  readonly refusal: string | null
  readonly received_ms: string
  readonly ends_ms: string
  readonly extended: boolean
  readonly request_key: string | null
}

export interface StoredState {
  readonly id: string
  readonly opens_ms: string
  readonly top: string | null
  readonly top_number: number | null
  readonly accepted_count: number
  readonly attempt_count: number
  readonly extension_count: number
  readonly ends_ms: string
  readonly free_ms: string
  readonly timed_ms: string
  readonly extension_ms: string
  readonly start: string
  readonly increment: string
  readonly confirm_factor: number | null
  readonly method: Method
  readonly bands: readonly { readonly fromMinor: string; readonly incrementMinor: string }[]
  readonly max_extensions: number | null
  readonly cap: string | null
  readonly floor: string | null
  readonly tick_ms: string | null
  readonly willing: readonly number[]
  /** Refused bids that were counted and not kept. */
  readonly unkept: string
}

export interface History {
  readonly bids: readonly StoredBid[]
  readonly states: readonly StoredState[]
  readonly violations: readonly string[]
}

const rulesOf = (state: StoredState): AuctionRules => ({
  method: state.method,
  bands: state.bands.map(({ fromMinor, incrementMinor }) => ({ fromMinor: BigInt(fromMinor), incrementMinor: BigInt(incrementMinor) })),
  maxExtensions: state.max_extensions,
  capMinor: state.cap === null ? null : BigInt(state.cap),
  clock: state.floor === null ? null : { floorMinor: BigInt(state.floor), tickMs: Number(state.tick_ms) },
  startingPriceMinor: BigInt(state.start),
  incrementMinor: BigInt(state.increment),
  freeMs: Number(state.free_ms),
  timedMs: Number(state.timed_ms),
  extensionMs: Number(state.extension_ms),
  units: 1,
  extensionAlarm: 50,
  singleBidderAllowed: true,
  confirmFactor: state.confirm_factor,
})

/** The record played through the pure rules must end in the stored state. */
const replayFaults = (state: StoredState, bids: readonly StoredBid[]): readonly string[] => {
  const record: readonly RecordEntry[] = bids.map((bid) => ({
    kind: 'bid',
    origin: bid.origin,
    priceMinor: BigInt(bid.price),
    confirmedMinor: bid.confirmed === null ? null : BigInt(bid.confirmed),
    number: bid.number ?? 0,
    receivedAt: instant(Math.round(Number(bid.received_ms))),
  }))
  const end = replay(instant(Math.round(Number(state.opens_ms))), rulesOf(state), record)
  const counts = [end.acceptedCount, end.attemptCount, end.extensionCount]
  const rebuilt = [String(end.top?.priceMinor ?? null), end.top?.number ?? null, ...counts, end.endsAt, ...end.willing]
  const storedCounts = [state.accepted_count, state.attempt_count, state.extension_count]
  const stored = [String(state.top), state.top_number, ...storedCounts, Math.round(Number(state.ends_ms)), ...state.willing]
  return JSON.stringify(rebuilt) === JSON.stringify(stored)
    ? []
    : [`replay of ${state.id} gives ${JSON.stringify(rebuilt)}, stored is ${JSON.stringify(stored)}`]
}

/** Bids by the key of their request; a key that is twice in the record is a duplicate. */
const byRequest = (bids: readonly StoredBid[], faults: string[]): ReadonlyMap<string, StoredBid> => {
  const byKey = new Map<string, StoredBid>()
  for (const bid of bids) {
    if (bid.request_key === null) continue
    if (byKey.has(bid.request_key)) faults.push(`duplicate: request ${bid.request_key} is twice in the record`)
    byKey.set(bid.request_key, bid)
  }
  return byKey
}

const isAsTold = (answer: KeptAnswer, bid: StoredBid | undefined): boolean => {
  if (!bid) return false
  return answer.status === 200 ? bid.seq === answer.seq && bid.price === answer.price : bid.refusal === answer.code
}

/** Every answer a bidder got stands in the record as it was told, and nothing else does. */
const answerFaults = ({ bids, states }: History, answers: readonly KeptAnswer[], unanswered: readonly string[]): readonly string[] => {
  const faults: string[] = []
  const byKey = byRequest(bids, faults)
  // Refused bids beyond the bound are in the record as a number only.
  let unkept = states.reduce((sum, state) => sum + Number(state.unkept), 0)
  for (const answer of answers) {
    const bid = byKey.get(answer.key)
    if (!bid && answer.status !== 200 && unkept > 0) unkept -= 1
    else if (!isAsTold(answer, bid)) faults.push(`lost: ${answer.key} was told ${JSON.stringify(answer)}, the record has ${JSON.stringify(bid ?? null)}`)
  }
  const told = new Set(answers.map(({ key }) => key))
  const open = new Set(unanswered)
  for (const key of byKey.keys()) if (!told.has(key) && !open.has(key)) faults.push(`phantom: ${key} is in the record and nobody sent it`)
  return faults
}

export const judge = (history: History, answers: readonly KeptAnswer[], unanswered: readonly string[]): readonly string[] => {
  const faults: string[] = [...history.violations]
  for (const state of history.states) {
    const own = history.bids.filter((bid) => bid.auction_id === state.id)
    const record = own.map((bid) => ({ seq: bid.seq, attempt: bid.attempt, priceMinor: BigInt(bid.price) }))
    faults.push(...faultsOf(record, rulesOf(state).capMinor), ...replayFaults(state, own))
  }
  return [...faults, ...answerFaults(history, answers, unanswered)]
}
