/** The only SQL that writes auctions. */
import { sql, type Insertable, type Selectable } from 'kysely'
import type { Bilingual } from '#kernel/bilingual.ts'
import type { Json } from '#kernel/canonical-json.ts'
import { type Instant, isoOrNull, toIso } from '#kernel/instant.ts'
import type { RuleCitation } from '#kernel/result.ts'
import { json, reading, sendAhead, timestamp, writing, type Reader, type Tx } from '#platform/db/transaction.ts'
import type { BidOrigin } from './core/bid.ts'
import type { HandledSession } from './core/acts.ts'
import type { Channel } from './core/floor.ts'
import type { Outcome } from './core/close.ts'
import { isSealed } from './core/method.ts'
import type { AuctionRules, AuctionState } from './core/state.ts'
import { calledOf } from './floor-store.ts'
import type { AuctionTable, AuctionTables, BidTable, ProxyTable } from './tables.ts'

export type AuctionRow = Selectable<AuctionTable>
export type BidRow = Selectable<BidTable>
export type ProxyRow = Selectable<ProxyTable>

const db = (tx: Tx) => writing<AuctionTables>(tx)
const from = (reader: Reader) => reading<AuctionTables>(reader)

export const rulesOf = (row: AuctionRow): AuctionRules => ({
  method: row.method,
  startingPriceMinor: row.startingPriceMinor,
  incrementMinor: row.incrementMinor,
  bands: row.bands.map(({ fromMinor, incrementMinor }) => ({ fromMinor: BigInt(fromMinor), incrementMinor: BigInt(incrementMinor) })),
  maxExtensions: row.maxExtensions,
  capMinor: row.capMinor,
  clock: row.floorMinor === null || row.tickMs === null ? null : { floorMinor: row.floorMinor, tickMs: Number(row.tickMs) },
  freeMs: Number(row.freeMs),
  timedMs: Number(row.timedMs),
  extensionMs: Number(row.extensionMs),
  extensionAlarm: row.extensionAlarm,
  units: row.units,
  singleBidderAllowed: row.singleBidderAllowed,
  confirmFactor: row.confirmFactor,
})

export const stateOf = (row: AuctionRow): AuctionState => ({
  phase: row.phase,
  opensAt: row.opensAt,
  freeEndsAt: row.freeEndsAt,
  endsAt: row.endsAt,
  suspendedFrom: row.suspendedFrom,
  suspendedAt: row.suspendedAt,
  top: row.topPriceMinor === null || row.topNumber === null ? null : { priceMinor: row.topPriceMinor, number: row.topNumber },
  willing: row.willing,
  acceptedCount: row.acceptedCount,
  attemptCount: row.attemptCount,
  extensionCount: row.extensionCount,
})

/** As the acts of its host are judged. */
export const handledSession = (row: AuctionRow, bidderOrganisationIds: readonly string[], now: Instant): HandledSession => ({
  state: stateOf(row),
  now,
  resumeBy: row.resumeBy,
  method: row.method,
  auctioneerId: row.auctioneerId,
  floorClerkId: row.floorClerkId,
  recorderId: row.recorderId,
  called: calledOf(row),
  isCourseSigned: row.courseSignedAt !== null,
  isSealed: isSealed(row.method),
  isRecordSigned: row.recordSignedAt !== null,
  sellerOrganisationId: row.sellerOrganisationId,
  isLicensed: row.regime === 'licensed',
  certified: [],
  bidderOrganisationIds,
})

export interface NewAuction {
  readonly id: string
  readonly lotId: string
  readonly lotNumber: string
  readonly title: Bilingual
  readonly sellerOrganisationId: string
  readonly rightName: AuctionTable['rightName']
  readonly depositMinor: bigint
  readonly hasReserve: boolean
  readonly rules: AuctionRules
  /** Of a licensed auction: who holds it and who presides. */
  readonly house: { readonly organisationId: string; readonly auctioneerId: string } | null
  readonly citations: readonly RuleCitation[]
  /** Null where nothing is ever drawn. */
  readonly draw: { readonly secret: string; readonly commitment: string } | null
  /** Where its envelopes go; null where prices are named openly. */
  readonly boxId: string | null
  readonly state: AuctionState
  readonly now: Instant
}

export const insertAuction = async (tx: Tx, auction: NewAuction): Promise<void> => {
  const { rules, state } = auction
  await db(tx)
    .insertInto('auction.auction')
    .values({
      id: auction.id,
      lotId: auction.lotId,
      lotNumber: auction.lotNumber,
      title: json(auction.title),
      sellerOrganisationId: auction.sellerOrganisationId,
      rightName: auction.rightName,
      method: rules.method,
      regime: auction.house === null ? 'bidding' : 'licensed',
      houseOrganisationId: auction.house?.organisationId ?? null,
      auctioneerId: auction.house?.auctioneerId ?? null,
      startingPriceMinor: rules.startingPriceMinor,
      incrementMinor: rules.incrementMinor,
      bands: json(rules.bands.map(({ fromMinor, incrementMinor }) => ({ fromMinor: String(fromMinor), incrementMinor: String(incrementMinor) }))),
      maxExtensions: rules.maxExtensions,
      capMinor: rules.capMinor,
      floorMinor: rules.clock?.floorMinor ?? null,
      tickMs: rules.clock === null ? null : BigInt(rules.clock.tickMs),
      drawCommitment: auction.draw?.commitment ?? null,
      drawSecret: auction.draw?.secret ?? null,
      boxId: auction.boxId,
      depositMinor: auction.depositMinor,
      hasReserve: auction.hasReserve,
      freeMs: BigInt(rules.freeMs),
      timedMs: BigInt(rules.timedMs),
      extensionMs: BigInt(rules.extensionMs),
      extensionAlarm: rules.extensionAlarm,
      singleBidderAllowed: rules.singleBidderAllowed,
      confirmFactor: rules.confirmFactor,
      units: rules.units,
      rules: json(auction.citations),
      phase: state.phase,
      scheduledOpensAt: timestamp(state.opensAt),
      opensAt: timestamp(state.opensAt),
      freeEndsAt: timestamp(state.freeEndsAt),
      endsAt: timestamp(state.endsAt),
      createdAt: timestamp(auction.now),
    })
    .execute()
}

export const auctionRow = (reader: Reader, id: string) => from(reader).selectFrom('auction.auction').selectAll().where('id', '=', id).executeTakeFirst()
export const auctionRowOfLot = (reader: Reader, lotId: string) =>
  from(reader).selectFrom('auction.auction').selectAll().where('lotId', '=', lotId).executeTakeFirst()

/** Locks auctions in the order of their ids, so that two batches never wait for each other in a circle. */
export const lockAuctions = (tx: Tx, ids: readonly string[]) =>
  db(tx).selectFrom('auction.auction').selectAll().where('id', 'in', ids).orderBy('id').forUpdate().execute()

export const lockAuction = async (tx: Tx, id: string) => (await lockAuctions(tx, [id]))[0]

type States = readonly (readonly [id: string, state: AuctionState])[]

/** The states of many auctions as one update. */
const updateStates = (states: States) => {
  const of = <Value>(pick: (state: AuctionState) => Value) => states.map(([, state]) => pick(state))
  return sql`
    update auction.auction a set
      phase = n.phase, opens_at = n.opens_at, free_ends_at = n.free_ends_at, ends_at = n.ends_at,
      suspended_from = n.suspended_from, suspended_at = n.suspended_at, top_price_minor = n.top_price, top_number = n.top_number,
      accepted_count = n.accepted, attempt_count = n.attempts, extension_count = n.extensions
    from unnest(${states.map(([id]) => id)}::text[], ${of((s) => s.phase)}::text[], ${of((s) => isoOrNull(s.opensAt))}::timestamptz[],
      ${of((s) => isoOrNull(s.freeEndsAt))}::timestamptz[], ${of((s) => isoOrNull(s.endsAt))}::timestamptz[], ${of((s) => s.suspendedFrom)}::text[],
      ${of((s) => isoOrNull(s.suspendedAt))}::timestamptz[], ${of((s) => (s.top === null ? null : String(s.top.priceMinor)))}::bigint[],
      ${of((s) => s.top?.number ?? null)}::int[], ${of((s) => s.acceptedCount)}::int[], ${of((s) => s.attemptCount)}::int[], ${of((s) => s.extensionCount)}::int[])
      as n (id, phase, opens_at, free_ends_at, ends_at, suspended_from, suspended_at, top_price, top_number, accepted, attempts, extensions)
    where a.id = n.id`
}

export const saveStates = async (tx: Tx, states: States): Promise<void> => {
  if (states.length > 0) await updateStates(states).execute(db(tx))
}

export interface DecidedBid {
  readonly id: string
  readonly auctionId: string
  readonly attempt: number
  readonly seq: number | null
  readonly origin: BidOrigin
  readonly channel: Channel
  readonly number: number | null
  readonly organisationId: string
  readonly personId: string
  readonly priceMinor: bigint
  readonly confirmedMinor: bigint | null
  readonly receivedAt: Instant
  readonly refusal: string | null
  readonly params: Readonly<Record<string, Json>> | null
  readonly endsAt: Instant
  readonly extended: boolean
  readonly requestKey: string | null
  readonly requestBody: string | null
}

/** Any number of attempts as one insert. They travel as one JSON text: fifteen arrays of parameters cost the server more than the rules do. */
const insertBids = (bids: readonly DecidedBid[]) => {
  const rows = bids.map((bid) => ({
    ...bid,
    priceMinor: String(bid.priceMinor),
    confirmedMinor: bid.confirmedMinor === null ? null : String(bid.confirmedMinor),
    receivedAt: toIso(bid.receivedAt),
    endsAt: toIso(bid.endsAt),
  }))
  return sql`
    insert into auction.bid (id, auction_id, attempt, seq, origin, channel, number, organisation_id, person_id, price_minor, confirmed_minor, received_at, refusal, params,
      ends_at, extended, request_key, request_body)
    select id, "auctionId", attempt, seq, origin, channel, number, "organisationId", "personId", "priceMinor", "confirmedMinor", "receivedAt", refusal, params,
      "endsAt", extended, "requestKey", "requestBody"
    from json_to_recordset(${json(rows)}::json) as n (id text, "auctionId" text, attempt int, seq int, origin text, channel text, number int, "organisationId" text, "personId" text,
      "priceMinor" bigint, "confirmedMinor" bigint, "receivedAt" timestamptz, refusal text, params jsonb, "endsAt" timestamptz, extended boolean,
      "requestKey" text, "requestBody" text)`
}

/** The attempts of a batch and what they made of the auctions, in one statement. */
export const saveDecided = (tx: Tx, bids: readonly DecidedBid[], states: States): void => {
  if (bids.length > 0 && states.length > 0) sendAhead(tx, sql`with moved as (${updateStates(states)}) ${insertBids(bids)}`)
  else if (states.length > 0) sendAhead(tx, updateStates(states))
}

/** Who joined at the cap price: few auctions have one, so it is no part of the batch's update. */
export const saveWilling = async (tx: Tx, id: string, willing: readonly number[]): Promise<void> => {
  await db(tx)
    .updateTable('auction.auction')
    .set({ willing: [...willing] })
    .where('id', '=', id)
    .execute()
}

export interface RequestKey {
  readonly auctionId: string
  readonly personId: string
  readonly requestKey: string
}

/** Locks the auctions of a batch in the order of their ids, and says for each whether it has decided one of the requests before. */
export const takeForBids = async (
  tx: Tx,
  ids: readonly string[],
  keys: readonly RequestKey[],
): Promise<readonly (AuctionRow & { readonly hasTwins: boolean })[]> => {
  const { rows } = await sql<AuctionRow & { readonly hasTwins: boolean }>`
    with locked as materialized (select * from auction.auction where id = any(${ids}::text[]) order by id for update)
    select l.*, auction.has_twins(l.id, ${keys.map((key) => key.auctionId)}::text[], ${keys.map((key) => key.personId)}::text[], ${keys.map((key) => key.requestKey)}::text[])
    from locked l order by l.id`.execute(db(tx))
  return rows
}

export const bidsOfRequests = async (tx: Tx, keys: readonly RequestKey[]): Promise<readonly BidRow[]> => {
  if (keys.length === 0) return []
  const { rows } = await sql<BidRow>`
    select b.* from unnest(${keys.map((key) => key.auctionId)}::text[], ${keys.map((key) => key.personId)}::text[], ${keys.map((key) => key.requestKey)}::text[])
      as k (auction_id, person_id, request_key)
    join auction.bid b using (auction_id, person_id, request_key)`.execute(db(tx))
  return rows
}

export const biddersOf = (reader: Reader, auctionIds: readonly string[]) =>
  from(reader).selectFrom('auction.bidder').selectAll().where('auctionId', 'in', auctionIds).execute()

export const bidderIdsOf = async (reader: Reader, auctionId: string): Promise<readonly string[]> =>
  (await biddersOf(reader, [auctionId])).map(({ organisationId }) => organisationId)

/** Adds bidders that are not there yet; answers the count after it. */
export const addBidders = async (
  tx: Tx,
  auctionId: string,
  bidders: readonly { readonly organisationId: string; readonly number: number }[],
): Promise<number> => {
  if (bidders.length > 0)
    await db(tx)
      .insertInto('auction.bidder')
      .values(bidders.map((bidder) => ({ auctionId, organisationId: bidder.organisationId, number: bidder.number })))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  const row = await db(tx)
    .updateTable('auction.auction')
    .set({ bidderCount: sql<number>`(select count(*)::int from auction.bidder where auction_id = ${auctionId})` })
    .where('id', '=', auctionId)
    .returning('bidderCount')
    .executeTakeFirst()
  return row?.bidderCount ?? 0
}

export const proxiesOf = (reader: Reader, auctionIds: readonly string[]) =>
  from(reader).selectFrom('auction.proxy').selectAll().where('auctionId', 'in', auctionIds).where('withdrawnAt', 'is', null).orderBy('number').execute()

/** The last word of a bidder; the version of the auction tells every process that its memory is stale. */
export const saveProxy = async (tx: Tx, proxy: Insertable<ProxyTable>): Promise<void> => {
  await db(tx)
    .insertInto('auction.proxy')
    .values(proxy)
    .onConflict((conflict) => conflict.columns(['auctionId', 'number']).doUpdateSet(proxy))
    .execute()
  await db(tx)
    .updateTable('auction.auction')
    .set((eb) => ({ proxyVersion: eb('proxyVersion', '+', 1) }))
    .where('id', '=', proxy.auctionId)
    .execute()
}

export interface Closing {
  readonly outcome: Outcome
  readonly reserveMet: boolean | null
  readonly winnerOrganisationId: string | null
  /** Who took the units after the first. */
  readonly others: AuctionRow['otherWinners']
  readonly closedAt: Instant
}

/** State and outcome in one statement: the table's checks allow neither without the other. */
export const saveClosed = async (tx: Tx, id: string, { outcome, reserveMet, winnerOrganisationId, others, closedAt }: Closing): Promise<void> => {
  await db(tx)
    .updateTable('auction.auction')
    .set({
      phase: 'closed',
      suspendedFrom: null,
      suspendedAt: null,
      resumeBy: null,
      outcome: outcome.kind,
      failReason: outcome.kind === 'failed' ? outcome.reason : null,
      reserveMet,
      // One that two people fixed just before, and whose news is still on its way.
      ...(reserveMet === null ? {} : { hasReserve: true }),
      winnerOrganisationId,
      // Of several at the cap price the one that was drawn.
      ...(outcome.kind === 'sold' ? { topNumber: outcome.number } : {}),
      ...(others.length === 0 ? {} : { otherWinners: json(others) }),
      closedAt: timestamp(closedAt),
    })
    .where('id', '=', id)
    .execute()
}

export const saveHasReserve = async (tx: Tx, id: string): Promise<void> => {
  await db(tx).updateTable('auction.auction').set({ hasReserve: true }).where('id', '=', id).execute()
}

export const saveAuctioneer = async (tx: Tx, id: string, personId: string): Promise<void> => {
  await db(tx).updateTable('auction.auction').set({ auctioneerId: personId }).where('id', '=', id).execute()
}

export const saveRemarks = async (tx: Tx, id: string, remarks: Bilingual, at: Instant): Promise<void> => {
  await db(tx)
    .updateTable('auction.auction')
    .set({ remarks: json(remarks), remarksAt: timestamp(at) })
    .where('id', '=', id)
    .execute()
}

export const saveSignature = async (
  tx: Tx,
  id: string,
  signature: { readonly sha256: string; readonly documentId: string; readonly signedBy: string; readonly signedAt: Instant },
): Promise<void> => {
  await db(tx)
    .updateTable('auction.auction')
    .set({
      recordSha256: signature.sha256,
      recordDocumentId: signature.documentId,
      recordSignedBy: signature.signedBy,
      recordSignedAt: timestamp(signature.signedAt),
    })
    .where('id', '=', id)
    .execute()
}

export const allBids = (reader: Reader, auctionId: string) =>
  from(reader).selectFrom('auction.bid').selectAll().where('auctionId', '=', auctionId).orderBy('attempt').execute()
