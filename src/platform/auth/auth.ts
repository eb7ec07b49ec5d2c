/** Accounts and log-in by better-auth: passwords, sessions, TOTP, passkeys; API keys for programs. Who the person is, `party` says. */
import { z } from 'zod'
import { apiKey } from '@better-auth/api-key'
import { passkey } from '@better-auth/passkey'
import { APIError, betterAuth } from 'better-auth'
import { isAPIError } from 'better-auth/api'
import { getMigrations } from 'better-auth/db/migration'
import { twoFactor } from 'better-auth/plugins'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { openEnrolments, type Enrolments, type NewAccount } from './enrolment.ts'
import { digest, openAttempts } from './attempts.ts'
import type { FactorStanding } from './fresh-factor.ts'
import { guard, type GuardSpec } from './guard.ts'
import { eventOf, recoverLink, tell, type Ctx, type GuardParts } from './guard-parts.ts'
import { IDLE_SECONDS, KEY_LIFE_DAYS, RECOVERY_LINK_SECONDS, SESSION_LIFE_MS, VERIFY_LINK_SECONDS } from './house-rules.ts'
import type { KeyPermissions } from './key-scopes.ts'
import type { Notice } from './letters.ts'
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from './passwords.ts'
import { announceAccounts, factorOf, hasAccountStates, ownerById, standingOf, standingSessions, tidy, type StandingAccount } from './tables.ts'
import { patientPool, type Patience } from '#platform/db/database.ts'

export interface AuthOptions {
  readonly databaseUrl: string
  readonly publicUrl: string
  readonly secret: string
  readonly trustedOrigins: readonly string[]
  readonly secureCookies: boolean
  /** Absent: waits as long as it takes. */
  readonly patience?: Patience | undefined
  readonly onIdleError: (error: Error) => void
  /** What the account service has to say of itself. */
  readonly onProblem: (message: string, cause: unknown) => void
  readonly note: GuardParts['note']
  /** The machine's clock in milliseconds: sessions know no demonstration. */
  readonly now?: () => number
}

const API_KEY_HEADER = 'x-api-key'

/** Log-ins and changes that show all there is to show. */
const SHOWS_FACTOR = new Set(['/two-factor/verify-totp', '/two-factor/verify-backup-code', '/passkey/verify-authentication', '/change-password'])

const beforeSession =
  ({ pool, now }: GuardParts) =>
  async (session: { readonly userId: string; readonly factorProvedAt?: unknown }, ctx: Ctx | null) => {
    const { isDisabled, hasFactor } = await standingOf(pool, session.userId)
    if (isDisabled) throw new APIError('FORBIDDEN', { code: 'ACCOUNT_DISABLED', message: 'This account is disabled' })
    if (session.factorProvedAt) return
    const path = ctx?.path ?? ''
    const proves = SHOWS_FACTOR.has(path) || (path === '/sign-in/email' && !hasFactor)
    return { data: { ...session, factorProvedAt: proves ? new Date(now()) : null } }
  }

/** A letter that anybody can ask for: only so many to one mailbox. Who asked learns nothing of it. */
const askedLetter = async (parts: GuardParts, user: { readonly id: string; readonly email: string }, notice: Notice): Promise<void> => {
  const owner = await ownerById(parts.pool, user.id)
  if (owner && (await parts.attempts.take('letters', digest(user.email))).waitMs === null) await tell(parts, owner, notice)
}

const verifyLink = (parts: GuardParts, lang: string, token: string): string =>
  `${parts.publicUrl}/api/auth/verify-email?token=${encodeURIComponent(token)}&callbackURL=${encodeURIComponent(`/${lang}/account/email?done=1`)}`

const langOf = (user: object): 'zh' | 'en' => ((user as { lang?: unknown }).lang === 'en' ? 'en' : 'zh')

interface LetterTo {
  readonly user: { readonly id: string; readonly email: string }
  readonly token: string
}

const emailRules = (parts: GuardParts) => ({
  emailAndPassword: {
    enabled: true,
    minPasswordLength: MIN_PASSWORD_LENGTH,
    maxPasswordLength: MAX_PASSWORD_LENGTH,
    // Whoever signs up gets the same answer, whether or not the address is known; its owner gets a letter.
    autoSignIn: false,
    resetPasswordTokenExpiresIn: RECOVERY_LINK_SECONDS,
    revokeSessionsOnPasswordReset: true,
    onExistingUserSignUp: ({ user }: { readonly user: LetterTo['user'] & { readonly emailVerified: boolean } }) => {
      const base = `${parts.publicUrl}/${langOf(user)}`
      return askedLetter(parts, user, { kind: 'known', link: `${base}/recover`, loginLink: `${base}/login` })
    },
    sendResetPassword: ({ user, token }: LetterTo) =>
      askedLetter(parts, user, { kind: 'recover', link: `${parts.publicUrl}/${langOf(user)}/recover?token=${encodeURIComponent(token)}` }),
    onPasswordReset: async ({ user }: { readonly user: LetterTo['user'] }, request?: Request) => {
      const owner = await ownerById(parts.pool, user.id)
      await parts.pool.query('delete from auth.apikey where "referenceId" = $1', [user.id])
      // Who followed the link reads the letters of this address.
      await parts.pool.query('update auth."user" set "emailVerified" = true where id = $1', [user.id])
      const event = eventOf({ headers: request?.headers } as Ctx, 'password_recovered', user.id)
      if (owner) await tell(parts, owner, { kind: 'password_changed', link: recoverLink(parts, owner) }, event)
      await announceAccounts(parts.pool)
    },
  },
  emailVerification: {
    sendOnSignUp: true,
    expiresIn: VERIFY_LINK_SECONDS,
    sendVerificationEmail: ({ user, token }: LetterTo) => askedLetter(parts, user, { kind: 'verify', link: verifyLink(parts, langOf(user), token) }),
    afterEmailVerification: async (user: { readonly id: string }, request?: Request) => {
      await parts.note({ event: eventOf({ headers: request?.headers } as Ctx, 'email_verified', user.id) })
      await announceAccounts(parts.pool)
    },
  },
})

const hidden = (type: 'date' | 'string') => ({ type, required: false, input: false, returned: false })

const optionsFor = (options: AuthOptions, spec: GuardSpec, background: (work: Promise<unknown>) => void) => ({
  appName: 'Zhepai',
  baseURL: options.publicUrl,
  basePath: '/api/auth',
  secret: options.secret,
  trustedOrigins: [...options.trustedOrigins],
  database: { db: new Kysely<Record<string, never>>({ dialect: new PostgresDialect({ pool: spec.pool }) }), type: 'postgres' as const, schemaName: 'auth' },
  ...emailRules(spec),
  user: {
    additionalFields: {
      lang: { type: ['zh', 'en'] as ['zh', 'en'], required: false, defaultValue: 'zh' },
      /** Edition of the processing notice that was shown and read when the account was made. */
      noticeVersion: { type: 'string' as const, required: false, returned: false, validator: { input: z.string().regex(/^\d{4}-\d{2}-\d{2}$/) } },
      disabledAt: hidden('date'),
      disabledReason: hidden('string'),
    },
  },
  session: { expiresIn: IDLE_SECONDS, updateAge: 3_600, additionalFields: { factorProvedAt: hidden('date') } },
  databaseHooks: {
    session: { create: { before: beforeSession(spec) } },
    user: {
      create: {
        after: async (user: { readonly id: string }, ctx: Ctx | null) => {
          if (ctx?.headers) await spec.note({ event: eventOf(ctx, 'signed_up', user.id) })
        },
      },
    },
  },
  // The service's own limiter knows only this process and only addresses: see `attempts.ts`.
  rateLimit: { enabled: false },
  logger: { level: 'error' as const, log: (_level: string, message: string, ...more: unknown[]) => options.onProblem(message, more[0]) },
  advanced: {
    ipAddress: { ipAddressHeaders: ['x-client-ip'] },
    useSecureCookies: options.secureCookies,
    cookiePrefix: 'zhepai',
    // A letter takes a moment that would tell who has an account.
    backgroundTasks: { handler: background },
  },
  telemetry: { enabled: false },
  // Nothing of a session is for its owner to write; keys are made with scopes and an end, by `/keys/create`.
  disabledPaths: ['/update-session', '/update-user', '/api-key/create', '/api-key/update'],
  // What it refuses is an answer, not a fault.
  onAPIError: { onError: (error: unknown) => void (isAPIError(error) || options.onProblem('failed', error)) },
  plugins: [
    twoFactor({ issuer: 'Zhepai' }),
    passkey({ rpName: '浙江拍 Zhepai' }),
    apiKey({ apiKeyHeaders: [API_KEY_HEADER], rateLimit: { enabled: false }, keyExpiration: { maxExpiresIn: KEY_LIFE_DAYS.most } }),
    // Last: it sees what the others made of a log-in.
    guard(spec),
  ],
})

const build = (options: AuthOptions, spec: GuardSpec, background: (work: Promise<unknown>) => void) => betterAuth(optionsFor(options, spec, background))

export interface Account {
  readonly userId: string
  readonly name: string
  readonly isVerified: boolean
  /** Of a program: what its key may do. */
  readonly key: { readonly id: string; readonly permissions: KeyPermissions } | null
}

export interface Auth {
  readonly handler: (request: Request) => Promise<Response>
  /** The logged-in account, by session cookie or API key; null for visitors. */
  readonly accountFrom: (headers: Headers) => Promise<Account | null>
  /** Whose these session tokens are, without those that have ended: one look for any number of them. */
  readonly standingSessions: (tokens: readonly string[]) => Promise<ReadonlyMap<string, StandingAccount>>
  /** How a session stands to its second factor; null when it has ended. */
  readonly factorOf: (token: string) => Promise<FactorStanding | null>
  /** Makes an account without a log-in, its address taken as confirmed; returns its id. Existing e-mail: the existing id. */
  readonly createAccount: (account: { readonly email: string; readonly password: string; readonly name: string }) => Promise<string>
  /** Accounts made for somebody, and their second factor. */
  readonly enrolments: Enrolments
  /** Drops what nobody needs any more: sessions that ended, links and codes that expired, tries long past. */
  readonly tidy: () => Promise<void>
  /** Ids of the accounts with these e-mails, by e-mail; unknown ones are left out. */
  readonly accountsOf: (emails: readonly string[]) => Promise<ReadonlyMap<string, string>>
  readonly migrate: () => Promise<void>
  readonly close: () => Promise<void>
}

const specOf = (options: AuthOptions, pool: pg.Pool, api: () => ReturnType<typeof build>['api']): GuardSpec => {
  const { now = Date.now, note, publicUrl } = options
  return {
    pool,
    now,
    note,
    publicUrl,
    attempts: openAttempts(pool, now),
    checkProof: ({ kind, secret }, headers) => {
      if (kind === 'password') return api().verifyPassword({ body: { password: secret }, headers })
      return kind === 'code' ? api().verifyTOTP({ body: { code: secret }, headers }) : api().verifyBackupCode({ body: { code: secret }, headers })
    },
    makeKey: ({ userId, name, days, permissions }) => api().createApiKey({ body: { userId, name, expiresIn: days * 86_400, permissions } }),
  }
}

type Server = ReturnType<typeof build>

const accountByKey = async ({ auth, pool, key }: { readonly auth: Server; readonly pool: pg.Pool; readonly key: string }): Promise<Account | null> => {
  const checked = await auth.api.verifyApiKey({ body: { key } })
  if (!checked.valid || !checked.key) return null
  const { id, referenceId, permissions } = checked.key
  const [owner, standing] = await Promise.all([ownerById(pool, referenceId), standingOf(pool, referenceId)])
  return owner && !standing.isDisabled
    ? { userId: owner.id, name: owner.name, isVerified: owner.isVerified, key: { id, permissions: permissions ?? {} } }
    : null
}

/** better-auth reads int8 and timestamps in its own way, so it has a small pool of its own. */
const AUTH_CONNECTIONS = 4

const openPool = ({ databaseUrl, patience, onIdleError }: AuthOptions): pg.Pool => {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: AUTH_CONNECTIONS,
    application_name: 'zhepai-auth',
    ...(patience ? patientPool(patience) : {}),
  })
  pool.on('error', onIdleError)
  pool.on('connect', (client) => client.on('error', onIdleError))
  return pool
}

/** An account whose address counts as confirmed; null when the address has one. */
const makeAccount = async (auth: Server, { email, password, name }: NewAccount): Promise<string | null> => {
  const { internalAdapter, password: hashing } = await auth.$context
  if (await internalAdapter.findUserByEmail(email.toLowerCase())) return null
  const user = await internalAdapter.createUser({ email: email.toLowerCase(), name, emailVerified: true }, { method: 'admin' })
  await internalAdapter.linkAccount({ userId: user.id, providerId: 'credential', accountId: user.id, password: await hashing.hash(password) })
  return user.id
}

interface Service {
  readonly auth: Server
  readonly pool: pg.Pool
  /** Sessions that are older have ended. */
  readonly madeAfter: () => Date
}

const accountFrom = async ({ auth, pool, madeAfter }: Service, headers: Headers): Promise<Account | null> => {
  const key = headers.get(API_KEY_HEADER)
  if (key) return accountByKey({ auth, pool, key })
  const session = await auth.api.getSession({ headers })
  const standing = session && (await standingSessions(pool, [session.session.token], madeAfter())).get(session.session.token)
  return session && standing ? { ...standing, name: session.user.name, key: null } : null
}

const accountsOf = async (pool: pg.Pool, emails: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const { rows } = await pool.query<{ id: string; email: string }>('select id, email from auth."user" where email = any($1)', [emails])
  return new Map(rows.map(({ id, email }) => [email, id]))
}

export const openAuth = (options: AuthOptions): Auth => {
  const pool = openPool(options)
  const running = new Set<Promise<unknown>>()
  const background = (work: Promise<unknown>) => {
    const settled = work.catch(() => undefined).finally(() => running.delete(settled))
    running.add(settled)
  }
  const spec = specOf(options, pool, () => auth.api)
  const auth: Server = build(options, spec, background)
  const madeAfter = () => new Date(spec.now() - SESSION_LIFE_MS)
  /** The service hides why it failed. The database itself is asked: when it is away or silent, that is the reason, and it is thrown. */
  const askDatabase = () => pool.query('select 1')
  const handler = async (request: Request): Promise<Response> => {
    const response = await auth.handler(request)
    if (response.status >= 500) await askDatabase()
    return response
  }
  return {
    handler,
    accountFrom: async (headers) => {
      try {
        return await accountFrom({ auth, pool, madeAfter }, headers)
      } catch (error) {
        await askDatabase()
        throw error
      }
    },
    standingSessions: (tokens) => standingSessions(pool, tokens, madeAfter()),
    factorOf: (token) => factorOf(pool, token),
    createAccount: async (account) => {
      const email = account.email.toLowerCase()
      const id = (await accountsOf(pool, [email])).get(email) ?? (await makeAccount(auth, account))
      if (id === null) throw new Error('an account of this address was made meanwhile')
      return id
    },
    enrolments: openEnrolments({ handler, publicUrl: options.publicUrl, create: (account) => makeAccount(auth, account) }),
    tidy: () => tidy(pool, new Date(spec.now())),
    accountsOf: (emails) => accountsOf(pool, emails),
    migrate: async () => {
      await pool.query('create schema if not exists auth')
      const hadStates = await hasAccountStates(pool)
      const migrations = await getMigrations(optionsFor(options, spec, background))
      await migrations.runMigrations()
      // Accounts from before addresses were confirmed go on as they are.
      if (!hadStates) await pool.query('update auth."user" set "emailVerified" = true')
    },
    close: async () => {
      await Promise.all(running)
      await pool
        .off('error', options.onIdleError)
        .on('error', () => undefined)
        .end()
    },
  }
}
