/**
 * Letters that wait to be sent: written in the transaction of the act they tell of, so that a letter never goes out about something that was
 * rolled back and never stays behind about something that happened.
 */
import { ok } from '#kernel/result.ts'
import type { Instant } from '#kernel/instant.ts'
import type { InstantColumn, NullableInstantColumn } from '#platform/db/transaction.ts'
import { reading, timestamp, writing, type Reader } from '#platform/db/transaction.ts'
import type { Act } from '#platform/command/act.ts'
import type { Task } from '#platform/command/module.ts'
import type { Postman } from './postman.ts'

export type MailLang = 'zh' | 'en'

export interface MailTables {
  'platform.mail': {
    id: string
    kind: string
    toAddress: string
    lang: MailLang
    subject: string
    body: string
    queuedAt: InstantColumn
    sentAt: NullableInstantColumn
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

/** One mailbox: nothing that a mail program would read as a second one, or as a new line of the head. */
const MAILBOX = /^[^\s@,;:<>()[\]\\"\p{Cc}]{1,64}@[^\s@,;:<>()[\]\\"\p{Cc}]{1,190}$/u
const MAX_SUBJECT = 200

/**
 * Queues one letter with the act; returns its id. The worker sends it after the commit. Throws when `to` is not one mailbox: addresses are
 * checked where they are entered.
 */
export const queueMail = async (act: Act, { kind, to, lang, subject, body }: Letter): Promise<string> => {
  if (!MAILBOX.test(to)) throw new Error(`a letter (${kind}) to what is not one mailbox`)
  const id = act.newId('mail')
  // A subject is one line: names of people and organisations stand in it.
  const line = subject.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').slice(0, MAX_SUBJECT)
  await writing<MailTables>(act.tx)
    .insertInto('platform.mail')
    .values({ id, kind, toAddress: to, lang, subject: line, body, queuedAt: timestamp(act.now), sentAt: null })
    .execute()
  act.schedule({ key: `${SEND_MAIL}:${id}`, task: SEND_MAIL, payload: { id }, dueAt: act.now })
  return id
}

/** `shown`: the demonstration, where letters are read on a page and nothing leaves the machine. Null: no mail server is set. */
export type Mailing = Postman | 'shown' | null

/** Sends one letter and erases its body, which holds links that act. A failure is tried again by the work queue and parked at last. */
export const mailSender =
  (mailing: Mailing): Task =>
  async (act, payload) => {
    const letters = writing<MailTables>(act.tx)
    const letter = await letters
      .selectFrom('platform.mail')
      .select(['id', 'toAddress', 'subject', 'body'])
      .where('id', '=', String(payload['id']))
      .where('sentAt', 'is', null)
      .forUpdate()
      .executeTakeFirst()
    if (!letter) return ok({})
    if (mailing === null) throw new Error('no mail server is set: SMTP_URL')
    if (mailing !== 'shown') await mailing.deliver({ id: letter.id, to: letter.toAddress, subject: letter.subject, body: letter.body })
    await letters
      .updateTable('platform.mail')
      .set({ sentAt: timestamp(act.now), ...(mailing === 'shown' ? {} : { body: '' }) })
      .where('id', '=', letter.id)
      .execute()
    return ok({})
  }

export interface QueuedLetter extends Letter {
  readonly id: string
  readonly queuedAt: Instant
  readonly sentAt: Instant | null
}

export interface LetterSearch {
  readonly limit: number
  readonly to?: string
}

/** Newest first. */
export const lastLetters = async (reader: Reader, { limit, to }: LetterSearch): Promise<readonly QueuedLetter[]> => {
  const rows = await reading<MailTables>(reader)
    .selectFrom('platform.mail')
    .selectAll()
    .$if(to !== undefined, (query) => query.where('toAddress', '=', to ?? ''))
    .orderBy('queuedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ id, kind, toAddress, lang, subject, body, queuedAt, sentAt }) => ({
    id,
    kind,
    to: toAddress,
    lang,
    subject,
    body,
    queuedAt,
    sentAt,
  }))
}
