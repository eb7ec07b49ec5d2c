import type { Migration } from '#platform/command/module.ts'

export const initial: Migration = {
  name: '0001_initial',
  sql: `
create table complaint.complaint (
  id text primary key,
  serial bigint generated always as identity,
  person_id text not null,
  kind text not null check (kind in ('content', 'trade', 'conduct', 'money', 'data', 'service', 'other')),
  about text not null check (char_length(about) <= 200),
  text text not null check (char_length(text) between 1 and 5000),
  state text not null check (state in ('received', 'answered', 'withdrawn')),
  filed_at timestamptz not null,
  -- A duty of the market: when it was told to be due, it stays due.
  due_at timestamptz not null check (due_at > filed_at),
  outcome text check (outcome in ('remedied', 'partly', 'unfounded', 'referred')),
  answer text not null default '' check (char_length(answer) <= 5000),
  closed_by text,
  closed_at timestamptz,
  check ((state = 'received') = (closed_at is null) and (state = 'received') = (closed_by is null)),
  check ((state = 'answered') = (outcome is not null) and (state = 'answered') = (answer <> '')),
  check (state <> 'answered' or closed_by <> person_id),
  check (state <> 'withdrawn' or closed_by = person_id)
);
create index complaint_person on complaint.complaint (person_id, filed_at desc, id desc);
create index complaint_newest on complaint.complaint (state, filed_at desc, id desc);
create index complaint_due on complaint.complaint (due_at, id) where state = 'received';
comment on table complaint.complaint is 'E-Commerce Law art. 59; read by the complainant and the officers of the market, kept out of the public log but for figures';
`,
}
