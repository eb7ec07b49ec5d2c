/** After the account service answered: what is forgiven, what is written down, and what the owner hears of. */
import { isAPIError } from 'better-auth/api'
import { digest, networkOf } from './attempts.ts'
import { addressOf, eventOf, placeOf, recoverLink, rememberDevice, tell, type Ctx, type GuardParts } from './guard-parts.ts'
import type { Notice } from './letters.ts'
import type { SecurityKind } from '#contract/security-events.ts'
import { announceAccounts, ownerByEmail, ownerById } from './tables.ts'

type Rule = (parts: GuardParts, ctx: Ctx) => Promise<void>

const HOUR_MS = 3_600_000

const hasFailed = (ctx: Ctx): boolean => isAPIError((ctx.context as { readonly returned?: unknown }).returned)

const logInFailed = async ({ pool, note, now }: GuardParts, ctx: Ctx, email: string): Promise<void> => {
  const owner = await ownerByEmail(pool, email)
  const who = owner?.id ?? digest(email)
  const slot = `failed:${who}:${networkOf(addressOf(ctx))}:${Math.floor(now() / HOUR_MS)}`
  await note({ event: eventOf(ctx, 'log_in_failed', owner?.id ?? null, { slot, ...(owner ? {} : { detail: { emailDigest: who } }) }) })
}

const loggedIn = async (parts: GuardParts, ctx: Ctx, by: string): Promise<void> => {
  const made = ctx.context.newSession
  // A second step is still to come.
  if (!made) return
  const email = made.user.email.toLowerCase()
  const place = await placeOf(parts, ctx, email)
  await parts.attempts.giveBack('place', place.key, true)
  if (!place.isFamiliar) {
    await parts.attempts.giveBack('account', [email], false)
    await parts.attempts.giveBack('address', [networkOf(addressOf(ctx))], false)
  }
  await parts.attempts.makeFamiliar(email, addressOf(ctx))
  await rememberDevice(ctx, email)
  await parts.note({ event: eventOf(ctx, 'log_in', made.user.id, { detail: { by } }) })
}

const afterLogIn: Rule = (parts, ctx) => {
  const email = String((ctx.body as { email?: unknown } | undefined)?.email ?? '').toLowerCase()
  return hasFailed(ctx) ? logInFailed(parts, ctx, email) : loggedIn(parts, ctx, 'password')
}

const afterPasskey: Rule = async (parts, ctx) => {
  if (!hasFailed(ctx)) await loggedIn(parts, ctx, 'passkey')
}

/** The account of the session that the request came with. */
const accountOf = (ctx: Ctx): string | undefined => ctx.context.session?.user.id

/** In an open session the code is a proof, or turns the second step on; else it completes a log-in. */
const afterCode: Rule = async (parts, ctx) => {
  if (hasFailed(ctx)) return
  const userId = accountOf(ctx)
  if (userId === undefined) return loggedIn(parts, ctx, 'code')
  await parts.attempts.giveBack('proof', [userId], true)
  if (ctx.context.newSession) await changed('factor_on')(parts, ctx)
}

type Change = Extract<SecurityKind & Notice['kind'], 'factor_on' | 'factor_off' | 'passkey_added' | 'passkey_removed' | 'password_changed'>

const changed =
  (kind: Change): Rule =>
  async (parts, ctx) => {
    const userId = accountOf(ctx)
    if (hasFailed(ctx) || userId === undefined) return
    const owner = await ownerById(parts.pool, userId)
    if (owner) await tell(parts, owner, { kind, link: recoverLink(parts, owner) }, eventOf(ctx, kind, userId))
  }

const written =
  (kind: SecurityKind): Rule =>
  async ({ note }, ctx) => {
    if (!hasFailed(ctx)) await note({ event: eventOf(ctx, kind, accountOf(ctx) ?? null) })
  }

const afterChange: Rule = async (parts, ctx) => {
  const userId = accountOf(ctx)
  if (hasFailed(ctx) || userId === undefined) return
  await parts.attempts.giveBack('proof', [userId], true)
  await parts.pool.query('delete from auth.apikey where "referenceId" = $1', [userId])
  await changed('password_changed')(parts, ctx)
  await announceAccounts(parts.pool)
}

const forgiven: Rule = async ({ attempts }, ctx) => {
  const userId = accountOf(ctx)
  if (!hasFailed(ctx) && userId !== undefined) await attempts.giveBack('proof', [userId], true)
}

/** By address of the account service. */
export const AFTER: Readonly<Record<string, Rule>> = {
  '/sign-in/email': afterLogIn,
  '/passkey/verify-authentication': afterPasskey,
  '/two-factor/verify-totp': afterCode,
  '/two-factor/verify-backup-code': afterCode,
  '/two-factor/enable': forgiven,
  '/two-factor/disable': changed('factor_off'),
  '/passkey/verify-registration': changed('passkey_added'),
  '/passkey/delete-passkey': changed('passkey_removed'),
  '/change-password': afterChange,
  '/api-key/delete': written('key_removed'),
  '/revoke-session': written('session_ended'),
  '/revoke-sessions': written('session_ended'),
  '/revoke-other-sessions': written('session_ended'),
}
