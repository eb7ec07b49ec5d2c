/**
 * The market's side of a simulated sale by marks and price rounds: a panel that is drawn and locks its sheets, then rounds that are shown one after the other. As with bids, a
 * transaction is made on a copy by the pure rules alone, and either kept or thrown away.
 */
import { later, type Instant } from '#kernel/instant.ts'
import { advance, hasEnded, resume, suspend } from '#modules/auction/core/clock.ts'
import type { Outcome } from '#modules/auction/core/close.ts'
import type { PublicSale } from '#modules/auction/core/history.ts'
import type { RoundPrice } from '#modules/auction/core/scored-history.ts'
import {
  decideRoundPrice,
  permitProposal,
  proposalsUntil,
  ranked,
  roundEndsAt,
  scoredOutcome,
  type ScoredTerms,
  type Standing,
} from '#modules/auction/core/scored.ts'
import { PLAIN, scheduled, type AuctionRules, type AuctionState } from '#modules/auction/core/state.ts'
import { digestOf, MARKET_SIDE, orderOf, poolDigest, seated, seedOf, type Candidate } from '#modules/panel/core/draw.ts'
import { aggregate, isWhole, sheetDigest, type Criterion, type ItemMark, type ItemMarks } from '#modules/panel/core/marks.ts'
import { PANEL_RECORD_FORMAT, type PanelRecord, type RecordedSheet, type RecordedSide } from '#modules/panel/core/record.ts'
import { sha256 } from './house.ts'

const GRACE_MS = 1_500
const LEAST_SHEETS = 2
export const SEATS = 3
const PER_UNIT = 2
const PANEL = 'pan_sim'
export const CRITERIA: readonly Criterion[] = [
  { key: 'plan', weightBasisPoints: 6_000 },
  { key: 'means', weightBasisPoints: 4_000 },
]

export type Answer = { readonly round: number; readonly priceMinor: bigint } | { readonly refusal: string }

export interface Panel {
  readonly pool: readonly Candidate[]
  readonly poolDigest: string
  readonly sides: readonly RecordedSide[]
  readonly seed: string
  readonly experts: readonly string[]
  /** Locked by their authors, under the digest that was published with the lock. */
  readonly locked: ReadonlyMap<string, RecordedSheet>
}

export interface Scored {
  readonly terms: ScoredTerms
  readonly rules: AuctionRules
  readonly scheduledOpensAt: Instant
  readonly bidders: readonly number[]
  readonly reserveMinor: bigint | null
  readonly state: AuctionState
  readonly pauses: readonly { readonly kind: 'suspend' | 'resume'; readonly at: Instant }[]
  readonly panel: Panel
  readonly proposals: ReadonlyMap<number, string>
  /** The items of the panel, once the proposals are closed. */
  readonly items: readonly string[] | null
  readonly marks: readonly ItemMark[] | null
  readonly markedAt: Instant | null
  readonly prices: readonly RoundPrice[]
  readonly shownAt: readonly Instant[]
  readonly answers: ReadonlyMap<string, Answer>
  readonly outcome: Outcome | null
}

export interface Priced {
  readonly key: string
  readonly number: number
  readonly priceMinor: bigint
  readonly receivedAt: Instant
}

const sideOf = (side: string, nonce: string | null, sealed: string): RecordedSide => ({ side, commitment: digestOf(sha256, sealed), nonce, barred: [] })

/** `silent`: a side that sealed a nonce and never unsealed it. */
export const panelBy = (nonces: Readonly<Record<'market' | 'seller' | 'bidder', string>>, isSilent: boolean): Panel => {
  const pool = Array.from({ length: 6 }, (_, index): Candidate => ({
    personId: `per_${index}`,
    unitId: `org_${index % 3}`,
    out: index === 5 ? 'related' : null,
  }))
  const sides = [
    sideOf(MARKET_SIDE, nonces.market, nonces.market),
    sideOf('seller', nonces.seller, nonces.seller),
    sideOf('bidder:101', isSilent ? null : nonces.bidder, nonces.bidder),
  ]
  const seed = seedOf(
    sha256,
    PANEL,
    sides.flatMap(({ side, nonce }) => (nonce === null ? [] : [{ side, nonce }])),
  )
  const experts = seated(orderOf(sha256, seed, pool, []), [], { seats: SEATS, perUnit: PER_UNIT }).map(({ personId }) => personId)
  return { pool, poolDigest: poolDigest(sha256, pool), sides, seed, experts, locked: new Map() }
}

export const openedScored = (
  terms: ScoredTerms,
  sale: Pick<Scored, 'scheduledOpensAt' | 'bidders' | 'reserveMinor' | 'panel'> & {
    readonly startingPriceMinor: bigint
    readonly freeMs: number
    readonly singleBidderAllowed: boolean
  },
): Scored => {
  const { startingPriceMinor, freeMs, singleBidderAllowed, ...rest } = sale
  const rules: AuctionRules = {
    ...PLAIN,
    method: 'scored',
    startingPriceMinor,
    incrementMinor: 1n,
    freeMs,
    timedMs: terms.rounds * terms.roundMs,
    extensionMs: 0,
    extensionAlarm: 1,
    singleBidderAllowed,
    confirmFactor: null,
  }
  return {
    ...rest,
    terms,
    rules,
    state: scheduled(rest.scheduledOpensAt, rules),
    pauses: [],
    proposals: new Map(),
    items: null,
    marks: null,
    markedAt: null,
    prices: [],
    shownAt: [],
    answers: new Map(),
    outcome: null,
  }
}

/** Null: refused. */
export const fileProposal = (kept: Scored, number: number, text: string, at: Instant): Scored | null => {
  if (kept.items !== null || !permitProposal(advance(kept.state, at).state, kept.terms, at).ok) return null
  return { ...kept, proposals: new Map(kept.proposals).set(number, digestOf(sha256, text)) }
}

/** Once for each expert, whole, before the marks are taken. */
export const lockSheet = (
  kept: Scored,
  expert: string,
  given: { readonly salt: string; readonly sheet: readonly ItemMarks[] },
  now: Instant,
): Scored | null => {
  const { panel, items, marks, state } = kept
  const isTime = items !== null && marks === null && state.phase !== 'suspended' && now < state.freeEndsAt
  if (!isTime || panel.locked.has(expert) || !isWhole(given.sheet, items, CRITERIA)) return null
  const digest = sheetDigest(sha256, given.salt, given.sheet)
  return { ...kept, panel: { ...panel, locked: new Map(panel.locked).set(expert, { ...given, digest }) } }
}

const failed = (kept: Scored, reason: 'no_bids' | 'no_bidders' | 'not_marked'): Scored => ({
  ...kept,
  state: { ...kept.state, phase: 'closed' },
  outcome: { kind: 'failed', reason },
})

const takeMarks = (kept: Scored, now: Instant): Scored => {
  const sheets = [...kept.panel.locked.values()].map(({ sheet }) => sheet)
  if (sheets.length < LEAST_SHEETS) return failed(kept, 'not_marked')
  return { ...kept, marks: aggregate(sheets, kept.items ?? [], CRITERIA), markedAt: now }
}

const lastOf = (prices: readonly RoundPrice[], number: number): RoundPrice | undefined => prices.filter((price) => price.number === number).at(-1)

const inOrder = (a: RoundPrice, b: RoundPrice): number => a.round - b.round || a.receivedAt - b.receivedAt || a.number - b.number

/** One price; who asks again with the same key is told the same again. */
export const namePrice = (before: Scored, { key, number, priceMinor, receivedAt }: Priced, now: Instant): Scored => {
  if (before.answers.has(key)) return before
  const isDue =
    before.items !== null && before.marks === null && before.state.phase !== 'closed' && before.state.phase !== 'suspended' && now >= before.state.freeEndsAt
  const kept = isDue ? takeMarks(before, now) : before
  const last = lastOf(kept.prices, number)
  const meeting = {
    hasMark: kept.marks?.some(({ item }) => item === String(number)) ?? false,
    standingMinor: last?.priceMinor ?? null,
    lastRound: last?.round ?? 0,
    startingPriceMinor: kept.rules.startingPriceMinor,
    roundsClosed: kept.shownAt.length,
  }
  const decided = decideRoundPrice(advance(kept.state, receivedAt).state, kept.terms, meeting, { priceMinor, at: receivedAt })
  const answer: Answer = decided.ok ? { round: decided.value, priceMinor } : { refusal: decided.refusal.code }
  const answered = { ...kept, answers: new Map(kept.answers).set(key, answer) }
  if (!decided.ok) return answered
  // Within a round the last one counts.
  const others = kept.prices.filter((price) => price.number !== number || price.round !== decided.value)
  return { ...answered, prices: [...others, { round: decided.value, number, priceMinor, receivedAt }].sort(inOrder) }
}

export const standingsOf = ({ marks, prices }: Pick<Scored, 'marks' | 'prices'>): readonly Standing[] =>
  (marks ?? []).flatMap(({ item, markBasisPoints }) => {
    const last = lastOf(prices, Number(item))
    return last ? [{ number: Number(item), markBasisPoints, priceMinor: last.priceMinor, receivedAt: last.receivedAt }] : []
  })

const decide = (kept: Scored): Scored => {
  const { terms, reserveMinor, bidders, rules } = kept
  const question = { terms, standings: standingsOf(kept), reserveMinor, bidderCount: bidders.length, singleBidderAllowed: rules.singleBidderAllowed }
  return { ...kept, state: { ...kept.state, phase: 'closed' }, outcome: scoredOutcome(question) }
}

/** Proposals, marks, rounds, one after the other as far as time has come. */
export const passScored = (before: Scored, now: Instant): Scored => {
  if (before.state.phase === 'suspended' || before.state.phase === 'closed') return before
  let kept: Scored = { ...before, state: advance(before.state, now).state }
  const { state, terms } = kept
  if (state.phase === 'scheduled') return kept
  const hasPassed = (at: Instant): boolean => now >= later(at, GRACE_MS)
  if (kept.items === null && hasPassed(proposalsUntil(state, terms))) {
    if (kept.proposals.size === 0) return failed(kept, 'no_bids')
    kept = { ...kept, items: [...kept.proposals.keys()].sort((a, b) => a - b).map(String) }
  }
  if (kept.items !== null && kept.marks === null && now >= state.freeEndsAt) kept = takeMarks(kept, now)
  while (kept.marks !== null && kept.shownAt.length < terms.rounds && hasPassed(roundEndsAt(state, terms, kept.shownAt.length + 1)))
    kept = { ...kept, shownAt: [...kept.shownAt, now] }
  return kept.shownAt.length === terms.rounds && kept.outcome === null ? decide(kept) : kept
}

export const pauseScored = (kept: Scored, kind: 'suspend' | 'resume', at: Instant): Scored => {
  const moved = kind === 'suspend' ? suspend(kept.state, at) : resume(kept.state, at)
  return moved.ok ? { ...kept, state: moved.value, pauses: [...kept.pauses, { kind, at }] } : kept
}

/** The clock of the machine stood still: as if the sale had been stopped for so long. */
export const giveBackScored = (kept: Scored, from: Instant, to: Instant): Scored =>
  kept.state.phase === 'suspended' || kept.state.phase === 'closed' || hasEnded(advance(kept.state, from).state, from) || kept.state.opensAt > from
    ? kept
    : pauseScored(pauseScored(kept, 'suspend', from), 'resume', to)

/** What anybody may know of it: prices of rounds that were shown, marks once they are fixed. */
export const publicScored = (kept: Scored): PublicSale => {
  const { rules, terms, state, outcome, scheduledOpensAt, shownAt } = kept
  const prices = kept.prices.filter(({ round }) => round <= shownAt.length)
  const marks = (kept.marks ?? []).map(({ item, markBasisPoints }) => ({ number: Number(item), markBasisPoints }))
  const isSold = outcome?.kind === 'sold'
  const said =
    outcome === null
      ? null
      : {
          kind: outcome.kind,
          reason: isSold ? null : (outcome as { readonly reason: string }).reason,
          number: isSold ? outcome.number : null,
          priceMinor: isSold ? outcome.priceMinor : null,
        }
  return {
    ...rules,
    scheduledOpensAt,
    pauses: kept.pauses.map((pause) => ({ ...pause, afterAttempt: 0 })),
    endsAt: state.endsAt,
    willing: [],
    draw: null,
    outcome: said,
    reserve: null,
    bids: prices.map((price, index) => ({ ...price, seq: index + 1, attempt: index + 1, origin: 'round', extended: false })),
    scored: {
      terms,
      startingPriceMinor: rules.startingPriceMinor,
      freeMs: rules.freeMs,
      scheduledOpensAt,
      pauses: kept.pauses,
      marks,
      panelMarks: marks,
      markedAt: kept.markedAt,
      shownAt,
      prices,
      ranks: ranked(terms, standingsOf({ marks: kept.marks, prices })).map(({ number, score }) => ({ number, score })),
      outcome: said,
    },
  }
}

/** The record of the panel, once its marks are fixed. */
export const panelRecord = ({ panel, items, marks }: Scored): PanelRecord | null =>
  marks === null
    ? null
    : {
        format: PANEL_RECORD_FORMAT,
        panel: PANEL,
        seats: SEATS,
        perUnit: PER_UNIT,
        poolDigest: panel.poolDigest,
        pool: panel.pool,
        sides: panel.sides,
        seed: panel.seed,
        gone: [],
        experts: panel.experts,
        criteria: CRITERIA,
        items: items ?? [],
        sheets: [...panel.locked.values()],
        marks,
      }
