import type { Migration } from '#platform/command/module.ts'

/** Which law a lot is called under: online bidding, or an auction of a licensed house; and whether it is an asset of a state enterprise. Lots of before are online bidding of others. */
export const regimes: Migration = {
  name: '0009_regimes',
  sql: `
alter table listing.lot add column consignment jsonb check (consignment is null or (method <> 'negotiated' and consignment ? 'houseOrganisationId' and consignment ? 'licenceNumber' and consignment ? 'certificateNumber'));
alter table listing.lot add column viewing_from timestamptz;
alter table listing.lot add column viewing_until timestamptz;
alter table listing.lot add constraint lot_viewing check ((viewing_from is null) = (viewing_until is null) and (viewing_from is null or (consignment is not null and viewing_until > viewing_from)));
-- No house announces an auction without showing the object, and without the consignment on paper (Auction Law art. 42, 48).
alter table listing.lot add constraint lot_announced_auction check (
  consignment is null or state not in ('notice', 'ready', 'bidding', 'sold') or (viewing_from is not null and consignment ->> 'contractDocumentId' is not null));
alter table listing.lot add column state_asset jsonb check (state_asset is null or method <> 'negotiated');
create index lot_auctions on listing.lot (changed_at, id) where consignment is not null;
`,
}
