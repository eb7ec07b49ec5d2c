import type { Migration } from '#platform/command/module.ts'

/** An agreed price: no deposit, and no notice that names a buyer who has not confirmed. */
export const negotiatedPrice: Migration = {
  name: '0003_negotiated',
  sql: `
alter table listing.lot drop constraint lot_deposit_minor_check;
alter table listing.lot add constraint lot_deposit_minor_check check (case when method = 'negotiated' then deposit_minor = 0 else deposit_minor > 0 end);
alter table listing.lot add column buyer_confirmed_by text;
alter table listing.lot add column buyer_confirmed_at timestamptz;
alter table listing.lot add constraint lot_agreement check (
  (buyer_confirmed_by is null) = (buyer_confirmed_at is null)
  and case when method = 'negotiated' then not has_reserve and (buyer_confirmed_at is not null or state not in ('notice', 'ready', 'sold', 'suspended'))
    else buyer_confirmed_at is null end
  and (method <> 'negotiated' or state <> 'sold' or (buyer_organisation_id = method_terms ->> 'buyerOrganisationId' and price_minor = starting_price_minor)));
create index lot_agreed_buyer on listing.lot ((method_terms ->> 'buyerOrganisationId')) where method = 'negotiated';
`,
}
