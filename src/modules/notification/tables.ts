import type { Role } from '#kernel/actor.ts'
import type { Bilingual } from '#kernel/bilingual.ts'
import type { InstantColumn, JsonColumn, NullableInstantColumn } from '#platform/db/transaction.ts'
import type { MailChoice } from './core/choice.ts'

export interface NotificationTables {
  'notification.item': {
    id: string
    personId: string
    factId: string
    type: string
    subject: string
    isService: boolean
    at: InstantColumn
    readAt: NullableInstantColumn
  }
  'notification.follower': { subject: string; partyId: string; role: Role | null }
  'notification.title': { subject: string; title: JsonColumn<Bilingual> }
  'notification.choice': { personId: string; mail: MailChoice; changedAt: InstantColumn }
  'notification.digest': { personId: string; toldAt: InstantColumn }
}
