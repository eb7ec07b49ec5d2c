import type { Migration } from '#platform/command/module.ts'

/** Contributors who are no completers, travel as a cost, co-owners who take their part first, and the rule of the unit where no floor binds it. */
export const people: Migration = {
  name: '0003_people',
  sql: `
alter table income.cost drop constraint cost_kind_check;
alter table income.cost add constraint cost_kind_check check (kind in ('valuation', 'travel', 'brokerage', 'ip_upkeep', 'negotiation', 'legal', 'notice'));

alter table income.payee add column contribution text not null default '' check (char_length(contribution) <= 500);
alter table income.payee add column outside_name text check (char_length(outside_name) between 1 and 80);
alter table income.payee add column outside_particulars text check (char_length(outside_particulars) between 1 and 200);
alter table income.payee add constraint payee_outside check (
  (outside_name is null) = (outside_particulars is null) and (outside_name is null or (contribution <> '' and received_at is null)));
comment on column income.payee.outside_name is 'who is not on record here; person_id is then a number of the plan, and the unit hands the money on';

alter table income.plan add column co_owner_minor bigint not null default 0 check (co_owner_minor >= 0);
alter table income.plan add column co_owner_agreement text not null default '' check (char_length(co_owner_agreement) <= 500);
alter table income.plan add column unit_rule text not null default '' check (char_length(unit_rule) <= 500);
alter table income.plan add column binds boolean not null default true;
comment on column income.plan.binds is 'whether the floors of the regulation bind the unit: set up by government';
do $$
declare old text;
begin
  select conname into strict old from pg_constraint where conrelid = 'income.plan'::regclass and contype = 'c'
    and pg_get_constraintdef(oid) like '%retained_minor) + cost_minor%';
  execute format('alter table income.plan drop constraint %I', old);
end $$;
alter table income.plan add constraint plan_sum
  check (state = 'awaited' or reward_minor + retained_minor + cost_minor + tax_minor + co_owner_minor = gross_minor);

create table income.co_owner (
  plan_id text not null references income.plan (id),
  organisation_id text not null,
  recorded int not null check (recorded between 0 and 10000),
  basis_points int not null check (basis_points between 0 and 10000),
  amount_minor bigint not null check (amount_minor >= 0),
  payout_id text unique,
  settled_at timestamptz,
  primary key (plan_id, organisation_id),
  check (settled_at is null or payout_id is not null)
);
-- Of what has come in and is not shared out yet.
insert into income.co_owner (plan_id, organisation_id, recorded, basis_points, amount_minor)
  select p.id, h.value ->> 'organisationId', (h.value ->> 'basisPoints')::int, (h.value ->> 'basisPoints')::int,
    div(p.gross_minor::numeric * (h.value ->> 'basisPoints')::int, 10000)::bigint
  from income.plan p join contract.contract c on c.id = p.contract_id join title.disposal d on d.lot_id = c.lot_id and d.state <> 'released'
    cross join lateral jsonb_array_elements(d.holders) h
  where p.state = 'awaited' and h.value ->> 'organisationId' <> p.institution_id;
update income.plan p set co_owner_minor = coalesce((select sum(o.amount_minor) from income.co_owner o where o.plan_id = p.id), 0) where p.state = 'awaited';
update income.plan p set binds = o.credit_code like '12%' from party.organisation o where o.id = p.institution_id and p.state = 'awaited';
create index co_owner_organisation on income.co_owner (organisation_id);
`,
}
