/** Accounts and log-in by better-auth: passwords, sessions, TOTP, passkeys; API keys for programs. Who the person is, `party` says. */
import { apiKey } from '@better-auth/api-key'
import { passkey } from '@better-auth/passkey'
import { betterAuth } from 'better-auth'
import { getMigrations } from 'better-auth/db/migration'
import { twoFactor } from 'better-auth/plugins'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'

export interface AuthOptions {
  readonly databaseUrl: string
  readonly publicUrl: string
  readonly secret: string
  readonly trustedOrigins: readonly string[]
  readonly secureCookies: boolean
  readonly onIdleError: (error: Error) => void
}

const API_KEY_HEADER = 'x-api-key'
export const CLIENT_IP_HEADER = 'x-client-ip'
export const MIN_PASSWORD_LENGTH = 10

const optionsFor = (options: AuthOptions, pool: pg.Pool) => ({
  appName: 'Zhepai',
  baseURL: options.publicUrl,
  basePath: '/api/auth',
  secret: options.secret,
  trustedOrigins: [...options.trustedOrigins],
  database: { db: new Kysely<Record<string, never>>({ dialect: new PostgresDialect({ pool }) }), type: 'postgres' as const, schemaName: 'auth' },
  emailAndPassword: { enabled: true, minPasswordLength: MIN_PASSWORD_LENGTH },
  session: { expiresIn: 12 * 3_600, updateAge: 3_600 },
  rateLimit: { enabled: true, storage: 'memory' as const, window: 60, max: 60, customRules: { '/sign-in/email': { window: 60, max: 20 } } },
  advanced: { ipAddress: { ipAddressHeaders: [CLIENT_IP_HEADER] }, useSecureCookies: options.secureCookies, cookiePrefix: 'zhepai' },
  telemetry: { enabled: false },
  plugins: [twoFactor({ issuer: 'Zhepai' }), passkey({ rpName: '浙江拍 Zhepai' }), apiKey({ apiKeyHeaders: [API_KEY_HEADER], rateLimit: { enabled: false } })],
})

const build = (options: AuthOptions, pool: pg.Pool) => betterAuth(optionsFor(options, pool))

export interface Auth {
  readonly handler: (request: Request) => Promise<Response>
  /** Id of the logged-in account, by session cookie or API key; null for visitors. */
  readonly userIdFrom: (headers: Headers) => Promise<{ readonly userId: string; readonly name: string } | null>
  /** Whose these session tokens are, without those that have ended: one look for any number of them. */
  readonly standingSessions: (tokens: readonly string[]) => Promise<ReadonlyMap<string, string>>
  /** Makes an account without a log-in; returns its id. Existing e-mail: the existing id. */
  readonly createAccount: (account: { readonly email: string; readonly password: string; readonly name: string }) => Promise<string>
  /** Ids of the accounts with these e-mails, by e-mail; unknown ones are left out. */
  readonly accountsOf: (emails: readonly string[]) => Promise<ReadonlyMap<string, string>>
  readonly migrate: () => Promise<void>
  readonly close: () => Promise<void>
}

/** better-auth reads int8 and timestamps in its own way, so it has a small pool of its own. */
const AUTH_CONNECTIONS = 4

export const openAuth = (options: AuthOptions): Auth => {
  const pool = new pg.Pool({ connectionString: options.databaseUrl, max: AUTH_CONNECTIONS, application_name: 'zhepai-auth' })
  pool.on('error', options.onIdleError)
  pool.on('connect', (client) => client.on('error', options.onIdleError))
  const auth = build(options, pool)
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
    createAccount: async ({ email, password, name }) => {
      const found = await pool.query<{ id: string }>('select id from auth."user" where email = $1', [email.toLowerCase()])
      if (found.rows[0]) return found.rows[0].id
      const made = await auth.api.signUpEmail({ body: { email, password, name } })
      return made.user.id
    },
    accountsOf: async (emails) => {
      const { rows } = await pool.query<{ id: string; email: string }>('select id, email from auth."user" where email = any($1)', [emails])
      return new Map(rows.map(({ id, email }) => [email, id]))
    },
    migrate: async () => {
      await pool.query('create schema if not exists auth')
      const migrations = await getMigrations(optionsFor(options, pool))
      await migrations.runMigrations()
    },
    close: () =>
      pool
        .off('error', options.onIdleError)
        .on('error', () => undefined)
        .end(),
  }
}
