import type { Migration } from '#platform/command/module.ts'
import { ZHEJIANG_CITIES } from '../core/region.ts'

const cityBranches = Object.entries(ZHEJIANG_CITIES)
  .map(
    ([code, [zh, en]]) =>
      `('bra_${code}00', '${code}00', '浙江技术市场${zh.replace('市', '')}分市场', 'Zhejiang Technology Market, ${en} Branch', 'bra_330000')`,
  )
  .join(',\n  ')

export const initial: Migration = {
  name: '0001_initial',
  sql: `
create table party.branch (
  id text primary key,
  region text not null unique check (region ~ '^[0-9]{6}$'),
  name_zh text not null,
  name_en text not null,
  parent_id text references party.branch (id)
);
insert into party.branch (id, region, name_zh, name_en, parent_id) values
  ('bra_330000', '330000', '浙江技术市场', 'Zhejiang Technology Market', null),
  ${cityBranches};

create table party.person (
  id text primary key,
  user_id text not null unique,
  name_zh text not null check (char_length(name_zh) between 1 and 80),
  name_en text not null,
  title_zh text not null default '',
  title_en text not null default '',
  created_at timestamptz not null
);

create table party.organisation (
  id text primary key,
  kind text not null check (kind in ('university', 'institute', 'enterprise', 'broker', 'insurer', 'market', 'government')),
  name_zh text not null check (char_length(name_zh) between 1 and 200),
  name_en text not null,
  credit_code text not null unique check (credit_code ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
  region text not null check (region ~ '^[0-9]{6}$'),
  legal_nature text not null check (legal_nature ~ '^[0-9]{3}$'),
  state text not null check (state in ('registered', 'refused', 'verified', 'suspended', 'closed')),
  state_reason text not null default '',
  registered_by text,
  registered_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  check (decided_by is null or decided_by is distinct from registered_by)
);
create index organisation_waiting on party.organisation (registered_at, id) where state = 'registered';
create index organisation_name on party.organisation (name_zh, id);

create table party.mandate (
  id text primary key,
  person_id text not null references party.person (id),
  organisation_id text not null references party.organisation (id),
  role text not null check (role in ('researcher', 'tto', 'approver', 'enterprise', 'clerk', 'finance', 'auctioneer', 'regulator', 'admin')),
  valid_from timestamptz not null,
  valid_to timestamptz,
  granted_by text,
  ended_by text,
  check (valid_to is null or valid_to >= valid_from)
);
create unique index mandate_once on party.mandate (person_id, organisation_id, role) where valid_to is null;
create index mandate_organisation on party.mandate (organisation_id) where valid_to is null;

create table party.relation (
  id text primary key,
  from_id text not null references party.organisation (id),
  to_id text not null references party.organisation (id),
  kind text not null check (kind in ('parent', 'same_controller', 'associate')),
  note text not null,
  declared_by text,
  valid_from timestamptz not null,
  valid_to timestamptz,
  ended_by text,
  check (from_id <> to_id)
);
create unique index relation_once on party.relation (from_id, to_id, kind) where valid_to is null;
create index relation_to on party.relation (to_id) where valid_to is null;

create table party.payout_account (
  id text primary key,
  holder_id text not null,
  account_name text not null,
  number text not null check (number ~ '^[0-9A-Z]{8,34}$'),
  bank_name text not null,
  bank_code text not null check (bank_code ~ '^([0-9]{12}|)$'),
  salt bytea not null check (octet_length(salt) = 16),
  set_by text not null,
  valid_from timestamptz not null,
  valid_to timestamptz
);
comment on column party.payout_account.salt is 'facts carry sha256(salt, number) only, which nobody can search for';
create unique index payout_account_current on party.payout_account (holder_id) where valid_to is null;
`,
}
