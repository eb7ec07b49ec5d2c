import type { Migration } from '#platform/command/module.ts'

export const erasure: Migration = {
  name: '0003_erasure',
  sql: `
-- Who asks for the erasure of the account (PIPL art. 47): by id only, so that the row outlives the person.
create table account.erasure (
  id text primary key,
  person_id text not null,
  state text not null check (state in ('asked', 'withdrawn', 'done')),
  asked_at timestamptz not null,
  due_at timestamptz not null check (due_at > asked_at),
  closed_at timestamptz,
  check ((closed_at is null) = (state = 'asked'))
);
create unique index erasure_open on account.erasure (person_id) where state = 'asked';
create index erasure_due on account.erasure (due_at, id) where state = 'asked';
`,
}
