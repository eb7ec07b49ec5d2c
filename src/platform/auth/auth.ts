/** Accounts and log-in by better-auth: passwords, sessions, TOTP, passkeys; API keys for programs. Who the person is, `party` says. */
import { apiKey } from '@better-auth/api-key'
import { passkey } from '@better-auth/passkey'
import { betterAuth } from 'better-auth'
import { getMigrations } from 'better-auth/db/migration'
import { twoFactor } from 'better-auth/plugins'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { FactorStanding } from './fresh-factor.ts'
import { guard, type GuardSpec } from './guard.ts'

export interface AuthOptions {
  readonly databaseUrl: string
  readonly publicUrl: string
  readonly secret: string
  readonly trustedOrigins: readonly string[]
  readonly secureCookies: boolean
  readonly onIdleError: (error: Error) => void
  /** The machine's clock in milliseconds: sessions know no demonstration. */
  readonly now?: () => number
}

const API_KEY_HEADER = 'x-api-key'
export const CLIENT_IP_HEADER = 'x-client-ip'
export const MIN_PASSWORD_LENGTH = 10

/** Log-ins that show a second factor, where there is one. */
const SHOWS_FACTOR = /^\/(?:two-factor\/verify-(?:totp|backup-code)|passkey\/verify-authentication)$/

const optionsFor = (options: AuthOptions, pool: pg.Pool, guarding: GuardSpec) => ({
  appName: 'Zhepai',
  baseURL: options.publicUrl,
  basePath: '/api/auth',
  secret: options.secret,
  trustedOrigins: [...options.trustedOrigins],
  database: { db: new Kysely<Record<string, never>>({ dialect: new PostgresDialect({ pool }) }), type: 'postgres' as const, schemaName: 'auth' },
  emailAndPassword: { enabled: true, minPasswordLength: MIN_PASSWORD_LENGTH },
  session: {
    expiresIn: 12 * 3_600,
    updateAge: 3_600,
    additionalFields: { factorProvedAt: { type: 'date' as const, required: false, input: false, returned: false } },
  },
  databaseHooks: {
    session: {
      create: {
        before: async (session: { readonly userId: string; readonly factorProvedAt?: unknown }, ctx: { readonly path?: string } | null) => {
          if (session.factorProvedAt) return
          const proves = SHOWS_FACTOR.test(ctx?.path ?? '') || (ctx?.path === '/sign-in/email' && !(await hasFactor(pool, session.userId)))
          return { data: { ...session, factorProvedAt: proves ? new Date(guarding.now()) : null } }
        },
      },
    },
  },
  rateLimit: { enabled: true, storage: 'memory' as const, window: 60, max: 60, customRules: { '/sign-in/email': { window: 60, max: 20 } } },
  advanced: { ipAddress: { ipAddressHeaders: [CLIENT_IP_HEADER] }, useSecureCookies: options.secureCookies, cookiePrefix: 'zhepai' },
  telemetry: { enabled: false },
  // Nothing of a session is for its owner to write.
  disabledPaths: ['/update-session'],
  plugins: [
    twoFactor({ issuer: 'Zhepai' }),
    passkey({ rpName: '浙江拍 Zhepai' }),
    apiKey({ apiKeyHeaders: [API_KEY_HEADER], rateLimit: { enabled: false } }),
    // Last: it sees what the others made of a log-in.
    guard(guarding),
  ],
})

const HAS_FACTOR = `coalesce(u."twoFactorEnabled", false) as "hasCode", exists (select 1 from auth.passkey p where p."userId" = u.id) as "hasPasskey"`

const hasFactor = async (pool: pg.Pool, userId: string): Promise<boolean> => {
  const { rows } = await pool.query<{ hasCode: boolean; hasPasskey: boolean }>(`select ${HAS_FACTOR} from auth."user" u where u.id = $1`, [userId])
  return rows[0] !== undefined && (rows[0].hasCode || rows[0].hasPasskey)
}

const factorOf = async (pool: pg.Pool, token: string): Promise<FactorStanding | null> => {
  const { rows } = await pool.query<{ provedAt: Date | null; hasCode: boolean; hasPasskey: boolean }>(
    `select s."factorProvedAt" as "provedAt", ${HAS_FACTOR} from auth.session s join auth."user" u on u.id = s."userId"
     where s.token = $1 and s."expiresAt" > now()`,
    [token],
  )
  const row = rows[0]
  return row ? { ...row, provedAt: row.provedAt?.getTime() ?? null } : null
}

const build = (options: AuthOptions, pool: pg.Pool, guarding: GuardSpec) => betterAuth(optionsFor(options, pool, guarding))

const guardingOf = ({ now = Date.now }: AuthOptions, pool: pg.Pool, api: () => ReturnType<typeof build>['api']): GuardSpec => ({
  now,
  factorOf: (token) => factorOf(pool, token),
  markProved: async (token) => void (await pool.query('update auth.session set "factorProvedAt" = $2 where token = $1', [token, new Date(now())])),
  checkProof: ({ kind, secret }, headers) => {
    if (kind === 'password') return api().verifyPassword({ body: { password: secret }, headers })
    return kind === 'code' ? api().verifyTOTP({ body: { code: secret }, headers }) : api().verifyBackupCode({ body: { code: secret }, headers })
  },
})

export interface Auth {
  readonly handler: (request: Request) => Promise<Response>
  /** Id of the logged-in account, by session cookie or API key; null for visitors. */
  readonly userIdFrom: (headers: Headers) => Promise<{ readonly userId: string; readonly name: string } | null>
  /** Whose these session tokens are, without those that have ended: one look for any number of them. */
  readonly standingSessions: (tokens: readonly string[]) => Promise<ReadonlyMap<string, string>>
  /** How a session stands to its second factor; null when it has ended. */
  readonly factorOf: (token: string) => Promise<FactorStanding | null>
  /** Makes an account without a log-in; returns its id. Existing e-mail: the existing id. */
  readonly createAccount: (account: { readonly email: string; readonly password: string; readonly name: string }) => Promise<string>
  readonly migrate: () => Promise<void>
  readonly close: () => Promise<void>
}

/** better-auth reads int8 and timestamps in its own way, so it has a small pool of its own. */
const AUTH_CONNECTIONS = 4

export const openAuth = (options: AuthOptions): Auth => {
  const pool = new pg.Pool({ connectionString: options.databaseUrl, max: AUTH_CONNECTIONS, application_name: 'zhepai-auth' })
  pool.on('error', options.onIdleError)
  pool.on('connect', (client) => client.on('error', options.onIdleError))
  const guarding = guardingOf(options, pool, () => auth.api)
  const auth: ReturnType<typeof build> = build(options, pool, guarding)
  return {
    handler: (request) => auth.handler(request),
    userIdFrom: async (headers) => {
      const key = headers.get(API_KEY_HEADER)
      if (key) {
        const checked = await auth.api.verifyApiKey({ body: { key } })
        return checked.valid && checked.key ? { userId: checked.key.referenceId, name: '' } : null
      }
      const session = await auth.api.getSession({ headers })
      return session ? { userId: session.user.id, name: session.user.name } : null
    },
    standingSessions: async (tokens) => {
      const { rows } = await pool.query<{ token: string; userId: string }>(
        'select token, "userId" from auth.session where token = any($1) and "expiresAt" > now()',
        [tokens],
      )
      return new Map(rows.map(({ token, userId }) => [token, userId]))
    },
    factorOf: (token) => factorOf(pool, token),
    createAccount: async ({ email, password, name }) => {
      const found = await pool.query<{ id: string }>('select id from auth."user" where email = $1', [email.toLowerCase()])
      if (found.rows[0]) return found.rows[0].id
      const made = await auth.api.signUpEmail({ body: { email, password, name } })
      return made.user.id
    },
    migrate: async () => {
      await pool.query('create schema if not exists auth')
      const migrations = await getMigrations(optionsFor(options, pool, guarding))
      await migrations.runMigrations()
    },
    close: () =>
      pool
        .off('error', options.onIdleError)
        .on('error', () => undefined)
        .end(),
  }
}
