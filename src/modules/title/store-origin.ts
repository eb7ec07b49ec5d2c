/** How an achievement came about: rows of its origin and of who developed it too. */
import type { Instant } from '#kernel/instant.ts'
import { reading, timestamp, writing, type Reader, type Tx } from '#platform/db/transaction.ts'
import type { Ground, OriginKind } from './core/origin.ts'
import type { TitleTables } from './tables.ts'

const db = (tx: Tx) => writing<TitleTables>(tx)
const from = (reader: Reader) => reading<TitleTables>(reader)

export const originRow = (reader: Reader, achievementId: string) =>
  from(reader).selectFrom('title.origin').selectAll().where('achievementId', '=', achievementId).executeTakeFirst()

export const developersOf = async (reader: Reader, achievementId: string): Promise<readonly string[]> => {
  const rows = await from(reader)
    .selectFrom('title.developer')
    .select('organisationId')
    .where('achievementId', '=', achievementId)
    .orderBy('organisationId')
    .execute()
  return rows.map((row) => row.organisationId)
}

export interface NewOrigin {
  readonly achievementId: string
  readonly kind: OriginKind
  readonly ground: Ground | null
  readonly contract: string
  readonly contractDocumentId: string | null
  readonly declaredBy: string
  readonly developers: readonly string[]
}

/** The last word on it; what was said before stands in the log. */
export const putOrigin = async (tx: Tx, { developers, ...origin }: NewOrigin, at: Instant): Promise<void> => {
  const { achievementId } = origin
  const row = { ...origin, declaredAt: timestamp(at) }
  await db(tx).deleteFrom('title.developer').where('achievementId', '=', achievementId).execute()
  await db(tx)
    .insertInto('title.origin')
    .values(row)
    .onConflict((conflict) => conflict.column('achievementId').doUpdateSet(row))
    .execute()
  if (developers.length > 0)
    await db(tx)
      .insertInto('title.developer')
      .values(developers.map((organisationId) => ({ achievementId, organisationId })))
      .execute()
}
