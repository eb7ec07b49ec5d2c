/** What this room keeps of a person. */
import { FIELD, type PersonalPart } from '#platform/command/personal.ts'

export const personal: readonly PersonalPart[] = [
  {
    name: 'applications',
    title: { zh: '竞买报名', en: 'Applications for lots' },
    columns: ['listing.application.person_id'],
    sql: `select a.id, l.number as subject, o.name_zh as organisation, a.state, a.statement as text, a.bidder_number, a.applied_at as at from listing.application a join listing.lot l on l.id = a.lot_id join party.organisation o on o.id = a.organisation_id where a.person_id = $1 order by a.applied_at`,
    fields: {
      id: FIELD.id,
      subject: FIELD.subject,
      organisation: FIELD.organisation,
      state: FIELD.state,
      text: FIELD.text,
      bidder_number: { zh: '竞买号', en: 'Bidder number' },
      at: FIELD.at,
    },
    erasure: { kept: 'deals' },
    open: {
      sql: `select 1 from listing.application a join listing.lot l on l.id = a.lot_id where a.person_id = $1 and a.state in ('applied', 'qualified', 'confirmed') and l.state in ('notice', 'ready', 'bidding', 'suspended')`,
      words: { zh: '您报名的标的尚未结束', en: 'a lot that you applied for has not ended' },
    },
  },
]
