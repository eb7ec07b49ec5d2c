import type { Migration } from '#platform/command/module.ts'

export const roadshow: Migration = {
  name: '0003_roadshow',
  sql: `
create extension if not exists btree_gist with schema public;

create table session.slot (
  id text primary key,
  session_id text not null references session.session (id),
  state text not null check (state in ('planned', 'cancelled')),
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  -- All of one seller, who speaks about them.
  lot_ids text[] not null check (cardinality(lot_ids) > 0),
  seller_organisation_id text not null,
  languages text[] not null check (cardinality(languages) > 0 and languages <@ '{zh,en}'),
  -- Null until the seller names who speaks.
  speaker jsonb,
  slides_document_id text,
  slides_sha256 text,
  slides_at timestamptz,
  planned_by text not null,
  reason text,
  changed_at timestamptz not null,
  check ((state = 'cancelled') = (reason is not null)),
  check ((slides_document_id is null) = (slides_sha256 is null) and (slides_document_id is null) = (slides_at is null)),
  check (slides_at < starts_at),
  -- Deferred: all slots of a session move in one statement each.
  constraint slot_one_at_a_time exclude using gist (session_id with =, tstzrange(starts_at, ends_at) with &&) where (state = 'planned') deferrable initially deferred
);
create index slot_of_session on session.slot (session_id, starts_at);
create index slot_start on session.slot (starts_at, id);
create index slot_of_lots on session.slot using gin (lot_ids);
create index slot_of_seller on session.slot (seller_organisation_id);

create table session.question (
  id text primary key,
  slot_id text not null references session.slot (id),
  session_id text not null references session.session (id),
  state text not null check (state in ('open', 'answered', 'declined', 'lapsed')),
  organisation_id text not null,
  asked_by_person_id text not null,
  -- The number of the organisation in this session, and whether it asked under it or under its name.
  asker_number int not null check (asker_number > 0),
  shown_as text not null check (shown_as in ('name', 'number')),
  question text not null,
  asked_at timestamptz not null,
  answer text,
  -- SHA-256 of what was asked and answered, and when, as the fact has it.
  digest text,
  reason text,
  decided_at timestamptz,
  check ((state = 'answered') = (answer is not null) and (answer is null) = (digest is null)),
  check ((state = 'open') = (decided_at is null)),
  -- What lapsed with its session has none but that.
  check (case state when 'declined' then reason is not null when 'lapsed' then true else reason is null end)
);
create index question_of_slot on session.question (slot_id, asked_at, id);
create index question_of_session on session.question (session_id, organisation_id);
create index question_open on session.question (slot_id) where state = 'open';
`,
}
