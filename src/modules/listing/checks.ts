import { bound } from '#platform/command/bound.ts'
import type { Check } from '#platform/command/module.ts'

/** What must never be found among lots and applicants. Facts of earlier versions told some terms of the method under names of their own. */
export const checks: readonly Check[] = [
  {
    name: 'listing.lot_in_market_passed_three_checks',
    sql: `select l.id from listing.lot l
      where l.state in ('checked','notice','ready','bidding','sold','suspended','offered','subject')
        and (select count(*) from listing.lot_check c where c.lot_id = l.id and c.round = l.round and c.outcome = 'passed') <> 3`,
  },
  {
    name: 'listing.reserve_belongs_to_commitment',
    sql: `select l.id from listing.lot l left join listing.reserve r on r.lot_id = l.id where l.has_reserve <> (r.lot_id is not null)`,
  },
  {
    name: 'listing.reserve_not_below_start',
    sql: `select l.id from listing.lot l join listing.reserve r on r.lot_id = l.id where r.reserve_minor < l.starting_price_minor`,
  },
  {
    name: 'listing.later_reserve_by_two_in_time',
    sql: `select l.id from listing.lot l left join listing.reserve r on r.lot_id = l.id where l.reserve_minutes is not null and (
        l.has_reserve <> (r.confirmed_by is not null) or (r.lot_id is not null and (l.reserve_fixed_at is distinct from r.set_at or l.reserve_fixed_at >= l.reserve_due_at)))
      union all select e.lot_id from listing.reserve_entry e join listing.lot l on l.id = e.lot_id where l.reserve_minutes is null or l.has_reserve`,
  },
  {
    name: 'listing.reserve_is_what_was_committed_to',
    sql: `select l.id from listing.lot l join listing.reserve r on r.lot_id = l.id where l.reserve_commitment <> encode(sha256(convert_to(
      '{"lotId":"' || l.id || '","reserveMinor":"' || r.reserve_minor || '","salt":"' || r.salt || '"}', 'UTF8')), 'hex')`,
  },
  {
    name: 'listing.next_bidder_pays_its_own_price_after_a_default',
    sql: `select l.id from listing.lot l where l.next_number is not null and not exists (
      select 1 from listing.runner_up r join listing.forfeit f on f.lot_id = r.lot_id join listing.lot p on p.id = r.lot_id
      where r.lot_id = l.predecessor_id and r.bidder_number = l.next_number and r.organisation_id = l.next_organisation_id and r.price_minor = l.next_price_minor
        and p.next_bidder_days is not null and f.organisation_id <> r.organisation_id and p.price_minor >= r.price_minor
        and (l.state <> 'sold' or l.subject_outcome = 'taken' or (l.price_minor = r.price_minor and l.buyer_organisation_id = r.organisation_id and r.state = 'bought')))`,
  },
  {
    name: 'listing.one_offer_at_a_time',
    sql: `select predecessor_id from listing.lot where state = 'offered' group by predecessor_id having count(*) > 1
      union all select r.lot_id from listing.runner_up r where r.state = 'offered' and not exists (
        select 1 from listing.lot l where l.predecessor_id = r.lot_id and l.next_number = r.bidder_number and l.state = 'offered')`,
  },
  {
    name: 'listing.buyer_was_confirmed_applicant',
    sql: `select l.id from listing.lot l where l.state = 'sold' and l.method <> 'negotiated' and l.subject_outcome is distinct from 'taken' and not exists (
      select 1 from listing.application a where a.lot_id = coalesce(l.unit_of, l.id) and a.organisation_id = l.buyer_organisation_id and a.state = 'confirmed')`,
  },
  {
    // Each of another bidder, none beyond what was announced, numbered without a gap, of a lot that was sold.
    name: 'listing.units_are_sold_once_each',
    sql: `select p.id from listing.lot p join listing.lot u on u.unit_of = p.id group by p.id
        having p.units is null or p.state <> 'sold' or count(*) + 1 > p.units or max(u.unit_no) <> count(*) + 1
          or count(distinct u.buyer_organisation_id) < count(*) or bool_or(u.buyer_organisation_id = p.buyer_organisation_id)
          or bool_or(u.state <> 'sold' or u.achievement_id <> p.achievement_id or u.procedure_id is distinct from p.procedure_id or u.price_minor < p.starting_price_minor)`,
  },
  {
    name: 'listing.price_was_asked_at',
    sql: `select l.id from listing.lot l where l.subject_at is not null and not exists (
      select 1 from title.first_refusal f where f.lot_id = l.id and f.achievement_id = l.achievement_id and f.price_minor = l.subject_price_minor and f.asked_at = l.subject_at
        and (l.subject_outcome is null or f.state in ('exercised', 'cancelled', case l.subject_outcome when 'stood' then 'waived' else l.subject_outcome end)))
      union all select f.lot_id from title.first_refusal f where f.lot_id is not null and not exists (
        select 1 from listing.lot l where l.id = f.lot_id and l.subject_at = f.asked_at)`,
  },
  {
    name: 'listing.holder_that_bought_exercised',
    sql: `select l.id from listing.lot l where l.subject_outcome = 'taken' and not exists (
      select 1 from title.first_refusal f where f.lot_id = l.id and f.state in ('exercised', 'cancelled') and f.price_minor = l.price_minor)`,
  },
  {
    name: 'listing.agreed_price_had_its_notice',
    sql: `select l.id from listing.lot l where l.state = 'sold' and l.method = 'negotiated' and not exists (
      select 1 from notice.notice n where n.id = l.notice_id and n.id = l.procedure_id and n.subject = l.id and n.kind = 'negotiated' and n.state = 'closed')`,
  },
  {
    name: 'listing.no_deposit_kept_after_the_end',
    sql: `select a.id from listing.application a join listing.lot l on l.id = a.lot_id
      where l.settled_at is not null and a.deposit_state = 'held'`,
  },
  {
    name: 'listing.nobody_bids_again_after_default',
    sql: `select a.id from listing.application a join listing.lot l on l.id = a.lot_id join listing.forfeit f on f.lot_id = l.predecessor_id
      where a.organisation_id = f.organisation_id and a.applied_at > f.recorded_at`,
  },
  {
    name: 'listing.forfeited_deposits_are_booked_whole',
    sql: `select f.lot_id from listing.forfeit f where f.state = 'booked' and f.deposit_minor is distinct from (
      select sum(h.amount_minor) from ledger.hold h join listing.lot l on h.subject = coalesce(l.unit_of, l.id) where l.id = f.lot_id and h.organisation_id = f.organisation_id and h.purpose in ('deposit', 'claim') and h.state = 'captured')
      union all select a.owner_id from ledger.account a join listing.lot l on coalesce(l.unit_of, l.id) = a.owner_id join listing.forfeit f on f.lot_id = l.id where a.class = 'escrow' and a.posted_minor <> 0`,
  },
  {
    name: 'listing.seller_is_no_applicant',
    sql: `select a.id from listing.application a join listing.lot l on l.id = a.lot_id where a.organisation_id = l.seller_organisation_id`,
  },
  bound({
    name: 'listing.lots_are_what_the_log_says',
    rows: `select id, jsonb_build_object('lotId', id, 'sellerOrganisationId', seller_organisation_id, 'achievementId', achievement_id)
      || case when state in ('draft', 'returned') then '{}'::jsonb else jsonb_build_object('title', title, 'startingPriceMinor', starting_price_minor::text,
        'methodTerms', method_terms, 'depositMinor', deposit_minor::text, 'reserveCommitment', reserve_commitment) || method_terms end as said from listing.lot`,
    facts: {
      'listing.drafted': {},
      'listing.revised': {},
      'listing.submitted': {},
      'listing.checked': {},
      'listing.opened': {},
      'listing.ready': {},
      'listing.reserve_fixed': {},
      'listing.unit_awarded': {},
    },
  }),
]
