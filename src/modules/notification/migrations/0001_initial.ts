import type { Migration } from '#platform/command/module.ts'

export const initial: Migration = {
  name: '0001_initial',
  sql: `
create table notification.item (
  id text primary key,
  person_id text not null,
  fact_id text not null,
  type text not null,
  subject text not null,
  -- Service of a paper or a decision from which a period runs: its delivery is proven.
  is_service boolean not null,
  at timestamptz not null,
  read_at timestamptz check (read_at >= at),
  unique (person_id, fact_id)
);
create index item_inbox on notification.item (person_id, at desc, id desc);
create index item_unread on notification.item (person_id, at) where read_at is null;

-- Who goes with a record, learned from what was told of it: sellers and applicants of a lot, completers, payees, objectors.
create table notification.follower (
  subject text not null,
  party_id text not null,
  role text,
  -- A person follows as such, an organisation by those who hold a role in it.
  check ((party_id like 'per\\_%') = (role is null))
);
create unique index follower_once on notification.follower (subject, party_id, coalesce(role, ''));

-- Titles that anybody may read: an item and a letter say what they are about without giving anything away.
create table notification.title (
  subject text primary key,
  title jsonb not null
);

create table notification.choice (
  person_id text primary key,
  mail text not null check (mail in ('each', 'daily', 'none')),
  changed_at timestamptz not null
);

-- Up to where a person's items were told by letter.
create table notification.digest (
  person_id text primary key,
  told_at timestamptz not null
);
`,
}
