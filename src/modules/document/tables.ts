import type { Generated } from 'kysely'
import type { InstantColumn } from '#platform/db/transaction.ts'
import type { DocumentKind } from './core/kinds.ts'

export interface DocumentTables {
  'document.file': {
    id: string
    kind: DocumentKind
    name: string
    media_type: string
    size: number
    sha256: string
    owner_person_id: string | null
    owner_organisation_id: string | null
    stored_at: InstantColumn
  }
  'document.sweep': { document_id: string; swept_at: InstantColumn }
  'document.link': { document_id: string; subject: string; visible_to: string[] | null; linked_at: InstantColumn; seq: Generated<bigint> }
}
