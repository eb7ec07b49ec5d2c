/** The public catalogue: every word must be found; each facet counts what its own choice would leave. */
import { sql, type RawBuilder } from 'kysely'
import type { Bilingual } from '#kernel/bilingual.ts'
import type { Instant } from '#kernel/instant.ts'
import { ok, refuse } from '#kernel/result.ts'
import { organisationsByIds, regionName } from '#modules/party/index.ts'
import type { QueryOf } from '#platform/command/module.ts'
import { cursorOf, cutPage, placeOf, type Place } from '#platform/db/page.ts'
import { timestamp, type Reader } from '#platform/db/transaction.ts'
import { matching } from '#platform/search/full-text.ts'
import { likenessOf } from '#platform/search/words.ts'
import type { achievementContract } from './api.ts'
import { cardsOf } from './cards.ts'
import { en, zh } from './core/names.ts'
import { from, RECORD_COLUMNS } from './store.ts'

type ListQuery = QueryOf<(typeof achievementContract)['list']>
type ListInput = Parameters<ListQuery>[1]
type Sort = 'newest' | 'maturity' | 'price'
type FacetName = 'field' | 'chain' | 'maturity' | 'mode' | 'institution' | 'ipKind' | 'region'

const SIMILAR = 6
const MAX_FACET_VALUES = 40

/** One condition for each choice made, so that a facet can leave its own out. */
const conditionsOf = (input: ListInput): readonly (readonly [FacetName | 'q' | 'offer', RawBuilder<boolean>])[] => [
  ...(input.q ? [['q', matching(input.q)] as const] : []),
  ...(input.field ? [['field', sql<boolean>`field = ${input.field}`] as const] : []),
  ...(input.chain ? [['chain', sql<boolean>`chains @> array[${input.chain}]::text[]`] as const] : []),
  ...(input.maturity ? [['maturity', sql<boolean>`maturity = ${input.maturity}`] as const] : []),
  ...(input.mode ? [['mode', sql<boolean>`modes @> array[${input.mode}]::text[]`] as const] : []),
  ...(input.institution ? [['institution', sql<boolean>`institution_id = ${input.institution}`] as const] : []),
  ...(input.ipKind ? [['ipKind', sql<boolean>`ip_kind = ${input.ipKind}`] as const] : []),
  ...(input.region ? [['region', sql<boolean>`region = ${input.region}`] as const] : []),
  ...(input.offer ? [['offer', sql<boolean>`offer = ${input.offer}`] as const] : []),
]

const FACETS: readonly (readonly [FacetName, RawBuilder<string | null>])[] = [
  ['field', sql<string>`field`],
  ['chain', sql<string>`unnest(chains)`],
  ['maturity', sql<string>`maturity`],
  ['mode', sql<string>`unnest(modes)`],
  ['institution', sql<string>`institution_id`],
  ['ipKind', sql<string>`ip_kind`],
  ['region', sql<string>`region`],
]

const inCatalogue = (reader: Reader, conditions: readonly RawBuilder<boolean>[]) => {
  let query = from(reader).selectFrom('achievement.record').where('state', '=', 'catalogued')
  for (const condition of conditions) query = query.where(condition)
  return query
}

const countFacet = async (reader: Reader, name: FacetName, conditions: ReturnType<typeof conditionsOf>) => {
  const value = FACETS.find(([facet]) => facet === name)?.[1] ?? sql<string>`field`
  const others = conditions.filter(([facet]) => facet !== name).map(([, condition]) => condition)
  const rows = await inCatalogue(reader, others)
    .select([value.as('value'), (eb) => eb.fn.countAll<bigint>().as('count')])
    .groupBy(sql`1`)
    .orderBy('count', 'desc')
    .orderBy(sql`1`)
    .limit(MAX_FACET_VALUES)
    .execute()
  return rows.flatMap((row) => (row.value === null ? [] : [{ value: row.value, count: Number(row.count) }]))
}

/** Codes in words, so that whoever shows a facet needs no list of its own. */
const wordOf = (list: string, code: string): Bilingual | null => {
  const key = `enum.achievement.${list}.${code}`
  const both = { zh: (zh as Readonly<Record<string, string>>)[key], en: (en as Readonly<Record<string, string>>)[key] }
  return both.zh === undefined || both.en === undefined ? null : { zh: both.zh, en: both.en }
}

const facetsOf = async (reader: Reader, conditions: ReturnType<typeof conditionsOf>) => {
  const counted = await Promise.all(FACETS.map(async ([name]) => [name, await countFacet(reader, name, conditions)] as const))
  const counts = Object.fromEntries(counted) as Record<FacetName, { value: string; count: number }[]>
  const organisations = await organisationsByIds(
    reader,
    counts.institution.map(({ value }) => value),
  )
  const labelOf = (name: FacetName, value: string) => {
    if (name === 'institution') return organisations.get(value)?.name ?? null
    return name === 'region' ? regionName(value) : wordOf(name === 'ipKind' ? 'ip' : name, value)
  }
  const labelled = (name: FacetName) => counts[name].map(({ value, count }) => ({ value, count, label: labelOf(name, value) }))
  return {
    field: labelled('field'),
    chain: labelled('chain'),
    maturity: labelled('maturity'),
    mode: labelled('mode'),
    institution: labelled('institution'),
    ipKind: labelled('ipKind'),
    region: labelled('region'),
  }
}

/** Highest first; the id breaks ties. A missing price ranks last. */
const RANKS: Readonly<Record<Sort, RawBuilder<number | bigint>>> = {
  newest: sql<number>`(extract(epoch from catalogued_at) * 1000)::bigint`,
  maturity: sql<number>`trl::bigint`,
  price: sql<bigint>`(- coalesce(price_min_minor, price_max_minor, 999999999999999999))`,
}

const after = (sort: Sort, place: Place): RawBuilder<boolean> =>
  sort === 'newest'
    ? sql<boolean>`(catalogued_at, id) < (${timestamp(Number(place.rank) as Instant)}, ${place.id})`
    : sql<boolean>`(${RANKS[sort]}, id) < (${place.rank}::bigint, ${place.id})`

export const list: ListQuery = async ({ reader }, input) => {
  const place = placeOf(input.cursor)
  if (input.cursor !== undefined && place === null) return refuse('achievement.cursor_invalid', {}, { field: 'cursor' })
  const sort: Sort = input.sort
  const conditions = conditionsOf(input)
  const all = conditions.map(([, condition]) => condition)
  const page = inCatalogue(reader, place === null ? all : [...all, after(sort, place)])
    .select([...RECORD_COLUMNS, RANKS[sort].as('rank')])
    .$if(sort === 'newest', (q) => q.orderBy('cataloguedAt', 'desc'))
    .$if(sort !== 'newest', (q) => q.orderBy(RANKS[sort], 'desc'))
    .orderBy('id', 'desc')
    .limit(input.limit + 1)
  const [rows, total, facets] = await Promise.all([
    page.execute(),
    inCatalogue(reader, all)
      .select((eb) => eb.fn.countAll<bigint>().as('count'))
      .executeTakeFirstOrThrow(),
    facetsOf(reader, conditions),
  ])
  const { items: shown, nextCursor } = cutPage(rows, input.limit, (row) => cursorOf(row.rank, row.id))
  return ok({
    items: await cardsOf(reader, shown),
    nextCursor,
    total: Number(total.count),
    facets,
  })
}

/** By keywords and field of the record: most shared keywords first, then the same field, then the nearest readiness. */
export const similar: QueryOf<(typeof achievementContract)['similar']> = async ({ reader }, input) => {
  const own = await inCatalogue(reader, [sql<boolean>`id = ${input.id}`])
    .select(RECORD_COLUMNS)
    .executeTakeFirst()
  if (!own) return refuse('achievement.not_found')
  const any = likenessOf([...own.keywords, own.title?.zh ?? ''].join(' '))
  const relevance = any === '' ? sql<number>`0` : sql<number>`ts_rank(search, to_tsquery('simple', ${any}))`
  const rows = await inCatalogue(reader, [
    sql<boolean>`id <> ${own.id}`,
    any === '' ? sql<boolean>`field = ${own.field}` : sql<boolean>`(field = ${own.field} or search @@ to_tsquery('simple', ${any}))`,
  ])
    .select(RECORD_COLUMNS)
    .orderBy(relevance, 'desc')
    .orderBy(sql`(field = ${own.field})`, 'desc')
    .orderBy(sql`abs(trl - ${own.trl}::int)`)
    .orderBy('id')
    .limit(SIMILAR)
    .execute()
  return ok({ items: await cardsOf(reader, rows) })
}
