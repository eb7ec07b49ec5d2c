/** The rows that figures are summed from. */
import { sql } from 'kysely'
import { instant, type Instant } from '#kernel/instant.ts'
import { holdLock } from '#platform/db/lock.ts'
import type { Place } from '#platform/db/page.ts'
import { reading, timestamp, writing, type InstantColumn, type Reader, type Tx } from '#platform/db/transaction.ts'
import type { ObservationKind } from './core/observation.ts'

export interface IndicatorTables {
  'indicator.observation': {
    factId: string
    kind: ObservationKind
    at: InstantColumn
    month: string
    subject: string
    institutionId: string | null
    field: string | null
    region: string | null
    rightName: string | null
    titleZh: string
    titleEn: string
    amountMinor: bigint
    technologyMinor: bigint
    startingMinor: bigint
  }
  'indicator.achievement': { achievementId: string; institutionId: string; field: string | null; region: string | null }
  'indicator.lot': { lotId: string; achievementId: string; institutionId: string; rightName: string; titleZh: string; titleEn: string }
}

export type Observation = Omit<IndicatorTables['indicator.observation'], 'at'> & { readonly at: Instant }
export type KnownAchievement = IndicatorTables['indicator.achievement']
export type KnownLot = IndicatorTables['indicator.lot']
export type HammerRow = Awaited<ReturnType<typeof hammers>>[number]

const db = (tx: Tx) => writing<IndicatorTables>(tx)

const FIGURES_LOCK = 7_217_005

/** Observing and rebuilding take turns: what one leaves out because it cannot see it yet, the other will see. */
export const takeTurn = (tx: Tx): Promise<void> => holdLock(tx, FIGURES_LOCK)

/** A fact that is told twice counts once. */
export const addObservation = async (tx: Tx, observation: Observation): Promise<void> => {
  await db(tx)
    .insertInto('indicator.observation')
    .values({ ...observation, at: timestamp(observation.at) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Whether the end of the lot was counted. */
export const hasEnded = async (tx: Tx, lotId: string): Promise<boolean> => {
  const row = await db(tx)
    .selectFrom('indicator.observation')
    .select('factId')
    .where('subject', '=', lotId)
    .where('kind', 'in', ['hammer', 'failed'])
    .executeTakeFirst()
  return row !== undefined
}

export const rememberAchievement = async (tx: Tx, row: KnownAchievement): Promise<void> => {
  await db(tx)
    .insertInto('indicator.achievement')
    .values(row)
    .onConflict((conflict) => conflict.column('achievementId').doUpdateSet(row))
    .execute()
}

export const rememberLot = async (tx: Tx, row: KnownLot): Promise<void> => {
  await db(tx)
    .insertInto('indicator.lot')
    .values(row)
    .onConflict((conflict) => conflict.column('lotId').doUpdateSet(row))
    .execute()
}

/**
 * Writes where a lot comes from to everything observed of it. Called whenever one of the two becomes known, so the figures are the
 * same in whatever order the reactions ran.
 */
export const traceLots = async (tx: Tx, of: { readonly lotId: string } | { readonly achievementId: string }): Promise<void> => {
  const chosen = 'lotId' in of ? sql`lot.lot_id = ${of.lotId}` : sql`lot.achievement_id = ${of.achievementId}`
  await sql`
    update indicator.observation as seen
    set institution_id = lot.institution_id, right_name = lot.right_name, title_zh = lot.title_zh, title_en = lot.title_en, field = source.field, region = source.region
    from indicator.lot as lot left join indicator.achievement as source on source.achievement_id = lot.achievement_id
    where seen.subject = lot.lot_id and ${chosen}`.execute(db(tx))
}

/** Returns the facts that were counted. */
export const forgetEverything = async (tx: Tx): Promise<ReadonlySet<string>> => {
  const counted = await db(tx).deleteFrom('indicator.observation').returning('factId').execute()
  await db(tx).deleteFrom('indicator.lot').execute()
  await db(tx).deleteFrom('indicator.achievement').execute()
  return new Set(counted.map(({ factId: id }) => id))
}

/** Lots sold, newest first, from the place of the last one shown. */
export const hammers = (reader: Reader, { after, limit }: { readonly after: Place | null; readonly limit: number }) =>
  reading<IndicatorTables>(reader)
    .selectFrom('indicator.observation')
    .selectAll()
    .where('kind', '=', 'hammer')
    .$if(after !== null, (query) => query.where(sql<boolean>`(at, fact_id) < (${after && timestamp(instant(Number(after.rank)))}::timestamptz, ${after?.id})`))
    .orderBy('at', 'desc')
    .orderBy('factId', 'desc')
    .limit(limit)
    .execute()

export const settledAmong = async (reader: Reader, lotIds: readonly string[]): Promise<ReadonlySet<string>> => {
  if (lotIds.length === 0) return new Set()
  const rows = await reading<IndicatorTables>(reader)
    .selectFrom('indicator.observation')
    .select('subject')
    .where('kind', '=', 'settled')
    .where('subject', 'in', lotIds)
    .execute()
  return new Set(rows.map(({ subject }) => subject))
}
