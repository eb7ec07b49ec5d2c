/** Hands letters to the mail server. One that does not answer is left alone for a while, so that it never holds up other deferred work. */
import { createTransport } from 'nodemailer'

export interface MailServer {
  /** `smtp://user:password@host:587` or `smtps://…:465`. */
  readonly url: string
  /** The address that letters come from. */
  readonly from: string
}

export interface Delivery {
  /** Same for every attempt, so that a letter sent twice can be told by who receives it. */
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly body: string
}

export interface Postman {
  /** Throws when the server cannot be reached or refuses the letter. */
  readonly deliver: (letter: Delivery) => Promise<void>
  readonly close: () => void
}

const SENDER = '浙江拍 Zhepai'
const ANSWER_MS = 8_000
/** After a server did not answer, the letters of this long fail without asking it. */
const REST_MS = 20_000
const UNREACHABLE = new Set(['ECONNECTION', 'ESOCKET', 'ETIMEDOUT', 'ECONNREFUSED', 'EDNS', 'ETLS'])

export const openPostman = ({ url, from }: MailServer, now: () => number = () => performance.now()): Postman => {
  const transport = createTransport({
    url,
    connectionTimeout: ANSWER_MS,
    greetingTimeout: ANSWER_MS,
    socketTimeout: ANSWER_MS,
    dnsTimeout: ANSWER_MS,
    // A letter is text of ours: it brings along no file of this machine and nothing from an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const domain = from.slice(from.lastIndexOf('@') + 1)
  let restsUntil = -Infinity
  return {
    deliver: async ({ id, to, subject, body }) => {
      if (now() < restsUntil) throw new Error('the mail server did not answer a moment ago')
      try {
        await transport.sendMail({
          from: { name: SENDER, address: from },
          // As an object it is one address, whatever signs are in it.
          to: { name: '', address: to },
          subject,
          text: body,
          messageId: `<${id}@${domain}>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
        })
      } catch (error) {
        if (UNREACHABLE.has((error as { code?: string }).code ?? '')) restsUntil = now() + REST_MS
        throw error
      }
    },
    close: () => transport.close(),
  }
}
