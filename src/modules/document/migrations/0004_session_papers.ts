import type { Migration } from '#platform/command/module.ts'

export const sessionPapers: Migration = {
  name: '0004_session_papers',
  sql: `
-- An auction session has a catalogue and a sheet of results.
alter table document.file drop constraint file_kind_check;
alter table document.file add constraint file_kind_check check (kind in ('contract', 'sale_confirmation', 'notice_certificate', 'distribution_plan', 'auction_record', 'signing_page', 'session_catalogue', 'session_results', 'handover', 'voucher', 'proof', 'other'));
`,
}
