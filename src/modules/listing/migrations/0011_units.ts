import type { Migration } from '#platform/command/module.ts'

/**
 * Several ordinary licences of one technology as one lot: how many, and the lots by which the winners after the first buy. Each of these is a unit of the first, with
 * its number; the application and the deposit of its buyer stay with the first, to which they were given.
 */
export const units: Migration = {
  name: '0011_units',
  sql: `
alter table listing.lot add column units int check (units >= 2);
alter table listing.lot add column unit_of text references listing.lot(id);
alter table listing.lot add column unit_no int check (unit_no >= 2);
alter table listing.lot add constraint lot_units check (units is null or (exclusivity = 'ordinary' and unit_of is null and next_bidder_days is null and next_number is null));
alter table listing.lot add constraint lot_unit check (
  (unit_of is null) = (unit_no is null) and (unit_of is null or (exclusivity = 'ordinary' and predecessor_id is null and next_number is null)));
create unique index lot_unit_no on listing.lot (unit_of, unit_no) where unit_of is not null;
create unique index lot_unit_buyer on listing.lot (unit_of, buyer_organisation_id) where unit_of is not null;
`,
}
