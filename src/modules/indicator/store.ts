/** The rows that figures are summed from. */
import type { Instant } from '#kernel/instant.ts'
import { timestamp, writing, type InstantColumn, type Tx } from '#platform/db/transaction.ts'
import type { ObservationKind } from './core/observation.ts'

export interface IndicatorTables {
  'indicator.observation': {
    fact_id: string
    kind: ObservationKind
    at: InstantColumn
    month: string
    subject: string
    institution_id: string | null
    field: string | null
    region: string | null
    right_name: string | null
    title_zh: string
    title_en: string
    amount_minor: bigint
    technology_minor: bigint
    starting_minor: bigint
  }
  'indicator.achievement': { achievement_id: string; institution_id: string; field: string | null; region: string | null }
  'indicator.lot': { lot_id: string; achievement_id: string; institution_id: string; right_name: string; title_zh: string; title_en: string; starting_minor: bigint }
}

export type Observation = Omit<IndicatorTables['indicator.observation'], 'at'> & { readonly at: Instant }
export type KnownAchievement = IndicatorTables['indicator.achievement']
export type KnownLot = IndicatorTables['indicator.lot']

const db = (tx: Tx) => writing<IndicatorTables>(tx)

/** A fact that is told twice counts once. */
export const addObservation = async (tx: Tx, observation: Observation): Promise<void> => {
  await db(tx)
    .insertInto('indicator.observation')
    .values({ ...observation, at: timestamp(observation.at) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export const rememberAchievement = async (tx: Tx, row: KnownAchievement): Promise<void> => {
  await db(tx).insertInto('indicator.achievement').values(row).onConflict((conflict) => conflict.column('achievement_id').doUpdateSet(row)).execute()
}

export const rememberLot = async (tx: Tx, row: KnownLot): Promise<void> => {
  await db(tx).insertInto('indicator.lot').values(row).onConflict((conflict) => conflict.column('lot_id').doUpdateSet(row)).execute()
}

export const knownAchievement = async (tx: Tx, id: string): Promise<KnownAchievement | null> =>
  (await db(tx).selectFrom('indicator.achievement').selectAll().where('achievement_id', '=', id).executeTakeFirst()) ?? null

export const knownLot = async (tx: Tx, id: string): Promise<KnownLot | null> => (await db(tx).selectFrom('indicator.lot').selectAll().where('lot_id', '=', id).executeTakeFirst()) ?? null

export const forgetEverything = async (tx: Tx): Promise<void> => {
  await db(tx).deleteFrom('indicator.observation').execute()
  await db(tx).deleteFrom('indicator.lot').execute()
  await db(tx).deleteFrom('indicator.achievement').execute()
}
