import type { Migration } from '#platform/command/module.ts'

/** People in the hall: a clerk who bids for them, calls of who presides, and the second person who signs the record. */
export const floor: Migration = {
  name: '0008_floor',
  sql: `
alter table auction.bid add column channel text not null default 'online' check (channel in ('online', 'floor'));

alter table auction.auction
  add column floor_clerk_id text,
  add column recorder_id text,
  add column course_sha256 text check (course_sha256 ~ '^[0-9a-f]{64}$'),
  add column course_signed_by text,
  add column course_signed_at timestamptz,
  add column call_no int check (call_no in (1, 2)),
  add column call_seq int,
  add column called_at timestamptz,
  add check (auctioneer_id is null or auctioneer_id is distinct from floor_clerk_id),
  add check (auctioneer_id is null or auctioneer_id is distinct from recorder_id),
  add check ((call_no is null) = (call_seq is null) and (call_no is null) = (called_at is null)),
  add check ((course_sha256 is null) = (course_signed_at is null) and (course_sha256 is null) = (course_signed_by is null)),
  add check (course_sha256 is null or phase = 'closed');

-- The last word of a bidder on whether the market may bid for its number in the hall.
create table auction.floor_authority (
  auction_id text not null references auction.auction (id),
  number int not null,
  organisation_id text not null,
  person_id text not null,
  given_at timestamptz not null,
  revoked_at timestamptz,
  primary key (auction_id, number),
  check (revoked_at >= given_at)
);

-- What was called, to which bid. They end nothing, so no rule of the course reads them.
create table auction.call (
  auction_id text not null references auction.auction (id),
  no int not null check (no > 0),
  call int not null check (call in (1, 2)),
  seq int not null check (seq > 0),
  at timestamptz not null,
  by_person text not null,
  primary key (auction_id, no)
);
create trigger call_append_only before update or delete on auction.call for each row execute function platform.refuse_change();
`,
}
