import type { Migration } from '#platform/command/module.ts'

export const initial: Migration = {
  name: '0001_initial',
  sql: `
-- Figures are a reading of the facts: they hold nothing that the log does not say, and may be thrown away and read again.
create table indicator.achievement (
  achievement_id text primary key,
  field text,
  institution_kind text not null,
  region text not null,
  catalogued_at timestamptz not null
);
create table indicator.lot (
  lot_id text primary key,
  achievement_id text,
  starting_price_minor bigint,
  listed_at timestamptz,
  is_sold boolean,
  bid_count int,
  closed_at timestamptz
);
create table indicator.demand (demand_id text primary key, published_at timestamptz not null);
create table indicator.deal (
  contract_id text primary key,
  lot_id text not null,
  achievement_id text not null,
  title jsonb not null,
  right_name text not null,
  starting_price_minor bigint not null,
  price_minor bigint not null,
  technology_amount_minor bigint not null,
  technical_income_minor bigint not null,
  field text,
  institution_kind text not null,
  region text not null,
  effective_at timestamptz,
  settled_at timestamptz
);
create index deal_effective on indicator.deal (effective_at desc, contract_id desc);
-- A deal that was ended before it was settled counts no more; kept apart, so that the order of the facts does not matter.
create table indicator.ended (contract_id text primary key, ended_at timestamptz not null);
create table indicator.payout (payout_id text primary key, plan_id text not null, amount_minor bigint not null, paid_at timestamptz not null);
`,
}
