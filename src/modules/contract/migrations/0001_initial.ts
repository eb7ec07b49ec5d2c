import type { Migration } from '#platform/command/module.ts'

export const initial: Migration = {
  name: '0001_initial',
  sql: `
create table contract.sale (
  lot_id text primary key,
  auction_id text not null unique,
  buyer_organisation_id text not null,
  bid_number int,
  price_minor bigint not null check (price_minor > 0),
  sold_at timestamptz not null
);
comment on table contract.sale is 'the fall of the hammer, kept until the result notice has run';

create table contract.serial (year int primary key, last int not null check (last > 0));

create table contract.contract (
  id text primary key,
  number text not null unique,
  sale_number text not null unique,
  lot_id text not null unique,
  lot_number text not null,
  achievement_id text not null,
  auction_id text,
  state text not null check (state in ('sale_pending', 'drafted', 'effective', 'overdue', 'paid', 'handed_over', 'settled', 'defaulted', 'withdrawn', 'terminated')),
  seller_organisation_id text not null,
  buyer_organisation_id text not null,
  bid_number int,
  title jsonb not null,
  right_name text not null check (right_name in ('assignment', 'exclusive', 'sole', 'ordinary')),
  term_months int check (term_months > 0),
  territory jsonb,
  field jsonb,
  starting_price_minor bigint not null check (starting_price_minor >= 0),
  price_minor bigint not null check (price_minor > 0),
  deposit_minor bigint not null check (deposit_minor >= 0 and deposit_minor <= price_minor),
  technology_amount_minor bigint not null,
  technical_income_minor bigint not null,
  terms jsonb not null,
  rules jsonb not null,
  sold_at timestamptz not null,
  notice_id text not null,
  sale_document_id text not null,
  sale_sha256 text not null,
  contract_document_id text,
  contract_sha256 text,
  payment_request_id text,
  payment_reference text,
  opened_at timestamptz not null,
  drafted_at timestamptz,
  effective_at timestamptz,
  payment_due_at timestamptz,
  cure_ends_at timestamptz,
  paid_at timestamptz,
  handover_due_at timestamptz,
  handed_over_at timestamptz,
  acceptance_due_at timestamptz,
  ended_at timestamptz,
  end_ground text check (end_ground in ('agreement', 'seller', 'buyer', 'impossible')),
  end_reason text,
  check (seller_organisation_id <> buyer_organisation_id),
  check (0 < technical_income_minor and technical_income_minor <= technology_amount_minor and technology_amount_minor <= price_minor),
  check ((contract_document_id is null) = (contract_sha256 is null)),
  check (state not in ('effective', 'overdue', 'paid', 'handed_over', 'settled', 'defaulted', 'terminated') or effective_at is not null),
  check (state not in ('paid', 'handed_over', 'settled') or paid_at is not null),
  check ((state in ('settled', 'defaulted', 'withdrawn', 'terminated')) = (ended_at is not null)),
  check ((state in ('defaulted', 'withdrawn', 'terminated')) = (end_ground is not null))
);
create index contract_seller on contract.contract (seller_organisation_id, opened_at desc);
create index contract_buyer on contract.contract (buyer_organisation_id, opened_at desc);
create index contract_opened on contract.contract (opened_at desc, id desc);

create table contract.deduction (
  contract_id text not null references contract.contract (id),
  line int not null check (line >= 0),
  kind text not null check (kind in ('equipment', 'instrument', 'part', 'raw_material', 'third_party_service', 'other_non_technical')),
  label text not null check (char_length(label) between 1 and 100),
  amount_minor bigint not null check (amount_minor > 0),
  primary key (contract_id, line)
);

create table contract.confirmation (
  contract_id text not null references contract.contract (id),
  stage text not null check (stage in ('sale', 'contract')),
  side text not null check (side in ('seller', 'buyer')),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  person_id text not null,
  statement text not null,
  confirmed_at timestamptz not null,
  primary key (contract_id, stage, side, sha256)
);
create trigger confirmation_append_only before update or delete on contract.confirmation for each row execute function platform.refuse_change();

create table contract.handover (
  contract_id text not null references contract.contract (id),
  round int not null check (round > 0),
  note text not null,
  document_ids text[] not null check (cardinality(document_ids) > 0),
  handed_over_by text not null,
  handed_over_at timestamptz not null,
  outcome text check (outcome in ('accepted', 'rejected')),
  decided_by text,
  decided_at timestamptz,
  reason text,
  primary key (contract_id, round),
  check ((outcome is null) = (decided_at is null))
);
`,
}
