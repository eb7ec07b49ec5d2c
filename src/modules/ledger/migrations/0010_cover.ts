/** Guarantees, policies and frozen accounts stand beside the books: their sums are on hold for lots, and no money is. */
import type { Migration } from '#platform/command/module.ts'

export const cover: Migration = {
  name: '0010_cover',
  sql: `
alter table ledger.account drop constraint account_class_check;
alter table ledger.account add constraint account_class_check
  check (class in ('bank', 'claims', 'client', 'escrow', 'payouts', 'suspense', 'fees', 'charges', 'interest', 'promises', 'cover'));
alter table ledger.hold drop constraint hold_purpose_check;
alter table ledger.hold add constraint hold_purpose_check check (purpose in ('deposit', 'price', 'claim', 'cover'));
`,
}
