import type { Migration } from '#platform/command/module.ts'

/** A lot says what it takes beside a transfer, and which one it offers again; an application, what stands for its deposit. */
export const deposits: Migration = {
  name: '0005_deposits',
  sql: `
alter table listing.lot add column deposit_alternatives text[] not null default '{}'
  check (deposit_alternatives <@ array['freeze', 'guarantee', 'insurance', 'waiver']);
alter table listing.lot add column waiver_basis jsonb;
alter table listing.lot add constraint lot_waiver check (('waiver' = any (deposit_alternatives)) = (waiver_basis is not null));
alter table listing.application add column deposit_kind text not null default 'cash' check (deposit_kind in ('cash', 'freeze', 'guarantee', 'insurance', 'waiver'));
alter table listing.application add column instrument_id text;
alter table listing.application add constraint application_instrument check ((deposit_kind = 'cash') = (instrument_id is null));
create index application_instrument on listing.application (instrument_id) where instrument_id is not null;

alter table listing.lot add column predecessor_id text references listing.lot (id) check (predecessor_id <> id);
alter table listing.lot add column reoffer_decision_id text check (reoffer_decision_id is null or predecessor_id is not null);
create table listing.forfeit (
  lot_id text primary key references listing.lot (id),
  organisation_id text not null,
  deposit_kind text not null,
  deposit_minor bigint not null check (deposit_minor > 0),
  price_minor bigint not null,
  state text not null check (state in ('open', 'stated', 'booked', 'by_contract')),
  costs_minor bigint not null check (costs_minor between 0 and deposit_minor),
  note text not null,
  recorded_at timestamptz not null,
  made_by text,
  made_at timestamptz,
  decided_by text,
  decided_at timestamptz,
  constraint forfeit_second_person check (decided_by <> made_by),
  check ((state = 'booked') = (decided_by is not null) and (state in ('stated', 'booked')) = (made_by is not null))
);
-- Offered again once at a time.
create unique index lot_successor on listing.lot (predecessor_id) where predecessor_id is not null and state <> 'withdrawn';
`,
}
