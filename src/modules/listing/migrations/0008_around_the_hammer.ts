import type { Migration } from '#platform/command/module.ts'

/**
 * A reserve that two people enter shortly before the end: what was announced, until when, what one has typed, and who typed it again. And the bidders behind the
 * winner, with the last price of each, for the case that the winner does not keep its word: to whom a lot of its own offers it then.
 */
export const aroundTheHammer: Migration = {
  name: '0008_around_the_hammer',
  sql: `
alter table listing.lot add column reserve_minutes int check (reserve_minutes > 0);
alter table listing.lot add column reserve_due_at timestamptz;
alter table listing.lot add column reserve_fixed_at timestamptz;
alter table listing.lot add constraint lot_later_reserve check (
  (reserve_minutes is not null or (reserve_due_at is null and reserve_fixed_at is null))
  and (reserve_minutes is null or has_reserve = (reserve_fixed_at is not null)));
alter table listing.reserve add column confirmed_by text check (confirmed_by <> set_by);

create table listing.reserve_entry (
  lot_id text primary key references listing.lot(id),
  reserve_minor bigint not null check (reserve_minor > 0),
  entered_by text not null,
  entered_at timestamptz not null
);

alter table listing.lot drop constraint lot_state_check;
alter table listing.lot add constraint lot_state_check check (state in
  ('draft', 'submitted', 'returned', 'checked', 'notice', 'ready', 'bidding', 'sold', 'failed', 'withdrawn', 'suspended', 'offered'));
-- A lot that offers the same object to the next bidder has the record of the same bidding.
alter table listing.lot drop constraint lot_auction_id_key;
alter table listing.lot add column next_bidder_days int check (next_bidder_days > 0);
alter table listing.lot add column next_organisation_id text;
alter table listing.lot add column next_number int;
alter table listing.lot add column next_price_minor bigint check (next_price_minor > 0);
alter table listing.lot add column next_answer_by timestamptz;
alter table listing.lot add column next_accepted_at timestamptz;
alter table listing.lot add constraint lot_next_bidder check (
  (next_organisation_id is null) = (next_number is null) and (next_number is null) = (next_price_minor is null) and (next_number is null) = (next_answer_by is null)
  and (next_number is null or predecessor_id is not null) and (state <> 'offered' or next_number is not null));

create table listing.runner_up (
  lot_id text not null references listing.lot(id),
  rank int not null check (rank > 0),
  organisation_id text not null,
  bidder_number int not null,
  price_minor bigint not null check (price_minor > 0),
  state text not null check (state in ('open', 'offered', 'bought', 'declined', 'silent', 'unpaid', 'void')),
  ended_at timestamptz,
  primary key (lot_id, rank),
  unique (lot_id, bidder_number)
);
`,
}
