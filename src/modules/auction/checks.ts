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
      where before is not null and price_minor <= before
        and not exists (select 1 from auction.auction a where a.id = b.auction_id
          and (a.box_id is not null or a.method = 'scored' or (a.cap_minor = b.price_minor and b.price_minor = before)))`,
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
        select auction_id, attempt, seq, ends_at, lag(ends_at) over (partition by auction_id order by attempt) as before from auction.bid) b
      where before is not null and ends_at < before
        and not exists (select 1 from auction.auction a where a.id = b.auction_id and a.method = 'dutch' and b.seq = 1)`,
  },
  {
    name: 'auction.state_is_its_record',
    sql: `select a.id from auction.auction a
      left join lateral (select price_minor, number, seq from auction.bid b where b.auction_id = a.id and b.seq is not null order by seq desc limit 1) t on true
      where a.accepted_count <> coalesce(t.seq, 0) or (a.box_id is null and a.method <> 'scored' and a.top_price_minor is distinct from t.price_minor) or (a.box_id is null and a.method <> 'scored' and a.top_number is distinct from t.number and not a.top_number = any(a.willing))
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
    name: 'auction.the_highest_sealed_price_wins',
    sql: `select a.id from auction.auction a where a.box_id is not null and a.units = 1 and a.outcome = 'sold' and a.top_number is distinct from (
      select b.number from auction.bid b where b.auction_id = a.id and b.seq is not null order by b.price_minor desc, b.received_at limit 1)`,
  },
  {
    // Ties by the draw, done again from its secret; a second price is one for all and not above what any winner named.
    name: 'auction.units_go_to_the_highest_prices',
    sql: `select a.id from auction.auction a
      cross join lateral (select jsonb_build_array(a.top_number) || coalesce(jsonb_path_query_array(a.other_winners, '$[*].number'), '[]') as numbers,
        jsonb_path_query_array(a.other_winners, '$[*].priceMinor') as prices) won
      cross join lateral (select jsonb_agg(o.number order by o.rank) filter (where o.rank <= jsonb_array_length(won.numbers)) as numbers,
          jsonb_agg(o.price_minor::text order by o.rank) filter (where o.rank between 2 and jsonb_array_length(won.numbers)) as prices,
          min(o.price_minor) filter (where o.rank <= jsonb_array_length(won.numbers)) as least, max(o.price_minor) filter (where o.rank > a.units) as first_lost
        from (select b.number, b.price_minor, row_number() over (order by b.price_minor desc,
          encode(sha256(convert_to(a.draw_secret || ':' || b.number, 'UTF8')), 'hex') collate "C") as rank
          from auction.bid b where b.auction_id = a.id and b.seq is not null) o) due
      where a.units > 1 and a.outcome = 'sold' and (won.numbers <> due.numbers or jsonb_array_length(won.numbers) > a.units
        or (a.method = 'sealed_first' and won.prices <> coalesce(due.prices, '[]'))
        or (a.method = 'sealed_second' and (a.top_price_minor > due.least or a.top_price_minor < coalesce(due.first_lost, 0)
          or exists (select 1 from jsonb_array_elements_text(won.prices) p where p <> a.top_price_minor::text))))`,
  },
  {
    name: 'auction.no_sealed_price_before_the_opening',
    sql: `select a.id from auction.auction a where a.box_id is not null and a.phase <> 'closed' and exists (select 1 from auction.bid b where b.auction_id = a.id)`,
  },
  {
    name: 'auction.prices_of_rounds_improve_within_their_time',
    sql: `select auction_id, round, number from (
        select p.auction_id, p.round, p.number, p.price_minor, p.received_at, s.direction, a.free_ends_at,
          lag(p.price_minor) over (partition by p.auction_id, p.number order by p.round) as before
        from auction.round_price p join auction.scored s using (auction_id) join auction.auction a on a.id = p.auction_id) r
      where received_at < free_ends_at or (direction = 'forward' and price_minor <= before) or (direction = 'reverse' and price_minor >= before)`,
  },
  {
    name: 'auction.no_price_of_a_round_before_the_marks',
    sql: `select p.auction_id from auction.round_price p join auction.scored s using (auction_id) where s.marks is null`,
  },
  {
    name: 'auction.a_round_that_is_over_stands_in_the_record',
    sql: `select p.auction_id, p.round, p.number from auction.round_price p join auction.scored s using (auction_id)
      where (p.round <= s.rounds_closed) <> exists (select 1 from auction.bid b where b.auction_id = p.auction_id and b.number = p.number and b.origin = 'round'
        and b.price_minor = p.price_minor and b.received_at = p.received_at)`,
  },
  {
    name: 'auction.willing_named_the_cap',
    sql: `select a.id from auction.auction a where a.willing <> coalesce(
      (select array_agg(b.number order by b.seq) from auction.bid b where b.auction_id = a.id and b.seq is not null and b.price_minor = a.cap_minor), '{}')`,
  },
  {
    name: 'auction.proxy_keeps_its_word',
    sql: `select b.auction_id, b.attempt from auction.bid b where b.origin = 'proxy' and not exists (
      select 1 from platform.fact f where f.subject = b.auction_id and f.type = 'auction.proxy_set'
        and (f.body::jsonb ->> 'number')::int = b.number and (f.body::jsonb ->> 'maxMinor')::bigint >= b.price_minor)`,
  },
  {
    name: 'auction.a_bid_from_the_hall_was_authorised',
    sql: `select b.auction_id, b.attempt from auction.bid b where b.channel = 'floor' and (
      not exists (select 1 from platform.fact f where f.subject = b.auction_id and f.type = 'auction.floor_authorised' and (f.body::jsonb ->> 'number')::int = b.number)
      or not exists (select 1 from platform.fact f where f.subject = b.auction_id and f.type = 'auction.floor_clerk_assigned'
        and f.body::jsonb ->> 'floorClerkId' = b.person_id))`,
  },
  {
    name: 'auction.a_call_was_said_to_a_bid',
    sql: `select c.auction_id, c.no from auction.call c where not exists (select 1 from auction.bid b where b.auction_id = c.auction_id and b.seq = c.seq)
      or (c.call = 2 and not exists (select 1 from auction.call o where o.auction_id = c.auction_id and o.seq = c.seq and o.call = 1 and o.no < c.no))`,
  },
  {
    name: 'auction.a_draw_is_committed_to',
    sql: `select id from auction.auction where draw_secret is not null and encode(sha256(convert_to(draw_secret, 'UTF8')), 'hex') <> draw_commitment`,
  },
  {
    name: 'auction.every_bid_is_a_fact',
    sql: `select a.id from auction.auction a where a.accepted_count <> (select count(*) from platform.fact f where f.subject = a.id and f.type = 'auction.bid_accepted')`,
  },
  {
    name: 'auction.winner_held_the_top_number',
    sql: `select a.id from auction.auction a where a.outcome = 'sold' and not exists (
      select 1 from auction.bidder r where r.auction_id = a.id and r.number = a.top_number and r.organisation_id = a.winner_organisation_id)
      union all select a.id from auction.auction a, jsonb_array_elements(a.other_winners) w where not exists (
        select 1 from auction.bidder r where r.auction_id = a.id and r.number = (w ->> 'number')::int and r.organisation_id = w ->> 'organisationId')`,
  },
  bound({
    name: 'auction.bids_are_what_the_log_says',
    rows: `select id, jsonb_build_object('auctionId', auction_id, 'bidId', id, 'seq', seq, 'number', number, 'priceMinor', price_minor::text,
      'receivedAt', ${isoSql('received_at')}, 'extended', extended, 'channel', channel) as said from auction.bid where seq is not null`,
    facts: { 'auction.bid_accepted': {} },
    key: 'bidId',
  }),
]
