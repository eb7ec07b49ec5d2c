import { sql } from 'kysely'
import { toIso } from '#kernel/instant.ts'
import { ok } from '#kernel/result.ts'
import { organisationsByIds, regionName } from '#modules/party/index.ts'
import type { Queries } from '#platform/command/module.ts'
import { reading, type Reader } from '#platform/db/transaction.ts'
import type { indicatorContract } from './api.ts'
import { monthsUpTo, premiumBasisPoints } from './core/observation.ts'
import type { IndicatorTables } from './store.ts'

type Column = 'month' | 'field' | 'institution_id' | 'region' | 'right_name'

interface SumRow {
  readonly key: string | null
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

const sumBy = async (reader: Reader, column: Column | null): Promise<readonly SumRow[]> => {
  const key = column === null ? sql`null::text` : sql.ref(column)
  const { rows } = await sql<SumRow>`select ${key} as key, ${sums} from indicator.observation group by 1`.execute(reading<IndicatorTables>(reader) as never)
  return rows
}

const EMPTY: SumRow = { key: null, deals: 0n, turnover: 0n, technology: 0n, hammers: 0n, hammer: 0n, started: 0n, failed: 0n, income: 0n, catalogued: 0n, listed: 0n, demands: 0n }

const figuresOf = (row: SumRow) => ({
  deals: Number(row.deals),
  turnoverMinor: String(row.turnover),
  technologyMinor: String(row.technology),
  hammers: Number(row.hammers),
  hammerMinor: String(row.hammer),
  failed: Number(row.failed),
  premiumBasisPoints: premiumBasisPoints(row.hammer, row.started),
  researcherIncomeMinor: String(row.income),
  catalogued: Number(row.catalogued),
  listed: Number(row.listed),
  demands: Number(row.demands),
})

const COLUMN = { field: 'field', institution: 'institution_id', region: 'region', right: 'right_name' } as const

export const queries: Queries<typeof indicatorContract, 'headline' | 'breakdown' | 'dealsLatest'> = {
  headline: async ({ reader, now }, { months }) => {
    const [all, byMonth] = await Promise.all([sumBy(reader, null), sumBy(reader, 'month')])
    const known = new Map(byMonth.map((row) => [row.key, row]))
    return ok({
      asOf: toIso(now),
      total: figuresOf(all[0] ?? EMPTY),
      months: monthsUpTo(now, months).map((month) => ({ month, ...figuresOf(known.get(month) ?? EMPTY) })),
    })
  },

  breakdown: async ({ reader, now }, { by }) => {
    const rows = (await sumBy(reader, COLUMN[by])).filter((row): row is SumRow & { readonly key: string } => row.key !== null)
    const names = by === 'institution' ? await organisationsByIds(reader, rows.map(({ key }) => key)) : new Map<string, { readonly name: { readonly zh: string; readonly en: string } }>()
    const labelOf = (key: string) => (by === 'region' ? regionName(key) : (names.get(key)?.name ?? null))
    const ordered = rows.toSorted((a, b) => Number(b.turnover - a.turnover) || Number(b.hammer - a.hammer) || Number(b.catalogued - a.catalogued) || (a.key < b.key ? -1 : 1))
    return ok({ asOf: toIso(now), rows: ordered.map((row) => ({ key: row.key, label: labelOf(row.key), ...figuresOf(row) })) })
  },

  dealsLatest: async ({ reader }, { cursor, limit }) => {
    const before = /^(\d+)$/.exec(cursor ?? '')
    const db = reading<IndicatorTables>(reader)
    const rows = await db
      .selectFrom('indicator.observation')
      .selectAll()
      .where('kind', '=', 'hammer')
      .orderBy('at', 'desc')
      .orderBy('fact_id')
      .offset(before ? Number(before[1]) : 0)
      .limit(limit + 1)
      .execute()
    const shown = rows.slice(0, limit)
    const settled = new Set(
      (shown.length === 0 ? [] : await db.selectFrom('indicator.observation').select('subject').where('kind', '=', 'settled').where('subject', 'in', shown.map(({ subject }) => subject)).execute()).map(({ subject }) => subject),
    )
    const names = await organisationsByIds(reader, [...new Set(shown.flatMap(({ institution_id: id }) => (id === null ? [] : [id])))])
    return ok({
      items: shown.map((row) => ({
        lotId: row.subject,
        factId: row.fact_id,
        at: toIso(row.at),
        title: { zh: row.title_zh, en: row.title_en },
        institutionName: { ...(names.get(row.institution_id ?? '')?.name ?? { zh: '', en: '' }) },
        field: row.field,
        right: row.right_name ?? 'assignment',
        startingPriceMinor: String(row.starting_minor),
        priceMinor: String(row.amount_minor),
        premiumBasisPoints: premiumBasisPoints(row.amount_minor, row.starting_minor),
        isSettled: settled.has(row.subject),
      })),
      nextCursor: rows.length > limit ? String((before ? Number(before[1]) : 0) + limit) : null,
      total: null,
    })
  },
}
