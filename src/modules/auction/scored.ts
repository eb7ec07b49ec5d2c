/** Sales by marks and price rounds: proposals go to a panel, its marks are locked before any price is named, and each round is shown when it is over. */
import { createHash } from 'node:crypto'
import { organisationMeant } from '#kernel/actor.ts'
import { later, toIso, type Instant } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { reservePriceOf } from '#modules/listing/index.ts'
import { layItems, takeMarks } from '#modules/panel/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { Commands, Queries } from '#platform/command/module.ts'
import type { auctionContract } from './api.ts'
import { close } from './closing.ts'
import { advance } from './core/clock.ts'
import type { FailReason } from './core/close.ts'
import { scoredActs } from './core/scored-acts.ts'
import { decideRoundPrice, isBetter, permitProposal, proposalsUntil, ranked, roundAt, roundEndsAt, scoredOutcome, type Standing } from './core/scored.ts'
import type { AuctionState } from './core/state.ts'
import { auctionFacts } from './facts.ts'
import { ownIn, type Own } from './own.ts'
import { CLOSING_GRACE_MS, scheduleDue } from './planning.ts'
import { openScoredPanel } from './scored-panel.ts'
import {
  pricesOf,
  proposalsOf,
  saveMarks,
  savePrice,
  saveProposal,
  saveProposalsClosed,
  saveRoundClosed,
  scoredOf,
  termsOf,
  type RoundPriceRow,
  type ScoredRow,
} from './scored-store.ts'
import { shownBid } from './shown.ts'
import { auctionRow, biddersOf, lockAuction, saveDecided, stateOf, type AuctionRow } from './store.ts'
import { tell, tellAccepted } from './telling.ts'

type Handlers = Commands<typeof auctionContract, 'fileProposal' | 'namePrice'>

const ownScored = async (act: Act, id: string, named: string | undefined): Promise<Result<Own & { readonly scored: ScoredRow }>> => {
  const own = await ownIn(act, id, named)
  if (!own.ok) return own
  const scored = await scoredOf(act.tx, own.value.row.id)
  return scored ? ok({ ...own.value, scored }) : refuse('auction.not_scored')
}

const fileProposal: Handlers['fileProposal'] = async (act, input) => {
  const own = await ownScored(act, input.id, input.organisationId)
  if (!own.ok) return own
  const { row, scored, number, organisationId, personId } = own.value
  const permitted = permitProposal(stateOf(row), termsOf(scored), act.receivedAt)
  if (!permitted.ok) return permitted
  const digest = createHash('sha256').update(input.text).digest('hex')
  await saveProposal(act.tx, { auctionId: row.id, number, organisationId, personId, text: input.text, digest, filedAt: act.receivedAt })
  act.publish(auctionFacts.proposal_filed, {
    subject: row.id,
    body: { auctionId: row.id, number, organisationId, digest },
    visibleTo: [organisationId, personId],
  })
  return ok({ number, digest })
}

const lastOf = (prices: readonly RoundPriceRow[], number: number): RoundPriceRow | null => prices.filter((price) => price.number === number).at(-1) ?? null

const askingOf = (row: AuctionRow, { marks }: ScoredRow, prices: readonly RoundPriceRow[], number: number) => {
  const last = lastOf(prices, number)
  return {
    hasMark: marks?.some((mark) => mark.number === number) ?? false,
    standingMinor: last?.priceMinor ?? null,
    lastRound: last?.round ?? 0,
    startingPriceMinor: row.startingPriceMinor,
  }
}

const namePrice: Handlers['namePrice'] = async (act, input) => {
  const own = await ownScored(act, input.id, input.organisationId)
  if (!own.ok) return own
  const { row, scored, number, organisationId, personId } = own.value
  // The marks may be due at this very moment: nobody names a price before they are locked.
  const marked = scored.marks === null && act.now >= row.freeEndsAt ? await takeScored(act, row, scored) : scored
  const asking = askingOf(row, marked ?? scored, await pricesOf(act.tx, row.id), number)
  const round = decideRoundPrice(
    stateOf(row),
    termsOf(scored),
    { ...asking, roundsClosed: scored.roundsClosed },
    { priceMinor: input.priceMinor, at: act.receivedAt },
  )
  if (!round.ok) return round
  const price = { round: round.value, number, priceMinor: input.priceMinor }
  await savePrice(act.tx, { ...price, auctionId: row.id, organisationId, personId, receivedAt: act.receivedAt })
  act.publish(auctionFacts.price_named, {
    subject: row.id,
    body: { ...price, auctionId: row.id, organisationId, priceMinor: String(price.priceMinor), receivedAt: toIso(act.receivedAt) },
    visibleTo: [organisationId, personId],
  })
  return ok({ round: round.value, priceMinor: input.priceMinor })
}

export const scoredCommands: Handlers = { fileProposal, namePrice }

const fail = (act: Act, row: AuctionRow, reason: FailReason): Promise<void> => close(act, row, { outcome: { kind: 'failed', reason }, reserveMet: null })

/** Takes the marks of the panel when the rounds begin; null: there are none, and the sale has ended. */
const takeScored = async (act: Act, row: AuctionRow, scored: ScoredRow): Promise<ScoredRow | null> => {
  const taken = scored.panelId === null ? null : await takeMarks(act, { panelId: scored.panelId })
  if (!taken?.ok) {
    await fail(act, row, 'not_marked')
    return null
  }
  const marks = taken.value.map(({ item, markBasisPoints }) => ({ number: Number(item), markBasisPoints }))
  await saveMarks(act.tx, row.id, marks, act.now)
  tell(act, row, auctionFacts.marked, { panelId: scored.panelId ?? '', marks })
  return { ...scored, marks, markedAt: act.now }
}

/** What was proposed goes to the panel, by number; nothing proposed ends the sale. */
const closeProposals = async (act: Act, row: AuctionRow, scored: ScoredRow): Promise<ScoredRow | null> => {
  const proposals = await proposalsOf(act.tx, row.id)
  if (proposals.length === 0 || scored.panelId === null) {
    await fail(act, row, 'no_bids')
    return null
  }
  const laid = await layItems(act, { panelId: scored.panelId, items: proposals.map(({ number, text }) => ({ key: String(number), text })) })
  if (!laid.ok) {
    await fail(act, row, 'not_marked')
    return null
  }
  await saveProposalsClosed(act.tx, row.id, act.now)
  tell(act, row, auctionFacts.proposals_closed, { panelId: scored.panelId, proposals: proposals.map(({ number, digest }) => ({ number, digest })) })
  return { ...scored, proposalsClosedAt: act.now }
}

/** Of everybody with a mark and a price, by the rounds up to this one. */
export const standingsOf = ({ marks }: Pick<ScoredRow, 'marks'>, prices: readonly RoundPriceRow[], round: number): readonly Standing[] =>
  (marks ?? []).flatMap(({ number, markBasisPoints }) => {
    const last = lastOf(
      prices.filter((price) => price.round <= round),
      number,
    )
    return last ? [{ number, markBasisPoints, priceMinor: last.priceMinor, receivedAt: last.receivedAt }] : []
  })

/** The round is over: its prices become bids of the record, all at once, and everybody sees the ranks. */
const closeRound = async (act: Act, row: AuctionRow, scored: ScoredRow): Promise<{ readonly row: AuctionRow; readonly scored: ScoredRow }> => {
  const round = scored.roundsClosed + 1
  const prices = await pricesOf(act.tx, row.id)
  const bids = prices
    .filter((price) => price.round === round)
    .map((price, index) => shownBid(row, price, { origin: 'round', attempt: row.attemptCount + index + 1, seq: row.acceptedCount + index + 1 }))
  const ranks = ranked(termsOf(scored), standingsOf(scored, prices, round))
  const [first] = ranks
  const state: AuctionState = {
    ...stateOf(row),
    top: first === undefined ? null : { number: first.number, priceMinor: first.priceMinor },
    acceptedCount: row.acceptedCount + bids.length,
    attemptCount: row.attemptCount + bids.length,
  }
  saveDecided(act.tx, bids, [[row.id, state]])
  await saveRoundClosed(act.tx, row.id, { round, shownAt: [...scored.shownAt, toIso(act.now)] })
  for (const bid of bids) tellAccepted(act, row, bid, state)
  tell(act, row, auctionFacts.round_closed, {
    round,
    rounds: scored.rounds,
    ranks: ranks.map(({ number, priceMinor, score }) => ({ number, priceMinor: String(priceMinor), score })),
  })
  const moved = {
    acceptedCount: state.acceptedCount,
    attemptCount: state.attemptCount,
    topNumber: state.top?.number ?? null,
    topPriceMinor: state.top?.priceMinor ?? null,
  }
  return { row: { ...row, ...moved }, scored: { ...scored, roundsClosed: round, shownAt: [...scored.shownAt, toIso(act.now)] } }
}

const decide = async (act: Act, row: AuctionRow, scored: ScoredRow): Promise<void> => {
  const terms = termsOf(scored)
  const reserveMinor = await reservePriceOf(act.tx, row.lotId)
  const standings = standingsOf(scored, await pricesOf(act.tx, row.id), scored.rounds)
  const { bidderCount, singleBidderAllowed } = row
  const outcome = scoredOutcome({ terms, standings, reserveMinor, bidderCount, singleBidderAllowed })
  const [first] = ranked(terms, standings)
  const reserveMet = reserveMinor === null ? null : first !== undefined && !isBetter(terms.direction, reserveMinor, first.priceMinor)
  await close(act, row, { outcome, reserveMet })
}

const nextOf = (row: AuctionRow, state: AuctionState, scored: ScoredRow): Instant => {
  const terms = termsOf(scored)
  if (scored.proposalsClosedAt === null) return later(proposalsUntil(state, terms), CLOSING_GRACE_MS)
  if (scored.marks === null) return row.freeEndsAt
  return later(roundEndsAt(state, terms, scored.roundsClosed + 1), CLOSING_GRACE_MS)
}

/** Proposals, marks, rounds, one after the other as far as time has come; null on the way: the sale has ended. */
const goOn = async (act: Act, opened: AuctionRow, state: AuctionState, found: ScoredRow): Promise<void> => {
  const terms = termsOf(found)
  let row = opened
  let scored: ScoredRow | null = found
  const hasPassed = (at: Instant): boolean => act.now >= later(at, CLOSING_GRACE_MS)
  if (scored.proposalsClosedAt === null && hasPassed(proposalsUntil(state, terms))) scored = await closeProposals(act, row, scored)
  if (scored?.proposalsClosedAt && scored.marks === null && act.now >= state.freeEndsAt) scored = await takeScored(act, row, scored)
  while (scored?.marks && scored.roundsClosed < terms.rounds && hasPassed(roundEndsAt(state, terms, scored.roundsClosed + 1)))
    ({ row, scored } = await closeRound(act, row, scored))
  if (scored === null) return
  if (scored.roundsClosed === terms.rounds) return decide(act, row, scored)
  scheduleDue(act, row.id, nextOf(row, state, scored))
}

/** Does what time has made due in a sale with scores, and says when it is looked at next. */
export const passRounds = async (act: Act, opened: AuctionRow, state: AuctionState): Promise<void> => {
  const found = await scoredOf(act.tx, opened.id)
  if (!found) throw new Error(`auction ${opened.id}: scored without its terms`)
  if (state.phase === 'scheduled') return scheduleDue(act, opened.id, opened.opensAt)
  let scored = found
  if (scored.panelId === null) {
    const panel = await openScoredPanel(act, opened, scored)
    if (!panel.ok) return fail(act, opened, 'not_marked')
    scored = { ...scored, panelId: panel.value }
  }
  await goOn(act, { ...opened, phase: state.phase }, state, scored)
}

/** The panel has failed: without marks there is no sale. */
export const onPanelFailed = async (act: Act, auctionId: string): Promise<Result<unknown>> => {
  const row = await lockAuction(act.tx, auctionId)
  if (row && row.phase !== 'closed') await fail(act, row, 'not_marked')
  return ok(null)
}

type Reads = Queries<typeof auctionContract, 'scored'>['scored']

const get: Reads['get'] = async ({ reader, now }, { id }) => {
  const row = await auctionRow(reader, id)
  if (!row) return refuse('auction.not_found')
  const scored = await scoredOf(reader, id)
  if (!scored) return refuse('auction.not_scored')
  const terms = termsOf(scored)
  const round = roundAt(row, terms, now)
  const { direction, markWeightBasisPoints, criteria, experts, rounds, panelId, marks, roundsClosed } = scored
  return ok({
    direction,
    markWeightBasisPoints,
    criteria: criteria.map((criterion) => ({ ...criterion })),
    experts,
    rounds,
    panelId,
    proposalsUntil: proposalsUntil(row, terms),
    proposalCount: scored.proposalsClosedAt === null ? null : (await proposalsOf(reader, id)).length,
    marks: marks === null ? null : marks.map((mark) => ({ ...mark })),
    round: Math.min(round, rounds),
    roundEndsAt: round >= 1 && round <= rounds && row.phase !== 'closed' ? roundEndsAt(row, terms, round) : null,
    roundsClosed,
    ranks: ranked(terms, standingsOf(scored, await pricesOf(reader, id), roundsClosed)).map((one) => ({ ...one })),
  })
}

const NOTHING_OWN = { number: null, proposal: null, markBasisPoints: null, standingMinor: null, namedRound: null } as const

const mine: Reads['mine'] = async ({ reader, actor, now }, { id, organisationId: named }) => {
  const row = await auctionRow(reader, id)
  if (!row) return refuse('auction.not_found')
  const scored = await scoredOf(reader, id)
  if (!scored) return refuse('auction.not_scored')
  const organisationId = organisationMeant(actor, 'enterprise', named)
  const around = { state: advance(stateOf(row), now).state, terms: termsOf(scored), now }
  const bidder = (await biddersOf(reader, [id])).find((one) => one.organisationId === organisationId)
  if (!bidder) return ok({ ...NOTHING_OWN, organisationId, acts: scoredActs(actor, { ...around, asking: null }) })
  const { number } = bidder
  const prices = await pricesOf(reader, id)
  const proposal = (await proposalsOf(reader, id)).find((one) => one.number === number)
  const last = lastOf(prices, number)
  return ok({
    number,
    organisationId,
    proposal: proposal ? { text: proposal.text, digest: proposal.digest, filedAt: proposal.filedAt } : null,
    markBasisPoints: scored.marks?.find((mark) => mark.number === number)?.markBasisPoints ?? null,
    standingMinor: last?.priceMinor ?? null,
    namedRound: last?.round ?? null,
    acts: scoredActs(actor, { ...around, asking: askingOf(row, scored, prices, number) }),
  })
}

export const scoredQueries: Reads = { get, mine }
