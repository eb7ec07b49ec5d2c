import type { Migration } from '#platform/command/module.ts'

export const initial: Migration = {
  name: '0001_initial',
  sql: `
create table income.serial (year int primary key, last int not null check (last > 0));

create table income.plan (
  id text primary key,
  number text not null unique,
  contract_id text not null unique,
  contract_number text not null,
  achievement_id text not null,
  institution_id text not null,
  title jsonb not null,
  state text not null check (state in ('awaited', 'draft', 'noticed', 'cleared', 'approving', 'approved', 'paying', 'paid')),
  round int not null default 0 check (round >= 0),
  gross_minor bigint not null check (gross_minor > 0),
  cost_minor bigint not null default 0 check (cost_minor >= 0),
  tax_minor bigint not null default 0 check (tax_minor >= 0),
  reward_minor bigint not null default 0 check (reward_minor >= 0),
  retained_minor bigint not null default 0 check (retained_minor >= 0),
  base text not null check (base in ('net', 'gross')),
  team_rate int not null check (team_rate between 0 and 10000),
  rates jsonb not null,
  rules jsonb not null,
  received_at timestamptz not null,
  pay_due_at timestamptz,
  maker_id text,
  drafted_at timestamptz,
  notice_id text,
  notice_closes_at timestamptz,
  document_id text,
  sha256 text,
  first_approver_id text,
  first_is_approver boolean not null default false,
  first_approved_at timestamptz,
  second_approver_id text,
  second_approved_at timestamptz,
  paid_out_at timestamptz,
  paid_out_by text,
  paid_at timestamptz,
  return_reason text,
  check (state = 'awaited' or reward_minor + retained_minor + cost_minor + tax_minor = gross_minor),
  check (state not in ('approved', 'paying', 'paid') or (first_approver_id <> second_approver_id and first_approver_id <> maker_id and second_approver_id <> maker_id)),
  check ((first_approver_id is null) = (first_approved_at is null)),
  check ((second_approver_id is null) = (second_approved_at is null))
);
create index plan_institution on income.plan (institution_id, received_at desc);

create table income.cost (
  plan_id text not null references income.plan (id),
  line int not null check (line >= 0),
  kind text not null check (kind in ('ip_upkeep', 'valuation', 'negotiation', 'brokerage', 'legal', 'notice')),
  label text not null check (char_length(label) between 1 and 100),
  amount_minor bigint not null check (amount_minor > 0),
  voucher_document_id text not null,
  primary key (plan_id, line)
);
comment on table income.cost is 'deductible costs only: fiscal research money has no kind here';

create table income.payee (
  plan_id text not null references income.plan (id),
  person_id text not null,
  line int not null check (line >= 0),
  share_group text not null check (share_group in ('main', 'transfer', 'other')),
  basis_points int not null check (basis_points between 1 and 10000),
  amount_minor bigint not null check (amount_minor >= 0),
  payout_id text unique,
  settled_at timestamptz,
  received_at timestamptz,
  primary key (plan_id, person_id),
  check (settled_at is null or payout_id is not null),
  check (received_at is null or settled_at is not null)
);
create index payee_person on income.payee (person_id);

-- The sum of the payees is the reward, at every commit.
create function income.check_sum() returns trigger language plpgsql as $$
declare owed bigint; expected bigint; current text;
begin
  select reward_minor, state into expected, current from income.plan where id = coalesce(new.plan_id, old.plan_id);
  select coalesce(sum(amount_minor), 0) into owed from income.payee where plan_id = coalesce(new.plan_id, old.plan_id);
  if current <> 'awaited' and owed <> expected then
    raise exception 'payees of % get % instead of %', coalesce(new.plan_id, old.plan_id), owed, expected using errcode = '23514';
  end if;
  return null;
end $$;
create constraint trigger payee_sum after insert or update or delete on income.payee deferrable initially deferred for each row execute function income.check_sum();
`,
}
