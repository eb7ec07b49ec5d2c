/** Writes the figures. Every statement may run twice and in any order: a fact heard again changes nothing. */
import { sql } from 'kysely'
import { json, timestamp, writing, type Tx } from '#platform/db/transaction.ts'
import type { Change, Deal } from './core/projection.ts'
import type { IndicatorTables } from './tables.ts'

const db = (tx: Tx) => writing<IndicatorTables>(tx)

/** What a deal or an achievement is counted under. */
export interface Dimensions {
  readonly field: string | null
  readonly institutionKind: string
  readonly region: string
}

const nullable = (at: Deal['effectiveAt']) => (at === null ? null : timestamp(at))

const applyDeal = async (tx: Tx, deal: Deal, { field, institutionKind, region }: Dimensions): Promise<void> => {
  await db(tx)
    .insertInto('indicator.deal')
    .values({
      contract_id: deal.contractId,
      lot_id: deal.lotId,
      achievement_id: deal.achievementId,
      title: json(deal.title),
      right_name: deal.right,
      starting_price_minor: deal.startingPriceMinor,
      price_minor: deal.priceMinor,
      technology_amount_minor: deal.technologyAmountMinor,
      technical_income_minor: deal.technicalIncomeMinor,
      field,
      institution_kind: institutionKind,
      region,
      effective_at: nullable(deal.effectiveAt),
      settled_at: nullable(deal.settledAt),
    })
    .onConflict((conflict) =>
      conflict.column('contract_id').doUpdateSet({
        effective_at: sql`coalesce(indicator.deal.effective_at, excluded.effective_at)`,
        settled_at: sql`coalesce(indicator.deal.settled_at, excluded.settled_at)`,
      }),
    )
    .execute()
}

type LotChange = Extract<Change, { kind: 'listed' | 'closed' }>

const applyLot = async (tx: Tx, change: LotChange): Promise<void> => {
  const row =
    change.kind === 'listed'
      ? { achievement_id: change.achievementId, starting_price_minor: change.startingPriceMinor, listed_at: timestamp(change.at) }
      : { is_sold: change.isSold, bid_count: change.bidCount, closed_at: timestamp(change.at) }
  const empty = { achievement_id: null, starting_price_minor: null, listed_at: null, is_sold: null, bid_count: null, closed_at: null }
  await db(tx)
    .insertInto('indicator.lot')
    .values({ lot_id: change.lotId, ...empty, ...row })
    .onConflict((conflict) => conflict.column('lot_id').doUpdateSet(row))
    .execute()
}

const applyCatalogued = async (tx: Tx, change: Extract<Change, { kind: 'catalogued' }>, { field, institutionKind, region }: Dimensions): Promise<void> => {
  await db(tx)
    .insertInto('indicator.achievement')
    .values({ achievement_id: change.achievementId, field, institution_kind: institutionKind, region, catalogued_at: timestamp(change.at) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

const applyPaid = async (tx: Tx, change: Extract<Change, { kind: 'paid' }>): Promise<void> => {
  await db(tx)
    .insertInto('indicator.payout')
    .values({ payout_id: change.payoutId, plan_id: change.planId, amount_minor: change.amountMinor, paid_at: timestamp(change.at) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export const applyChange = async (tx: Tx, change: Change, dimensions: Dimensions): Promise<void> => {
  switch (change.kind) {
    case 'catalogued':
      return applyCatalogued(tx, change, dimensions)
    case 'deal':
      return applyDeal(tx, change, dimensions)
    case 'paid':
      return applyPaid(tx, change)
    case 'listed':
    case 'closed':
      return applyLot(tx, change)
    case 'demand':
      await db(tx).insertInto('indicator.demand').values({ demand_id: change.demandId, published_at: timestamp(change.at) }).onConflict((conflict) => conflict.doNothing()).execute()
      return
    case 'ended':
      await db(tx).insertInto('indicator.ended').values({ contract_id: change.contractId, ended_at: timestamp(change.at) }).onConflict((conflict) => conflict.doNothing()).execute()
  }
}

export const clearFigures = async (tx: Tx): Promise<void> => {
  await db(tx).deleteFrom('indicator.achievement').execute()
  await db(tx).deleteFrom('indicator.lot').execute()
  await db(tx).deleteFrom('indicator.demand').execute()
  await db(tx).deleteFrom('indicator.deal').execute()
  await db(tx).deleteFrom('indicator.ended').execute()
  await db(tx).deleteFrom('indicator.payout').execute()
}
