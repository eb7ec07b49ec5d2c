/** What is bound for an organisation, money and promises alike. */
import { sql } from 'kysely'
import { reading, type Reader } from '#platform/db/transaction.ts'
import type { HoldPurpose } from './core/hold.ts'
import type { LedgerTables } from './store-tables.ts'

/** The last held first; at most `limit`. `coverOf`: the guarantee of which it is a part. */
export const readHolds = async (
  reader: Reader,
  { organisationIds, purposes, limit }: { readonly organisationIds: readonly string[]; readonly purposes: readonly HoldPurpose[]; readonly limit: number },
) => {
  if (organisationIds.length === 0) return []
  return reading<LedgerTables>(reader)
    .selectFrom('ledger.hold as h')
    .innerJoin('ledger.account as a', 'a.id', 'h.accountId')
    .selectAll('h')
    .select(sql<string | null>`case when a.class = 'cover' then a.owner_id end`.as('coverOf'))
    .select(
      sql<
        string | null
      >`(select x.owner_id from ledger.entry e join ledger.account x on x.id = e.account_id where e.transaction_id = h.transaction_id and x.class = 'escrow' limit 1)`.as(
        'capturedTo',
      ),
    )
    .where('h.organisationId', 'in', [...organisationIds])
    .where('h.purpose', 'in', [...purposes])
    .orderBy('h.placedAt', 'desc')
    .orderBy('h.id', 'desc')
    .limit(limit)
    .execute()
}

/** The last hold of this name, whatever became of it. */
export const holdOf = (reader: Reader, by: { readonly subject: string; readonly organisationId: string; readonly purpose: HoldPurpose }) =>
  reading<LedgerTables>(reader)
    .selectFrom('ledger.hold')
    .selectAll()
    .where('subject', '=', by.subject)
    .where('organisationId', '=', by.organisationId)
    .where('purpose', '=', by.purpose)
    .orderBy('placedAt', 'desc')
    .limit(1)
    .executeTakeFirst()
