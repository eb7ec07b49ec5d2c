import type { Migration } from '#platform/command/module.ts'

export const initial: Migration = {
  name: '0001_initial',
  sql: `
create table notice.notice (
  id text primary key,
  serial bigint generated always as identity,
  kind text not null check (kind in ('listing', 'result', 'distribution', 'negotiated_price')),
  subject text not null,
  related text[] not null,
  title_zh text not null check (char_length(title_zh) between 1 and 400),
  title_en text not null,
  body_zh text not null check (char_length(body_zh) between 1 and 20000),
  body_en text not null,
  owner_organisation_id text not null,
  rule_id text not null,
  rule_key text not null,
  unit text not null check (unit in ('cd', 'wd')),
  days int not null check (days > 0),
  state text not null check (state in ('running', 'paused', 'closed', 'upheld', 'withdrawn')),
  opens_at timestamptz not null,
  -- The clock: while running it counts 'remaining' days from 'since' to 'closes_at'; while paused it stands since 'since'.
  remaining int not null check (remaining >= 0 and remaining <= days),
  since timestamptz not null,
  closes_at timestamptz,
  ended_at timestamptz,
  end_reason text not null default '',
  check ((state = 'paused') = (closes_at is null and ended_at is null)),
  check ((state in ('closed', 'upheld', 'withdrawn')) = (ended_at is not null)),
  check (state <> 'closed' or ended_at >= closes_at),
  check (closes_at is null or closes_at > opens_at)
);
create unique index notice_one_live on notice.notice (subject, kind) where state in ('running', 'paused');
create index notice_subject on notice.notice (subject, opens_at);
create index notice_list on notice.notice (opens_at desc, id desc);
create index notice_due on notice.notice (closes_at) where state = 'running';

create table notice.pause (
  notice_id text not null references notice.notice (id),
  paused_at timestamptz not null,
  resumed_at timestamptz,
  remaining int not null,
  primary key (notice_id, paused_at),
  check (resumed_at is null or resumed_at >= paused_at)
);
create unique index pause_one_open on notice.pause (notice_id) where resumed_at is null;

create table notice.objection (
  id text primary key,
  notice_id text not null references notice.notice (id),
  person_id text not null,
  grounds text not null check (char_length(grounds) between 1 and 5000),
  evidence text not null check (char_length(evidence) <= 10000),
  state text not null check (state in ('open', 'dismissed', 'upheld', 'retracted', 'lapsed')),
  filed_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  decision_reason text not null default '',
  check ((state = 'open') = (decided_at is null)),
  check (state not in ('dismissed', 'upheld') or (decided_by is not null and decided_by <> person_id and decision_reason <> ''))
);
create unique index objection_one_open on notice.objection (notice_id, person_id) where state = 'open';
create index objection_waiting on notice.objection (filed_at, id) where state = 'open';
create index objection_notice on notice.objection (notice_id, filed_at);

-- What was published stays as it was published; only the clock and the outcome move.
create function notice.keep_text() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then raise exception 'a notice is never deleted' using errcode = '0A000'; end if;
  if (new.kind, new.subject, new.related, new.title_zh, new.title_en, new.body_zh, new.body_en, new.owner_organisation_id, new.rule_id, new.rule_key, new.unit, new.days, new.opens_at)
    is distinct from (old.kind, old.subject, old.related, old.title_zh, old.title_en, old.body_zh, old.body_en, old.owner_organisation_id, old.rule_id, old.rule_key, old.unit, old.days, old.opens_at)
    or old.ended_at is not null then
    raise exception 'a published notice is never rewritten' using errcode = '0A000';
  end if;
  return new;
end $$;
create trigger notice_kept before update or delete on notice.notice for each row execute function notice.keep_text();
`,
}
