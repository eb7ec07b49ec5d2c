import type { Migration } from '#platform/command/module.ts'

/** When the marks were fixed and when each round was shown: who reads the record sees that no price was told before. */
export const scoredTimes: Migration = {
  name: '0012_scored_times',
  sql: `
alter table auction.scored add column marked_at timestamptz;
alter table auction.scored add column shown_at jsonb not null default '[]';
`,
}
