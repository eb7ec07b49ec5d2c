import { sql } from 'kysely'
import { toIso } from '#kernel/instant.ts'
import { ok } from '#kernel/result.ts'
import { regionName } from '#modules/party/index.ts'
import type { Queries } from '#platform/command/module.ts'
import { reading, type Reader } from '#platform/db/transaction.ts'
import type { BREAKDOWNS, indicatorContract } from './api.ts'
import { MONTHS_SHOWN, monthsUpTo, premiumOf } from './core/figures.ts'
import type { IndicatorTables } from './tables.ts'

const from = (reader: Reader) => reading<IndicatorTables>(reader)

/** Deals in effect: concluded and not ended before settlement. */
const standingDeals = (reader: Reader) =>
  from(reader)
    .selectFrom('indicator.deal as d')
    .where('d.effective_at', 'is not', null)
    .where((eb) => eb.not(eb.exists(eb.selectFrom('indicator.ended as e').select('e.contract_id').whereRef('e.contract_id', '=', 'd.contract_id'))))

const total = (column: 'price_minor' | 'starting_price_minor' | 'technology_amount_minor' | 'technical_income_minor') =>
  sql<bigint>`coalesce(sum(${sql.ref(`d.${column}`)}), 0)::bigint`

const counted = sql<bigint>`count(*)`

const totals = async (reader: Reader) => {
  const deals = await standingDeals(reader)
    .select([
      counted.as('deals'),
      sql<bigint>`count(d.settled_at)`.as('settled'),
      total('price_minor').as('turnover'),
      total('starting_price_minor').as('starting'),
      total('technology_amount_minor').as('technology'),
      total('technical_income_minor').as('technical'),
    ])
    .executeTakeFirstOrThrow()
  const paid = await from(reader).selectFrom('indicator.payout').select([counted.as('count'), sql<bigint>`coalesce(sum(amount_minor), 0)::bigint`.as('amount')]).executeTakeFirstOrThrow()
  const achievements = await from(reader).selectFrom('indicator.achievement').select(counted.as('count')).executeTakeFirstOrThrow()
  const demands = await from(reader).selectFrom('indicator.demand').select(counted.as('count')).executeTakeFirstOrThrow()
  const lots = await from(reader)
    .selectFrom('indicator.lot')
    .select([
      sql<bigint>`count(listed_at)`.as('listed'),
      sql<bigint>`count(*) filter (where is_sold)`.as('sold'),
      sql<bigint>`count(*) filter (where not is_sold)`.as('failed'),
      sql<bigint>`coalesce(sum(bid_count), 0)::bigint`.as('bids'),
    ])
    .executeTakeFirstOrThrow()
  return { deals, paid, achievements, demands, lots }
}

const monthly = (column: string) => sql<string>`to_char(${sql.ref(column)} at time zone 'Asia/Shanghai', 'YYYY-MM')`

const series = async (reader: Reader) => {
  const deals = await standingDeals(reader)
    .select([monthly('d.effective_at').as('month'), counted.as('deals'), total('price_minor').as('turnover'), total('technology_amount_minor').as('technology')])
    .groupBy('month')
    .execute()
  const paid = await from(reader).selectFrom('indicator.payout').select([monthly('paid_at').as('month'), sql<bigint>`sum(amount_minor)::bigint`.as('amount')]).groupBy('month').execute()
  const catalogued = await from(reader).selectFrom('indicator.achievement').select([monthly('catalogued_at').as('month'), counted.as('count')]).groupBy('month').execute()
  return {
    deals: new Map(deals.map((row) => [row.month, row])),
    paid: new Map(paid.map((row) => [row.month, row.amount])),
    catalogued: new Map(catalogued.map((row) => [row.month, row.count])),
  }
}

type By = (typeof BREAKDOWNS)[number]
const COLUMNS = { field: 'field', institutionKind: 'institution_kind', region: 'region', right: 'right_name' } as const

/** Regions are counted by city: the first four digits of GB/T 2260. */
const keyOf = (by: By, table: 'd' | 'a') => (by === 'region' ? sql<string>`rpad(left(${sql.ref(`${table}.region`)}, 4), 6, '0')` : sql<string>`coalesce(${sql.ref(`${table}.${COLUMNS[by]}`)}, '')`)

const achievementsBy = async (reader: Reader, by: By): Promise<ReadonlyMap<string, number>> => {
  if (by === 'right') return new Map()
  const rows = await from(reader).selectFrom('indicator.achievement as a').select([keyOf(by, 'a').as('key'), counted.as('count')]).groupBy('key').execute()
  return new Map(rows.map((row) => [row.key, Number(row.count)]))
}

export const queries: Queries<typeof indicatorContract, 'headline' | 'dealsLatest' | 'breakdown'> = {
  headline: async (view) => {
    const { deals, paid, achievements, demands, lots } = await totals(view.reader)
    const byMonth = await series(view.reader)
    return ok({
      asOf: toIso(view.now),
      deals: Number(deals.deals),
      settled: Number(deals.settled),
      turnoverMinor: String(deals.turnover),
      technologyAmountMinor: String(deals.technology),
      technicalIncomeMinor: String(deals.technical),
      premiumBasisPoints: premiumOf(deals.starting, deals.turnover),
      incomePaidMinor: String(paid.amount),
      payoutCount: Number(paid.count),
      achievements: Number(achievements.count),
      listed: Number(lots.listed),
      demands: Number(demands.count),
      auctionsSold: Number(lots.sold),
      auctionsFailed: Number(lots.failed),
      bids: Number(lots.bids),
      months: monthsUpTo(view.now, MONTHS_SHOWN).map((month) => ({
        month,
        deals: Number(byMonth.deals.get(month)?.deals ?? 0n),
        turnoverMinor: String(byMonth.deals.get(month)?.turnover ?? 0n),
        technologyAmountMinor: String(byMonth.deals.get(month)?.technology ?? 0n),
        incomePaidMinor: String(byMonth.paid.get(month) ?? 0n),
        catalogued: Number(byMonth.catalogued.get(month) ?? 0n),
      })),
    })
  },
  dealsLatest: async (view, { limit }) => {
    const rows = await standingDeals(view.reader)
      .select(['d.lot_id', 'd.title', 'd.right_name', 'd.starting_price_minor', 'd.price_minor', 'd.effective_at', 'd.settled_at'])
      .orderBy('d.effective_at', 'desc')
      .orderBy('d.contract_id', 'desc')
      .limit(limit)
      .execute()
    return ok({
      asOf: toIso(view.now),
      items: rows.map((row) => ({
        lotId: row.lot_id,
        title: row.title,
        right: row.right_name,
        startingPriceMinor: String(row.starting_price_minor),
        priceMinor: String(row.price_minor),
        premiumBasisPoints: premiumOf(row.starting_price_minor, row.price_minor),
        at: toIso(row.effective_at ?? view.now),
        isSettled: row.settled_at !== null,
      })),
    })
  },
  breakdown: async (view, { by }) => {
    const deals = await standingDeals(view.reader)
      .select([keyOf(by, 'd').as('key'), counted.as('deals'), total('price_minor').as('turnover'), total('technology_amount_minor').as('technology')])
      .groupBy('key')
      .execute()
    const achievements = await achievementsBy(view.reader, by)
    const byKey = new Map(deals.map((row) => [row.key, row]))
    const keys = [...new Set([...byKey.keys(), ...achievements.keys()])]
    const items = keys.map((key) => ({
      key,
      name: by === 'region' ? regionName(key) : null,
      deals: Number(byKey.get(key)?.deals ?? 0n),
      turnoverMinor: String(byKey.get(key)?.turnover ?? 0n),
      technologyAmountMinor: String(byKey.get(key)?.technology ?? 0n),
      achievements: achievements.get(key) ?? 0,
    }))
    items.sort((a, b) => Number(BigInt(b.turnoverMinor) - BigInt(a.turnoverMinor)) || b.achievements - a.achievements || a.key.localeCompare(b.key))
    return ok({ asOf: toIso(view.now), by, items })
  },
}
