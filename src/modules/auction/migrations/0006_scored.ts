import type { Migration } from '#platform/command/module.ts'

/** Marks of experts and price rounds. */
export const scored: Migration = {
  name: '0006_scored',
  sql: `
do $$ declare bound record; begin
  for bound in select conrelid::regclass as of_table, conname from pg_constraint where contype = 'c' and (
    (conrelid = 'auction.auction'::regclass and (pg_get_constraintdef(oid) like '%increment_minor > 0%' or pg_get_constraintdef(oid) like '%increment_minor) = 0%'
      or pg_get_constraintdef(oid) like '%not_resumed%'))
    or (conrelid = 'auction.bid'::regclass and pg_get_constraintdef(oid) like '%envelope%')) loop
    execute format('alter table %s drop constraint %I', bound.of_table, bound.conname);
  end loop;
end $$;
alter table auction.auction
  add check (increment_minor > 0 or (increment_minor = 0 and (box_id is not null or method = 'scored'))),
  add check (fail_reason in ('no_bidders','no_bids','single_bidder','reserve_not_met','not_resumed','withdrawn','not_opened','not_marked')),
  add check (floor_minor is not null or top_price_minor is null or bands <> '[]' or box_id is not null or method = 'scored'
    or (top_price_minor - starting_price_minor) % nullif(increment_minor, 0) = 0);
alter table auction.bid add check (origin in ('bidder','proxy','application','envelope','round'));

create table auction.scored (
  auction_id text primary key references auction.auction (id),
  direction text not null check (direction in ('forward', 'reverse')),
  mark_weight_basis_points int not null check (mark_weight_basis_points between 1 and 9999),
  criteria jsonb not null,
  experts int not null check (experts > 0),
  rounds int not null check (rounds > 0),
  round_ms bigint not null check (round_ms > 0),
  marking_ms bigint not null check (marking_ms > 0),
  panel_id text unique,
  proposals_closed_at timestamptz,
  marks jsonb,
  rounds_closed int not null default 0,
  check (rounds_closed between 0 and rounds),
  check (marks is null or panel_id is not null),
  check (rounds_closed = 0 or marks is not null)
);

create table auction.proposal (
  auction_id text not null references auction.auction (id),
  number int not null,
  organisation_id text not null,
  person_id text not null,
  text text not null check (char_length(text) between 1 and 20000),
  digest text not null check (digest = encode(sha256(convert_to(text, 'UTF8')), 'hex')),
  filed_at timestamptz not null,
  primary key (auction_id, number)
);

-- The last price of each bidder in each round: its bidder's alone until the round is over, when it becomes a bid of the record.
create table auction.round_price (
  auction_id text not null references auction.auction (id),
  round int not null check (round > 0),
  number int not null,
  organisation_id text not null,
  person_id text not null,
  price_minor bigint not null check (price_minor > 0),
  received_at timestamptz not null,
  primary key (auction_id, round, number)
);
`,
}
