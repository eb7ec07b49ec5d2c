import type { Migration } from '#platform/command/module.ts'

/** What is sold to the next bidder after a default was decided by the same bidding: two sales, of two lots, then name one record. */
export const nextBidder: Migration = {
  name: '0005_next_bidder',
  sql: `
alter table contract.sale drop constraint sale_auction_id_key;
`,
}
