/** What this room keeps of a person. */
import { FIELD, type PersonalPart } from '#platform/command/personal.ts'

export const personal: readonly PersonalPart[] = [
  {
    name: 'objections',
    title: { zh: '对公示的异议', en: 'Objections to notices' },
    columns: ['notice.objection.person_id'],
    sql: `select o.id, n.title_zh as subject, o.grounds as text, o.evidence, o.state, o.decision_reason as reason, o.filed_at as at from notice.objection o join notice.notice n on n.id = o.notice_id where o.person_id = $1 order by o.filed_at`,
    fields: {
      id: FIELD.id,
      subject: FIELD.subject,
      text: FIELD.text,
      evidence: { zh: '证据', en: 'Evidence' },
      state: FIELD.state,
      reason: FIELD.reason,
      at: FIELD.at,
    },
    erasure: { kept: 'deals' },
    open: {
      sql: `select 1 from notice.objection where person_id = $1 and state = 'open'`,
      words: { zh: '您的异议正在处理', en: 'an objection of yours is being examined' },
    },
  },
  {
    name: 'bars',
    title: { zh: '异议限制', en: 'Bars from objecting' },
    columns: ['notice.bar.person_id'],
    sql: `select objection_id as id, state, reason, decided_at as at, until from notice.bar where person_id = $1 order by decided_at`,
    fields: { id: FIELD.id, state: FIELD.state, reason: FIELD.reason, at: FIELD.at, until: FIELD.until },
    erasure: { kept: 'deals' },
  },
]
