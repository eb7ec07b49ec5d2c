/** What this room keeps of a person. */
import { FIELD, type PersonalPart } from '#platform/command/personal.ts'

export const personal: readonly PersonalPart[] = [
  {
    name: 'watches',
    title: { zh: '关注的标的和专场', en: 'Lots and sessions watched' },
    columns: ['session.watch.person_id'],
    sql: `select id, subject, since as at from session.watch where person_id = $1 order by since`,
    fields: { id: FIELD.id, subject: FIELD.subject, at: FIELD.at },
    erasure: { erased: [`delete from session.watch where person_id = $1`] },
  },
  {
    name: 'roadshow-questions',
    title: { zh: '路演提问', en: 'Questions asked in roadshows' },
    columns: ['session.question.asked_by_person_id'],
    sql: `select id, slot_id as subject, organisation_id as organisation, state, question as text, asked_at as at from session.question where asked_by_person_id = $1 order by asked_at`,
    fields: { id: FIELD.id, subject: FIELD.subject, organisation: FIELD.organisation, state: FIELD.state, text: FIELD.text, at: FIELD.at },
    erasure: { kept: 'deals' },
  },
]
