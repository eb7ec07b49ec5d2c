import type { Migration } from '#platform/command/module.ts'

export const authorities: Migration = {
  name: '0005_authorities',
  sql: `
-- Written power of those who confirm for an organisation (Civil Code art. 165).
create table party.authority (
  id text primary key,
  organisation_id text not null references party.organisation (id),
  person_id text not null references party.person (id),
  basis text not null check (basis in ('delegated', 'representative')),
  matters text[] not null check (cardinality(matters) > 0 and matters <@ array['agreement', 'sale', 'contract']),
  valid_from timestamptz not null,
  valid_until timestamptz check (valid_until > valid_from),
  letter_document_id text,
  state text not null check (state in ('filed', 'confirmed', 'refused', 'revoked')),
  filed_by text,
  filed_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  reason text not null default '',
  check (basis = 'representative' or valid_until is not null),
  check (decided_by is null or state = 'revoked' or (decided_by is distinct from filed_by and decided_by <> person_id))
);
create index authority_organisation on party.authority (organisation_id, person_id);
create index authority_waiting on party.authority (filed_at, id) where state = 'filed';

-- The method of electronic confirmation, agreed before it is used (E-Signature Law art. 13).
create table party.confirmation_agreement (
  organisation_id text not null references party.organisation (id),
  edition text not null,
  agreed_by text not null references party.person (id),
  authority_id text not null references party.authority (id),
  agreed_at timestamptz not null,
  primary key (organisation_id, edition)
);
`,
}
