/** What the market asks of accounts beside the account service's own rules: it sits in front of its addresses, so pages and programs meet it alike. */
import { APIError, createAuthEndpoint, createAuthMiddleware, getSessionFromCtx, sessionMiddleware } from 'better-auth/api'
import type { BetterAuthPlugin } from 'better-auth/types'
import { z } from 'zod'
import { freshFactorRefusal, proofOf, type FactorStanding } from './fresh-factor.ts'

export interface GuardSpec {
  readonly factorOf: (token: string) => Promise<FactorStanding | null>
  readonly markProved: (token: string) => Promise<void>
  /** Throws when it is not the account's own. */
  readonly checkProof: (proof: { readonly kind: 'code' | 'backup' | 'password'; readonly secret: string }, headers: Headers) => Promise<unknown>
  readonly now: () => number
}

/** What would let a thief of an open browser keep the account. */
const GRAVE = new Set([
  '/two-factor/enable',
  '/two-factor/disable',
  '/two-factor/generate-backup-codes',
  '/two-factor/get-totp-uri',
  '/passkey/verify-registration',
  '/passkey/delete-passkey',
  '/change-password',
  '/change-email',
  '/api-key/create',
])
/** These ask for the password themselves: where that is the proof, nobody types it twice. */
const ASKS_PASSWORD = new Set(['/two-factor/enable', '/change-password'])

const APP_CODE = /^\d{6}$/

const proofIn = (standing: FactorStanding, secret: string) => {
  const kind = proofOf(standing)
  if (kind === 'passkey') throw new APIError('BAD_REQUEST', { code: 'PASSKEY_NEEDED', message: 'Confirm with the passkey' })
  if (kind === 'password') return { kind, secret } as const
  const code = secret.replaceAll(/\s/g, '')
  return APP_CODE.test(code) ? ({ kind: 'code', secret: code } as const) : ({ kind: 'backup', secret: code } as const)
}

export const guard = ({ factorOf, markProved, checkProof, now }: GuardSpec) =>
  ({
    id: 'market-guard',
    endpoints: {
      /** Shows the second factor of a session that is open already: a code of the app, a backup code, or the password where there is neither. */
      proveFactor: createAuthEndpoint(
        '/prove-factor',
        { method: 'POST', body: z.object({ secret: z.string().min(1).max(200) }), use: [sessionMiddleware] },
        async (ctx) => {
          const { token } = ctx.context.session.session
          const standing = await factorOf(token)
          if (!standing) throw new APIError('UNAUTHORIZED', { code: 'UNAUTHORIZED', message: 'The session has ended' })
          await checkProof(proofIn(standing, ctx.body.secret), ctx.headers ?? new Headers())
          await markProved(token)
          return ctx.json({ status: true })
        },
      ),
    },
    hooks: {
      before: [
        {
          matcher: ({ path }) => GRAVE.has(path ?? ''),
          handler: createAuthMiddleware(async (ctx) => {
            const session = await getSessionFromCtx(ctx)
            const standing = session && (await factorOf(session.session.token))
            // Without a session the address itself says so.
            if (!standing || (proofOf(standing) === 'password' && ASKS_PASSWORD.has(ctx.path))) return
            const refusal = freshFactorRefusal(standing, false, now())
            if (refusal) throw new APIError('FORBIDDEN', { code: 'FRESH_FACTOR_NEEDED', message: 'Confirm the second factor first', ...refusal.params })
          }),
        },
      ],
    },
  }) satisfies BetterAuthPlugin
