import type { Bilingual } from '#kernel/bilingual.ts'
import type { InstantColumn, JsonColumn, NullableInstantColumn } from '#platform/db/transaction.ts'

export interface IndicatorTables {
  'indicator.achievement': { achievement_id: string; field: string | null; institution_kind: string; region: string; catalogued_at: InstantColumn }
  'indicator.lot': {
    lot_id: string
    achievement_id: string | null
    starting_price_minor: bigint | null
    listed_at: NullableInstantColumn
    is_sold: boolean | null
    bid_count: number | null
    closed_at: NullableInstantColumn
  }
  'indicator.demand': { demand_id: string; published_at: InstantColumn }
  'indicator.deal': {
    contract_id: string
    lot_id: string
    achievement_id: string
    title: JsonColumn<Bilingual>
    right_name: string
    starting_price_minor: bigint
    price_minor: bigint
    technology_amount_minor: bigint
    technical_income_minor: bigint
    field: string | null
    institution_kind: string
    region: string
    effective_at: NullableInstantColumn
    settled_at: NullableInstantColumn
  }
  'indicator.ended': { contract_id: string; ended_at: InstantColumn }
  'indicator.payout': { payout_id: string; plan_id: string; amount_minor: bigint; paid_at: InstantColumn }
}
