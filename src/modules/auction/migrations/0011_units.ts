import type { Migration } from '#platform/command/module.ts'

/** Several ordinary licences of one technology in one bidding, each bidder one: how many, and who took those after the first. Auctions of before have one. */
export const units: Migration = {
  name: '0011_units',
  sql: `
alter table auction.auction add column units int not null default 1 check (units >= 1);
alter table auction.auction add column other_winners jsonb not null default '[]' check (jsonb_typeof(other_winners) = 'array');
alter table auction.auction add constraint auction_units check (
  jsonb_array_length(other_winners) < units and (units = 1 or (right_name = 'ordinary' and box_id is not null and draw_secret is not null))
  and (jsonb_array_length(other_winners) = 0 or outcome = 'sold'));
`,
}
