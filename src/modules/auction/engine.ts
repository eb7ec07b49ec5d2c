/**
 * The engine: decides a whole batch of bids in one transaction. Auctions are locked in the order of their ids, every bid
 * is decided by the pure rules in the order of arrival, and everything is written with one statement per table.
 */
import { toIso, type Instant } from '#kernel/instant.ts'
import { ok, refuse, type Refusal, type Result } from '#kernel/result.ts'
import { eligibleBidder } from '#modules/listing/index.ts'
import type { Act } from '#platform/command/act.ts'
import { decideBid, MAX_REFUSED_KEPT, refusalOfStanding, type Decision, type Standing } from './core/bid.ts'
import type { Step } from './core/clock.ts'
import { nextMinimum, type AuctionRules, type AuctionState } from './core/state.ts'
import { auctionFacts } from './facts.ts'
import { reportSteps } from './lot.ts'
import { clockBody, tell, tellAccepted, tellRefused } from './telling.ts'
import { recall, refresh, remember } from './memory.ts'
import { syncBidders } from './bidders.ts'
import { bidsOfRequests, countUnkept, rulesOf, saveDecided, stateOf, takeForBids, type AuctionRow, type BidRow, type DecidedBid } from './store.ts'

export interface IncomingBid {
  readonly auctionId: string
  readonly organisationId: string
  readonly personId: string
  readonly priceMinor: bigint
  readonly confirmedMinor: bigint | null
  /** When the server took the whole request from its socket: the time that counts. */
  readonly receivedAt: Instant
  readonly requestKey: string | null
  /** What was asked, so that a key used for another bid is noticed. */
  readonly requestBody: string | null
}

export interface BidAnswer {
  readonly bidId: string
  readonly seq: number
  readonly number: number
  readonly priceMinor: string
  readonly receivedAt: string
  readonly endsAt: string
  readonly nextMinimumMinor: string
  readonly extended: boolean
}

/** One auction while its part of the batch is being decided. */
interface Table {
  readonly row: AuctionRow
  readonly rules: AuctionRules
  readonly numbers: ReadonlyMap<string, number>
  readonly strangers: ReadonlyMap<string, Standing>
  /** Refused bids in the record by organisation. */
  readonly refused: Map<string, number>
  /** Refused bids of this batch that are only counted. */
  readonly unkept: Map<string, number>
  readonly steps: Step[]
  state: AuctionState
}

/** Standings of those who have no number: asked of listing once per organisation and batch. */
const strangersOf = async (act: Act, row: AuctionRow, numbers: ReadonlyMap<string, number>, bids: readonly IncomingBid[]) => {
  const ids = new Set(bids.filter((bid) => bid.auctionId === row.id && !numbers.has(bid.organisationId)).map((bid) => bid.organisationId))
  const standings = new Map<string, Standing>()
  for (const id of ids) {
    const standing = await eligibleBidder(act.tx, row.lotId, id)
    // A deposit that was confirmed after the opening makes no bidder of this auction.
    standings.set(id, standing.kind === 'confirmed' ? { kind: 'no_deposit' } : standing)
  }
  return standings
}

/** A bid may come before the task that opens the auction: then the list of bidders is completed here. */
const admitted = async (act: Act, row: AuctionRow): Promise<AuctionRow> =>
  row.phase === 'scheduled' && act.now >= row.opensAt ? { ...row, bidderCount: await syncBidders(act, row) } : row

const openTables = async (act: Act, locked: readonly AuctionRow[], bids: readonly IncomingBid[]): Promise<ReadonlyMap<string, Table>> => {
  const rows = await Promise.all(locked.map((row) => admitted(act, row)))
  await refresh(act.tx, rows)
  const tables = new Map<string, Table>()
  for (const row of rows) {
    const { numbers, refused } = recall(row.id)
    const strangers = await strangersOf(act, row, numbers, bids)
    tables.set(row.id, { row, rules: rulesOf(row), numbers, strangers, refused: new Map(refused), unkept: new Map(), steps: [], state: stateOf(row) })
  }
  return tables
}

const standingIn = (table: Table, organisationId: string): Standing => {
  const number = table.numbers.get(organisationId)
  return number === undefined ? (table.strangers.get(organisationId) ?? { kind: 'not_qualified' }) : { kind: 'confirmed', number }
}

const requestId = (bid: { readonly auctionId: string; readonly personId: string; readonly requestKey: string | null }): string | null =>
  bid.requestKey === null ? null : `${bid.auctionId}\n${bid.personId}\n${bid.requestKey}`

const REFUSED_FIELD: Readonly<Record<string, string>> = {
  'auction.bid_too_low': 'priceMinor',
  'auction.off_increment_grid': 'priceMinor',
  'auction.bid_unconfirmed': 'confirmedAmountMinor',
}

const storedRefusal = (bid: DecidedBid): Refusal => {
  const code = bid.refusal ?? 'auction.ended'
  const params = (bid.params ?? {}) as Refusal['params']
  const field = REFUSED_FIELD[code]
  return field === undefined ? { code, params } : { code, params, field }
}

/** The answer a decided bid got, made again from its record. */
const answerOf = (bid: DecidedBid, rules: AuctionRules): Result<BidAnswer> => {
  if (bid.seq === null || bid.number === null) return { ok: false, refusal: storedRefusal(bid) }
  const after = { top: { priceMinor: bid.priceMinor, number: bid.number } }
  return ok({
    bidId: bid.id,
    seq: bid.seq,
    number: bid.number,
    priceMinor: String(bid.priceMinor),
    receivedAt: toIso(bid.receivedAt),
    endsAt: toIso(bid.endsAt),
    nextMinimumMinor: String(nextMinimum(after, rules)),
    extended: bid.extended,
  })
}

const fromRow = (row: BidRow): DecidedBid => ({
  id: row.id,
  auctionId: row.auctionId,
  attempt: row.attempt,
  seq: row.seq,
  number: row.number,
  organisationId: row.organisationId,
  personId: row.personId,
  priceMinor: row.priceMinor,
  confirmedMinor: row.confirmedMinor,
  receivedAt: row.receivedAt,
  refusal: row.refusal,
  params: row.params,
  endsAt: row.endsAt,
  extended: row.extended,
  requestKey: row.requestKey,
  requestBody: row.requestBody,
})

const ATTEMPT_DIGITS = 6

/** A bid is named by its auction and its place in the record; nothing about it needs to be unguessable. */
const bidIdOf = (auctionId: string, attempt: number): string =>
  `bid_${auctionId.slice(auctionId.indexOf('_') + 1)}${String(attempt).padStart(ATTEMPT_DIGITS, '0')}`

const record = (bid: IncomingBid, number: number, decision: Decision): DecidedBid => {
  const { state, refusal } = decision
  return {
    id: bidIdOf(bid.auctionId, state.attemptCount),
    auctionId: bid.auctionId,
    attempt: state.attemptCount,
    seq: refusal === null ? state.acceptedCount : null,
    number,
    organisationId: bid.organisationId,
    personId: bid.personId,
    priceMinor: bid.priceMinor,
    confirmedMinor: bid.confirmedMinor,
    receivedAt: bid.receivedAt,
    refusal: refusal?.code ?? null,
    params: refusal?.params ?? null,
    endsAt: state.endsAt,
    extended: decision.extended,
    requestKey: bid.requestKey,
    requestBody: bid.requestBody,
  }
}

/** True when the record has room for one more refused bid of this bidder. */
const isKept = (table: Table, organisationId: string): boolean => {
  const before = table.refused.get(organisationId) ?? 0
  if (before < MAX_REFUSED_KEPT) {
    table.refused.set(organisationId, before + 1)
    return true
  }
  table.unkept.set(organisationId, (table.unkept.get(organisationId) ?? 0) + 1)
  return false
}

/** Decides one bid of a bidder, moves its table on and tells of it. A refusal that is only counted moves nothing but time. */
const decideOne = (act: Act, table: Table, bid: IncomingBid, number: number): { readonly decided: DecidedBid; readonly isRecorded: boolean } => {
  const { priceMinor, confirmedMinor, receivedAt } = bid
  const decision = decideBid(table.state, { priceMinor, confirmedMinor, number, receivedAt }, table.rules)
  const decided = record(bid, number, decision)
  const isRecorded = decision.refusal === null || isKept(table, bid.organisationId)
  table.state = isRecorded ? decision.state : { ...decision.state, attemptCount: table.state.attemptCount }
  table.steps.push(...decision.steps)
  if (decision.refusal === null) tellAccepted(act, table.row, decided, decision.state)
  else if (isRecorded) tellRefused(act, table.row, decided)
  return { decided, isRecorded }
}

/** What the batch did to an auction as a whole: phases, prolongation, the alarm. */
const tellOfTable = async (act: Act, table: Table): Promise<void> => {
  const { row, state, rules, steps } = table
  await reportSteps(act, row, steps, { state, bidderCount: row.bidderCount })
  if (state.extensionCount === row.extensionCount) return
  tell(act, row, auctionFacts.extended, { ...clockBody(state), extensionCount: state.extensionCount })
  const isAlarm = row.extensionCount < rules.extensionAlarm && state.extensionCount >= rules.extensionAlarm
  if (isAlarm) tell(act, row, auctionFacts.extension_alarm, { extensionCount: state.extensionCount })
}

/**
 * Decides bids in the order given. Answers are in the same order; a request that was answered before gets the same answer
 * again and is not decided twice.
 */
export const decideBids = async (act: Act, bids: readonly IncomingBid[]): Promise<readonly Result<BidAnswer>[]> => {
  const keyed = bids.flatMap(({ auctionId, personId, requestKey }) => (requestKey === null ? [] : [{ auctionId, personId, requestKey }]))
  const locked = await takeForBids(act.tx, [...new Set(bids.map((bid) => bid.auctionId))], keyed)
  const tables = await openTables(act, locked, bids)
  const twins = locked.some((row) => row.hasTwins) ? await bidsOfRequests(act.tx, keyed) : []
  const earlier = new Map<string | null, DecidedBid>(twins.map(fromRow).map((bid) => [requestId(bid), bid]))
  const fresh: DecidedBid[] = []
  const answers = bids.map((bid): Result<BidAnswer> => {
    const table = tables.get(bid.auctionId)
    if (!table) return refuse('auction.not_found')
    const key = requestId(bid)
    const twin = key === null ? undefined : earlier.get(key)
    if (twin) return twin.requestBody === bid.requestBody ? answerOf(twin, table.rules) : refuse('auction.conflict')
    const standing = standingIn(table, bid.organisationId)
    if (standing.kind !== 'confirmed') return { ok: false, refusal: refusalOfStanding(standing) }
    const { decided, isRecorded } = decideOne(act, table, bid, standing.number)
    if (isRecorded) fresh.push(decided)
    if (key !== null && isRecorded) earlier.set(key, decided)
    return answerOf(decided, table.rules)
  })
  for (const table of tables.values()) await tellOfTable(act, table)
  const moved = [...tables.values()].filter((table) => table.state.attemptCount !== table.row.attemptCount || table.steps.length > 0)
  saveDecided(
    act.tx,
    fresh,
    moved.map((table) => [table.row.id, table.state]),
  )
  const unkept = [...tables.values()].flatMap(({ row, unkept: of }) => [...of].map(([organisationId, count]) => ({ auctionId: row.id, organisationId, count })))
  await countUnkept(act.tx, unkept)
  for (const { row, refused, state } of tables.values()) remember(row.id, { refused, attempts: state.attemptCount })
  return answers
}
