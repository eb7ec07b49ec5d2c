import type { Generated } from 'kysely'
import type { InstantColumn } from '#platform/db/transaction.ts'
import type { DocumentKind } from './core/kinds.ts'

export interface DocumentTables {
  'document.file': {
    id: string
    kind: DocumentKind
    name: string
    mediaType: string
    size: number
    sha256: string
    ownerPersonId: string | null
    ownerOrganisationId: string | null
    storedAt: InstantColumn
  }
  'document.sweep': { documentId: string; sweptAt: InstantColumn }
  'document.link': { documentId: string; subject: string; visibleTo: string[] | null; linkedAt: InstantColumn; seq: Generated<bigint> }
}
