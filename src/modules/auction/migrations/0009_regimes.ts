import type { Migration } from '#platform/command/module.ts'

/** An auction of a licensed house names it, and is presided over by its certified auctioneer; earlier sales were online bidding. */
export const regimes: Migration = {
  name: '0009_regimes',
  sql: `
alter table auction.auction add column regime text not null default 'bidding' check (regime in ('bidding', 'licensed'));
alter table auction.auction add column house_organisation_id text;
alter table auction.auction add constraint auction_house check ((regime = 'licensed') = (house_organisation_id is not null));
`,
}
