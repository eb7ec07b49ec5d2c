import type { Migration } from '#platform/command/module.ts'

/** Who commissioned a development, or developed it too, has first refusal beside the completers (Civil Code art. 859, 860): houses are asked like persons. */
export const developers: Migration = {
  name: '0005_developers',
  sql: `
create table title.origin (
  achievement_id text primary key references title.right_record (achievement_id),
  kind text not null check (kind in ('own','commissioned','co_developed')),
  ground text check (ground in ('law','agreement','excluded')),
  contract text not null check (char_length(contract) <= 500),
  contract_document_id text,
  declared_by text not null,
  declared_at timestamptz not null,
  check ((kind = 'own') = (ground is null) and (kind = 'own') = (contract_document_id is null)),
  check (kind <> 'commissioned' or ground <> 'excluded')
);
create table title.developer (
  achievement_id text not null references title.origin (achievement_id),
  organisation_id text not null,
  primary key (achievement_id, organisation_id)
);

-- Rounds before this one name no digest; of several who want it the earliest got it.
alter table title.first_refusal add column terms_digest text check (terms_digest ~ '^[0-9a-f]{64}$');
alter table title.first_refusal add column precedence text not null default 'earliest' check (precedence in ('earliest','share'));
alter table title.first_refusal alter column precedence drop default;

alter table title.first_refusal_answer drop constraint first_refusal_answer_pkey;
alter table title.first_refusal_answer alter column person_id drop not null;
alter table title.first_refusal_answer add column organisation_id text;
alter table title.first_refusal_answer add column basis text not null default 'completer' check (basis in ('completer','commissioner','co_developer'));
alter table title.first_refusal_answer alter column basis drop default;
alter table title.first_refusal_answer add constraint first_refusal_answer_holder check ((person_id is null) <> (organisation_id is null));
alter table title.first_refusal_answer add constraint first_refusal_answer_basis check ((basis = 'completer') = (person_id is not null));
create unique index first_refusal_answer_once on title.first_refusal_answer (ask_id, coalesce(person_id, organisation_id));
create index first_refusal_answer_organisation on title.first_refusal_answer (organisation_id) where organisation_id is not null;
`,
}
