import type { Migration } from '#platform/command/module.ts'

export const initial: Migration = {
  name: '0001_initial',
  sql: `
create table achievement.record (
  id text primary key,
  state text not null check (state in ('draft','disclosed','returned','assessed','approved','catalogued','secret','released')),
  source text not null check (source in ('disclosed','imported')),
  institution_id text not null,
  region text,
  created_by text not null,
  -- What the writer has typed so far; the columns below are filled when it is disclosed.
  draft jsonb,
  title jsonb,
  abstract jsonb,
  use jsonb,
  keywords text[] not null default '{}' check (cardinality(keywords) <= 10),
  funding_source text,
  project_number text not null default '',
  prior_disclosures jsonb not null default '[]',
  trl int check (trl between 1 and 9),
  maturity text check (maturity in ('development','demo','small','pilot','production')),
  form text,
  ip_kind text,
  field text,
  chains text[] not null default '{}',
  ipc text[] not null default '{}',
  industry_code text,
  third_party_rights text not null default '',
  secrecy text not null default 'public' check (secrecy in ('public','internal')),
  confidential_note text not null default '',
  market_note text not null default '',
  modes text[] not null default '{}',
  price_min_minor bigint check (price_min_minor > 0),
  price_max_minor bigint check (price_max_minor > 0),
  is_service boolean not null default true,
  registration jsonb not null default '{}',
  decision text check (decision in ('file_patent','keep_secret','release','publish')),
  decision_note text not null default '',
  decision_due_on date,
  return_reason text,
  assessed_by text,
  assessed_at timestamptz,
  approved_by text,
  approved_at timestamptz,
  catalogue_number text unique check (catalogue_number ~ '^[0-9]{7}Y[0-9]{4}$'),
  catalogued_at timestamptz,
  offer text not null default 'none' check (offer in ('none','listed','converted')),
  lot_id text,
  contract_id text,
  search tsvector,
  created_at timestamptz not null,
  disclosed_at timestamptz,
  changed_at timestamptz not null,
  check (state = 'draft' or (title is not null and abstract is not null and trl is not null and maturity is not null and form is not null
    and ip_kind is not null and field is not null and funding_source is not null)),
  check (price_min_minor is null or price_max_minor is null or price_min_minor <= price_max_minor),
  check ((state = 'catalogued') = (catalogue_number is not null) and (state = 'catalogued') = (catalogued_at is not null) and (state = 'catalogued') = (search is not null)),
  check (approved_by is null or assessed_by is null or approved_by <> assessed_by),
  check (state not in ('approved','secret','released') or (approved_by is not null and assessed_by is not null and decision is not null)),
  check (state <> 'catalogued' or source = 'imported' or (approved_by is not null and assessed_by is not null)),
  check (state <> 'returned' or return_reason is not null),
  check (offer = 'none' or state = 'catalogued')
);
create index record_search on achievement.record using gin (search) where state = 'catalogued';
create index record_newest on achievement.record (catalogued_at desc, id desc) where state = 'catalogued';
create index record_institution on achievement.record (institution_id, state, changed_at desc, id desc);
create index record_writer on achievement.record (created_by, changed_at desc, id desc);

create table achievement.completer (
  achievement_id text not null references achievement.record (id) on delete cascade,
  position int not null check (position >= 0),
  person_id text,
  name text not null,
  share_basis_points int not null check (share_basis_points between 1 and 10000),
  is_main boolean not null,
  is_representative boolean not null,
  confirmation text not null check (confirmation in ('pending','confirmed','contested','on_paper')),
  confirmed_at timestamptz,
  remark text not null default '',
  primary key (achievement_id, position),
  check ((confirmation = 'pending' or confirmation = 'on_paper') = (confirmed_at is null))
);
create unique index completer_once on achievement.completer (achievement_id, person_id) where person_id is not null;
create unique index completer_representative on achievement.completer (achievement_id) where is_representative;
create index completer_person on achievement.completer (person_id) where person_id is not null;

-- Shares of the completers always make the whole once the achievement is disclosed; looked at when the transaction commits.
create function achievement.check_shares() returns trigger language plpgsql as $$
declare
  record_id text;
  total bigint;
begin
  -- One branch each: an expression that names a column the other table lacks does not compile.
  if tg_table_name = 'record' then record_id := new.id;
  elsif tg_op = 'DELETE' then record_id := old.achievement_id;
  else record_id := new.achievement_id;
  end if;
  if exists (select 1 from achievement.record where id = record_id and state <> 'draft') then
    select coalesce(sum(share_basis_points), 0) into total from achievement.completer where achievement_id = record_id;
    if total <> 10000 then raise exception 'shares of % sum to % basis points', record_id, total using errcode = 'check_violation'; end if;
  end if;
  return null;
end $$;
create constraint trigger completer_whole after insert or update or delete on achievement.completer deferrable initially deferred
  for each row execute function achievement.check_shares();
create constraint trigger record_whole after insert or update of state on achievement.record deferrable initially deferred
  for each row execute function achievement.check_shares();

create table achievement.patent (
  achievement_id text not null references achievement.record (id) on delete cascade,
  position int not null,
  number text not null check (number ~ '^([0-9]{8}|[0-9]{12})[.][0-9X]$'),
  kind text not null check (kind in ('invention','utility','design')),
  is_granted boolean not null,
  primary key (achievement_id, position),
  unique (achievement_id, number)
);

-- Every name under which a record is known; one name, one record.
create table achievement.natural_key (
  key text primary key,
  achievement_id text not null references achievement.record (id) on delete cascade
);
create index natural_key_record on achievement.natural_key (achievement_id);

create table achievement.serial (
  region text not null check (region ~ '^[0-9]{3}$'),
  year int not null,
  last int not null check (last between 1 and 9999),
  primary key (region, year)
);

-- What the market has told of organisations that may own achievements; files name them by credit code or name.
create table achievement.institution (
  id text primary key,
  credit_code text not null unique,
  name_zh text not null,
  region text
);
create index institution_name on achievement.institution (name_zh);
`,
}
