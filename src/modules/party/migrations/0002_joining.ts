import type { Migration } from '#platform/command/module.ts'

/** What is needed to found a market and to join it: invitations, deadlines, licences, names that somebody vouched for. */
export const joining: Migration = {
  name: '0002_joining',
  sql: `
alter table party.organisation add column decide_by timestamptz;
alter table party.organisation add column licence_document_id text;
comment on column party.organisation.decide_by is 'until when the clerk decides on the registration; null: laid by the system, or the calendar of that year is not out';
comment on column party.organisation.licence_document_id is 'file that the applicant brought; the documents know who may read it';

alter table party.person add column name_verified_at timestamptz;
alter table party.person add column name_verified_by text;
alter table party.person add column name_reason text not null default '';
alter table party.person add constraint name_reason_given check (name_verified_by is null or name_reason <> '');

-- Codes that were really given out although their check sign or category does not fit: an officer saw the paper.
create table party.accepted_code (
  credit_code text primary key check (credit_code ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
  reason text not null check (char_length(reason) between 1 and 1000),
  accepted_by text not null,
  accepted_at timestamptz not null
);

create table party.invitation (
  id text primary key,
  organisation_id text not null references party.organisation (id),
  address text not null check (address = lower(address) and char_length(address) between 3 and 254),
  roles text[] not null check (cardinality(roles) between 1 and 5),
  name_zh text not null default '' check (char_length(name_zh) <= 80),
  name_en text not null default '' check (char_length(name_en) <= 80),
  lang text not null check (lang in ('zh', 'en')),
  token_hash text not null unique check (token_hash ~ '^[0-9a-f]{64}$'),
  invited_by text,
  invited_at timestamptz not null,
  sent_at timestamptz not null,
  sends int not null default 1 check (sends > 0),
  expires_at timestamptz not null,
  ended_at timestamptz,
  ended_as text check (ended_as in ('accepted', 'withdrawn', 'expired')),
  ended_by text,
  person_id text references party.person (id),
  check ((ended_at is null) = (ended_as is null)),
  check ((ended_as is not distinct from 'accepted') = (person_id is not null))
);
comment on column party.invitation.token_hash is 'SHA-256 of what stands in the letter; the token itself is kept nowhere';
comment on column party.invitation.invited_by is 'null: the operator, at the founding or by command';
create unique index invitation_once on party.invitation (organisation_id, address) where ended_at is null;
create index invitation_sent on party.invitation (organisation_id, sent_at);

-- Opens the founding page of a market that nobody governs yet; gone with the founding.
create table party.founding_code (
  only_row boolean primary key default true check (only_row),
  code_hash text not null check (code_hash ~ '^[0-9a-f]{64}$'),
  made_at timestamptz not null,
  wrong_tries int not null default 0 check (wrong_tries >= 0)
);
`,
}
