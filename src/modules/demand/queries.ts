import { organisationsOf } from '#kernel/actor.ts'
import { sql, type RawBuilder } from 'kysely'
import type { Instant } from '#kernel/instant.ts'
import { ok, refuse } from '#kernel/result.ts'
import { organisationsByIds, personsByIds, regionName } from '#modules/party/index.ts'
import type { View } from '#platform/command/act.ts'
import type { Queries } from '#platform/command/module.ts'
import { cursorOf, cutPage, placeOf } from '#platform/db/page.ts'
import { timestamp, type Reader } from '#platform/db/transaction.ts'
import { matching } from '#platform/search/full-text.ts'
import type { demandContract } from './api.ts'
import { ownedOf } from './commands.ts'
import { actsOf } from './core/acts.ts'
import { maySee, maySeePrivate } from './core/permit.ts'
import { COLUMNS, contactOf, demandRow, from, hasResponded, type DemandRow } from './store.ts'

type DemandQueries = Queries<typeof demandContract, 'list' | 'get' | 'mine' | 'responses'>
type ListInput = Parameters<DemandQueries['list']>[1]
type FacetName = 'field' | 'mode' | 'region' | 'source'
type Sort = 'newest' | 'budget' | 'deadline'
type Condition = RawBuilder<boolean>

const LEAD = 120
const MAX_FACET_VALUES = 40
const leadOf = (text: string): string => {
  const signs = [...text.replace(/\s+/g, ' ')]
  return signs.length > LEAD ? `${signs.slice(0, LEAD).join('')}…` : signs.join('')
}

const cardsOf = async (reader: Reader, rows: readonly DemandRow[]) => {
  const organisations = await organisationsByIds(
    reader,
    rows.flatMap((row) => row.organisationId ?? []),
  )
  const ids = rows.map((row) => row.id)
  const counts =
    ids.length === 0
      ? []
      : await from(reader)
          .selectFrom('demand.response')
          .select(['demandId', (eb) => eb.fn.countAll<bigint>().as('count')])
          .where('demandId', 'in', ids)
          .groupBy('demandId')
          .execute()
  const responses = new Map(counts.map((row) => [row.demandId, Number(row.count)]))
  return rows.map((row) => ({
    id: row.id,
    state: row.state,
    source: row.source,
    title: row.title,
    lead: { zh: leadOf(row.body.zh), en: leadOf(row.body.en) },
    organisationId: row.organisationId,
    organisationName: row.organisationId === null ? null : (organisations.get(row.organisationId)?.name ?? null),
    field: row.field,
    modes: row.modes,
    budgetMinMinor: row.budgetMinMinor,
    budgetMaxMinor: row.budgetMaxMinor,
    region: row.region,
    regionName: row.region === null ? null : regionName(row.region),
    deadline: row.deadline,
    publishedAt: row.publishedAt,
    responses: responses.get(row.id) ?? 0,
  }))
}

const conditionsOf = (input: ListInput): readonly (readonly [FacetName | 'other', Condition])[] => [
  ['other', sql<boolean>`state = ${input.state}`],
  ...(input.q ? [['other', matching(input.q)] as const] : []),
  ...(input.organisation ? [['other', sql<boolean>`organisation_id = ${input.organisation}`] as const] : []),
  ...(input.field ? [['field', sql<boolean>`field = ${input.field}`] as const] : []),
  ...(input.mode ? [['mode', sql<boolean>`modes @> array[${input.mode}]::text[]`] as const] : []),
  ...(input.region ? [['region', sql<boolean>`region = ${input.region}`] as const] : []),
  ...(input.source ? [['source', sql<boolean>`source = ${input.source}`] as const] : []),
]

const demandsWhere = (reader: Reader, conditions: readonly Condition[]) => {
  let query = from(reader).selectFrom('demand.record')
  for (const condition of conditions) query = query.where(condition)
  return query
}

const FACETS: Readonly<Record<FacetName, RawBuilder<string | null>>> = {
  field: sql<string>`field`,
  mode: sql<string>`unnest(modes)`,
  region: sql<string>`region`,
  source: sql<string>`source`,
}

const countFacet = async (reader: Reader, name: FacetName, conditions: ReturnType<typeof conditionsOf>) => {
  const rows = await demandsWhere(
    reader,
    conditions.filter(([facet]) => facet !== name).map(([, condition]) => condition),
  )
    .select([FACETS[name].as('value'), (eb) => eb.fn.countAll<bigint>().as('count')])
    .groupBy(sql`1`)
    .orderBy('count', 'desc')
    .orderBy(sql`1`)
    .limit(MAX_FACET_VALUES)
    .execute()
  return rows.flatMap((row) =>
    row.value === null ? [] : [{ value: row.value, count: Number(row.count), label: name === 'region' ? regionName(row.value) : null }],
  )
}

/** Highest first; the id breaks ties. What has no budget or no deadline comes last. */
const RANKS: Readonly<Record<Sort, RawBuilder<number | bigint>>> = {
  newest: sql<number>`(extract(epoch from published_at) * 1000)::bigint`,
  budget: sql<bigint>`coalesce(budget_max_minor, budget_min_minor, 0)`,
  deadline: sql<number>`(- coalesce(deadline - date '2000-01-01', 999999))::bigint`,
}

const listDemands: DemandQueries['list'] = async ({ reader }, input) => {
  const place = placeOf(input.cursor)
  if (input.cursor !== undefined && place === null) return refuse('demand.cursor_invalid', {}, { field: 'cursor' })
  const sort: Sort = input.sort
  const conditions = conditionsOf(input)
  const all = conditions.map(([, condition]) => condition)
  const after: Condition[] =
    place === null
      ? []
      : [
          sort === 'newest'
            ? sql<boolean>`(published_at, id) < (${timestamp(Number(place.rank) as Instant)}, ${place.id})`
            : sql<boolean>`(${RANKS[sort]}, id) < (${place.rank}::bigint, ${place.id})`,
        ]
  const [rows, total, field, mode, region, source] = await Promise.all([
    demandsWhere(reader, [...all, ...after])
      .select([...COLUMNS, RANKS[sort].as('rank')])
      .$if(sort === 'newest', (q) => q.orderBy('publishedAt', 'desc'))
      .$if(sort !== 'newest', (q) => q.orderBy(RANKS[sort], 'desc'))
      .orderBy('id', 'desc')
      .limit(input.limit + 1)
      .execute(),
    demandsWhere(reader, all)
      .select((eb) => eb.fn.countAll<bigint>().as('count'))
      .executeTakeFirstOrThrow(),
    countFacet(reader, 'field', conditions),
    countFacet(reader, 'mode', conditions),
    countFacet(reader, 'region', conditions),
    countFacet(reader, 'source', conditions),
  ])
  const { items: shown, nextCursor } = cutPage(rows, input.limit, (row) => cursorOf(row.rank, row.id))
  return ok({
    items: await cardsOf(reader, shown),
    nextCursor,
    total: Number(total.count),
    facets: { field, mode, region, source },
  })
}

const isAnsweredBy = async ({ reader, actor }: View, row: DemandRow): Promise<boolean> =>
  actor.personId !== null && (await hasResponded(reader, row.id, actor.personId))

const demandById: DemandQueries['get'] = async (view, input) => {
  const row = await demandRow(view.reader, input.id)
  const [card] = row && maySee(view.actor, ownedOf(row)) ? await cardsOf(view.reader, [row]) : []
  if (!row || !card) return refuse('demand.not_found')
  const contact = maySeePrivate(view.actor, ownedOf(row)) ? await contactOf(view.reader, row.id) : undefined
  return ok({
    ...card,
    text: row.body,
    industryCode: row.industryCode,
    outcome: row.outcome,
    stateReason: row.stateReason,
    closedAt: row.closedAt,
    contact: contact ?? null,
    acts: actsOf(view.actor, { ...ownedOf(row), hasResponded: await isAnsweredBy(view, row) }),
  })
}

const myDemands: DemandQueries['mine'] = async (view, input) => {
  const own = organisationsOf(view.actor, 'enterprise')
  const place = placeOf(input.cursor)
  const base = from(view.reader)
    .selectFrom('demand.record')
    .where('organisationId', 'in', [...own, ''])
    .$if(input.state !== undefined, (q) => q.where('state', '=', input.state ?? 'published'))
  const total = await base.select((eb) => eb.fn.countAll<bigint>().as('count')).executeTakeFirstOrThrow()
  const rows = await base
    .select(COLUMNS)
    .$if(place !== null, (q) => q.where(sql<boolean>`(changed_at, id) < (${timestamp(Number(place?.rank ?? 0) as Instant)}, ${place?.id ?? ''})`))
    .orderBy('changedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(input.limit + 1)
    .execute()
  const { items: shown, nextCursor } = cutPage(rows, input.limit, (row) => cursorOf(row.changedAt, row.id))
  return ok({
    items: await cardsOf(view.reader, shown),
    nextCursor,
    total: Number(total.count),
  })
}

const responsesTo: DemandQueries['responses']['list'] = async (view, input) => {
  const row = await demandRow(view.reader, input.id)
  if (!row || !maySeePrivate(view.actor, ownedOf(row))) return refuse('demand.not_found')
  const place = placeOf(input.cursor)
  const rows = await from(view.reader)
    .selectFrom('demand.response')
    .selectAll()
    .where('demandId', '=', row.id)
    .$if(place !== null, (q) => q.where(sql<boolean>`(at, id) < (${timestamp(Number(place?.rank ?? 0) as Instant)}, ${place?.id ?? ''})`))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(input.limit + 1)
    .execute()
  const { items: shown, nextCursor } = cutPage(rows, input.limit, (row) => cursorOf(row.at, row.id))
  const [persons, organisations] = [
    await personsByIds(
      view.reader,
      shown.map((r) => r.personId),
    ),
    await organisationsByIds(
      view.reader,
      shown.map((r) => r.organisationId),
    ),
  ]
  return ok({
    items: shown.map((response) => ({
      id: response.id,
      personName: persons.get(response.personId)?.name.zh ?? '',
      organisationName: organisations.get(response.organisationId)?.name ?? { zh: '', en: '' },
      message: response.message,
      contact: response.contact,
      achievementId: response.achievementId,
      at: response.at,
    })),
    nextCursor,
    total: null,
  })
}

export const queries: DemandQueries = { list: listDemands, get: demandById, mine: myDemands, responses: { list: responsesTo } }
