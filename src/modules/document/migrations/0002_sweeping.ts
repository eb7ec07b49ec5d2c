import type { Migration } from '#platform/command/module.ts'

export const sweeping: Migration = {
  name: '0002_sweeping',
  sql: `
-- Files that belonged to nothing when their time was over. The entry stays for ever; the bytes are freed.
create table document.sweep (
  document_id text primary key references document.file (id),
  swept_at timestamptz not null
);
create trigger sweep_append_only before update or delete on document.sweep for each row execute function platform.refuse_change();
create index file_of_organisation on document.file (owner_organisation_id) where owner_organisation_id is not null;
create index file_digest on document.file (sha256);
`,
}
