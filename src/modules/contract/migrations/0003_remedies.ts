import type { Migration } from '#platform/command/module.ts'

/** Registration before settlement (Patent Law art. 10), deadlines of signing, the notice of rescission (Civil Code art. 565), disputes and splits of what is held. */
export const remedies: Migration = {
  name: '0003_remedies',
  sql: `
alter table contract.contract
  drop constraint contract_state_check,
  drop constraint contract_check5,
  drop constraint contract_end_ground_check,
  add check (state in ('sale_pending', 'drafted', 'effective', 'overdue', 'paid', 'handed_over', 'registering', 'rescinded', 'disputed', 'settled', 'defaulted', 'withdrawn', 'terminated')),
  add check (state not in ('paid', 'handed_over', 'registering', 'settled') or paid_at is not null),
  add check (end_ground in ('agreement', 'seller', 'buyer', 'impossible', 'award')),
  add column sign_by timestamptz,
  add column lapsed_at timestamptz,
  add column registers text[],
  add column registration_due_at timestamptz,
  add column rejections int not null default 0 check (rejections >= 0),
  add column received_minor bigint not null default 0 check (received_minor >= 0 and received_minor <= price_minor),
  add column rescinded_from text,
  add column rescinded_side text check (rescinded_side in ('seller', 'buyer')),
  add column rescinded_ground text check (rescinded_ground in ('agreement', 'seller', 'buyer', 'impossible')),
  add column rescinded_reason text,
  add column rescinded_at timestamptz,
  add column objection_ends_at timestamptz,
  add column disputed_from text check (disputed_from in ('paid', 'handed_over', 'registering', 'rescinded')),
  add column disputed_side text check (disputed_side in ('seller', 'buyer')),
  add column disputed_at timestamptz,
  add check (state <> 'registering' or cardinality(registers) > 0),
  add check (num_nulls(rescinded_from, rescinded_side, rescinded_ground, rescinded_reason, rescinded_at, objection_ends_at) in (0, 6)),
  add check (state <> 'rescinded' or rescinded_at is not null),
  add check (num_nulls(disputed_from, disputed_side, disputed_at) in (0, 3)),
  add check (state <> 'disputed' or disputed_at is not null);
update contract.contract set received_minor = price_minor where state = 'settled';
comment on column contract.contract.registers is 'the rights that pass on registration; null in a contract that was drawn up before this was kept';
comment on column contract.contract.received_minor is 'of the price, what went to the seller';

alter table contract.handover
  drop constraint handover_outcome_check,
  add check (outcome in ('accepted', 'partly', 'deemed', 'rejected')),
  add column accepted_minor bigint check (accepted_minor > 0),
  add check ((outcome is not distinct from 'partly') = (accepted_minor is not null));

create table contract.filing (
  contract_id text not null references contract.contract (id),
  round int not null check (round > 0),
  outcome text not null check (outcome in ('applied', 'registered', 'refused')),
  state text not null check (state in ('open', 'confirmed', 'returned')),
  side text not null check (side in ('seller', 'buyer')),
  number text not null,
  on_date date not null,
  document_ids text[] not null check (cardinality(document_ids) > 0),
  cause text check (cause in ('seller', 'buyer', 'impossible')),
  reason text not null,
  filed_by text not null,
  filed_at timestamptz not null,
  first_by text,
  first_at timestamptz,
  second_by text,
  second_at timestamptz,
  note text not null default '',
  primary key (contract_id, round),
  check ((outcome = 'refused') = (cause is not null)),
  check (first_by <> second_by and second_by <> filed_by and first_by <> filed_by),
  check (outcome = 'applied' or (state = 'confirmed') = (second_by is not null and state <> 'returned'))
);

create table contract.statement (
  contract_id text not null references contract.contract (id),
  no int not null check (no > 0),
  side text not null check (side in ('seller', 'buyer')),
  statement text not null,
  document_ids text[] not null,
  person_id text not null,
  stated_at timestamptz not null,
  primary key (contract_id, no)
);
create trigger statement_append_only before update or delete on contract.statement for each row execute function platform.refuse_change();

create table contract.split (
  contract_id text not null references contract.contract (id),
  no int not null check (no > 0),
  kind text not null check (kind in ('settlement', 'award')),
  state text not null check (state in ('open', 'confirmed', 'replaced')),
  side text check (side in ('seller', 'buyer')),
  outcome text not null check (outcome in ('performed', 'ended')),
  seller_minor bigint not null check (seller_minor >= 0),
  buyer_minor bigint not null check (buyer_minor >= 0),
  statement text not null,
  number text not null,
  on_date date,
  document_ids text[] not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  proposed_by text not null,
  proposed_at timestamptz not null,
  confirmed_by text,
  confirmed_at timestamptz,
  primary key (contract_id, no),
  check ((kind = 'settlement') = (side is not null)),
  check (kind = 'settlement' or (cardinality(document_ids) > 0 and number <> '' and on_date is not null)),
  check ((state = 'confirmed') = (confirmed_by is not null) and (confirmed_by is null) = (confirmed_at is null)),
  check (confirmed_by <> proposed_by)
);
create unique index split_open on contract.split (contract_id) where state = 'open';
create unique index split_confirmed on contract.split (contract_id) where state = 'confirmed' and outcome = 'ended';
`,
}
