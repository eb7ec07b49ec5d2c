/** Rows of marks and rounds: what only a sale with scores has. */
import type { Selectable } from 'kysely'
import type { Instant } from '#kernel/instant.ts'
import { json, reading, timestamp, writing, type Reader, type Tx } from '#platform/db/transaction.ts'
import type { ScoredTerms } from './core/scored.ts'
import type { AuctionTables, ScoredTable } from './tables.ts'

const db = (tx: Tx) => writing<AuctionTables>(tx)
const from = (reader: Reader) => reading<AuctionTables>(reader)

export type ScoredRow = Selectable<ScoredTable>

export const termsOf = ({ direction, markWeightBasisPoints, rounds, roundMs, markingMs }: ScoredRow): ScoredTerms => ({
  direction,
  markWeightBasisPoints,
  rounds,
  roundMs: Number(roundMs),
  markingMs: Number(markingMs),
})

export type NewScored = Pick<ScoredRow, 'auctionId' | 'direction' | 'markWeightBasisPoints' | 'criteria' | 'experts' | 'rounds' | 'roundMs' | 'markingMs'>

export const insertScored = async (tx: Tx, scored: NewScored): Promise<void> => {
  await db(tx)
    .insertInto('auction.scored')
    .values({ ...scored, criteria: json(scored.criteria) })
    .execute()
}

/** It changes under the lock of its auction alone. */
export const scoredOf = (reader: Reader, auctionId: string): Promise<ScoredRow | undefined> =>
  from(reader).selectFrom('auction.scored').selectAll().where('auctionId', '=', auctionId).executeTakeFirst()

const set = (tx: Tx, auctionId: string) => db(tx).updateTable('auction.scored').where('auctionId', '=', auctionId)

export const savePanel = async (tx: Tx, auctionId: string, panelId: string): Promise<void> => {
  await set(tx, auctionId).set({ panelId }).execute()
}
export const saveProposalsClosed = async (tx: Tx, auctionId: string, at: Instant): Promise<void> => {
  await set(tx, auctionId)
    .set({ proposalsClosedAt: timestamp(at) })
    .execute()
}
export const saveMarks = async (tx: Tx, auctionId: string, marks: NonNullable<ScoredRow['marks']>, at: Instant): Promise<void> => {
  await set(tx, auctionId)
    .set({ marks: json(marks), markedAt: timestamp(at) })
    .execute()
}
/** With the moments at which the rounds were shown, in their order. */
export const saveRoundClosed = async (
  tx: Tx,
  auctionId: string,
  { round, shownAt }: { readonly round: number; readonly shownAt: readonly string[] },
): Promise<void> => {
  await set(tx, auctionId)
    .set({ roundsClosed: round, shownAt: json(shownAt) })
    .execute()
}

export interface Proposal {
  readonly auctionId: string
  readonly number: number
  readonly organisationId: string
  readonly personId: string
  readonly text: string
  readonly digest: string
  readonly filedAt: Instant
}

export const saveProposal = async (tx: Tx, proposal: Proposal): Promise<void> => {
  const row = { ...proposal, filedAt: timestamp(proposal.filedAt) }
  await db(tx)
    .insertInto('auction.proposal')
    .values(row)
    .onConflict((conflict) => conflict.columns(['auctionId', 'number']).doUpdateSet(row))
    .execute()
}

export const proposalsOf = (reader: Reader, auctionId: string): Promise<readonly Proposal[]> =>
  from(reader).selectFrom('auction.proposal').selectAll().where('auctionId', '=', auctionId).orderBy('number').execute()

export interface RoundPriceRow {
  readonly auctionId: string
  readonly round: number
  readonly number: number
  readonly organisationId: string
  readonly personId: string
  readonly priceMinor: bigint
  readonly receivedAt: Instant
}

/** Within a round the last one counts. */
export const savePrice = async (tx: Tx, price: RoundPriceRow): Promise<void> => {
  const row = { ...price, receivedAt: timestamp(price.receivedAt) }
  await db(tx)
    .insertInto('auction.roundPrice')
    .values(row)
    .onConflict((conflict) => conflict.columns(['auctionId', 'round', 'number']).doUpdateSet(row))
    .execute()
}

/** By round, each in the order of receipt. */
export const pricesOf = (reader: Reader, auctionId: string): Promise<readonly RoundPriceRow[]> =>
  from(reader)
    .selectFrom('auction.roundPrice')
    .selectAll()
    .where('auctionId', '=', auctionId)
    .orderBy('round')
    .orderBy('receivedAt')
    .orderBy('number')
    .execute()
