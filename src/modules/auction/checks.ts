import { bound, isoSql } from '#platform/command/bound.ts'
import type { Check } from '#platform/command/module.ts'

/** What must never be found in a bid record. */
export const checks: readonly Check[] = [
  {
    name: 'auction.sequence_is_dense',
    sql: `select auction_id from auction.bid where seq is not null group by auction_id having max(seq) <> count(*) or min(seq) <> 1`,
  },
  {
    name: 'auction.attempts_are_dense',
    sql: `select auction_id from auction.bid group by auction_id having max(attempt) <> count(*) or min(attempt) <> 1`,
  },
  {
    name: 'auction.price_never_falls',
    sql: `select auction_id, seq from (
        select auction_id, seq, price_minor, lag(price_minor) over (partition by auction_id order by seq) as before from auction.bid where seq is not null) b
      where before is not null and price_minor <= before`,
  },
  {
    name: 'auction.sequence_follows_attempts',
    sql: `select auction_id, attempt from (
        select auction_id, attempt, seq, lag(seq) over (partition by auction_id order by attempt) as before from auction.bid where seq is not null) b
      where before is not null and seq <> before + 1`,
  },
  {
    name: 'auction.end_never_moves_back',
    sql: `select auction_id, attempt from (
        select auction_id, attempt, ends_at, lag(ends_at) over (partition by auction_id order by attempt) as before from auction.bid) b
      where before is not null and ends_at < before`,
  },
  {
    name: 'auction.state_is_its_record',
    sql: `select a.id from auction.auction a
      left join lateral (select price_minor, number, seq from auction.bid b where b.auction_id = a.id and b.seq is not null order by seq desc limit 1) t on true
      where a.accepted_count <> coalesce(t.seq, 0) or a.top_price_minor is distinct from t.price_minor or a.top_number is distinct from t.number
        or a.attempt_count <> (select count(*) from auction.bid b where b.auction_id = a.id)
        or a.extension_count <> (select count(*) from auction.bid b where b.auction_id = a.id and b.extended)`,
  },
  {
    name: 'auction.bid_belongs_to_auction',
    sql: `select b.auction_id, b.attempt from auction.bid b where not exists (select 1 from auction.auction a where a.id = b.auction_id)`,
  },
  {
    name: 'auction.only_bidders_bid',
    sql: `select b.auction_id, b.attempt from auction.bid b where b.seq is not null and not exists (
      select 1 from auction.bidder r where r.auction_id = b.auction_id and r.organisation_id = b.organisation_id and r.number = b.number)`,
  },
  {
    name: 'auction.no_bid_after_the_end',
    sql: `select b.auction_id, b.attempt from auction.bid b
      join lateral (select p.ends_at from auction.bid p where p.auction_id = b.auction_id and p.attempt < b.attempt order by p.attempt desc limit 1) before on true
      where b.seq is not null and b.received_at >= before.ends_at and not exists (select 1 from auction.pause s where s.auction_id = b.auction_id)`,
  },
  {
    name: 'auction.every_bid_is_a_fact',
    sql: `select a.id from auction.auction a where a.accepted_count <> (select count(*) from platform.fact f where f.subject = a.id and f.type = 'auction.bid_accepted')`,
  },
  {
    name: 'auction.winner_held_the_top_number',
    sql: `select a.id from auction.auction a where a.outcome = 'sold' and not exists (
      select 1 from auction.bidder r where r.auction_id = a.id and r.number = a.top_number and r.organisation_id = a.winner_organisation_id)`,
  },
  bound({
    name: 'auction.bids_are_what_the_log_says',
    rows: `select id, jsonb_build_object('auctionId', auction_id, 'bidId', id, 'seq', seq, 'number', number, 'priceMinor', price_minor::text,
      'receivedAt', ${isoSql('received_at')}, 'extended', extended) as said from auction.bid where seq is not null`,
    facts: { 'auction.bid_accepted': {} },
    key: 'bidId',
  }),
]
