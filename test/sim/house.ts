/**
 * The market's side of a simulated sale: what is written down, and what each transaction does to it by the pure rules alone. A transaction is
 * all or nothing, as in the database: it is made on a copy and either kept or thrown away.
 */
import { createHash } from 'node:crypto'
import { later, type Instant } from '#kernel/instant.ts'
import { proxyAnswers } from '#modules/auction/core/answers.ts'
import { decideBid, refusalOfSize, type Bid, type BidOrigin, type Decision } from '#modules/auction/core/bid.ts'
import { advance, hasEnded, resume, suspend } from '#modules/auction/core/clock.ts'
import { decideClose, type Outcome } from '#modules/auction/core/close.ts'
import { commitmentOf, drawn } from '#modules/auction/core/draw.ts'
import { METHODS } from '#modules/auction/core/method.ts'
import { pricingOf } from '#modules/auction/core/pricing.ts'
import type { RecordEntry } from '#modules/auction/core/replay.ts'
import { scheduled, type AuctionRules, type AuctionState } from '#modules/auction/core/state.ts'

export const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest())
const GRACE_MS = 1_500

/** An attempt as it is written down. */
export interface Row {
  readonly attempt: number
  readonly seq: number | null
  readonly origin: BidOrigin
  readonly number: number
  readonly priceMinor: bigint
  readonly receivedAt: Instant
  readonly refusal: string | null
  readonly endsAt: Instant
  readonly extended: boolean
  /** The end as it stood when the bid was decided. */
  readonly endedBefore: Instant
  /** Of a proxy: the word it had at that moment. */
  readonly wordMinor: bigint | null
}

export interface Kept {
  readonly rules: AuctionRules
  readonly secret: string
  readonly commitment: string
  readonly scheduledOpensAt: Instant
  readonly bidders: readonly number[]
  readonly reserveMinor: bigint | null
  readonly state: AuctionState
  readonly rows: readonly Row[]
  readonly entries: readonly RecordEntry[]
  /** After how many attempts each stop or start came, in their order. */
  readonly pausedAfter: readonly number[]
  readonly proxies: ReadonlyMap<number, bigint>
  /** The answer to each request, by its key. */
  readonly answers: ReadonlyMap<string, Row>
  readonly outcome: Outcome | null
}

export interface Request {
  readonly key: string
  readonly number: number
  readonly priceMinor: bigint
  readonly confirmedMinor: bigint | null
  readonly receivedAt: Instant
}

export const opened = (rules: AuctionRules, sale: Pick<Kept, 'secret' | 'scheduledOpensAt' | 'bidders' | 'reserveMinor'>): Kept => ({
  ...sale,
  rules,
  commitment: commitmentOf(sha256, sale.secret),
  state: scheduled(sale.scheduledOpensAt, rules),
  rows: [],
  entries: [],
  pausedAfter: [],
  proxies: new Map(),
  answers: new Map(),
  outcome: null,
})

export const precedesIn =
  ({ secret }: Kept) =>
  (a: number, b: number): boolean =>
    drawn(sha256, secret, [a, b])[0] === a

export const proxiesIn = ({ proxies }: Kept) => [...proxies].map(([number, maxMinor]) => ({ number, maxMinor })).sort((a, b) => a.number - b.number)

const written = (kept: Kept, bid: Bid, decision: Decision): Kept => {
  const { state, refusal, priceMinor, extended } = decision
  const row: Row = {
    attempt: state.attemptCount,
    seq: refusal === null ? state.acceptedCount : null,
    origin: bid.origin ?? 'bidder',
    number: bid.number,
    priceMinor,
    receivedAt: bid.receivedAt,
    refusal: refusal?.code ?? null,
    endsAt: state.endsAt,
    extended,
    endedBefore: kept.state.endsAt,
    wordMinor: bid.origin === 'proxy' ? (kept.proxies.get(bid.number) ?? 0n) : null,
  }
  return { ...kept, state, rows: [...kept.rows, row], entries: [...kept.entries, { kind: 'bid', ...bid }] }
}

const withAnswers = (kept: Kept, at: Instant): Kept =>
  proxyAnswers(kept.state, { proxies: proxiesIn(kept), precedes: precedesIn(kept), at }, kept.rules).reduce(
    (current, { bid, decision }) => written(current, bid, decision),
    kept,
  )

/** What had been said before the opening, whoever is the first to notice that the room is open. */
export const openIfDue = (kept: Kept, now: Instant): Kept => {
  const { state, rules, bidders } = kept
  if (state.phase !== 'scheduled' || now < state.opensAt) return kept
  const [sole] = bidders
  if (!METHODS[rules.method].soleBidderTakes || bidders.length !== 1 || sole === undefined) return withAnswers(kept, state.opensAt)
  const bid: Bid = { origin: 'application', number: sole, priceMinor: rules.startingPriceMinor, confirmedMinor: null, receivedAt: state.opensAt }
  return written(kept, bid, decideBid(state, bid, rules))
}

/** One request; who asks again with the same key is told the same again. */
export const decideRequest = (before: Kept, request: Request, now: Instant): Kept => {
  const kept = openIfDue(before, now)
  if (kept.answers.has(request.key)) return kept
  const { key, ...bid } = request
  const decision = decideBid(kept.state, bid, kept.rules)
  const decided = written(kept, bid, decision)
  const row = decided.rows.at(-1)
  if (!row) throw new Error('a decided bid is not written down')
  const answered = { ...decided, answers: new Map(decided.answers).set(key, row) }
  return decision.refusal === null ? withAnswers(answered, bid.receivedAt) : answered
}

/** Judged like a bid of that price. Null: refused. */
export const leaveProxy = (before: Kept, left: Omit<Request, 'key'>, now: Instant): Kept | null => {
  const { number, priceMinor, receivedAt } = left
  const at = advance(before.state, receivedAt).state
  const { rules } = before
  const isOver = at.phase === 'suspended' || at.phase === 'closed' || hasEnded(at, receivedAt)
  if (!METHODS[rules.method].allowsProxies || isOver) return null
  if (pricingOf(rules).refusalOf(at, priceMinor, rules, receivedAt) !== null || refusalOfSize(at, left, rules) !== null) return null
  const kept = openIfDue({ ...before, proxies: new Map(before.proxies).set(number, priceMinor) }, now)
  const isOpen = kept.state.phase !== 'scheduled' || now >= kept.state.opensAt
  return isOpen ? withAnswers(kept, receivedAt > kept.state.opensAt ? receivedAt : kept.state.opensAt) : kept
}

export const withdrawProxy = (kept: Kept, number: number): Kept => {
  const proxies = new Map(kept.proxies)
  proxies.delete(number)
  return { ...kept, proxies }
}

const paused = (kept: Kept, state: AuctionState, entry: RecordEntry): Kept => ({
  ...kept,
  state,
  entries: [...kept.entries, entry],
  pausedAfter: [...kept.pausedAfter, state.attemptCount],
})

/** Stops or starts the clock where it may be. */
export const pause = (before: Kept, kind: 'suspend' | 'resume', at: Instant, now = at): Kept => {
  const kept = kind === 'suspend' && before.state.opensAt <= at ? openIfDue(before, now) : before
  const moved = kind === 'suspend' ? suspend(kept.state, at) : resume(kept.state, at)
  return moved.ok ? paused(kept, moved.value, { kind, at }) : kept
}

/** The clock of the machine stood still: as if the sale had been stopped for so long. */
export const giveBack = (kept: Kept, from: Instant, to: Instant): Kept => {
  if (kept.state.phase === 'suspended' || kept.state.phase === 'closed' || hasEnded(advance(kept.state, from).state, from)) return kept
  if (kept.state.phase === 'scheduled' && kept.state.opensAt > to) return kept
  return pause(pause(kept, 'suspend', from, to), 'resume', to)
}

/** What time brings by itself. */
export const passTime = (before: Kept, now: Instant): Kept => {
  if (before.state.phase === 'suspended' || before.state.phase === 'closed') return before
  const kept = openIfDue(before, now)
  const state = advance(kept.state, now).state
  if (now < later(state.endsAt, GRACE_MS)) return { ...kept, state }
  const { reserveMinor, secret } = kept
  const question = { now, reserveMinor, bidderCount: kept.bidders.length, draw: (numbers: readonly number[]) => drawn(sha256, secret, numbers) }
  const closed = decideClose(state, kept.rules, question)
  return closed === null
    ? { ...kept, state }
    : { ...kept, state: closed.state, outcome: closed.outcome, entries: [...kept.entries, { kind: 'close', at: now }] }
}
