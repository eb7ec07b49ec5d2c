import type { Migration } from '#platform/command/module.ts'

/** A lot may sell a share of a right that is held together, and not the whole. */
export const share: Migration = {
  name: '0007_share',
  sql: `
alter table listing.lot add column share_basis_points int check (share_basis_points between 1 and 9999);
alter table listing.lot add constraint lot_share check (share_basis_points is null or right_kind = 'assignment');
`,
}
