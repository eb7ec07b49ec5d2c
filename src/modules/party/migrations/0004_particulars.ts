import type { Migration } from '#platform/command/module.ts'

export const particulars: Migration = {
  name: '0004_particulars',
  sql: `
-- What a contract names beside the name and the code (Civil Code art. 470): an organisation that has not said so leaves a line to fill in.
create table party.particulars (
  organisation_id text primary key references party.organisation (id),
  address text not null,
  representative text not null,
  set_by text not null references party.person (id),
  set_at timestamptz not null
);
`,
}
