import type { Migration } from '#platform/command/module.ts'
import { erasedBodies } from './erased-bodies.ts'
import { recordFact } from './record-fact.ts'

/** Tables of the road itself: facts and their order, requests, deferred work, the demo clock. */
export const platformMigrations: readonly Migration[] = [
  {
    name: '0001_road',
    sql: `
create table platform.fact (
  id text primary key,
  seq bigint generated always as identity unique,
  type text not null,
  version int not null,
  subject text not null,
  related text[] not null,
  body text not null,
  salt bytea not null,
  leaf bytea not null check (octet_length(leaf) <= 65535),
  at timestamptz not null,
  actor_id text not null,
  visible_to text[]
);
create index fact_subject on platform.fact (subject, seq);
-- Most facts (bids) are related to nothing else and stay out of it.
create index fact_related on platform.fact using gin (related) where cardinality(related) > 0;
comment on column platform.fact.body is 'canonical JSON, the exact bytes that the leaf commits to';
comment on column platform.fact.visible_to is 'null: public';

-- Facts whose position is not given yet. Sequence numbers are given before commit, positions after it.
create table platform.fact_pending (seq bigint primary key);
create table platform.fact_position (
  position bigint primary key check (position >= 0),
  seq bigint not null unique references platform.fact (seq)
);

create table platform.request (
  actor_id text not null,
  key text not null,
  operation text not null,
  input_hash text not null,
  outcome jsonb,
  at timestamptz not null,
  primary key (actor_id, key)
);
create index request_at on platform.request (at);

create table platform.work (
  key text primary key,
  task text not null,
  payload jsonb not null,
  due_at timestamptz not null,
  seq bigint generated always as identity,
  attempts int not null default 0,
  retry_at timestamptz,
  last_error text,
  parked_at timestamptz
);
create index work_due on platform.work (due_at, seq) where parked_at is null;

create table platform.demo_clock (only_row boolean primary key default true check (only_row), offset_ms bigint not null check (offset_ms >= 0));

create function platform.refuse_change() returns trigger language plpgsql as
  $$ begin raise exception '% is append-only', tg_table_name using errcode = '0A000'; end $$;
create trigger fact_append_only before update or delete on platform.fact for each row execute function platform.refuse_change();
create trigger fact_no_truncate before truncate on platform.fact execute function platform.refuse_change();
create trigger position_append_only before update or delete on platform.fact_position for each row execute function platform.refuse_change();
create trigger position_no_truncate before truncate on platform.fact_position execute function platform.refuse_change();
`,
  },
  {
    name: '0002_mail',
    sql: `
create table platform.mail (
  id text primary key,
  kind text not null,
  to_address text not null,
  lang text not null check (lang in ('zh', 'en')),
  subject text not null,
  body text not null,
  queued_at timestamptz not null,
  sent_at timestamptz
);
create index mail_queued on platform.mail (queued_at desc, id);
comment on column platform.mail.body is 'holds links that act; emptied once sent, but in the demonstration, where nothing is sent';
`,
  },
  {
    name: '0003_accounts',
    sql: `
-- What was tried, by the hash of what is limited. Counted before it is known whether it fails, so that many at once gain nothing.
create table platform.attempt (
  key text primary key,
  failures int not null check (failures >= 0),
  last_at timestamptz not null,
  free_at timestamptz not null
);
create index attempt_last on platform.attempt (last_at);

-- From where an account has logged in: neither strangers' failures elsewhere nor those of colleagues shut these out.
create table platform.familiar_address (account text not null, address text not null, last_at timestamptz not null, primary key (account, address));

create table platform.used_code (user_id text not null, code text not null, at timestamptz not null, primary key (user_id, code));

create table platform.security_event (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  last_at timestamptz not null,
  times int not null default 1 check (times > 0),
  kind text not null,
  account_id text,
  address text not null,
  agent text not null,
  detail jsonb not null,
  slot text unique
);
create index security_event_at on platform.security_event (at desc, id desc);
create index security_event_account on platform.security_event (account_id, id desc);
comment on column platform.security_event.slot is 'events of one slot are one row that counts: nobody floods the log';

-- Append-only: a row may only count on, and goes only when it is older than 《网络安全法》 lets it go (six months).
create function platform.keep_security_event() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if old.last_at > now() - interval '6 months' then raise exception 'the security log is kept for six months at least' using errcode = '0A000'; end if;
    return old;
  end if;
  if (new.id, new.at, new.kind, new.account_id, new.address, new.agent, new.detail, new.slot) is distinct from
     (old.id, old.at, old.kind, old.account_id, old.address, old.agent, old.detail, old.slot) or new.times < old.times or new.last_at < old.last_at then
    raise exception 'the security log is append-only' using errcode = '0A000';
  end if;
  return new;
end $$;
create trigger security_event_kept before update or delete on platform.security_event for each row execute function platform.keep_security_event();
create trigger security_event_no_truncate before truncate on platform.security_event execute function platform.refuse_change();
`,
  },
  {
    name: '0004_backup',
    sql: `
create table platform.backup (
  at timestamptz not null,
  bytes bigint not null check (bytes >= 0),
  log_size bigint not null check (log_size >= 0),
  has_secrets boolean not null,
  has_files boolean not null
);
comment on table platform.backup is 'when the command wrote a backup; whether the file still exists, the program cannot know';
`,
  },
  recordFact,
  erasedBodies,
]
