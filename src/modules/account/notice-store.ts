/** Which editions of the processing notice somebody has read since the account was made; the edition read with that stands with the account. */
import type { Instant } from '#kernel/instant.ts'
import { reading, timestamp, writing, type InstantColumn, type Reader, type Tx } from '#platform/db/transaction.ts'

interface NoticeTables {
  'account.noticeReading': { personId: string; version: string; readAt: InstantColumn }
}

export interface Reading {
  readonly version: string
  readonly readAt: Instant
}

/** Those read since the account was made, newest edition first. */
export const noticesReadBy = (reader: Reader, personId: string): Promise<readonly Reading[]> =>
  reading<NoticeTables>(reader)
    .selectFrom('account.noticeReading')
    .select(['version', 'readAt'])
    .where('personId', '=', personId)
    .orderBy('version', 'desc')
    .execute()

/** The first reading stays. */
export const keepReading = async (
  tx: Tx,
  { personId, version, at }: { readonly personId: string; readonly version: string; readonly at: Instant },
): Promise<Instant> => {
  await writing<NoticeTables>(tx)
    .insertInto('account.noticeReading')
    .values({ personId, version, readAt: timestamp(at) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const row = await reading<NoticeTables>(tx)
    .selectFrom('account.noticeReading')
    .select('readAt')
    .where('personId', '=', personId)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  return row.readAt
}
