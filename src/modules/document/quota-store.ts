/** Room that files take, and the sweeping of those that belong to nothing. */
import { sql } from 'kysely'
import type { Instant } from '#kernel/instant.ts'
import { holdNamedLock } from '#platform/db/lock.ts'
import { reading, timestamp, writing, type Reader, type Tx } from '#platform/db/transaction.ts'
import type { DocumentTables } from './tables.ts'

const from = (reader: Reader) => reading<DocumentTables>(reader)

/** One upload of an owner, and one decision about a digest, at a time. */
export const lockName = (tx: Tx, name: string): Promise<void> => holdNamedLock(tx, `document:${name}`)

const isLinked = sql<boolean>`exists (select 1 from document.link l where l.document_id = f.id)`
const isSwept = sql<boolean>`exists (select 1 from document.sweep s where s.document_id = f.id)`

export interface Used {
  readonly bytes: number
  readonly unattachedBytes: number
  readonly count: number
  readonly unattachedCount: number
}

/** Bytes of an owner that still lie in the file store. */
export const usedBy = async (reader: Reader, owner: { readonly personId: string } | { readonly organisationId: string }): Promise<Used> => {
  const row = await from(reader)
    .selectFrom('document.file as f')
    .select([
      sql<string>`coalesce(sum(f.size), 0)`.as('bytes'),
      sql<string>`coalesce(sum(f.size) filter (where not ${isLinked}), 0)`.as('unattachedBytes'),
      sql<string>`count(*)`.as('count'),
      sql<string>`count(*) filter (where not ${isLinked})`.as('unattachedCount'),
    ])
    .$if('personId' in owner, (q) => q.where('f.ownerPersonId', '=', 'personId' in owner ? owner.personId : ''))
    .$if('organisationId' in owner, (q) => q.where('f.ownerOrganisationId', '=', 'organisationId' in owner ? owner.organisationId : ''))
    // Papers that the market makes belong to a subject and take nobody's room.
    .where('f.kind', 'in', ['handover', 'voucher', 'proof', 'other'])
    .where(sql<boolean>`not ${isSwept}`)
    .executeTakeFirstOrThrow()
  return {
    bytes: Number(row.bytes),
    unattachedBytes: Number(row.unattachedBytes),
    count: Number(row.count),
    unattachedCount: Number(row.unattachedCount),
  }
}

/** What would be swept of files stored before then. */
export const sweepable = async (reader: Reader, before: Instant): Promise<{ readonly count: number; readonly bytes: number }> => {
  const row = await from(reader)
    .selectFrom('document.file as f')
    .select([sql<string>`count(*)`.as('count'), sql<string>`coalesce(sum(f.size), 0)`.as('bytes')])
    .where('f.storedAt', '<=', timestamp(before))
    .where('f.kind', 'in', ['handover', 'voucher', 'proof', 'other'])
    .where(sql<boolean>`not ${isLinked} and not ${isSwept}`)
    .executeTakeFirstOrThrow()
  return { count: Number(row.count), bytes: Number(row.bytes) }
}

/** The digest of a file that belongs to nothing, now marked as swept; null when it is linked, swept already or unknown. */
export const sweep = async (tx: Tx, documentId: string, at: Instant): Promise<string | null> => {
  const row = await from(tx)
    .selectFrom('document.file as f')
    .select('f.sha256')
    .where('f.id', '=', documentId)
    .where(sql<boolean>`not ${isLinked} and not ${isSwept}`)
    .executeTakeFirst()
  if (!row) return null
  await writing<DocumentTables>(tx)
    .insertInto('document.sweep')
    .values({ documentId, sweptAt: timestamp(at) })
    .execute()
  return row.sha256
}

/** True while an unswept file has these bytes. */
export const isDigestInUse = async (tx: Tx, sha256: string): Promise<boolean> => {
  const row = await from(tx)
    .selectFrom('document.file as f')
    .select('f.id')
    .where('f.sha256', '=', sha256)
    .where(sql<boolean>`not ${isSwept}`)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
