import type { Migration } from '#platform/command/module.ts'

export const relationsConfirmed: Migration = {
  name: '0003_relations_confirmed',
  sql: `
-- A relation binds when both sides or an officer with evidence stand behind it. What one side alone has declared before stands
-- as declared: it waits for an officer, without a day on which it lapses.
alter table party.relation
  add column state text not null default 'declared' check (state in ('declared', 'objected', 'confirmed', 'rejected', 'withdrawn', 'lapsed', 'ended')),
  add column declared_for text references party.organisation (id),
  add column evidence_document_id text,
  add column answer_reason text not null default '',
  add column objection text not null default '',
  add column answered_by text,
  add column answered_at timestamptz,
  add column answer_by timestamptz,
  add column end_asked_for text references party.organisation (id),
  add column end_asked_at timestamptz,
  add column end_reason text not null default '';
update party.relation set state = 'ended' where valid_to is not null;
alter table party.relation
  add check (declared_for is null or declared_for in (from_id, to_id)),
  add check (end_asked_for is null or (end_asked_for in (from_id, to_id) and state in ('confirmed', 'ended'))),
  add check ((state in ('declared', 'objected', 'confirmed')) = (valid_to is null)),
  -- Without a second side there is a document.
  add check (state <> 'confirmed' or evidence_document_id is not null or (declared_for is not null and answered_by is not null));
create index relation_waiting on party.relation (valid_from, id) where valid_to is null;
create index relation_declared_for on party.relation (declared_for, valid_from) where state <> 'confirmed';
`,
}
