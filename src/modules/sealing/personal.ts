/** What this room keeps of a person. */
import { FIELD, type PersonalPart } from '#platform/command/personal.ts'

export const personal: readonly PersonalPart[] = [
  {
    name: 'officer-keys',
    title: { zh: '密封开启密钥', en: 'Keys for opening sealed envelopes' },
    columns: ['sealing.officer_key.person_id'],
    sql: `select id, role, fingerprint, state, registered_at as at from sealing.officer_key where person_id = $1 order by registered_at`,
    fields: { id: FIELD.id, role: FIELD.role, fingerprint: { zh: '指纹', en: 'Fingerprint' }, state: FIELD.state, at: FIELD.at },
    erasure: { kept: 'deals' },
    open: {
      sql: `select 1 from sealing.seat s join sealing.officer_key k on k.id = s.key_id join sealing.box b on b.id = s.box_id
        where k.person_id = $1 and b.state in ('open', 'closed', 'opening')`,
      words: { zh: '您是尚未开启的密封箱的开启人员', en: 'you are to open a box of sealed envelopes' },
    },
  },
  {
    name: 'sealed-envelopes',
    title: { zh: '密封投递', en: 'Sealed envelopes put in' },
    columns: ['sealing.envelope.deposited_by_person_id'],
    sql: `select e.id, b.title_zh as subject, e.bidder_key as organisation, e.digest, e.received_at as at from sealing.envelope e join sealing.box b on b.id = e.box_id
      where e.deposited_by_person_id = $1 order by e.received_at`,
    fields: { id: FIELD.id, subject: FIELD.subject, organisation: FIELD.organisation, digest: { zh: '摘要', en: 'Digest' }, at: FIELD.at },
    erasure: { kept: 'deals' },
  },
]
