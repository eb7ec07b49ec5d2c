/**
 * The engine: decides a whole batch of bids in one transaction. Auctions are locked in the order of their ids, every bid
 * is decided by the pure rules in the order of arrival, and everything is written with one statement per table.
 */
import { toIso, type Instant } from '#kernel/instant.ts'
import { ok, refuse, type Refusal, type Result } from '#kernel/result.ts'
import { confirmedBidders, eligibleBidder } from '#modules/listing/index.ts'
import type { Act } from '#platform/command/act.ts'
import { proxyAnswers } from './core/answers.ts'
import { decideBid, MAX_REFUSED_KEPT, refusalOfStanding, type Decision, type BidOrigin, type Standing } from './core/bid.ts'
import type { Step } from './core/clock.ts'
import { METHODS } from './core/method.ts'
import { nextMinimum } from './core/pricing.ts'
import type { AuctionRules, AuctionState } from './core/state.ts'
import { precedesIn } from './drawing.ts'
import { floorAuthoritiesOf } from './floor-store.ts'
import { auctionFacts } from './facts.ts'
import { reportSteps } from './lot.ts'
import { planNext } from './planning.ts'
import { clockBody, tell, tellAccepted, tellRefused } from './telling.ts'
import { recall, refresh, remember, type KnownProxy } from './memory.ts'
import { syncBidders } from './bidders.ts'
import {
  bidsOfRequests,
  rulesOf,
  lockAuction,
  proxiesOf,
  saveDecided,
  saveWilling,
  stateOf,
  takeForBids,
  type AuctionRow,
  type BidRow,
  type DecidedBid,
} from './store.ts'
import { countUnkept } from './unkept-store.ts'

export interface IncomingBid {
  readonly origin?: BidOrigin
  readonly auctionId: string
  /** Empty for a bid from the hall: there it is the number that is known. */
  readonly organisationId: string
  /** The paddle that was raised; absent: the bidder bids by itself. */
  readonly floorNumber?: number
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
  readonly proxies: readonly KnownProxy[]
  /** Who may be bid for in the hall; read only when a bid comes from there. */
  readonly floor: ReadonlyMap<number, string>
  /** Refused bids in the record by organisation. */
  readonly refused: Map<string, number>
  /** Refused bids of this batch that are only counted. */
  readonly unkept: Map<string, number>
  readonly steps: Step[]
  state: AuctionState
}

/** Standings of those who have no number: asked of listing once per organisation and batch. */
const strangersOf = async (act: Act, row: AuctionRow, numbers: ReadonlyMap<string, number>, bids: readonly IncomingBid[]) => {
  const isStranger = (bid: IncomingBid) => bid.auctionId === row.id && bid.floorNumber === undefined && !numbers.has(bid.organisationId)
  const ids = new Set(bids.filter(isStranger).map((bid) => bid.organisationId))
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

const NO_FLOOR: ReadonlyMap<number, string> = new Map()

/** Authorities for the hall, of the auctions for which it bids in this batch: most batches ask for nothing. */
const floorsOf = async (act: Act, bids: readonly IncomingBid[]): Promise<ReadonlyMap<string, ReadonlyMap<number, string>>> => {
  const ids = [...new Set(bids.filter((bid) => bid.floorNumber !== undefined).map((bid) => bid.auctionId))]
  if (ids.length === 0) return new Map()
  const authorities = await floorAuthoritiesOf(act.tx, ids)
  return new Map(
    ids.map((id) => [id, new Map(authorities.filter((one) => one.auctionId === id).map(({ number, organisationId }) => [number, organisationId]))]),
  )
}

/** A bid from the hall as one of the bidder whose paddle was raised: by the floor clerk alone, and for who has authorised it. */
const fromFloor = ({ row, floor }: Table, bid: IncomingBid): Result<IncomingBid> => {
  if (bid.floorNumber === undefined) return ok(bid)
  if (row.floorClerkId !== bid.personId) return refuse('auction.forbidden')
  const organisationId = floor.get(bid.floorNumber)
  return organisationId === undefined ? refuse('auction.no_floor_authority', {}, { field: 'number' }) : ok({ ...bid, organisationId })
}

const openTables = async (act: Act, locked: readonly AuctionRow[], bids: readonly IncomingBid[]): Promise<ReadonlyMap<string, Table>> => {
  const rows = await Promise.all(locked.map((row) => admitted(act, row)))
  await refresh(act.tx, rows)
  const tables = new Map<string, Table>()
  const floors = await floorsOf(act, bids)
  for (const row of rows) {
    const { numbers, refused, proxies } = recall(row.id)
    const strangers = await strangersOf(act, row, numbers, bids)
    const counts = { refused: new Map(refused), unkept: new Map<string, number>() }
    const floor = floors.get(row.id) ?? NO_FLOOR
    tables.set(row.id, { row, rules: rulesOf(row), numbers, strangers, proxies, floor, ...counts, steps: [], state: stateOf(row) })
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
  'auction.bid_above_cap': 'priceMinor',
  'auction.below_clock': 'priceMinor',
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
  const after = { top: { priceMinor: bid.priceMinor, number: bid.number }, endsAt: bid.endsAt, suspendedAt: null }
  return ok({
    bidId: bid.id,
    seq: bid.seq,
    number: bid.number,
    priceMinor: String(bid.priceMinor),
    receivedAt: toIso(bid.receivedAt),
    endsAt: toIso(bid.endsAt),
    nextMinimumMinor: String(nextMinimum(after, rules, bid.receivedAt)),
    extended: bid.extended,
  })
}

const fromRow = (row: BidRow): DecidedBid => ({
  id: row.id,
  auctionId: row.auctionId,
  attempt: row.attempt,
  seq: row.seq,
  origin: row.origin,
  channel: row.channel,
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
    origin: bid.origin ?? 'bidder',
    channel: bid.floorNumber === undefined ? 'online' : 'floor',
    number,
    organisationId: bid.organisationId,
    personId: bid.personId,
    priceMinor: decision.priceMinor,
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

interface Taken {
  readonly bid: IncomingBid
  readonly number: number
  readonly decision: Decision
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

/** Moves a table on by what was decided in it and tells of it. A refusal that is only counted moves nothing but time. */
const take = (act: Act, table: Table, { bid, number, decision }: Taken): { readonly decided: DecidedBid; readonly isRecorded: boolean } => {
  const decided = record(bid, number, decision)
  const isRecorded = decision.refusal === null || isKept(table, bid.organisationId)
  table.state = isRecorded ? decision.state : { ...decision.state, attemptCount: table.state.attemptCount }
  table.steps.push(...decision.steps)
  if (decision.refusal === null) tellAccepted(act, table.row, decided, decision.state)
  else if (isRecorded) tellRefused(act, table.row, decided)
  return { decided, isRecorded }
}

const decideOne = (act: Act, table: Table, bid: IncomingBid, number: number) =>
  take(act, table, { bid, number, decision: decideBid(table.state, { ...bid, number }, table.rules) })

/** What the proxies answer to the price as it stands, at the moment that moved it. */
const answerByProxies = (act: Act, table: Table, at: Instant): readonly DecidedBid[] => {
  const { row, proxies } = table
  return proxyAnswers(table.state, { proxies, precedes: precedesIn(row), at }, table.rules).map(({ bid, decision }) => {
    const proxy = proxies.find((one) => one.number === bid.number)
    if (!proxy) throw new Error(`auction ${row.id}: a proxy bid of nobody`)
    const { organisationId, personId } = proxy
    const said = { ...bid, auctionId: row.id, organisationId, personId, requestKey: null, requestBody: null }
    return take(act, table, { bid: said, number: bid.number, decision }).decided
  })
}

/** What bidders had said before the opening counts before anything that is said after it, whoever notices first that the room is open. */
const decideStanding = async (act: Act, table: Table): Promise<readonly DecidedBid[]> => {
  const { row, rules } = table
  if (row.phase !== 'scheduled' || act.now < row.opensAt) return []
  if (!METHODS[rules.method].soleBidderTakes || row.bidderCount !== 1) return answerByProxies(act, table, row.opensAt)
  const [sole] = await confirmedBidders(act.tx, row.lotId)
  if (!sole) throw new Error(`auction ${row.id}: its only bidder is nobody`)
  const { organisationId, personId, number } = sole
  const asking = { auctionId: row.id, organisationId, personId, priceMinor: row.startingPriceMinor, confirmedMinor: null, requestKey: null, requestBody: null }
  return [decideOne(act, table, { ...asking, origin: 'application', receivedAt: row.opensAt }, number).decided]
}

/** What the batch did to an auction as a whole: phases, prolongation, the alarm. */
const tellOfTable = async (act: Act, table: Table): Promise<void> => {
  const { row, state, rules, steps } = table
  await reportSteps(act, row, steps, { state, bidderCount: row.bidderCount })
  if (state.endsAt < row.endsAt) planNext(act, row.id, state)
  if (state.extensionCount === row.extensionCount) return
  tell(act, row, auctionFacts.extended, { ...clockBody(state), extensionCount: state.extensionCount })
  const isAlarm = row.extensionCount < rules.extensionAlarm && state.extensionCount >= rules.extensionAlarm
  if (isAlarm) tell(act, row, auctionFacts.extension_alarm, { extensionCount: state.extensionCount })
}

const finish = async (act: Act, tables: readonly Table[], fresh: readonly DecidedBid[]): Promise<void> => {
  for (const table of tables) await tellOfTable(act, table)
  const moved = tables.filter((table) => table.state.attemptCount !== table.row.attemptCount || table.steps.length > 0)
  saveDecided(
    act.tx,
    fresh,
    moved.map((table) => [table.row.id, table.state]),
  )
  for (const { row, state } of tables) if (state.willing.length > row.willing.length) await saveWilling(act.tx, row.id, state.willing)
  const unkept = tables.flatMap(({ row, unkept: of }) => [...of].map(([organisationId, count]) => ({ auctionId: row.id, organisationId, count })))
  await countUnkept(act.tx, unkept)
  for (const { row, refused, state } of tables) remember(row.id, { refused, attempts: state.attemptCount })
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
  for (const table of tables.values()) fresh.push(...(await decideStanding(act, table)))
  const answers = bids.map((asked): Result<BidAnswer> => {
    const table = tables.get(asked.auctionId)
    if (!table) return refuse('auction.not_found')
    const key = requestId(asked)
    const twin = key === null ? undefined : earlier.get(key)
    if (twin) return twin.requestBody === asked.requestBody ? answerOf(twin, table.rules) : refuse('auction.conflict')
    const meant = fromFloor(table, asked)
    if (!meant.ok) return meant
    const bid = meant.value
    const standing = standingIn(table, bid.organisationId)
    if (standing.kind !== 'confirmed') return { ok: false, refusal: refusalOfStanding(standing) }
    const { decided, isRecorded } = decideOne(act, table, bid, standing.number)
    if (isRecorded) fresh.push(decided)
    if (decided.seq !== null) fresh.push(...answerByProxies(act, table, bid.receivedAt))
    if (key !== null && isRecorded) earlier.set(key, decided)
    return answerOf(decided, table.rules)
  })
  await finish(act, [...tables.values()], fresh)
  return answers
}

/** What nobody sends: what had been said before the opening, and what these proxies bid at this moment. Answers the state after it. */
const decideUnasked = async (
  act: Act,
  row: AuctionRow,
  left: { readonly proxies: readonly KnownProxy[]; readonly at: Instant } | null,
): Promise<AuctionState> => {
  const [known] = (await openTables(act, [row], [])).values()
  if (!known) throw new Error(`auction ${row.id}: not at hand`)
  const table = left === null ? known : { ...known, proxies: left.proxies }
  const standing = await decideStanding(act, table)
  await finish(act, [table], left === null ? standing : [...standing, ...answerByProxies(act, table, left.at)])
  return table.state
}

/** For a locked auction one of whose proxies was just left. Read for this once and not remembered: a word that is rolled back was never given. */
export const decideProxies = async (act: Act, row: AuctionRow, at: Instant): Promise<AuctionState> =>
  decideUnasked(act, row, { proxies: await proxiesOf(act.tx, [row.id]), at })

/** Opens a locked auction that is due, before anything else is done to it. */
export const openIfDue = async (act: Act, row: AuctionRow): Promise<AuctionRow> => {
  if (row.phase !== 'scheduled' || act.now < row.opensAt) return row
  await decideUnasked(act, row, null)
  return (await lockAuction(act.tx, row.id)) ?? row
}
