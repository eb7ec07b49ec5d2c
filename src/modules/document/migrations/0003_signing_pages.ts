import type { Migration } from '#platform/command/module.ts'

export const signingPages: Migration = {
  name: '0003_signing_pages',
  sql: `
-- Who confirmed a paper, and when, is a paper of its own.
alter table document.file drop constraint file_kind_check;
alter table document.file add constraint file_kind_check check (kind in ('contract', 'sale_confirmation', 'notice_certificate', 'distribution_plan', 'auction_record', 'signing_page', 'handover', 'voucher', 'proof', 'other'));
`,
}
