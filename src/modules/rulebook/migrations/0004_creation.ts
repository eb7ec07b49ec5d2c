import type { Migration } from '#platform/command/module.ts'
import { creationRules } from './house-rules-creation.ts'
import { FIRST_CREATION } from './laid-rules.ts'
import { insertRules } from './rule-row.ts'

export const creation: Migration = {
  name: '0004_creation',
  sql: `
create table rulebook.import (
  person_id text not null,
  kind text not null check (kind in ('achievements', 'demands', 'statement')),
  at timestamptz not null
);
create index import_recent on rulebook.import (person_id, kind, at);
comment on table rulebook.import is 'files that were imported, counted by the rule files.imports.perDay';

${insertRules(creationRules, FIRST_CREATION)}
`,
}
