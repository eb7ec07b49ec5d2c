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
]
