import type { Migration } from '#platform/command/module.ts'

/** A round may ask at the price that a lot was sold for: once for a lot, within the working days that its notice announced. */
export const roundsOfLots: Migration = {
  name: '0007_rounds_of_lots',
  sql: `
alter table title.first_refusal add column lot_id text;
alter table title.first_refusal add column answer_days int check (answer_days > 0);
alter table title.first_refusal add constraint first_refusal_of_lot check ((lot_id is null) = (answer_days is null) and (lot_id is null or price_minor is not null));
create unique index first_refusal_lot on title.first_refusal (lot_id) where lot_id is not null;
`,
}
