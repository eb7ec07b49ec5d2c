/** What the market asks of accounts beside the account service's own rules. It stands in front of its addresses, so pages and programs meet it alike. */
import { APIError, createAuthEndpoint, createAuthMiddleware, getSessionFromCtx, sessionMiddleware } from 'better-auth/api'
import type { BetterAuthPlugin } from 'better-auth/types'
import { z } from 'zod'
import { proofOf, type FactorStanding } from './fresh-factor.ts'
import { AFTER } from './guard-after.ts'
import { BEFORE, takeProof } from './guard-before.ts'
import { eventOf, isFromOutside, recoverLink, tell, type GuardParts } from './guard-parts.ts'
import { KEY_LIFE_DAYS } from './house-rules.ts'
import { KEY_SCOPE, permissionsOf } from './key-scopes.ts'
import { factorOf, ownerById } from './tables.ts'

export interface GuardSpec extends GuardParts {
  /** Throws when it is not the account's own. */
  readonly checkProof: (proof: { readonly kind: 'code' | 'backup' | 'password'; readonly secret: string }, headers: Headers) => Promise<unknown>
  readonly makeKey: (key: {
    readonly userId: string
    readonly name: string
    readonly days: number
    readonly permissions: Record<string, string[]>
  }) => Promise<{ readonly key: string }>
}

const APP_CODE = /^\d{6}$/

const proofIn = (standing: FactorStanding, secret: string) => {
  const kind = proofOf(standing)
  if (kind === 'passkey') throw new APIError('BAD_REQUEST', { code: 'PASSKEY_NEEDED', message: 'Confirm with the passkey' })
  if (kind === 'password') return { kind, secret } as const
  const code = secret.replaceAll(/\s/g, '')
  return APP_CODE.test(code) ? ({ kind: 'code', secret: code } as const) : ({ kind: 'backup', secret: code } as const)
}

const proofBody = z.object({ secret: z.string().min(1).max(200) })

/** Shows the second factor of a session that is open already: a code of the app, a backup code, or the password where there is neither. */
const proveFactor = (spec: GuardSpec) =>
  createAuthEndpoint('/prove-factor', { method: 'POST', body: proofBody, use: [sessionMiddleware] }, async (ctx) => {
    const { session, user } = ctx.context.session
    const standing = await factorOf(spec.pool, session.token)
    if (!standing) throw new APIError('UNAUTHORIZED', { code: 'UNAUTHORIZED', message: 'The session has ended' })
    const proof = proofIn(standing, ctx.body.secret)
    // Codes are counted where they are checked.
    if (proof.kind === 'password') await takeProof(spec, user.id)
    await spec.checkProof(proof, ctx.headers ?? new Headers())
    await spec.attempts.giveBack('proof', [user.id], true)
    await spec.pool.query('update auth.session set "factorProvedAt" = $2 where token = $1', [session.token, new Date(spec.now())])
    await spec.note({ event: eventOf(ctx, 'factor_proved', user.id, { detail: { by: proof.kind } }) })
    return ctx.json({ status: true })
  })

const keyBody = z.object({
  name: z.string().trim().min(1).max(32),
  days: z.number().int().min(KEY_LIFE_DAYS.least).max(KEY_LIFE_DAYS.most),
  scopes: z.array(KEY_SCOPE).min(1).max(60),
})

/** A key for a program: it may what its scopes say, until it ends. */
const createKey = (spec: GuardSpec) =>
  createAuthEndpoint('/keys/create', { method: 'POST', body: keyBody, use: [sessionMiddleware] }, async (ctx) => {
    const { name, days, scopes } = ctx.body
    const userId = ctx.context.session.user.id
    const { key } = await spec.makeKey({ userId, name, days, permissions: permissionsOf(scopes) })
    const owner = await ownerById(spec.pool, userId)
    const event = eventOf(ctx, 'key_made', userId, { detail: { name, days, scopes } })
    if (owner) await tell(spec, owner, { kind: 'key_made', keyName: name, link: recoverLink(spec, owner) }, event)
    return ctx.json({ key })
  })

/** Known before the session is gone. */
const noteLogOut = async (spec: GuardSpec, ctx: Parameters<typeof isFromOutside>[0]): Promise<void> => {
  const session = await getSessionFromCtx(ctx)
  if (session) await spec.note({ event: eventOf(ctx, 'log_out', session.user.id) })
}

export const guard = (spec: GuardSpec) =>
  ({
    id: 'market-guard',
    endpoints: { proveFactor: proveFactor(spec), createKey: createKey(spec) },
    hooks: {
      before: [
        {
          matcher: ({ path }) => path !== undefined && (path in BEFORE || path === '/sign-out'),
          handler: createAuthMiddleware(async (ctx) => {
            if (!isFromOutside(ctx)) return
            if (ctx.path === '/sign-out') return noteLogOut(spec, ctx)
            return BEFORE[ctx.path]?.(spec, ctx)
          }),
        },
      ],
      after: [
        {
          matcher: ({ path }) => path !== undefined && path in AFTER,
          handler: createAuthMiddleware(async (ctx) => {
            if (isFromOutside(ctx)) await AFTER[ctx.path]?.(spec, ctx)
          }),
        },
      ],
    },
  }) satisfies BetterAuthPlugin
