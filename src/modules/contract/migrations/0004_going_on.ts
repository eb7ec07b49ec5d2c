import type { Migration } from '#platform/command/module.ts'

/** A rescission that has no effect: the contract goes on where it stood, and nothing is divided (Civil Code art. 565). */
export const goingOn: Migration = {
  name: '0004_going_on',
  sql: `
alter table contract.split drop constraint split_outcome_check;
alter table contract.split add constraint split_outcome_check check (outcome in ('performed', 'ended', 'continued'));
alter table contract.split add constraint split_continued check (outcome <> 'continued' or (seller_minor = 0 and buyer_minor = 0));
`,
}
