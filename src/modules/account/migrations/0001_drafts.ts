import type { Migration } from '#platform/command/module.ts'

export const drafts: Migration = {
  name: '0001_drafts',
  sql: `
create table account.draft (
  person_id text not null references party.person (id) on delete cascade,
  -- The page without its language: it names the record as well.
  place text not null,
  form text not null,
  body jsonb not null check (octet_length(body::text) <= 131072),
  basis text not null,
  version int not null check (version > 0),
  saved_at timestamptz not null,
  primary key (person_id, place, form)
);
create index draft_saved on account.draft (saved_at);
comment on table account.draft is 'forms that somebody is filling in; no evidence, no event; erased when sent, dropped or left for 90 days, and with the person';
comment on column account.draft.basis is 'digest of the record that the form was drawn from; empty for a new one';

create table account.draft_pace (
  person_id text primary key references party.person (id) on delete cascade,
  since timestamptz not null,
  saves int not null check (saves > 0)
);
`,
}
