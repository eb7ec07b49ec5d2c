import type { Migration } from '#platform/command/module.ts'

/** The tree of all facts: its complete subtrees, the state to go on from, and every checkpoint that was signed. */
export const initial: Migration = {
  name: '0001_initial',
  sql: `
create table evidence.tree (
  only_row boolean primary key default true check (only_row),
  log_id text not null default replace(gen_random_uuid()::text, '-', ''),
  origin text not null,
  size bigint not null check (size >= 0),
  frontier bytea not null check (octet_length(frontier) % 32 = 0)
);
comment on column evidence.tree.log_id is 'made with the first leaf; ties the signing key on disk to this database';
comment on column evidence.tree.origin is 'name of the log in every checkpoint; kept when the address of the site changes';
comment on column evidence.tree.frontier is 'hashes of the complete subtrees that make up the tree, the largest first';

create table evidence.node (
  level smallint not null check (level between 0 and 62),
  index bigint not null check (index >= 0),
  hash bytea not null check (octet_length(hash) = 32),
  primary key (level, index)
);
comment on table evidence.node is 'RFC 9162 hashes of complete subtrees; level 0 holds the leaf hashes, their index is the position of the fact';

create table evidence.checkpoint (
  size bigint primary key check (size > 0),
  root bytea not null check (octet_length(root) = 32),
  note text not null,
  vkey text not null,
  at timestamptz not null
);
comment on column evidence.checkpoint.note is 'C2SP checkpoint: a signed note, exactly as published';
comment on column evidence.checkpoint.at is 'instant of the newest fact that is covered';

create trigger node_append_only before update or delete on evidence.node for each row execute function platform.refuse_change();
create trigger node_no_truncate before truncate on evidence.node execute function platform.refuse_change();
create trigger checkpoint_append_only before update or delete on evidence.checkpoint for each row execute function platform.refuse_change();
create trigger checkpoint_no_truncate before truncate on evidence.checkpoint execute function platform.refuse_change();

create function evidence.refuse_shrinking() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or new.size < old.size or new.log_id <> old.log_id or new.origin <> old.origin then
    raise exception 'the evidence log only grows' using errcode = '0A000';
  end if;
  return new;
end $$;
create trigger tree_only_grows before update or delete on evidence.tree for each row execute function evidence.refuse_shrinking();
`,
}
