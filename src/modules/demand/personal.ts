/** What this room keeps of a person. */
import { FIELD, type PersonalPart } from '#platform/command/personal.ts'

export const personal: readonly PersonalPart[] = [
  {
    name: 'responses',
    title: { zh: '对需求的响应', en: 'Responses to demands' },
    columns: ['demand.response.person_id'],
    sql: `select p.id, r.title ->> 'zh' as subject, p.message as text, p.contact, p.at from demand.response p join demand.record r on r.id = p.demand_id where p.person_id = $1 order by p.at`,
    fields: { id: FIELD.id, subject: FIELD.subject, text: FIELD.text, contact: { zh: '联系方式', en: 'Contact' }, at: FIELD.at },
    erasure: { erased: [`update demand.response set contact = '—' where person_id = $1`] },
  },
]
