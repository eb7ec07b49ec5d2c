import type { Migration } from '#platform/command/module.ts'

/** A natural person as a side of a deal: a party of its own, with the name of the person and no credit code. */
export const naturalPersons: Migration = {
  name: '0006_natural_persons',
  sql: `
alter table party.organisation drop constraint organisation_kind_check;
alter table party.organisation add constraint organisation_kind_check
  check (kind in ('university', 'institute', 'enterprise', 'broker', 'insurer', 'market', 'government', 'person'));
alter table party.organisation add column person_id text unique references party.person (id);
alter table party.organisation add constraint organisation_person_check check ((kind = 'person') = (person_id is not null));
alter table party.organisation drop constraint organisation_credit_code_check;
alter table party.organisation add constraint organisation_credit_code_check
  check (credit_code ~ '^[0-9A-HJ-NPQRTUWXY]{18}$' or (kind = 'person' and credit_code = ''));
alter table party.organisation drop constraint organisation_credit_code_key;
create unique index organisation_credit_code on party.organisation (credit_code) where credit_code <> '';
comment on column party.organisation.person_id is 'a natural person (kind person): the name stands with the person alone, so that it goes with it';
alter table party.authority drop constraint authority_basis_check;
alter table party.authority add constraint authority_basis_check check (basis in ('delegated', 'representative', 'self'));
alter table party.authority drop constraint authority_check1;
alter table party.authority add constraint authority_check1 check (basis <> 'delegated' or valid_until is not null);
`,
}
