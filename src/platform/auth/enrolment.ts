/** Accounts that are made for somebody: with an address that is known to be theirs, and with a second factor that was tried once. */
import { CLIENT_IP_HEADER } from './client-address.ts'

export interface NewAccount {
  readonly email: string
  readonly password: string
  readonly name: string
}

export interface SecondFactor {
  /** Session of the account, as a request carries it, and as an answer sets it. */
  readonly cookie: string
  readonly cookies: readonly string[]
  /** For an authenticator application; shown once. */
  readonly uri: string
  readonly backupCodes: readonly string[]
}

export type Enrolment =
  | { readonly ok: true; readonly userId: string; readonly secondFactor: SecondFactor }
  /** `wrong_password`: the address has an account with another password. `enrolled`: it has a second factor already. */
  | { readonly ok: false; readonly problem: 'wrong_password' | 'enrolled' }

export interface Enrolments {
  /** Makes an account whose address counts as confirmed; null when the address has one. */
  readonly create: (account: NewAccount) => Promise<string | null>
  /** Makes the account, or enters the one that the address has, and begins a second factor. */
  readonly begin: (account: NewAccount) => Promise<Enrolment>
  /** The code of the authenticator application: the account needs it from now on. Null when it is wrong; else the account and its cookies. */
  readonly confirm: (cookie: string, code: string) => Promise<{ readonly userId: string; readonly cookies: readonly string[] } | null>
}

const cookieFrom = (cookies: readonly string[]): string => cookies.map((line) => line.split(';')[0]).join('; ')

interface EnrolmentParts {
  readonly handler: (request: Request) => Promise<Response>
  readonly publicUrl: string
  readonly create: Enrolments['create']
}

export const openEnrolments = ({ handler, publicUrl, create }: EnrolmentParts): Enrolments => {
  const ask = async (path: string, body: Readonly<Record<string, unknown>>, cookie?: string) => {
    // Asked from this machine, whoever is at the page: it has its own count of tries.
    const headers = { 'content-type': 'application/json', origin: publicUrl, [CLIENT_IP_HEADER]: '127.0.0.1', ...(cookie ? { cookie } : {}) }
    const response = await handler(new Request(`${publicUrl}/api/auth${path}`, { method: 'POST', headers, body: JSON.stringify(body) }))
    const answer = (await response.json().catch(() => null)) as Readonly<Record<string, unknown>> | null
    return { isDone: response.ok, answer: answer ?? {}, cookies: response.headers.getSetCookie() }
  }
  return {
    create,
    begin: async (account) => {
      await create(account)
      const entered = await ask('/sign-in/email', { email: account.email, password: account.password })
      if (!entered.isDone) return { ok: false, problem: 'wrong_password' }
      if (entered.answer['twoFactorRedirect'] === true) return { ok: false, problem: 'enrolled' }
      const cookie = cookieFrom(entered.cookies)
      const begun = await ask('/two-factor/enable', { password: account.password }, cookie)
      const uri = begun.answer['totpURI']
      if (!begun.isDone || typeof uri !== 'string') throw new Error('the account service did not begin a second factor')
      const codes = begun.answer['backupCodes']
      const userId = String((entered.answer['user'] as { readonly id?: unknown } | undefined)?.id ?? '')
      return { ok: true, userId, secondFactor: { cookie, cookies: entered.cookies, uri, backupCodes: Array.isArray(codes) ? codes.map(String) : [] } }
    },
    confirm: async (cookie, code) => {
      const confirmed = await ask('/two-factor/verify-totp', { code: code.normalize('NFKC').replaceAll(/\s/gu, '') }, cookie)
      const userId = (confirmed.answer['user'] as { readonly id?: unknown } | undefined)?.id
      return confirmed.isDone && typeof userId === 'string' ? { userId, cookies: confirmed.cookies } : null
    },
  }
}
