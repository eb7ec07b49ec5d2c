import type { Migration } from '#platform/command/module.ts'

/**
 * First refusal asked after the bidding: what was announced, who brought which price, and how the sale stands with the answers. The buyer and the price of a sale are
 * written when it stands. A holder that buys has no deposit that could be lost.
 */
export const afterTheBidding: Migration = {
  name: '0010_after_the_bidding',
  sql: `
alter table listing.lot drop constraint lot_state_check;
alter table listing.lot add constraint lot_state_check check (state in
  ('draft', 'submitted', 'returned', 'checked', 'notice', 'ready', 'bidding', 'sold', 'failed', 'withdrawn', 'suspended', 'offered', 'subject'));
alter table listing.lot add column refusal_after jsonb
  check (refusal_after is null or (right_kind = 'assignment' and method <> 'negotiated' and refusal_after ? 'days' and refusal_after ? 'precedence' and refusal_after ? 'silenceBasis'));
alter table listing.lot add column subject_organisation_id text;
alter table listing.lot add column subject_price_minor bigint check (subject_price_minor > 0);
alter table listing.lot add column subject_at timestamptz;
alter table listing.lot add column subject_outcome text check (subject_outcome in ('stood', 'taken', 'unanswered'));
alter table listing.lot add constraint lot_subject check (
  (subject_organisation_id is null) = (subject_price_minor is null) and (subject_organisation_id is null) = (subject_at is null)
  and (subject_at is null or (refusal_after is not null and notice_id is not null))
  and (subject_at is not null) = (state = 'subject' or subject_outcome is not null) and (state <> 'subject' or subject_outcome is null)
  and (state <> 'sold' or subject_outcome is null or (price_minor = subject_price_minor and subject_outcome <> 'unanswered'
    and (subject_outcome = 'stood') = (buyer_organisation_id = subject_organisation_id))));

alter table listing.forfeit drop constraint forfeit_deposit_minor_check;
alter table listing.forfeit add constraint forfeit_deposit_minor_check check (deposit_minor > 0 or (deposit_minor = 0 and state = 'by_contract'));
`,
}
