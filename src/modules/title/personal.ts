/** What this room keeps of a person. */
import { FIELD, type PersonalPart } from '#platform/command/personal.ts'

export const personal: readonly PersonalPart[] = [
  {
    name: 'first-refusal',
    title: { zh: '优先受让的答复', en: 'Answers on first refusal' },
    columns: ['title.first_refusal_answer.person_id', 'title.completer.person_id'],
    sql: `select a.ask_id as id, q.achievement_id as subject, a.answer as state, a.note as text, a.answered_at as at from title.first_refusal_answer a join title.first_refusal q on q.id = a.ask_id where a.person_id = $1 order by a.answered_at`,
    fields: { id: FIELD.id, subject: FIELD.subject, state: FIELD.state, text: FIELD.text, at: FIELD.at },
    erasure: { kept: 'deals' },
  },
]
