/** What this room keeps of a person. */
import { FIELD, type PersonalPart } from '#platform/command/personal.ts'

export const personal: readonly PersonalPart[] = [
  {
    name: 'panel-seats',
    title: { zh: '专家评审', en: 'Panels of experts' },
    columns: ['panel.candidate.person_id', 'panel.seat.person_id'],
    sql: `select p.id, p.title_zh as subject, s.state, s.left_reason as reason, s.drawn_at as at from panel.seat s join panel.panel p on p.id = s.panel_id
      where s.person_id = $1 order by s.drawn_at`,
    fields: { id: FIELD.id, subject: FIELD.subject, state: FIELD.state, reason: FIELD.reason, at: FIELD.at },
    erasure: { kept: 'deals' },
    open: {
      sql: `select 1 from panel.seat s join panel.panel p on p.id = s.panel_id
        where s.person_id = $1 and s.state in ('drawn', 'declared') and p.state in ('drawn', 'declared', 'scoring')`,
      words: { zh: '您是一项尚未结束的评审的专家', en: 'you are an expert of a panel that is not over' },
    },
  },
  {
    name: 'panel-sheets',
    title: { zh: '评分表', en: 'Score sheets' },
    columns: ['panel.sheet.person_id'],
    sql: `select panel_id as id, item_key as subject, opinion as text, saved_at as at from panel.sheet where person_id = $1 order by saved_at`,
    fields: { id: FIELD.id, subject: FIELD.subject, text: FIELD.text, at: FIELD.at },
    erasure: { kept: 'deals' },
  },
]
