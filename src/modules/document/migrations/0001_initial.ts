import type { Migration } from '#platform/command/module.ts'

export const initial: Migration = {
  name: '0001_initial',
  sql: `
create table document.file (
  id text primary key,
  kind text not null check (kind in ('contract', 'sale_confirmation', 'notice_certificate', 'distribution_plan', 'auction_record', 'handover', 'voucher', 'proof', 'other')),
  name text not null check (char_length(name) between 1 and 200),
  media_type text not null,
  size int not null check (size between 1 and 10485760),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  owner_person_id text,
  owner_organisation_id text,
  stored_at timestamptz not null
);
comment on table document.file is 'what a stored file is; the bytes lie in the file store under their digest';
create index file_owner on document.file (owner_person_id, stored_at);

create table document.link (
  document_id text not null references document.file (id),
  subject text not null,
  visible_to text[],
  linked_at timestamptz not null,
  seq bigint generated always as identity,
  primary key (document_id, subject)
);
comment on column document.link.visible_to is 'null: public';
create index link_subject on document.link (subject, seq);

create trigger file_append_only before update or delete on document.file for each row execute function platform.refuse_change();
create trigger link_append_only before update or delete on document.link for each row execute function platform.refuse_change();
`,
}
