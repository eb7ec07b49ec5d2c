import type { Migration } from '#platform/command/module.ts'

export const initial: Migration = {
  name: '0001_initial',
  sql: `
create extension if not exists btree_gist with schema public;

create table title.right_record (
  achievement_id text primary key,
  institution_id text not null,
  title jsonb not null,
  is_service boolean not null,
  opened_at timestamptz not null,
  changed_at timestamptz not null
);
create index right_record_institution on title.right_record (institution_id, changed_at desc, achievement_id desc);

create table title.holder (
  achievement_id text not null references title.right_record (achievement_id),
  organisation_id text not null,
  share_basis_points int not null check (share_basis_points between 1 and 10000),
  consented_by text,
  consented_at timestamptz,
  primary key (achievement_id, organisation_id),
  check ((consented_by is null) = (consented_at is null))
);
create index holder_organisation on title.holder (organisation_id);

-- Shares of the holders of one right always make the whole; looked at when the transaction commits.
create function title.check_holders() returns trigger language plpgsql as $$
declare
  record_id text;
  total bigint;
begin
  if tg_op = 'DELETE' then record_id := old.achievement_id; else record_id := new.achievement_id; end if;
  select coalesce(sum(share_basis_points), 0) into total from title.holder where achievement_id = record_id;
  if total <> 10000 then raise exception 'holders of % have % basis points', record_id, total using errcode = 'check_violation'; end if;
  return null;
end $$;
create constraint trigger holder_whole after insert or update or delete on title.holder deferrable initially deferred for each row execute function title.check_holders();

create table title.completer (
  achievement_id text not null references title.right_record (achievement_id),
  position int not null,
  person_id text,
  primary key (achievement_id, position)
);
create unique index completer_person on title.completer (achievement_id, person_id) where person_id is not null;

create table title.encumbrance (
  id text primary key,
  achievement_id text not null references title.right_record (achievement_id),
  kind text not null check (kind in ('pledge','open_licence','exclusive_licence','sole_licence','ordinary_licence','dispute')),
  note text not null,
  in_favour_of text not null,
  period tstzrange not null check (not isempty(period)),
  recorded_by text not null,
  recorded_at timestamptz not null,
  lifted_by text,
  lifted_at timestamptz,
  lift_reason text,
  check ((lifted_at is null) = (lifted_by is null) and (lifted_at is null) = (lift_reason is null))
);
create index encumbrance_achievement on title.encumbrance (achievement_id);

create table title.disposal (
  id text primary key,
  achievement_id text not null references title.right_record (achievement_id),
  lot_id text not null,
  contract_id text,
  right_kind text not null check (right_kind in ('assignment','exclusive','sole','ordinary')),
  field text,
  territory text,
  fields int8multirange not null check (not isempty(fields)),
  places int8multirange not null check (not isempty(places)),
  period tstzrange not null check (not isempty(period)),
  -- Ordinary licences stand each on a point of their own, every other right on the whole line: only ordinary ones never meet.
  ordinal bigint generated always as identity,
  lane int8range generated always as (case when right_kind = 'ordinary' then int8range(ordinal, ordinal + 1) else int8range(null, null) end) stored,
  state text not null check (state in ('reserved','completed','released')),
  reserved_at timestamptz not null,
  changed_at timestamptz not null,
  check (right_kind <> 'assignment' or upper_inf(period)),
  check (state <> 'completed' or contract_id is not null),
  constraint disposal_no_second exclude using gist (achievement_id with =, lane with &&, fields with &&, places with &&, period with &&) where (state <> 'released')
);
create unique index disposal_lot on title.disposal (lot_id) where state <> 'released';
create index disposal_achievement on title.disposal (achievement_id);

create table title.first_refusal (
  id text primary key,
  achievement_id text not null references title.right_record (achievement_id),
  round int not null check (round > 0),
  state text not null check (state in ('open','waived','exercised','cancelled')),
  terms text not null,
  price_minor bigint check (price_minor > 0),
  asked_by text not null,
  asked_at timestamptz not null,
  closes_at timestamptz not null check (closes_at > asked_at),
  rule jsonb not null,
  closed_at timestamptz,
  unique (achievement_id, round),
  check ((state = 'open') = (closed_at is null))
);
create unique index first_refusal_open on title.first_refusal (achievement_id) where state = 'open';

create table title.first_refusal_answer (
  ask_id text not null references title.first_refusal (id),
  person_id text not null,
  answer text check (answer in ('waived','exercised','lapsed')),
  note text not null default '',
  answered_at timestamptz,
  primary key (ask_id, person_id),
  check ((answer is null) = (answered_at is null))
);
create index first_refusal_answer_person on title.first_refusal_answer (person_id);

-- An answer binds: it can be given once and not be changed.
create function title.keep_answer() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.answer is not null then raise exception 'an answer to first refusal is final' using errcode = 'restrict_violation'; end if;
  return new;
end $$;
create trigger first_refusal_answer_final before update or delete on title.first_refusal_answer for each row execute function title.keep_answer();
`,
}
