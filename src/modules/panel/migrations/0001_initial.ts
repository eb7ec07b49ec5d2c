import type { Migration } from '#platform/command/module.ts'

export const initial: Migration = {
  name: '0001_initial',
  sql: `
create table panel.panel (
  id text primary key,
  serial bigint generated always as identity,
  subject text not null,
  owner_organisation_id text not null,
  title_zh text not null check (char_length(title_zh) between 1 and 400),
  title_en text not null,
  seats int not null check (seats between 1 and 15),
  per_unit int not null check (per_unit > 0),
  least_sheets int not null check (least_sheets > 0 and least_sheets <= seats),
  criteria jsonb not null,
  -- Organisations whose relatives may not judge.
  involved text[] not null,
  state text not null check (state in ('committing', 'unsealing', 'drawn', 'declared', 'scoring', 'locked', 'aggregated', 'revealed', 'failed', 'cancelled')),
  opened_at timestamptz not null,
  seal_by timestamptz not null,
  unseal_by timestamptz not null,
  declare_by timestamptz not null,
  score_by timestamptz not null,
  pool_digest text not null check (pool_digest ~ '^[0-9a-f]{64}$'),
  seed text check (seed ~ '^[0-9a-f]{64}$'),
  drawn_at timestamptz,
  items_laid_at timestamptz,
  locked_at timestamptz,
  marks jsonb,
  ended_at timestamptz,
  end_reason text not null default '',
  check (seal_by < unseal_by and unseal_by <= declare_by and declare_by < score_by),
  check ((seed is null) = (drawn_at is null)),
  check (state not in ('drawn', 'declared', 'scoring', 'locked', 'aggregated', 'revealed') or seed is not null),
  check (state not in ('scoring', 'locked', 'aggregated', 'revealed') or items_laid_at is not null),
  check (state not in ('locked', 'aggregated', 'revealed') or locked_at is not null),
  check (state not in ('aggregated', 'revealed') or marks is not null),
  check ((state in ('revealed', 'failed', 'cancelled')) = (ended_at is not null))
);
create unique index panel_one_live on panel.panel (subject) where state not in ('revealed', 'failed', 'cancelled');
create index panel_list on panel.panel (opened_at desc, id desc);

create table panel.side (
  panel_id text not null references panel.panel (id),
  side text not null check (side ~ '^[a-z]+(:[0-9]+)?$'),
  -- Null: the market itself, or the authority, for which any of its officers acts.
  organisation_id text,
  commitment text check (commitment ~ '^[0-9a-f]{64}$'),
  sealed_at timestamptz,
  nonce text check (nonce ~ '^[ -~]{16,200}$'),
  unsealed_at timestamptz,
  barred text[] not null default '{}',
  primary key (panel_id, side),
  check ((commitment is null) = (sealed_at is null)),
  check (side = 'market' or (nonce is null) = (unsealed_at is null)),
  check (nonce is null or (commitment is not null and encode(sha256(convert_to(nonce, 'UTF8')), 'hex') = commitment))
);
create index side_organisation on panel.side (organisation_id);

create table panel.candidate (
  panel_id text not null references panel.panel (id),
  person_id text not null,
  unit_id text not null,
  out text check (out in ('named', 'same_unit', 'related')),
  primary key (panel_id, person_id)
);

create table panel.seat (
  panel_id text not null references panel.panel (id),
  person_id text not null,
  unit_id text not null,
  state text not null check (state in ('drawn', 'declared', 'locked', 'recused', 'replaced', 'silent')),
  drawn_at timestamptz not null,
  declared_at timestamptz,
  left_reason text not null default '',
  locked_at timestamptz,
  salt text,
  digest text check (digest ~ '^[0-9a-f]{64}$'),
  primary key (panel_id, person_id),
  foreign key (panel_id, person_id) references panel.candidate (panel_id, person_id),
  check ((state = 'locked') = (locked_at is not null)),
  check ((locked_at is null) = (digest is null) and (digest is null) = (salt is null)),
  check (state not in ('declared', 'locked') or declared_at is not null),
  check ((state in ('recused', 'replaced')) = (left_reason <> ''))
);
create index seat_person on panel.seat (person_id) where state in ('drawn', 'declared');

create table panel.item (
  panel_id text not null references panel.panel (id),
  key text not null check (key ~ '^[0-9a-z_]{1,40}$'),
  place int not null,
  text text not null check (char_length(text) between 1 and 20000),
  primary key (panel_id, key)
);

create table panel.sheet (
  panel_id text not null,
  person_id text not null,
  item_key text not null,
  marks jsonb not null,
  opinion text not null check (char_length(opinion) <= 2000),
  saved_at timestamptz not null,
  primary key (panel_id, person_id, item_key),
  foreign key (panel_id, person_id) references panel.seat (panel_id, person_id),
  foreign key (panel_id, item_key) references panel.item (panel_id, key)
);

-- What a side sealed, who could be drawn and what was judged stay as they were; a locked sheet is never rewritten.
create function panel.keep_side() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or (old.commitment is not null and new.commitment is distinct from old.commitment) or (old.nonce is not null and new.nonce is distinct from old.nonce) then
    raise exception 'what a side sealed is never rewritten' using errcode = '0A000';
  end if;
  return new;
end $$;
create trigger side_kept before update or delete on panel.side for each row execute function panel.keep_side();

create function panel.keep_row() returns trigger language plpgsql as $$
begin raise exception 'the pool and the items of a panel are never rewritten' using errcode = '0A000'; end $$;
create trigger candidate_kept before update or delete on panel.candidate for each row execute function panel.keep_row();
create trigger item_kept before update or delete on panel.item for each row execute function panel.keep_row();

create function panel.keep_sheet() returns trigger language plpgsql as $$
begin
  if exists (select 1 from panel.seat s where s.panel_id = coalesce(new.panel_id, old.panel_id) and s.person_id = coalesce(new.person_id, old.person_id) and s.state = 'locked') then
    raise exception 'a locked sheet is never rewritten' using errcode = '0A000';
  end if;
  return coalesce(new, old);
end $$;
create trigger sheet_kept before insert or update or delete on panel.sheet for each row execute function panel.keep_sheet();
`,
}
