/** What the rules in front of the account service work with. */
import { APIError } from 'better-auth/api'
import type { GenericEndpointContext } from 'better-auth'
import type pg from 'pg'
import type { Letter } from '#platform/mail/outbox.ts'
import { digest, networkOf, type Attempts } from './attempts.ts'
import { DEVICE_SECONDS } from './house-rules.ts'
import { CLIENT_IP_HEADER } from './client-address.ts'
import { letterOf, type Notice } from './letters.ts'
import type { SecurityKind } from '#contract/security-events.ts'
import type { SecurityEvent } from './security-log.ts'
import type { Owner } from './tables.ts'

export interface GuardParts {
  readonly pool: pg.Pool
  readonly attempts: Attempts
  readonly publicUrl: string
  /** Writes the event and queues the letter together. */
  readonly note: (note: { readonly event?: SecurityEvent; readonly letter?: Letter }) => Promise<void>
  readonly now: () => number
}

export type Ctx = GenericEndpointContext

/** Calls of the market's own program carry no request: accounts made by hand, demonstrations, tests. */
export const isFromOutside = (ctx: Ctx): boolean => ctx.headers !== undefined && ctx.headers.has(CLIENT_IP_HEADER)

export const addressOf = (ctx: Ctx): string => ctx.headers?.get(CLIENT_IP_HEADER) ?? ''

export const eventOf = (ctx: Ctx, kind: SecurityKind, accountId: string | null, more: Partial<SecurityEvent> = {}): SecurityEvent => ({
  kind,
  accountId,
  address: addressOf(ctx),
  agent: ctx.headers?.get('user-agent') ?? '',
  ...more,
})

export const tooMany = (waitMs: number): APIError => {
  const seconds = Math.ceil(waitMs / 1000)
  return new APIError(
    'TOO_MANY_REQUESTS',
    { code: 'TOO_MANY', message: `Too many attempts; wait ${seconds} seconds`, seconds },
    { 'retry-after': String(seconds) },
  )
}

export const recoverLink = ({ publicUrl }: GuardParts, { lang }: Pick<Owner, 'lang'>): string => `${publicUrl}/${lang}/recover`

/** Tells the owner, and writes it down, in one transaction. */
export const tell = ({ note }: GuardParts, owner: Owner, notice: Notice, event?: SecurityEvent): Promise<void> =>
  note({ letter: letterOf(notice, owner), ...(event ? { event } : {}) })

/**
 * Where a log-in comes from, as far as its limit is concerned: a browser that this account has used (it holds a signed cookie), else the
 * network address. So a stranger who guesses from anywhere, even from the owner's own university, uses up none of the owner's tries.
 */
export interface Place {
  readonly key: readonly [email: string, kind: 'device' | 'address', which: string]
  readonly isFamiliar: boolean
}

const deviceCookie = (ctx: Ctx, email: string) => ctx.context.createAuthCookie(`device_${digest(email).slice(0, 10)}`, { maxAge: DEVICE_SECONDS })

export const placeOf = async ({ attempts }: GuardParts, ctx: Ctx, email: string): Promise<Place> => {
  const device = await ctx.getSignedCookie(deviceCookie(ctx, email).name, ctx.context.secret)
  if (device) return { key: [email, 'device', device], isFamiliar: true }
  const address = addressOf(ctx)
  return { key: [email, 'address', networkOf(address)], isFamiliar: await attempts.isFamiliar(email, address) }
}

export const rememberDevice = async (ctx: Ctx, email: string): Promise<void> => {
  const cookie = deviceCookie(ctx, email)
  if (await ctx.getSignedCookie(cookie.name, ctx.context.secret)) return
  await ctx.setSignedCookie(cookie.name, crypto.randomUUID(), ctx.context.secret, cookie.attributes)
}
