import type { Migration } from '#platform/command/module.ts'

export const initial: Migration = {
  name: '0001_initial',
  sql: `
-- One row per fact that counts. Figures are sums over these rows, so they can be thrown away and made again from the facts.
create table indicator.observation (
  fact_id text not null,
  kind text not null check (kind in ('catalogued', 'listed', 'hammer', 'failed', 'settled', 'researcher_income', 'demand')),
  at timestamptz not null,
  month char(7) not null check (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  subject text not null,
  institution_id text,
  field text,
  region text,
  right_name text,
  title_zh text not null default '',
  title_en text not null default '',
  amount_minor bigint not null default 0 check (amount_minor >= 0),
  technology_minor bigint not null default 0 check (technology_minor >= 0 and technology_minor <= amount_minor),
  starting_minor bigint not null default 0 check (starting_minor >= 0),
  primary key (fact_id, kind)
);
-- Deals are read newest first, page by page.
create index observation_newest on indicator.observation (kind, at desc, fact_id desc);
create index observation_subject on indicator.observation (subject);

-- What later facts name only by id.
create table indicator.achievement (
  achievement_id text primary key,
  institution_id text not null,
  field text,
  region text
);
create table indicator.lot (
  lot_id text primary key,
  achievement_id text not null,
  institution_id text not null,
  right_name text not null,
  title_zh text not null,
  title_en text not null
);
create index lot_achievement on indicator.lot (achievement_id);
`,
}
