import type { Migration } from '#platform/command/module.ts'

export const papers: Migration = {
  name: '0002_papers',
  sql: `
-- The paper that holds now; earlier ones stay where documents are kept.
create table session.paper (
  session_id text not null references session.session (id),
  kind text not null check (kind in ('catalogue', 'results')),
  lang text not null check (lang in ('zh', 'en')),
  document_id text not null,
  printed_at timestamptz not null,
  primary key (session_id, kind, lang)
);
`,
}
