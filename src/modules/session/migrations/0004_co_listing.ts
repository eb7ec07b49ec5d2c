import type { Migration } from '#platform/command/module.ts'

export const coListing: Migration = {
  name: '0004_co_listing',
  sql: `
create table session.co_listing (
  id text primary key,
  -- A session or a lot.
  subject text not null,
  partner_id text not null,
  state text not null check (state in ('invited', 'confirmed', 'declined', 'withdrawn')),
  -- What the partner says of it on its own page.
  line jsonb,
  invited_by text not null,
  invited_at timestamptz not null,
  decided_at timestamptz,
  reason text,
  check ((state = 'invited') = (decided_at is null)),
  check (state not in ('declined', 'withdrawn') or reason is not null),
  check (state <> 'confirmed' or line is not null)
);
-- One at a time; who declined or withdrew may be asked again.
create unique index co_listing_living on session.co_listing (subject, partner_id) where state in ('invited', 'confirmed');
create index co_listing_of_partner on session.co_listing (partner_id, state);
comment on column session.session.partner_ids is 'Partner markets to be invited when it is announced; who shows it as well stands in session.co_listing';
`,
}
