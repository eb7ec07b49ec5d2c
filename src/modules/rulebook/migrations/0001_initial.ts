import type { Migration } from '#platform/command/module.ts'
import { foundingRules } from './founding-rules.ts'
import { foundingSources } from './founding-sources.ts'
import { insertRules, insertSources } from './rule-row.ts'

export const initial: Migration = {
  name: '0001_initial',
  sql: `
create extension if not exists btree_gist;

create table rulebook.source (
  code text primary key,
  kind text not null check (kind in ('statute', 'regulation', 'judicial', 'policy', 'webpage', 'platform', 'house')),
  title_zh text not null,
  title_en text not null
);

create table rulebook.rule (
  id text primary key,
  no int not null check (no > 0),
  key text not null check (key ~ '^[a-zA-Z0-9.]{3,80}$'),
  rule_group text not null,
  branch text not null default 'main',
  value jsonb not null,
  unit text not null check (unit in ('cd', 'wd', 'h', 'min', 's', 'month', 'year', 'bp', 'fen', 'count', 'digits', 'flag', 'text', 'date', 'list')),
  bound_min double precision,
  bound_max double precision,
  bound_force text not null check (bound_force in ('law', 'custom')),
  title_zh text not null,
  title_en text not null,
  bound_zh text not null,
  bound_en text not null,
  source_codes text[] not null check (cardinality(source_codes) > 0),
  article text not null,
  confidence text not null check (confidence in ('law', 'web', 'observed', 'background', 'derived')),
  valid_from date,
  valid_to date,
  check (valid_from is null or valid_to is null or valid_from < valid_to),
  check (case unit
    when 'flag' then jsonb_typeof(value) = 'boolean'
    when 'list' then jsonb_typeof(value) = 'array'
    when 'text' then jsonb_typeof(value) = 'string'
    when 'date' then jsonb_typeof(value) = 'string'
    else jsonb_typeof(value) = 'number' end),
  -- The law's bound holds in the database too: no road around the decision.
  check (bound_force <> 'law' or jsonb_typeof(value) <> 'number'
    or ((bound_min is null or (value #>> '{}')::numeric >= bound_min::numeric) and (bound_max is null or (value #>> '{}')::numeric <= bound_max::numeric))),
  constraint rule_one_at_a_time exclude using gist (key with =, branch with =, daterange(valid_from, valid_to) with &&)
);
create index rule_key on rulebook.rule (key, branch);
comment on table rulebook.rule is 'rates in basis points, money in fen of CNY; valid_to is the first day on which the version no longer holds';

-- A version is never rewritten: only its end may be set, once.
create function rulebook.keep_version() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then raise exception 'a rule is never deleted' using errcode = '0A000'; end if;
  if old.valid_to is not null or to_jsonb(new) - 'valid_to' is distinct from to_jsonb(old) - 'valid_to' then
    raise exception 'a version of a rule is never rewritten' using errcode = '0A000';
  end if;
  return new;
end $$;
create trigger rule_kept before update or delete on rulebook.rule for each row execute function rulebook.keep_version();

create table rulebook.proposal (
  id text primary key,
  key text not null,
  branch text not null,
  value jsonb not null,
  valid_from date not null,
  reason text not null check (char_length(reason) between 1 and 2000),
  state text not null check (state in ('proposed', 'adopted', 'rejected')),
  proposed_by text not null,
  proposed_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  decision_reason text not null default '',
  rule_id text references rulebook.rule (id),
  check ((state = 'proposed') = (decided_by is null)),
  check (decided_by is null or decided_by <> proposed_by),
  check ((state = 'adopted') = (rule_id is not null))
);
create index proposal_waiting on rulebook.proposal (proposed_at) where state = 'proposed';
create index proposal_key on rulebook.proposal (key, proposed_at);

create table rulebook.calendar_year (
  year int primary key check (year between 2000 and 2100),
  source text not null,
  laid_by text not null,
  laid_at timestamptz not null
);
comment on table rulebook.calendar_year is 'years whose whole arrangement stands in calendar_day';
create table rulebook.calendar_day (
  date date primary key,
  is_working boolean not null,
  source text not null,
  laid_by text not null,
  laid_at timestamptz not null
);

${insertSources(foundingSources)}

${insertRules(foundingRules)}
`,
}
