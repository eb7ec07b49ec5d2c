import type { Migration } from '#platform/command/module.ts'

export const initial: Migration = {
  name: '0001_initial',
  sql: `
create table session.session (
  id text primary key,
  serial bigint generated always as identity,
  state text not null check (state in ('draft', 'submitted', 'announced', 'running', 'held', 'cancelled')),
  title jsonb not null,
  summary jsonb not null,
  organiser_id text not null,
  region text not null check (region ~ '^[0-9]{6}$'),
  field text,
  is_online boolean not null,
  place jsonb not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  -- Partner markets that show it as well.
  partner_ids text[] not null default '{}',
  drafted_by text not null,
  drafted_at timestamptz not null,
  submitted_by text,
  announced_by text,
  announced_at timestamptz,
  closed_at timestamptz,
  reason text,
  changed_at timestamptz not null,
  check ((announced_by is null) = (announced_at is null)),
  check (announced_by is null or (announced_by <> drafted_by and announced_by <> submitted_by)),
  check (state not in ('announced', 'running', 'held') or announced_at is not null),
  check ((state in ('held', 'cancelled')) = (closed_at is not null)),
  check (state <> 'held' or closed_at >= ends_at),
  check ((state = 'cancelled') = (reason is not null))
);
create index session_window on session.session (starts_at, id);
create index session_changed on session.session (changed_at desc, id desc);

create table session.entry (
  id text primary key,
  session_id text not null references session.session (id),
  lot_id text not null,
  seller_organisation_id text not null,
  standing text not null check (standing in ('asked', 'admitted', 'declined', 'taken_back', 'removed', 'released', 'lapsed')),
  -- In the running order, from 1.
  place int check (place > 0),
  added_by text not null,
  added_at timestamptz not null,
  decided_at timestamptz,
  reason text,
  check ((standing = 'admitted') = (place is not null)),
  check ((standing = 'asked') = (decided_at is null)),
  check (standing <> 'declined' or reason is not null),
  unique (session_id, place) deferrable initially deferred
);
-- A lot is in one session only, asked for or admitted.
create unique index entry_of_lot on session.entry (lot_id) where standing in ('asked', 'admitted');
create index entry_of_session on session.entry (session_id);

create table session.watch (
  id text primary key,
  person_id text not null,
  subject text not null,
  since timestamptz not null,
  unique (person_id, subject)
);
create index watch_subject on session.watch (subject);
comment on table session.watch is 'Whom somebody wants to be reminded of: theirs alone, in no log, gone when they end it';
`,
}
