import { sql } from 'kysely'
import { ok } from '#kernel/result.ts'
import { organisationsByIds, regionName } from '#modules/party/index.ts'
import type { Queries } from '#platform/command/module.ts'
import { cursorOf, cutPage, placeOf } from '#platform/db/page.ts'
import { reading, type Reader } from '#platform/db/transaction.ts'
import type { indicatorContract } from './api.ts'
import { monthsUpTo, premiumBasisPoints } from './core/observation.ts'
import { hammers, settledAmong, type HammerRow, type IndicatorTables } from './store.ts'

interface Sums {
  readonly deals: bigint
  readonly turnover: bigint
  readonly technology: bigint
  readonly hammers: bigint
  readonly hammer: bigint
  readonly started: bigint
  readonly failed: bigint
  readonly income: bigint
  readonly catalogued: bigint
  readonly listed: bigint
  readonly demands: bigint
}
type SumRow = Sums & { readonly key: string | null }

/** Sums of whole fen stay whole: numeric is cast back to int8, which overflows loudly. */
const sums = sql`
  count(*) filter (where kind = 'settled') as deals,
  coalesce(sum(amount_minor) filter (where kind = 'settled'), 0)::int8 as turnover,
  coalesce(sum(technology_minor) filter (where kind = 'settled'), 0)::int8 as technology,
  count(*) filter (where kind = 'hammer') as hammers,
  coalesce(sum(amount_minor) filter (where kind = 'hammer'), 0)::int8 as hammer,
  coalesce(sum(starting_minor) filter (where kind = 'hammer'), 0)::int8 as started,
  count(*) filter (where kind = 'failed') as failed,
  coalesce(sum(amount_minor) filter (where kind = 'researcher_income'), 0)::int8 as income,
  count(*) filter (where kind = 'catalogued') as catalogued,
  count(*) filter (where kind = 'listed') as listed,
  count(*) filter (where kind = 'demand') as demands`

/** Regions are counted as they are named: Zhejiang by city, elsewhere by province. */
const KEYS = {
  month: sql`month`,
  field: sql`field`,
  institution: sql`institution_id`,
  region: sql`case when region like '33%' then left(region, 4) || '00' else left(region, 2) || '0000' end`,
  right: sql`right_name`,
} as const

const sumBy = async (reader: Reader, by: keyof typeof KEYS): Promise<readonly SumRow[]> => {
  const { rows } = await sql<SumRow>`select ${KEYS[by]} as key, ${sums} from indicator.observation group by 1`.execute(
    reading<IndicatorTables>(reader) as never,
  )
  return rows
}

const NOTHING: Sums = {
  deals: 0n,
  turnover: 0n,
  technology: 0n,
  hammers: 0n,
  hammer: 0n,
  started: 0n,
  failed: 0n,
  income: 0n,
  catalogued: 0n,
  listed: 0n,
  demands: 0n,
}
const NAMES = Object.keys(NOTHING) as (keyof Sums)[]

const add = (one: Sums, other: Sums): Sums => Object.fromEntries(NAMES.map((name) => [name, one[name] + other[name]])) as unknown as Sums

const figuresOf = (row: Sums) => ({
  deals: Number(row.deals),
  turnoverMinor: row.turnover,
  technologyMinor: row.technology,
  hammers: Number(row.hammers),
  hammerMinor: row.hammer,
  failed: Number(row.failed),
  premiumBasisPoints: premiumBasisPoints(row.hammer, row.started),
  researcherIncomeMinor: row.income,
  catalogued: Number(row.catalogued),
  listed: Number(row.listed),
  demands: Number(row.demands),
})

const namesOf = async (reader: Reader, ids: readonly (string | null)[]) =>
  organisationsByIds(
    reader,
    [...new Set(ids)].filter((id) => id !== null),
  )

/** Dearest first; where nothing was sold yet, what stands in the catalogue decides. */
const byWeight = (a: SumRow, b: SumRow): number =>
  Number(b.hammer - a.hammer) ||
  Number(b.turnover - a.turnover) ||
  Number(b.catalogued + b.demands - a.catalogued - a.demands) ||
  ((a.key ?? '') < (b.key ?? '') ? -1 : 1)

const dealsOf = async (reader: Reader, rows: readonly HammerRow[]) => {
  const [settled, names] = await Promise.all([
    settledAmong(
      reader,
      rows.map(({ subject }) => subject),
    ),
    namesOf(
      reader,
      rows.map(({ institutionId: id }) => id),
    ),
  ])
  return rows.map((row) => ({
    lotId: row.subject,
    factId: row.factId,
    at: row.at,
    title: { zh: row.titleZh, en: row.titleEn },
    institutionName: { ...(names.get(row.institutionId ?? '')?.name ?? { zh: '', en: '' }) },
    field: row.field,
    right: row.rightName ?? 'assignment',
    startingPriceMinor: row.startingMinor,
    priceMinor: row.amountMinor,
    premiumBasisPoints: premiumBasisPoints(row.amountMinor, row.startingMinor),
    isSettled: settled.has(row.subject),
  }))
}

export const queries: Queries<typeof indicatorContract, 'headline' | 'breakdown' | 'deals'> = {
  headline: async ({ reader, now }, { months }) => {
    const byMonth = await sumBy(reader, 'month')
    const known = new Map(byMonth.map((row) => [row.key, row]))
    return ok({
      asOf: now,
      total: figuresOf(byMonth.reduce<Sums>(add, NOTHING)),
      months: monthsUpTo(now, months).map((month) => ({ month, ...figuresOf(known.get(month) ?? NOTHING) })),
    })
  },

  breakdown: async ({ reader, now }, { by }) => {
    const rows = (await sumBy(reader, by)).filter((row): row is SumRow & { readonly key: string } => row.key !== null).toSorted(byWeight)
    const names = await namesOf(reader, by === 'institution' ? rows.map(({ key }) => key) : [])
    const labelOf = (key: string) => (by === 'region' ? regionName(key) : (names.get(key)?.name ?? null))
    return ok({ asOf: now, rows: rows.map((row) => ({ key: row.key, label: labelOf(row.key), ...figuresOf(row) })) })
  },

  deals: {
    list: async ({ reader }, { cursor, limit }) => {
      const rows = await hammers(reader, { after: placeOf(cursor), limit: limit + 1 })
      const { items, nextCursor } = cutPage(rows, limit, (row) => cursorOf(row.at, row.factId))
      return ok({ items: await dealsOf(reader, items), nextCursor, total: null })
    },
  },
}
