import { bound } from '#platform/command/bound.ts'
import type { Check } from '#platform/command/module.ts'

/** What must never be found among lots and applicants. Facts of earlier versions told some terms of the method under names of their own. */
export const checks: readonly Check[] = [
  {
    name: 'listing.lot_in_market_passed_three_checks',
    sql: `select l.id from listing.lot l
      where l.state in ('checked','notice','ready','bidding','sold','suspended')
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
    name: 'listing.buyer_was_confirmed_applicant',
    sql: `select l.id from listing.lot l where l.state = 'sold' and l.method <> 'negotiated' and not exists (
      select 1 from listing.application a where a.lot_id = l.id and a.organisation_id = l.buyer_organisation_id and a.state = 'confirmed')`,
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
    },
  }),
]
