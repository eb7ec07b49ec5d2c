import type { Migration } from '#platform/command/module.ts'

/** A new name with every change, never one that was used before: neither after a rollback nor in another database. */
export const edition: Migration = {
  name: '0005_edition',
  sql: `
create table rulebook.edition (is_one boolean primary key default true check (is_one), id uuid not null default gen_random_uuid());
insert into rulebook.edition default values;
comment on table rulebook.edition is 'changes with every change of rules, sources and calendar, so that what was read may be remembered';

create function rulebook.renew_edition() returns trigger language plpgsql as $$
begin
  update rulebook.edition set id = gen_random_uuid();
  return null;
end $$;
create trigger rule_edition after insert or update on rulebook.rule for each statement execute function rulebook.renew_edition();
create trigger source_edition after insert or update or delete on rulebook.source for each statement execute function rulebook.renew_edition();
create trigger day_edition after insert or update or delete on rulebook.calendar_day for each statement execute function rulebook.renew_edition();
create trigger year_edition after insert or update or delete on rulebook.calendar_year for each statement execute function rulebook.renew_edition();
`,
}
