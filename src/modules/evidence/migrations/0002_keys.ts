import type { Migration } from '#platform/command/module.ts'

/** Keys that came after the first: handed over by the key before, or accepted by an operator because that one was lost. */
export const keys: Migration = {
  name: '0002_keys',
  sql: `
create table evidence.key (
  id text primary key,
  vkey text not null unique,
  previous text not null unique check (previous <> vkey),
  how text not null check (how in ('handed_over', 'accepted')),
  reason text not null,
  at timestamptz not null,
  check ((how = 'accepted') = (reason <> ''))
);
comment on table evidence.key is 'the line of verifier keys; each but the first follows exactly one other, and each is told by a fact of the same id';
create trigger key_append_only before update or delete on evidence.key for each row execute function platform.refuse_change();
create trigger key_no_truncate before truncate on evidence.key execute function platform.refuse_change();
create index checkpoint_vkey on evidence.checkpoint (vkey, size);
`,
}
