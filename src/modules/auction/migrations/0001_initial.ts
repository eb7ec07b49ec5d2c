import type { Migration } from '#platform/command/module.ts'

export const initial: Migration = {
  name: '0001_initial',
  sql: `
create table auction.auction (
  id text primary key,
  lot_id text not null unique,
  lot_number text not null,
  title jsonb not null,
  seller_organisation_id text not null,
  right_name text not null check (right_name in ('assignment','exclusive','sole','ordinary')),
  method text not null,
  starting_price_minor bigint not null check (starting_price_minor > 0),
  increment_minor bigint not null check (increment_minor > 0),
  deposit_minor bigint not null,
  has_reserve boolean not null,
  free_ms bigint not null check (free_ms > 0),
  timed_ms bigint not null check (timed_ms > 0),
  extension_ms bigint not null check (extension_ms > 0),
  extension_alarm int not null check (extension_alarm > 0),
  single_bidder_allowed boolean not null,
  rules jsonb not null,
  phase text not null check (phase in ('scheduled','free','timed','suspended','closed')),
  scheduled_opens_at timestamptz not null,
  opens_at timestamptz not null,
  free_ends_at timestamptz not null,
  ends_at timestamptz not null,
  suspended_from text check (suspended_from in ('scheduled','free','timed')),
  suspended_at timestamptz,
  suspension_reason text,
  resume_by timestamptz,
  top_price_minor bigint,
  top_number int,
  accepted_count int not null default 0 check (accepted_count >= 0),
  attempt_count int not null default 0 check (attempt_count >= accepted_count),
  extension_count int not null default 0 check (extension_count between 0 and accepted_count),
  bidder_count int not null default 0,
  auctioneer_id text,
  remarks jsonb,
  remarks_at timestamptz,
  outcome text check (outcome in ('sold','failed')),
  fail_reason text check (fail_reason in ('no_bidders','no_bids','single_bidder','reserve_not_met','not_resumed','withdrawn')),
  reserve_met boolean,
  winner_organisation_id text,
  closed_at timestamptz,
  record_sha256 text check (record_sha256 ~ '^[0-9a-f]{64}$'),
  record_document_id text,
  record_signed_by text,
  record_signed_at timestamptz,
  created_at timestamptz not null,
  check (opens_at < free_ends_at and free_ends_at < ends_at),
  check ((top_price_minor is null) = (top_number is null)),
  check ((accepted_count = 0) = (top_price_minor is null)),
  check (top_price_minor is null or (top_price_minor >= starting_price_minor and (top_price_minor - starting_price_minor) % increment_minor = 0)),
  check ((phase = 'suspended') = (suspended_from is not null and suspended_at is not null and resume_by is not null)),
  check ((phase = 'closed') = (outcome is not null and closed_at is not null)),
  check ((outcome = 'failed') = (fail_reason is not null)),
  check (outcome is distinct from 'sold' or (winner_organisation_id is not null and top_price_minor is not null)),
  check (record_signed_at is null or (phase = 'closed' and record_sha256 is not null and record_signed_by is not null))
) with (fillfactor = 50);
create index auction_phase on auction.auction (phase, opens_at, id);
create index auction_closed on auction.auction (closed_at desc, id desc) where phase = 'closed';

-- Who may bid under which number. Read by the engine; shown to nobody before the close.
create table auction.bidder (
  auction_id text not null references auction.auction (id),
  organisation_id text not null,
  number int not null check (number between 100 and 9999),
  primary key (auction_id, organisation_id),
  unique (auction_id, number)
);

-- Every attempt, accepted or refused, in the order of decision. No foreign key: the engine writes only under the lock of
-- the auction's row, a check watches it, and the key would be looked up once for every bid.
create table auction.bid (
  auction_id text not null,
  attempt int not null check (attempt > 0),
  seq int check (seq > 0),
  id text not null,
  number int,
  organisation_id text not null,
  person_id text not null,
  price_minor bigint not null,
  received_at timestamptz not null,
  refusal text,
  params jsonb,
  ends_at timestamptz not null,
  extended boolean not null,
  request_key text,
  request_body text,
  primary key (auction_id, attempt),
  check ((seq is null) = (refusal is not null)),
  check (seq is null or number is not null),
  check (not extended or seq is not null),
  check ((request_key is null) = (request_body is null))
);
create unique index bid_seq on auction.bid (auction_id, seq) include (price_minor) where seq is not null;
create unique index bid_request on auction.bid (auction_id, person_id, request_key) where request_key is not null;

-- Was any of these requests decided before? Volatile, so that it looks with a snapshot of its own, taken after the lock.
create function auction.has_twins(auction text, auctions text[], persons text[], keys text[]) returns boolean volatile language plpgsql as $$
begin
  return exists (
    select 1 from unnest(auctions, persons, keys) as k (auction_id, person_id, request_key)
    join auction.bid b on b.auction_id = k.auction_id and b.person_id = k.person_id and b.request_key = k.request_key
    where k.auction_id = auction);
end $$;
create trigger bid_append_only before update or delete on auction.bid for each row execute function platform.refuse_change();
create trigger bid_no_truncate before truncate on auction.bid execute function platform.refuse_change();

-- The auctioneer's stops and restarts, so that the whole course can be replayed.
create table auction.pause (
  auction_id text not null references auction.auction (id),
  no int not null check (no > 0),
  kind text not null check (kind in ('suspend','resume')),
  after_attempt int not null check (after_attempt >= 0),
  at timestamptz not null,
  resume_by timestamptz not null,
  by_person text not null,
  reason text not null,
  primary key (auction_id, no)
);
create trigger pause_append_only before update or delete on auction.pause for each row execute function platform.refuse_change();
`,
}
