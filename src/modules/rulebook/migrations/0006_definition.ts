import type { Migration } from '#platform/command/module.ts'

/**
 * What a rule is stands apart from the value that it has: titles, bounds, sources and standing come from the room that decides by it, edition after
 * edition; versions of the value stay what they were. What the founding rows said of themselves stays readable in their own columns.
 */
export const definition: Migration = {
  name: '0006_definition',
  sql: `
create table rulebook.definition (
  key text not null check (key ~ '^[a-zA-Z0-9.]{3,80}$'),
  edition int not null check (edition > 0),
  module text not null,
  no int not null check (no > 0),
  rule_group text not null,
  unit text not null,
  bound_min double precision,
  bound_max double precision,
  bound_force text not null check (bound_force in ('law', 'fixed', 'custom')),
  title_zh text not null,
  title_en text not null,
  bound_zh text not null,
  bound_en text not null,
  standing text not null check (standing in ('binding', 'agreed', 'policy', 'practice', 'house')),
  binds text not null,
  use text not null check (use in ('read', 'built_in', 'not_yet')),
  sources jsonb not null check (jsonb_array_length(sources) > 0),
  primary key (key, edition),
  check (bound_force <> 'law' or standing = 'binding')
);
comment on table rulebook.definition is 'what a rule is, as the room says that decides by it; the highest edition of a key holds';

create function rulebook.keep_definition() returns trigger language plpgsql as $$
begin
  raise exception 'an edition of a rule is never rewritten' using errcode = '0A000';
end $$;
create trigger definition_kept before update or delete on rulebook.definition for each row execute function rulebook.keep_definition();
create trigger definition_edition after insert on rulebook.definition for each statement execute function rulebook.renew_edition();

alter table rulebook.rule
  alter column rule_group drop not null, alter column title_zh drop not null, alter column title_en drop not null, alter column bound_zh drop not null,
  alter column bound_en drop not null, alter column source_codes drop not null, alter column article drop not null, alter column confidence drop not null;
`,
}
