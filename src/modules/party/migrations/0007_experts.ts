import type { Migration } from '#platform/command/module.ts'

/** Experts judge on panels: a role in their unit like the others. */
export const experts: Migration = {
  name: '0007_experts',
  sql: `
alter table party.mandate drop constraint mandate_role_check;
alter table party.mandate add constraint mandate_role_check
  check (role in ('researcher', 'tto', 'approver', 'enterprise', 'clerk', 'finance', 'auctioneer', 'expert', 'regulator', 'admin'));
create index mandate_experts on party.mandate (person_id) where role = 'expert';
`,
}
