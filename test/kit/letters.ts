/** The letter box of a test person: what the market has queued for an address, newest first. */
import type { Database } from '#platform/db/database.ts'

export interface QueuedLetter {
  readonly kind: string
  readonly subject: string
  readonly body: string
}

export const lettersTo = async ({ pool }: Pick<Database, 'pool'>, address: string): Promise<readonly QueuedLetter[]> =>
  (await pool.query<QueuedLetter>('select kind, subject, body from platform.mail where to_address = $1 order by queued_at desc, id desc', [address])).rows

/** What stands behind the link of the newest invitation. */
export const tokenTo = async (database: Pick<Database, 'pool'>, address: string): Promise<string> => {
  const [letter] = (await lettersTo(database, address)).filter(({ kind }) => kind === 'party.invitation')
  const token = /[?&]token=([\w-]+)/.exec(letter?.body ?? '')?.[1]
  if (token === undefined) throw new Error(`no invitation was sent to ${address}`)
  return token
}
