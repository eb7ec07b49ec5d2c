/** What parties of a joint development say of the application: objections that stand or were taken back, and parts that were given up. */
import type { Instant } from '#kernel/instant.ts'
import { achievementById } from '#modules/achievement/index.ts'
import { reading, timestamp, writing, type Reader, type Tx } from '#platform/db/transaction.ts'
import type { Joint } from './core/filing.ts'
import { isRightToApply } from './core/origin.ts'
import { developersOf, originRow } from './store-origin.ts'
import type { TitleTables } from './tables.ts'

const db = (tx: Tx) => writing<TitleTables>(tx)
const from = (reader: Reader) => reading<TitleTables>(reader)

export const standingObjections = (reader: Reader, achievementId: string) =>
  from(reader).selectFrom('title.filingObjection').selectAll().where('achievementId', '=', achievementId).where('withdrawnAt', 'is', null).execute()

export const givenUpShares = (reader: Reader, achievementId: string) =>
  from(reader).selectFrom('title.shareGivenUp').selectAll().where('achievementId', '=', achievementId).execute()

/** Null where it was not developed together. */
export const jointOf = async (reader: Reader, achievementId: string): Promise<Joint | null> => {
  if ((await originRow(reader, achievementId))?.kind !== 'co_developed') return null
  const objecting = new Set((await standingObjections(reader, achievementId)).map(({ organisationId }) => organisationId))
  const givenUp = new Set((await givenUpShares(reader, achievementId)).map(({ organisationId }) => organisationId))
  const developers = await developersOf(reader, achievementId)
  return {
    isRightToApply: isRightToApply((await achievementById(reader, achievementId))?.patents ?? []),
    parts: developers.map((organisationId) => ({ organisationId, hasObjected: objecting.has(organisationId), hasGivenUp: givenUp.has(organisationId) })),
  }
}

interface Said {
  readonly achievementId: string
  readonly organisationId: string
  readonly by: string
  readonly at: Instant
}

export const insertObjection = async (tx: Tx, { id, reason, by, at, ...of }: Said & { readonly id: string; readonly reason: string }): Promise<void> => {
  await db(tx)
    .insertInto('title.filingObjection')
    .values({ id, ...of, reason, objectedBy: by, objectedAt: timestamp(at), withdrawnBy: null, withdrawnAt: null })
    .execute()
}

export const withdrawObjection = async (tx: Tx, { achievementId, organisationId, by, at }: Said): Promise<void> => {
  await db(tx)
    .updateTable('title.filingObjection')
    .set({ withdrawnBy: by, withdrawnAt: timestamp(at) })
    .where('achievementId', '=', achievementId)
    .where('organisationId', '=', organisationId)
    .where('withdrawnAt', 'is', null)
    .execute()
}

export const insertGivenUp = async (tx: Tx, { note, by, at, ...of }: Said & { readonly note: string }): Promise<void> => {
  await db(tx)
    .insertInto('title.shareGivenUp')
    .values({ ...of, note, givenUpBy: by, givenUpAt: timestamp(at) })
    .execute()
}
