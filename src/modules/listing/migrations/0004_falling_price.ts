import type { Migration } from '#platform/command/module.ts'

/** A procedure whose price falls sells below the start; its own room knows down to where. */
export const fallingPrice: Migration = {
  name: '0004_falling_price',
  sql: `
do $$ declare bound text; begin
  select conname into strict bound from pg_constraint
    where conrelid = 'listing.lot'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%price_minor >= starting_price_minor%';
  execute format('alter table listing.lot drop constraint %I', bound);
end $$;
alter table listing.lot add check (price_minor > 0);
`,
}
