import type { Instant } from '#kernel/instant.ts'
import { reading, timestamp, writing, type Reader, type Tx } from '#platform/db/transaction.ts'
import type { DocumentKind } from './core/kinds.ts'
import type { Audience } from './core/permit.ts'
import type { DocumentTables } from './tables.ts'

export interface StoredDocument {
  readonly id: string
  readonly kind: DocumentKind
  readonly name: string
  readonly mediaType: string
  readonly size: number
  readonly sha256: string
  readonly ownerPersonId: string | null
  readonly ownerOrganisationId: string | null
  readonly storedAt: Instant
  readonly links: readonly { readonly subject: string; readonly audience: Audience }[]
}

export const insertFile = async (tx: Tx, document: Omit<StoredDocument, 'links'>): Promise<void> => {
  await writing<DocumentTables>(tx)
    .insertInto('document.file')
    .values({
      id: document.id,
      kind: document.kind,
      name: document.name,
      mediaType: document.mediaType,
      size: document.size,
      sha256: document.sha256,
      ownerPersonId: document.ownerPersonId,
      ownerOrganisationId: document.ownerOrganisationId,
      storedAt: timestamp(document.storedAt),
    })
    .execute()
}

/** A second link of the same document to the same subject changes nothing. */
export const insertLink = async (
  tx: Tx,
  link: { readonly documentId: string; readonly subject: string; readonly audience: Audience; readonly at: Instant },
): Promise<void> => {
  await writing<DocumentTables>(tx)
    .insertInto('document.link')
    .values({
      documentId: link.documentId,
      subject: link.subject,
      visibleTo: link.audience === null ? null : [...link.audience],
      linkedAt: timestamp(link.at),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

const withLinks = async (reader: Reader, ids: readonly string[]): Promise<readonly StoredDocument[]> => {
  if (ids.length === 0) return []
  const db = reading<DocumentTables>(reader)
  const files = await db
    .selectFrom('document.file as f')
    .selectAll('f')
    .where('f.id', 'in', ids)
    .where((eb) => eb.not(eb.exists(eb.selectFrom('document.sweep as s').select('s.documentId').whereRef('s.documentId', '=', 'f.id'))))
    .execute()
  const links = await db.selectFrom('document.link').selectAll().where('documentId', 'in', ids).orderBy('seq').execute()
  const byId = new Map(files.map((file) => [file.id, file]))
  return ids.flatMap((id) => {
    const file = byId.get(id)
    if (!file) return []
    return {
      id,
      kind: file.kind,
      name: file.name,
      mediaType: file.mediaType,
      size: file.size,
      sha256: file.sha256,
      ownerPersonId: file.ownerPersonId,
      ownerOrganisationId: file.ownerOrganisationId,
      storedAt: file.storedAt,
      links: links.filter((link) => link.documentId === id).map((link) => ({ subject: link.subject, audience: link.visibleTo })),
    }
  })
}

export const readDocuments = withLinks

export const readDocument = async (reader: Reader, id: string): Promise<StoredDocument | null> => (await withLinks(reader, [id]))[0] ?? null

/** A subject has at most a few dozen papers; a thousand would be a fault. */
const MAX_OF_SUBJECT = 200

export const readDocumentsOf = async (reader: Reader, subject: string): Promise<readonly StoredDocument[]> => {
  const rows = await reading<DocumentTables>(reader)
    .selectFrom('document.link')
    .select('documentId')
    .where('subject', '=', subject)
    .orderBy('seq')
    .limit(MAX_OF_SUBJECT)
    .execute()
  return withLinks(
    reader,
    rows.map((row) => row.documentId),
  )
}
