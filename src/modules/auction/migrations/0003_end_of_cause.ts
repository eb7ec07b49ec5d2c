import type { Migration } from '#platform/command/module.ts'

/** The time to resume runs from the end of the cause of a suspension: until then nobody knows a last day, and none ends the sale. */
export const endOfCause: Migration = {
  name: '0003_end_of_cause',
  sql: `
do $$ declare bound text; begin
  select conname into strict bound from pg_constraint
    where conrelid = 'auction.auction'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%resume_by%';
  execute format('alter table auction.auction drop constraint %I', bound);
end $$;
alter table auction.auction
  add check ((phase = 'suspended') = (suspended_from is not null and suspended_at is not null)), add check (phase = 'suspended' or resume_by is null);
alter table auction.pause alter column resume_by drop not null;
comment on column auction.pause.resume_by is 'only of suspensions of before, when the time ran from them';
`,
}
