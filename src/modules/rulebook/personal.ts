/** What this room keeps of a person. */
import { FIELD, type PersonalPart } from '#platform/command/personal.ts'

export const personal: readonly PersonalPart[] = [
  {
    name: 'comments',
    title: { zh: '对规则的意见', en: 'Comments on rules' },
    columns: ['rulebook.comment.person_id', 'rulebook.import.person_id'],
    sql: `select c.id, p.key as subject, c.text, c.at from rulebook.comment c join rulebook.proposal p on p.id = c.proposal_id where c.person_id = $1 order by c.at`,
    fields: { id: FIELD.id, subject: FIELD.subject, text: FIELD.text, at: FIELD.at },
    erasure: { kept: 'deals' },
  },
]
