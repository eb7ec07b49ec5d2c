/** What the market asks of the account service's tables inside its own transactions: under which address somebody is reached. */
import type { Instant } from '#kernel/instant.ts'
import { readingVerbatim, writingVerbatim, type Reader, type Tx } from '#platform/db/transaction.ts'

interface AccountTables {
  'auth.user': { id: string; email: string; lang: string | null; emailVerified: boolean; twoFactorEnabled: boolean | null; disabledAt: Instant | null }
  'auth.passkey': { id: string; userId: string }
}

/** As addresses are kept and compared: without blanks around, in half-width small letters. */
export const normalAddress = (typed: string): string => typed.normalize('NFKC').trim().toLowerCase()

export const addressOfUser = async (reader: Reader, userId: string): Promise<string | null> => {
  const row = await readingVerbatim<AccountTables>(reader).selectFrom('auth.user').select('email').where('id', '=', userId).executeTakeFirst()
  return row ? normalAddress(row.email) : null
}

export interface Reached {
  readonly userId: string
  readonly email: string
  readonly lang: 'zh' | 'en'
}

/** Under which addresses these accounts are reached; those that nobody confirmed, and those shut out, are left out. */
export const reachedUsers = async (reader: Reader, userIds: readonly string[]): Promise<readonly Reached[]> => {
  if (userIds.length === 0) return []
  const rows = await readingVerbatim<AccountTables>(reader)
    .selectFrom('auth.user')
    .select(['id', 'email', 'lang'])
    .where('id', 'in', userIds)
    .where('emailVerified', '=', true)
    .where('disabledAt', 'is', null)
    .execute()
  return rows.map((row) => ({ userId: row.id, email: normalAddress(row.email), lang: row.lang === 'en' ? 'en' : 'zh' }))
}

export const isAddressKnown = async (reader: Reader, address: string): Promise<boolean> =>
  (await readingVerbatim<AccountTables>(reader).selectFrom('auth.user').select('id').where('email', '=', address).executeTakeFirst()) !== undefined

/** Shut out by an administrator. */
export const isShutOut = async (reader: Reader, userId: string): Promise<boolean> => {
  const row = await readingVerbatim<AccountTables>(reader).selectFrom('auth.user').select('disabledAt').where('id', '=', userId).executeTakeFirst()
  return row !== undefined && row.disabledAt !== null
}

/** Whoever opened a letter's link reads the mail of that address. */
export const confirmAddress = async (tx: Tx, userId: string): Promise<void> => {
  await writingVerbatim<AccountTables>(tx).updateTable('auth.user').set({ emailVerified: true }).where('id', '=', userId).execute()
}

/** Of these accounts those without any second factor, and those whose address nobody has confirmed. */
export const weakAccounts = async (reader: Reader, userIds: readonly string[]) => {
  if (userIds.length === 0) return { withoutFactor: [], unconfirmed: [] }
  const rows = await readingVerbatim<AccountTables>(reader)
    .selectFrom('auth.user as u')
    .select((eb) => [
      'u.id',
      'u.emailVerified',
      'u.twoFactorEnabled',
      eb.exists(eb.selectFrom('auth.passkey as k').select('k.id').whereRef('k.userId', '=', 'u.id')).as('hasPasskey'),
    ])
    .where('u.id', 'in', [...userIds])
    .execute()
  return {
    withoutFactor: rows.filter((row) => row.twoFactorEnabled !== true && !row.hasPasskey).map((row) => row.id),
    unconfirmed: rows.filter((row) => !row.emailVerified).map((row) => row.id),
  }
}
