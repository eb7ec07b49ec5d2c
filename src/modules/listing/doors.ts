/** What higher modules may ask of a lot. */
import type { Bilingual } from '#kernel/bilingual.ts'
import type { Instant } from '#kernel/instant.ts'
import type { RuleCitation } from '#kernel/result.ts'
import { areRelated } from '#modules/party/index.ts'
import { reading, timestamp, type Reader, type Tx } from '#platform/db/transaction.ts'
import { PUBLIC_STATES, type LotState } from './core/lifecycle.ts'
import { NEGOTIATED } from './core/negotiated.ts'
import { rightName, rightOf, type ShownRight } from './disposal.ts'
import { regimeOf, type AuctionOnRecord, type Regime } from './core/regime.ts'
import type { MethodTerms } from './method.ts'
import { appliedTo, lotRow, reserveRow, type LotRow } from './store.ts'
import type { ListingTables } from './tables.ts'
import { unitsOfLots } from './unit-store.ts'

export interface Lot {
  readonly id: string
  readonly number: string
  readonly state: LotState
  readonly sellerOrganisationId: string
  readonly achievementId: string
  readonly title: Bilingual
  readonly summary: Bilingual
  readonly method: string
  /** As its method reads them. */
  readonly methodTerms: MethodTerms
  readonly regime: Regime
  readonly consignment: AuctionOnRecord | null
  readonly right: ShownRight
  readonly rightName: 'assignment' | 'exclusive' | 'sole' | 'ordinary'
  readonly startingPriceMinor: bigint
  readonly depositMinor: bigint
  /** So many licences of one technology, each bidder one; null: one buyer takes what it offers. */
  readonly units: number | null
  /** It is a unit after the first of this lot. */
  readonly unitOf: string | null
  readonly hasReserve: boolean
  /** Where the notice left it open: what was announced and came of it; null where it stood in the draft or there is none. */
  readonly reserveLater: { readonly minutes: number; readonly dueAt: Instant | null; readonly fixedAt: Instant | null } | null
  readonly reserveCommitment: string | null
  readonly terms: Bilingual
  readonly qualifications: Bilingual
  /** Who drafted it for the seller. */
  readonly createdBy: string
  readonly rules: readonly RuleCitation[]
  readonly noticeId: string | null
  readonly resultNoticeId: string | null
  readonly opensAt: Instant | null
  /** What runs the procedure, e.g. an auction. */
  readonly procedureId: string | null
  readonly buyerOrganisationId: string | null
  readonly priceMinor: bigint | null
  /** Announced: the price that the bidding brings is put to who has first refusal. */
  readonly asksAfterBidding: boolean
  /** A holder of first refusal took it at the price that the bidding had brought: without a bidder number and without a deposit. */
  readonly isTakenByHolder: boolean
  /** Why it is no longer, or not at present, on offer. */
  readonly stateReason: string | null
}

const lotOf = (row: LotRow): Lot => ({
  id: row.id,
  number: row.number,
  state: row.state,
  sellerOrganisationId: row.sellerOrganisationId,
  achievementId: row.achievementId,
  title: row.title,
  summary: row.summary,
  method: row.method,
  methodTerms: row.methodTerms,
  regime: regimeOf(row),
  consignment: row.consignment,
  right: rightOf(row),
  rightName: rightName(row),
  startingPriceMinor: row.startingPriceMinor,
  depositMinor: row.depositMinor,
  units: row.units,
  unitOf: row.unitOf,
  hasReserve: row.hasReserve,
  reserveLater: row.reserveMinutes === null ? null : { minutes: row.reserveMinutes, dueAt: row.reserveDueAt, fixedAt: row.reserveFixedAt },
  reserveCommitment: row.reserveCommitment,
  terms: row.terms,
  qualifications: row.qualifications,
  createdBy: row.createdBy,
  rules: row.rules,
  noticeId: row.noticeId,
  resultNoticeId: row.resultNoticeId,
  opensAt: row.opensAt,
  procedureId: row.procedureId,
  buyerOrganisationId: row.buyerOrganisationId,
  priceMinor: row.priceMinor,
  asksAfterBidding: row.refusalAfter !== null,
  isTakenByHolder: row.subjectOutcome === 'taken',
  stateReason: row.stateReason,
})

export const lotById = async (reader: Reader, id: string): Promise<Lot | null> => {
  const row = await lotRow(reader, id)
  return row ? lotOf(row) : null
}

export const lotsByIds = async (reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, Lot>> => {
  if (ids.length === 0) return new Map()
  const rows = await reading<ListingTables>(reader)
    .selectFrom('listing.lot')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [row.id, lotOf(row)]))
}

interface Opening {
  readonly from: Instant
  /** Not included. */
  readonly until: Instant
  readonly limit: number
}

/** What was announced to open in this time, the first first: also what was taken back, or never came to it. */
export const lotsOpening = async (reader: Reader, { from, until, limit }: Opening): Promise<readonly Lot[]> => {
  const rows = await reading<ListingTables>(reader)
    .selectFrom('listing.lot')
    .selectAll()
    .where('opensAt', '>=', timestamp(from))
    .where('opensAt', '<', timestamp(until))
    .where('noticeId', 'is not', null)
    .where('method', '<>', NEGOTIATED)
    .where('state', 'in', [...PUBLIC_STATES, 'withdrawn'])
    .orderBy('opensAt')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(lotOf)
}

/** The secret reserve, for the one moment when the hammer falls: needs a transaction, so no query can ask for it. */
export const reservePriceOf = async (tx: Tx, lotId: string): Promise<bigint | null> => (await reserveRow(tx, lotId))?.reserveMinor ?? null

export type BidderStanding = { readonly kind: 'confirmed'; readonly number: number } | { readonly kind: 'seller' | 'related' | 'no_deposit' | 'not_qualified' }

/** How an organisation stands towards a lot, in the order of the refusals: seller, related, applicant. */
export const eligibleBidder = async (reader: Reader, lotId: string, organisationId: string): Promise<BidderStanding> => {
  const lot = await lotRow(reader, lotId)
  if (!lot) return { kind: 'not_qualified' }
  if (lot.sellerOrganisationId === organisationId) return { kind: 'seller' }
  const rows = await reading<ListingTables>(reader)
    .selectFrom('listing.application')
    .select(['state', 'bidderNumber', 'depositState'])
    .where('lotId', '=', lotId)
    .where('organisationId', '=', organisationId)
    .orderBy('appliedAt', 'desc')
    .execute()
  const number = rows.find((row) => row.state === 'confirmed')?.bidderNumber
  if (number !== undefined && number !== null) return { kind: 'confirmed', number }
  if (await areRelated(reader, organisationId, lot.sellerOrganisationId)) return { kind: 'related' }
  // A lapsed application that had been qualified lacked only the money.
  const isQualified = rows.some((row) => row.state === 'qualified' || (row.state === 'lapsed' && row.depositState === 'requested'))
  return { kind: isQualified ? 'no_deposit' : 'not_qualified' }
}

export interface ConfirmedBidder {
  readonly organisationId: string
  /** Who applied for it. */
  readonly personId: string
  readonly number: number
}

export const confirmedBidders = async (reader: Reader, lotId: string): Promise<readonly ConfirmedBidder[]> => {
  const rows = await reading<ListingTables>(reader)
    .selectFrom('listing.application')
    .select(['organisationId', 'personId', 'bidderNumber'])
    .where('lotId', '=', appliedTo(lotId))
    .where('state', '=', 'confirmed')
    .orderBy('bidderNumber')
    .execute()
  return rows.flatMap((row) => (row.bidderNumber === null ? [] : [{ organisationId: row.organisationId, personId: row.personId, number: row.bidderNumber }]))
}

/** Lots for which these enterprises hold a bidder number, the last confirmed first; at most `limit`. */
export const confirmedLotsOf = async (reader: Reader, organisationIds: readonly string[], limit: number): Promise<readonly string[]> => {
  if (organisationIds.length === 0) return []
  const rows = await reading<ListingTables>(reader)
    .selectFrom('listing.application')
    .select('lotId')
    .where('organisationId', 'in', [...organisationIds])
    .where('state', '=', 'confirmed')
    .orderBy('confirmedAt', 'desc')
    .limit(limit)
    .execute()
  return [...new Set(rows.map((row) => row.lotId))]
}

/** The units after the first that these lots were sold in, in the order of their numbers. */
export const unitLotsOf = async (reader: Reader, lotIds: readonly string[]): Promise<readonly Lot[]> => (await unitsOfLots(reader, lotIds)).map(lotOf)
