import type { Migration } from '#platform/command/module.ts'

/** More ways of bidding: bands, a ceiling of extensions, a cap price with its draw, a falling price, proxies, sealed prices. */
export const methods: Migration = {
  name: '0004_methods',
  sql: `
do $$ declare bound text; begin
  for bound in select conname from pg_constraint where conrelid = 'auction.auction'::regclass and contype = 'c'
    and (pg_get_constraintdef(oid) like '%free_ms > 0%' or pg_get_constraintdef(oid) like '%opens_at < free_ends_at%'
      or pg_get_constraintdef(oid) like '%increment_minor) = 0%' or pg_get_constraintdef(oid) like '%increment_minor > 0%'
      or pg_get_constraintdef(oid) like '%not_resumed%') loop
    execute format('alter table auction.auction drop constraint %I', bound);
  end loop;
end $$;
alter table auction.auction
  add column bands jsonb not null default '[]',
  add column max_extensions int check (max_extensions > 0),
  add column cap_minor bigint check (cap_minor > starting_price_minor),
  add column floor_minor bigint check (floor_minor > 0 and floor_minor < starting_price_minor),
  add column tick_ms bigint check (tick_ms > 0),
  add column box_id text unique,
  add column willing int[] not null default '{}',
  add column draw_commitment text check (draw_commitment ~ '^[0-9a-f]{64}$'),
  add column draw_secret text,
  add column proxy_version int not null default 0,
  add check (free_ms >= 0),
  add check (increment_minor > 0 or (increment_minor = 0 and box_id is not null)),
  add check (fail_reason in ('no_bidders','no_bids','single_bidder','reserve_not_met','not_resumed','withdrawn','not_opened')),
  add check (opens_at <= free_ends_at and free_ends_at <= ends_at),
  add check ((floor_minor is null) = (tick_ms is null)),
  add check ((draw_commitment is null) = (draw_secret is null)),
  add check (top_price_minor is null or top_price_minor between coalesce(floor_minor, starting_price_minor)
    and coalesce(cap_minor, case when floor_minor is null then top_price_minor else starting_price_minor end)),
  add check (floor_minor is not null or top_price_minor is null or bands <> '[]' or box_id is not null or (top_price_minor - starting_price_minor) % increment_minor = 0);
comment on column auction.auction.draw_secret is 'shown to nobody before the close';

alter table auction.bid add column origin text not null default 'bidder' check (origin in ('bidder','proxy','application','envelope'));

-- The highest price that a bidder left with the market: read by the engine and shown to nobody but the bidder.
create table auction.proxy (
  auction_id text not null references auction.auction (id),
  number int not null,
  organisation_id text not null,
  person_id text not null,
  max_minor bigint not null check (max_minor > 0),
  set_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (auction_id, number)
);
`,
}
