/** Before the account service does what it is asked: limits, passwords, codes that work once, and the fresh second factor. */
import { APIError, getSessionFromCtx } from 'better-auth/api'
import { networkOf } from './attempts.ts'
import { freshFactorRefusal, proofOf } from './fresh-factor.ts'
import { addressOf, eventOf, placeOf, recoverLink, tell, tooMany, type Ctx, type GuardParts } from './guard-parts.ts'
import { CODE_LIFE_MS, PACES } from './house-rules.ts'
import { passwordProblem } from './passwords.ts'
import { factorOf, ownerByEmail, ownerById, ownerOfProof, type Owner } from './tables.ts'

type Rule = (parts: GuardParts, ctx: Ctx) => Promise<{ readonly context: object } | void>

const textIn = (ctx: Ctx, name: string): string => {
  const value = (ctx.body as Readonly<Record<string, unknown>> | undefined)?.[name]
  return typeof value === 'string' ? value : ''
}

const HOUR_MS = 3_600_000

/** Once a day at most, whoever tries. */
export const warnOwner = async (parts: GuardParts, ctx: Ctx, email: string, tries: number): Promise<void> => {
  const owner = await ownerByEmail(parts.pool, email)
  if (!owner || (await parts.attempts.take('warning', owner.id)).waitMs !== null) return
  await tell(parts, owner, { kind: 'failed_log_ins', tries, address: addressOf(ctx), link: recoverLink(parts, owner) })
}

const noteHeld = async (parts: GuardParts, ctx: Ctx, email: string): Promise<void> => {
  const owner = await ownerByEmail(parts.pool, email)
  const hour = Math.floor(parts.now() / HOUR_MS)
  await parts.note({ event: eventOf(ctx, 'log_in_held', owner?.id ?? null, { slot: `held:${owner?.id ?? ''}:${networkOf(addressOf(ctx))}:${hour}` }) })
}

const beforeLogIn: Rule = async (parts, ctx) => {
  const { attempts } = parts
  const email = textIn(ctx, 'email').toLowerCase()
  const place = await placeOf(parts, ctx, email)
  const taken = [await attempts.take('place', ...place.key)]
  // Who has logged in from here before is not held up by what strangers do.
  if (!place.isFamiliar && taken[0]?.waitMs === null)
    taken.push(await attempts.take('account', email), await attempts.take('address', networkOf(addressOf(ctx))))
  const held = taken.find(({ waitMs }) => waitMs !== null)
  if (taken[0]?.tries === PACES.place.free || taken[1]?.tries === PACES.account.free) await warnOwner(parts, ctx, email, taken[0]?.tries ?? 0)
  if (!held?.waitMs) return
  await noteHeld(parts, ctx, email)
  throw tooMany(held.waitMs)
}

const checkPassword = (password: string, owner: Pick<Owner, 'email' | 'name'>): void => {
  const code = passwordProblem(password, owner)
  if (code) throw new APIError('BAD_REQUEST', { code, message: 'This password is not taken' })
}

/** Anybody may ask for these; each makes the market write a letter or work hard. */
const beforeAsking: Rule = async ({ attempts }, ctx) => {
  const { waitMs } = await attempts.take('asking', networkOf(addressOf(ctx)))
  if (waitMs !== null) throw tooMany(waitMs)
}

const beforeSignUp: Rule = async (parts, ctx) => {
  await beforeAsking(parts, ctx)
  checkPassword(textIn(ctx, 'password'), { email: textIn(ctx, 'email'), name: textIn(ctx, 'name') })
}

const beforeReset: Rule = async (parts, ctx) => {
  await beforeAsking(parts, ctx)
  const owner = await ownerOfProof(parts.pool, `reset-password:${textIn(ctx, 'token')}`)
  if (owner) checkPassword(textIn(ctx, 'newPassword'), owner)
}

/** Passwords and codes that are guessed in an open session. Given back when it was right. */
export const takeProof = async ({ attempts }: GuardParts, userId: string): Promise<void> => {
  const { waitMs } = await attempts.take('proof', userId)
  if (waitMs !== null) throw tooMany(waitMs)
}

const beforeGrave: Rule = async (parts, ctx) => {
  const session = await getSessionFromCtx(ctx)
  const standing = session && (await factorOf(parts.pool, session.session.token))
  // Without a session the address itself says so.
  if (!standing) return
  if (ASKS_PASSWORD.has(ctx.path)) await takeProof(parts, session.user.id)
  // These ask for the password themselves: where that is the proof, nobody types it twice.
  if (proofOf(standing) === 'password' && ASKS_PASSWORD.has(ctx.path)) return
  const refusal = freshFactorRefusal(standing, false, parts.now())
  if (refusal) throw new APIError('FORBIDDEN', { code: 'FRESH_FACTOR_NEEDED', message: 'Confirm the second factor first', ...refusal.params })
}

const beforeChange: Rule = async (parts, ctx) => {
  await beforeGrave(parts, ctx)
  const session = await getSessionFromCtx(ctx)
  const owner = session && (await ownerById(parts.pool, session.user.id))
  if (!owner) return
  checkPassword(textIn(ctx, 'newPassword'), owner)
  return { context: { body: { ...(ctx.body as object), revokeOtherSessions: true } } }
}

/** A code is taken when it is tried, so that two requests at once cannot both use it (RFC 6238 §5.2). */
const beforeCode: Rule = async (parts, ctx) => {
  const session = await getSessionFromCtx(ctx)
  const cookie = ctx.context.createAuthCookie('two_factor')
  const pending = session ? null : await ctx.getSignedCookie(cookie.name, ctx.context.secret)
  const userId = session?.user.id ?? (pending ? (await ownerOfProof(parts.pool, pending))?.id : undefined)
  if (!userId) return
  if (session) await takeProof(parts, userId)
  if (!(await parts.attempts.takeCode(userId, textIn(ctx, 'code'), CODE_LIFE_MS)))
    throw new APIError('UNAUTHORIZED', { code: 'INVALID_CODE', message: 'This code was used' })
}

const ASKS_PASSWORD: ReadonlySet<string> = new Set(['/two-factor/enable', '/change-password'])

/** By address of the account service. What is grave would let a thief of an open browser keep the account. */
export const BEFORE: Readonly<Record<string, Rule>> = {
  '/sign-in/email': beforeLogIn,
  '/sign-up/email': beforeSignUp,
  '/request-password-reset': beforeAsking,
  '/send-verification-email': beforeAsking,
  '/reset-password': beforeReset,
  '/change-password': beforeChange,
  '/two-factor/verify-totp': beforeCode,
  '/two-factor/verify-backup-code': beforeCode,
  '/two-factor/enable': beforeGrave,
  '/two-factor/disable': beforeGrave,
  '/two-factor/generate-backup-codes': beforeGrave,
  '/two-factor/get-totp-uri': beforeGrave,
  '/passkey/generate-register-options': beforeGrave,
  '/passkey/verify-registration': beforeGrave,
  '/passkey/delete-passkey': beforeGrave,
  '/keys/create': beforeGrave,
}
