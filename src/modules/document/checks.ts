import { bound } from '#platform/command/bound.ts'
import type { Check } from '#platform/command/module.ts'

export const checks: readonly Check[] = [
  {
    name: 'document: every paper the market made belongs to a subject',
    sql: `select f.id from document.file f where f.kind in ('contract', 'sale_confirmation', 'notice_certificate', 'distribution_plan', 'auction_record', 'signing_page', 'session_catalogue', 'session_results')
      and not exists (select 1 from document.link l where l.document_id = f.id)`,
  },
  {
    name: 'document: one digest has one size',
    sql: 'select sha256 from document.file group by sha256 having min(size) <> max(size)',
  },
  bound({
    name: 'document: files are what the log says',
    rows: `select id, jsonb_build_object('documentId', id, 'kind', kind, 'name', name, 'size', size, 'sha256', sha256) as said from document.file`,
    facts: { 'document.stored': {} },
  }),
  // A swept file is read no more: who writes such a row hides a paper.
  bound({
    name: 'document: swept files are what the log says',
    rows: `select f.id, jsonb_build_object('documentId', f.id, 'sha256', f.sha256) as said from document.sweep s join document.file f on f.id = s.document_id`,
    facts: { 'document.swept': {} },
  }),
]
