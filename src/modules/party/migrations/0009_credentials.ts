import type { Migration } from '#platform/command/module.ts'

/** Licences of auction houses and certificates of auctioneers, each with its paper and checked by another person (Auction Law art. 11, 14, 16). */
export const credentials: Migration = {
  name: '0009_credentials',
  sql: `
create table party.credential (
  id text primary key,
  organisation_id text not null references party.organisation (id),
  kind text not null check (kind in ('auction_licence', 'auctioneer_certificate')),
  person_id text references party.person (id),
  number text not null check (number <> ''),
  issuer text not null check (issuer <> ''),
  valid_from timestamptz not null,
  valid_until timestamptz not null check (valid_until > valid_from),
  paper_document_id text not null,
  state text not null check (state in ('filed', 'confirmed', 'refused', 'revoked')),
  filed_by text not null,
  filed_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  reason text not null default '',
  check ((kind = 'auctioneer_certificate') = (person_id is not null)),
  constraint credential_second_person check (decided_by is null or state = 'revoked' or (decided_by <> filed_by and decided_by is distinct from person_id))
);
create index credential_organisation on party.credential (organisation_id, kind);
create index credential_waiting on party.credential (filed_at, id) where state = 'filed';
`,
}
