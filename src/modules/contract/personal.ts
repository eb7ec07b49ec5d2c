/** What this room keeps of a person. */
import { FIELD, type PersonalPart } from '#platform/command/personal.ts'

export const personal: readonly PersonalPart[] = [
  {
    name: 'confirmations',
    title: { zh: '确认的成交和合同', en: 'Sales and contracts confirmed' },
    columns: ['contract.confirmation.person_id'],
    sql: `select c.number as id, g.stage as kind, g.side as role, g.statement as text, g.sha256, g.confirmed_at as at from contract.confirmation g join contract.contract c on c.id = g.contract_id where g.person_id = $1 order by g.confirmed_at`,
    fields: { id: FIELD.id, kind: FIELD.kind, role: FIELD.role, text: FIELD.text, sha256: { zh: '文本摘要', en: 'Digest of the text' }, at: FIELD.at },
    erasure: { kept: 'deals' },
    open: {
      sql: `select 1 from contract.confirmation g join contract.contract c on c.id = g.contract_id where g.person_id = $1 and c.ended_at is null`,
      words: { zh: '您确认的合同尚未结清', en: 'a contract that you confirmed is not settled' },
    },
  },
  {
    name: 'dispute-statements',
    title: { zh: '在争议中的陈述', en: 'Statements in disputes' },
    columns: ['contract.statement.person_id'],
    sql: `select c.number as id, s.side as role, s.statement as text, s.stated_at as at from contract.statement s join contract.contract c on c.id = s.contract_id where s.person_id = $1 order by s.stated_at`,
    fields: { id: FIELD.id, role: FIELD.role, text: FIELD.text, at: FIELD.at },
    erasure: { kept: 'deals' },
  },
]
