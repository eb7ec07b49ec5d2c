import type { Migration } from '#platform/command/module.ts'

/** Changes of this market's rules are published for comment before they apply. Those proposed before this version were not, and stay as they are. */
export const publication: Migration = {
  name: '0007_publication',
  sql: `
alter table rulebook.proposal add column comments_close_at timestamptz;
comment on column rulebook.proposal.comments_close_at is 'end of the publication for comment; null where the law asks for none';

create table rulebook.comment (
  id text primary key,
  proposal_id text not null references rulebook.proposal (id),
  person_id text not null,
  text text not null check (char_length(text) between 1 and 2000),
  at timestamptz not null
);
create index comment_of on rulebook.comment (proposal_id, at, id);
create trigger comment_append_only before update or delete on rulebook.comment for each row execute function platform.refuse_change();
`,
}
