import type { Check } from '#platform/command/module.ts'

export const checks: readonly Check[] = [
  { name: 'party: nobody decided on an own registration', sql: `select id from party.organisation where decided_by = registered_by` },
  {
    name: 'party: a refused or suspended organisation has a reason',
    sql: `select id from party.organisation where state in ('refused', 'suspended') and state_reason = ''`,
  },
  {
    name: 'party: nobody gave himself a role, except the founder of an organisation',
    sql: `select m.id from party.mandate m join party.organisation o on o.id = m.organisation_id where m.granted_by = m.person_id and not (m.role = 'enterprise' and o.registered_by = m.person_id)`,
  },
  { name: 'party: an ended role does not begin after its end', sql: `select id from party.mandate where valid_to < valid_from` },
  {
    name: 'party: payout accounts belong to somebody',
    sql: `select a.id from party.payout_account a where not exists (select 1 from party.person p where p.id = a.holder_id) and not exists (select 1 from party.organisation o where o.id = a.holder_id)`,
  },
  {
    name: 'party: a relation that binds has two sides or a document behind it',
    sql: `select id from party.relation where state = 'confirmed' and evidence_document_id is null and (declared_for is null or answered_by is null)`,
  },
]
