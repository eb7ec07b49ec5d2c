import type { Migration } from '#platform/command/module.ts'

/** A lot keeps the terms of its method as one value, and knows of its procedure only the name of what runs it. */
export const methods: Migration = {
  name: '0002_methods',
  sql: `
alter table listing.lot add column method_terms jsonb;
update listing.lot set method_terms =
  jsonb_build_object('incrementMinor', increment_minor::text, 'freeMinutes', free_minutes, 'timedSeconds', timed_seconds);
alter table listing.lot alter column method_terms set not null, add check (jsonb_typeof(method_terms) = 'object');
alter table listing.lot drop column increment_minor, drop column free_minutes, drop column timed_seconds;
alter table listing.lot rename column auction_id to procedure_id;

-- When everything that follows from the end was done: deposits given back, the right freed, the result published.
alter table listing.lot add column settled_at timestamptz;
update listing.lot set settled_at = closed_at where state in ('sold', 'failed', 'withdrawn');

-- An objection holds the notice up, and with it every later date.
alter table listing.lot add column is_notice_paused boolean not null default false;
update listing.lot set is_notice_paused = true where id in (select subject from notice.notice where kind = 'listing' and state = 'paused');
`,
}
