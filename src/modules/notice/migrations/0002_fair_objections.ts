import type { Migration } from '#platform/command/module.ts'

export const fairObjections: Migration = {
  name: '0002_fair_objections',
  sql: `
alter table notice.objection
  add column ground text not null default 'other' check (ground in ('right', 'price', 'content', 'qualification', 'conflict', 'procedure', 'other')),
  -- Examined together with this one, which came first on its ground.
  add column joined_to text references notice.objection (id),
  add column stopped boolean not null default false,
  add check (joined_to is null or not stopped);
-- What there was before had stopped its notice.
update notice.objection set stopped = true;
drop index notice.objection_one_open;
create unique index objection_one_open on notice.objection (notice_id, person_id, ground) where state = 'open';
create index objection_person on notice.objection (person_id) where state = 'open';
create unique index objection_stops_once on notice.objection (notice_id, ground) where stopped and ground <> 'other';

-- Two pauses may begin in one instant: an answer and the next objection.
alter table notice.pause add column seq bigint generated always as identity, drop constraint pause_pkey, add primary key (notice_id, seq);

create table notice.bar (
  objection_id text primary key references notice.objection (id),
  person_id text not null,
  state text not null check (state in ('standing', 'appealed', 'kept', 'lifted')),
  reason text not null check (reason <> ''),
  rule_id text not null,
  decided_by text not null,
  decided_at timestamptz not null,
  until timestamptz not null check (until > decided_at),
  appeal_by timestamptz not null,
  appeal text not null default '',
  appealed_at timestamptz,
  reviewed_by text,
  reviewed_at timestamptz,
  review_reason text not null default '',
  check (decided_by <> person_id),
  check ((state = 'standing') = (appealed_at is null)),
  check ((state in ('kept', 'lifted')) = (reviewed_by is not null)),
  check (reviewed_by is null or (reviewed_by <> decided_by and reviewed_by <> person_id and review_reason <> ''))
);
create index bar_person on notice.bar (person_id, until) where state <> 'lifted';
create index bar_appealed on notice.bar (appealed_at, objection_id) where state = 'appealed';
`,
}
