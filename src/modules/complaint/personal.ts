/** What this room keeps of a person. */
import { FIELD, type PersonalPart } from '#platform/command/personal.ts'

export const personal: readonly PersonalPart[] = [
  {
    name: 'complaints',
    title: { zh: '投诉举报', en: 'Complaints' },
    columns: ['complaint.complaint.person_id'],
    sql: `select id, kind, about as subject, text, state, answer, filed_at as at from complaint.complaint where person_id = $1 order by filed_at`,
    fields: {
      id: FIELD.id,
      kind: FIELD.kind,
      subject: FIELD.subject,
      text: FIELD.text,
      state: FIELD.state,
      answer: { zh: '答复', en: 'Answer' },
      at: FIELD.at,
    },
    erasure: { kept: 'deals' },
    open: {
      sql: `select 1 from complaint.complaint where person_id = $1 and state = 'received'`,
      words: { zh: '您的投诉尚未答复', en: 'a complaint of yours is not answered' },
    },
  },
]
