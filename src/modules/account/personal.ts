/** What this room keeps of a person. */
import { FIELD, type PersonalPart } from '#platform/command/personal.ts'

export const personal: readonly PersonalPart[] = [
  {
    name: 'drafts',
    title: { zh: '填写中的草稿', en: 'Drafts of forms' },
    columns: ['account.draft.person_id', 'account.draft_pace.person_id'],
    sql: `select place as subject, form as kind, body as text, saved_at as at from account.draft where person_id = $1 order by saved_at`,
    fields: { subject: FIELD.subject, kind: FIELD.kind, text: FIELD.text, at: FIELD.at },
    erasure: { erased: [`delete from account.draft where person_id = $1`, `delete from account.draft_pace where person_id = $1`] },
  },
  {
    name: 'notices-read',
    title: { zh: '阅读的处理告知', en: 'Processing notices read' },
    columns: ['account.notice_reading.person_id'],
    sql: `select version as id, read_at as at from account.notice_reading where person_id = $1 order by version`,
    fields: { id: FIELD.id, at: FIELD.at },
    erasure: { erased: [`delete from account.notice_reading where person_id = $1`] },
  },
  {
    name: 'erasures',
    title: { zh: '删除账户的请求', en: 'Requests for erasure' },
    columns: ['account.erasure.person_id'],
    sql: `select id, state, asked_at as at, due_at as until from account.erasure where person_id = $1 order by asked_at`,
    fields: { id: FIELD.id, state: FIELD.state, at: FIELD.at, until: FIELD.until },
    erasure: { kept: 'deals' },
  },
]
