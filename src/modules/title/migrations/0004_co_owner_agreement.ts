import type { Migration } from '#platform/command/module.ts'

/** What co-owners agreed on the exercise of the right prevails over the law's own rule (Patent Law art. 14): on record with its paper. */
export const coOwnerAgreement: Migration = {
  name: '0004_co_owner_agreement',
  sql: `
alter table title.encumbrance add column paper_document_id text;
alter table title.encumbrance drop constraint encumbrance_kind_check;
alter table title.encumbrance add constraint encumbrance_kind_check
  check (kind in ('pledge','open_licence','exclusive_licence','sole_licence','ordinary_licence','co_owner_agreement','dispute'));
alter table title.encumbrance add constraint encumbrance_paper check (kind <> 'co_owner_agreement' or paper_document_id is not null);
`,
}
