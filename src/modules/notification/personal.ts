/** What this room keeps of a person. */
import { FIELD, type PersonalPart } from '#platform/command/personal.ts'

export const personal: readonly PersonalPart[] = [
  {
    name: 'notifications',
    title: { zh: '消息', en: 'Notifications' },
    columns: ['notification.item.person_id', 'notification.digest.person_id'],
    sql: `select type as kind, subject, at, read_at as until from notification.item where person_id = $1 order by at`,
    fields: { kind: FIELD.kind, subject: FIELD.subject, at: FIELD.at, until: { zh: '阅读时间', en: 'Read at' } },
    erasure: {
      erased: [
        `delete from notification.item where person_id = $1 and not is_service`,
        `delete from notification.digest where person_id = $1`,
        `delete from notification.follower where party_id = $1`,
      ],
    },
  },
  {
    name: 'served',
    title: { zh: '送达', en: 'What was served' },
    columns: [],
    sql: `select id, type as kind, subject, at, read_at as until from notification.item where person_id = $1 and is_service order by at`,
    fields: { id: FIELD.id, kind: FIELD.kind, subject: FIELD.subject, at: FIELD.at, until: { zh: '阅读时间', en: 'Read at' } },
    erasure: { kept: 'deals' },
  },
  {
    name: 'mail-choice',
    title: { zh: '邮件偏好', en: 'Choice of letters' },
    columns: ['notification.choice.person_id'],
    sql: `select mail as kind, changed_at as at from notification.choice where person_id = $1`,
    fields: { kind: FIELD.kind, at: FIELD.at },
    erasure: { erased: [`delete from notification.choice where person_id = $1`] },
  },
]
