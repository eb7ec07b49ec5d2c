import type { Migration } from '#platform/command/module.ts'

export const origin: Migration = {
  name: '0002_origin',
  sql: `
-- The starting price comes with the facts that need it: a lot is remembered for its origin alone.
alter table indicator.lot drop column starting_minor;
create index observation_subject on indicator.observation (subject);
create index lot_achievement on indicator.lot (achievement_id);
-- Deals are read newest first, page by page.
drop index indicator.observation_kind;
create index observation_newest on indicator.observation (kind, at desc, fact_id desc);
`,
}
