import { bound } from '#platform/command/bound.ts'
import type { Check } from '#platform/command/module.ts'

export const checks: readonly Check[] = [
  {
    name: 'sealing: nothing is known of an envelope before its box is opened',
    sql: `select e.id from sealing.envelope e join sealing.box b on b.id = e.box_id where (e.payload is not null or e.fault is not null) and b.state <> 'opened'`,
  },
  {
    name: 'sealing: of an opened box every envelope that counts came out or is named with its reason',
    sql: `select e.id from sealing.envelope e join sealing.box b on b.id = e.box_id where b.state = 'opened' and e.withdrawn_at is null and e.payload is null and e.fault is null
      and not exists (select 1 from sealing.envelope l where l.box_id = e.box_id and l.bidder_key = e.bidder_key and l.turn > e.turn)`,
  },
  {
    name: 'sealing: no envelope was received outside the time of its box',
    sql: `select e.id from sealing.envelope e join sealing.box b on b.id = e.box_id where e.received_at < b.opens_at or e.received_at >= b.closes_at`,
  },
  {
    name: 'sealing: nobody has more envelopes than a first one and its corrections',
    sql: `select e.id from sealing.envelope e join sealing.box b on b.id = e.box_id where e.turn > b.corrections + 1`,
  },
  {
    name: 'sealing: no share was released before the deadline, and each officer released all or none',
    sql: `select s.box_id from sealing.seat s join sealing.box b on b.id = s.box_id where s.released_at < b.closes_at
      or (s.released_at is null) = exists (select 1 from sealing.release r where r.box_id = s.box_id and r.key_id = s.key_id)`,
  },
  {
    name: 'sealing: over every box sits somebody independent, no group opens it alone, and enough sit over it',
    sql: `select b.id from sealing.box b where b.policy is not null and (
      (select count(*) from sealing.seat s where s.box_id = b.id) < b.threshold
      or not exists (select 1 from sealing.seat s join sealing.officer_key k on k.id = s.key_id where s.box_id = b.id and k.role = 'regulator')
      or exists (select 1 from sealing.seat s join sealing.officer_key k on k.id = s.key_id where s.box_id = b.id group by k.role having count(*) >= b.threshold))`,
  },
  {
    name: 'sealing: nobody sits over a box with a key that nobody of another group had certified',
    sql: `select k.id from sealing.officer_key k join sealing.seat s on s.key_id = k.id where k.certified_by is null`,
  },
  bound({
    name: 'sealing: keys are what the log says',
    rows: `select id, jsonb_build_object('keyId', id, 'role', role, 'organisationId', organisation_id, 'fingerprint', fingerprint, 'publicKey', public_key, 'state', state) as said from sealing.officer_key`,
    facts: { 'sealing.key_registered': { state: 'registered' }, 'sealing.key_certified': { state: 'certified' }, 'sealing.key_revoked': { state: 'revoked' } },
  }),
  bound({
    name: 'sealing: boxes are what the log says',
    rows: `select id, jsonb_build_object('boxId', id, 'subject', subject, 'ownerOrganisationId', owner_organisation_id, 'purpose', purpose, 'titleZh', title_zh, 'titleEn', title_en,
      'step', step, 'steps', steps, 'corrections', corrections, 'end', case when state in ('opened', 'failed', 'cancelled') then state else 'none' end)
      || case when policy is null then '{}'::jsonb else jsonb_build_object('policy', policy, 'policyDigest', policy_digest, 'threshold', threshold) end as said from sealing.box`,
    facts: {
      'sealing.box_opened': { end: 'none' },
      'sealing.officers_named': {},
      'sealing.opened': { end: 'opened' },
      'sealing.failed': { end: 'failed' },
      'sealing.cancelled': { end: 'cancelled' },
    },
  }),
  bound({
    name: 'sealing: envelopes are what the log says',
    rows: `select id, jsonb_build_object('envelopeId', id, 'boxId', box_id, 'bidderKey', bidder_key, 'digest', digest, 'turn', turn, 'withdrawn', withdrawn_at is not null) as said from sealing.envelope`,
    facts: { 'sealing.envelope_deposited': { withdrawn: false }, 'sealing.envelope_withdrawn': { withdrawn: true } },
  }),
  {
    name: 'sealing: envelopes have the digest that their bidders were told',
    sql: `select id from sealing.envelope where digest <> encode(sha256(convert_to(text, 'UTF8')), 'hex')`,
  },
]
