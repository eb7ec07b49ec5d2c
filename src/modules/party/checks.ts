import { bound, isoSql } from '#platform/command/bound.ts'
import type { Check } from '#platform/command/module.ts'
import { erasedWithoutReason } from '#platform/outbox/erased-bodies.ts'
import { NAMING_FACTS } from './doors.ts'

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
  { name: 'party: no content is gone but of the names of people whose accounts were erased', sql: erasedWithoutReason(NAMING_FACTS, 'party.person_erased') },
  bound({
    name: 'party: persons are what the log says',
    rows: `select id, jsonb_build_object('personId', id, 'userId', user_id, 'nameZh', name_zh, 'nameEn', name_en, 'titleZh', title_zh, 'titleEn', title_en) as said from party.person`,
    facts: { 'party.person_added': {}, 'party.person_changed': {}, 'party.name_verified': {}, 'party.person_erased': {} },
  }),
  bound({
    name: 'party: organisations are what the log says',
    rows: `select id, jsonb_build_object('organisationId', id, 'kind', kind, 'nameZh', name_zh, 'nameEn', name_en, 'creditCode', credit_code, 'region', region,
      'legalNature', legal_nature, 'state', state, 'reason', state_reason) as said from party.organisation`,
    facts: {
      'party.organisation_registered': { state: 'registered', reason: '' },
      'party.organisation_verified': { state: 'verified', reason: '' },
      'party.organisation_refused': { state: 'refused' },
      'party.organisation_suspended': { state: 'suspended' },
      'party.organisation_reinstated': { state: 'verified', reason: '' },
    },
  }),
  bound({
    name: 'party: mandates are what the log says',
    rows: `select id, jsonb_build_object('mandateId', id, 'personId', person_id, 'organisationId', organisation_id, 'role', role, 'hasEnded', valid_to is not null) as said from party.mandate`,
    facts: { 'party.mandate_granted': { hasEnded: false }, 'party.mandate_ended': { hasEnded: true } },
  }),
  bound({
    name: 'party: relations are what the log says',
    rows: `select id, jsonb_build_object('relationId', id, 'from', from_id, 'to', to_id, 'kind', kind, 'state', state) as said from party.relation`,
    facts: {
      'party.relation_declared': { state: 'declared' },
      'party.relation_confirmed': { state: 'confirmed' },
      'party.relation_objected': { state: 'objected' },
      'party.relation_rejected': { state: 'rejected' },
      'party.relation_withdrawn': { state: 'withdrawn' },
      'party.relation_lapsed': { state: 'lapsed' },
      'party.relation_ended': { state: 'ended' },
    },
  }),
  bound({
    name: 'party: authorities are what the log says',
    rows: `select id, jsonb_build_object('authorityId', id, 'organisationId', organisation_id, 'personId', person_id, 'basis', basis, 'matters', to_jsonb(matters),
      'validFrom', ${isoSql('valid_from')}, 'validUntil', ${isoSql('valid_until')}, 'letterDocumentId', letter_document_id, 'state', state) as said from party.authority`,
    facts: {
      'party.authority_filed': { state: 'filed' },
      'party.authority_laid': { state: 'confirmed' },
      'party.authority_confirmed': { state: 'confirmed' },
      'party.authority_refused': { state: 'refused' },
      'party.authority_revoked': { state: 'revoked' },
    },
  }),
  bound({
    name: 'party: licences and certificates are what the log says',
    rows: `select id, jsonb_build_object('credentialId', id, 'organisationId', organisation_id, 'kind', kind, 'personId', person_id, 'number', number, 'issuer', issuer,
      'validFrom', ${isoSql('valid_from')}, 'validUntil', ${isoSql('valid_until')}, 'paperDocumentId', paper_document_id, 'state', state) as said from party.credential`,
    facts: {
      'party.credential_filed': { state: 'filed' },
      'party.credential_confirmed': { state: 'confirmed' },
      'party.credential_refused': { state: 'refused' },
      'party.credential_revoked': { state: 'revoked' },
    },
  }),
  {
    name: 'party: what was confirmed electronically was agreed to beforehand, by an authority that was confirmed',
    sql: `select f.subject as id from platform.fact f where f.type = 'party.authority_used' and (
        not exists (select 1 from platform.fact g where g.type = 'party.confirmation_agreed' and g.seq < f.seq
          and g.body::jsonb ->> 'organisationId' = f.body::jsonb ->> 'organisationId' and g.body::jsonb ->> 'edition' = f.body::jsonb ->> 'edition')
        or not exists (select 1 from platform.fact g where g.type in ('party.authority_confirmed', 'party.authority_laid') and g.seq < f.seq and g.subject = f.body::jsonb ->> 'authorityId'))`,
  },
  bound({
    name: 'party: payout accounts are what the log says',
    rows: `select id, jsonb_build_object('accountId', id, 'holderId', holder_id, 'accountName', account_name, 'bankName', bank_name, 'bankCode', bank_code,
      'numberDigest', encode(sha256(salt || convert_to(number, 'UTF8')), 'hex')) as said from party.payout_account`,
    facts: { 'party.payout_account_set': {} },
  }),
  {
    name: 'party: the account in force is the one that was set last',
    sql: `select a.id from party.payout_account a join platform.fact f on f.subject = a.id and f.type = 'party.payout_account_set'
      where (a.valid_to is null) = exists (
        select 1 from party.payout_account b join platform.fact g on g.subject = b.id and g.type = f.type where b.holder_id = a.holder_id and g.seq > f.seq)`,
  },
]
