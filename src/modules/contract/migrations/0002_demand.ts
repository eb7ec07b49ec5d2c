import type { Migration } from '#platform/command/module.ts'

/** The time to cure begins with the creditor's demand (interpretation on technology contracts, art. 15), not with the day of payment. */
export const demand: Migration = {
  name: '0002_demand',
  sql: `
alter table contract.contract add column demanded_at timestamptz, add check (demanded_at is null or cure_ends_at > demanded_at);
comment on column contract.contract.demanded_at is 'when the seller demanded what is overdue; null with cure_ends_at: told under the rule of before, and demanded by nobody';
`,
}
