import type { Migration } from '#platform/command/module.ts'

export const fairPlay: Migration = {
  name: '0002_fair_play',
  sql: `
-- Frozen with the other rules; auctions that were scheduled before there was the rule have none.
alter table auction.auction add column confirm_factor int check (confirm_factor > 1);
-- What the bidder said yes to when asked again; the record could not be replayed without it.
alter table auction.bid add column confirmed_minor bigint;
-- Refused bids of one bidder are kept up to a bound; how many more there were is counted here.
alter table auction.bidder add column refused_unkept bigint not null default 0 check (refused_unkept >= 0);
create index bid_refused on auction.bid (auction_id, attempt) include (organisation_id) where refusal is not null;
`,
}
