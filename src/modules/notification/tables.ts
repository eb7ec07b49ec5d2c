import type { Role } from '#kernel/actor.ts'
import type { Bilingual } from '#kernel/bilingual.ts'
import type { InstantColumn, JsonColumn, NullableInstantColumn } from '#platform/db/transaction.ts'
import type { MailChoice } from './core/choice.ts'

export interface NotificationTables {
  'notification.item': {
    id: string
    person_id: string
    fact_id: string
    type: string
    subject: string
    is_service: boolean
    at: InstantColumn
    read_at: NullableInstantColumn
  }
  'notification.follower': { subject: string; party_id: string; role: Role | null }
  'notification.title': { subject: string; title: JsonColumn<Bilingual> }
  'notification.choice': { person_id: string; mail: MailChoice; changed_at: InstantColumn }
  'notification.digest': { person_id: string; told_at: InstantColumn }
}
