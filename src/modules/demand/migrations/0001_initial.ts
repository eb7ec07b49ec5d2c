import type { Migration } from '#platform/command/module.ts'

export const initial: Migration = {
  name: '0001_initial',
  sql: `
create table demand.record (
  id text primary key,
  state text not null check (state in ('published','closed','withdrawn','taken_down')),
  source text not null check (source in ('enterprise','imported')),
  -- Number of the demand in the list it came from; a list imported again adds nothing.
  source_ref text unique,
  organisation_id text,
  created_by text not null,
  title jsonb not null,
  body jsonb not null,
  field text,
  industry_code text,
  modes text[] not null default '{}',
  budget_min_minor bigint check (budget_min_minor > 0),
  budget_max_minor bigint check (budget_max_minor > 0),
  deadline date,
  region text,
  outcome text check (outcome in ('matched','unmatched','expired')),
  state_reason text,
  search tsvector not null,
  published_at timestamptz not null,
  closed_at timestamptz,
  changed_at timestamptz not null,
  check ((source = 'imported') = (organisation_id is null) and (source = 'imported') = (source_ref is not null)),
  check (budget_min_minor is null or budget_max_minor is null or budget_min_minor <= budget_max_minor),
  check ((state = 'published') = (closed_at is null)),
  check (state <> 'closed' or outcome is not null),
  check (state not in ('withdrawn','taken_down') or state_reason is not null)
);
create index record_search on demand.record using gin (search);
create index record_newest on demand.record (state, published_at desc, id desc);
create index record_organisation on demand.record (organisation_id, changed_at desc, id desc);

-- The contact has a table of its own: no query of demands can carry it out by accident.
create table demand.contact (
  demand_id text primary key references demand.record (id),
  name text not null,
  phone text not null,
  email text not null
);

create table demand.response (
  id text primary key,
  demand_id text not null references demand.record (id),
  person_id text not null,
  organisation_id text not null,
  message text not null,
  contact text not null,
  achievement_id text,
  at timestamptz not null,
  unique (demand_id, person_id)
);
create trigger response_append_only before update or delete on demand.response for each row execute function platform.refuse_change();
`,
}
