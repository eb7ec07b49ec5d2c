/**
 * Letters that wait to be sent: written in the transaction of the act they tell of, so that a letter never goes out about something that was
 * rolled back and never stays behind about something that happened.
 */
import type { InstantColumn, NullableInstantColumn } from '#platform/db/transaction.ts'
import { timestamp, writing } from '#platform/db/transaction.ts'
import type { Act } from '#platform/command/act.ts'

export type MailLang = 'zh' | 'en'

export interface MailTables {
  'platform.mail': {
    id: string
    kind: string
    to_address: string
    lang: MailLang
    subject: string
    body: string
    queued_at: InstantColumn
    sent_at: NullableInstantColumn
  }
}

export interface Letter {
  /** `module.kind`, e.g. `party.invitation`: what an operator filters by. */
  readonly kind: string
  readonly to: string
  readonly lang: MailLang
  readonly subject: string
  /** Plain text. Holds secrets (links) and is erased once it was sent. */
  readonly body: string
}

/** The task that hands a letter to the mail server; its payload is `{ id }`. */
export const SEND_MAIL = 'mail.send'

/** Queues one letter with the act; returns its id. The worker sends it after the commit. */
export const queueMail = async (act: Act, { kind, to, lang, subject, body }: Letter): Promise<string> => {
  const id = act.newId('mail')
  await writing<MailTables>(act.tx)
    .insertInto('platform.mail')
    .values({ id, kind, to_address: to, lang, subject, body, queued_at: timestamp(act.now), sent_at: null })
    .execute()
  act.schedule({ key: `${SEND_MAIL}:${id}`, task: SEND_MAIL, payload: { id }, dueAt: act.now })
  return id
}
