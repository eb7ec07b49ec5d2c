/** How a caller proved who it is, and what that suffices for. */
import { VISITOR, type Actor } from '#kernel/actor.ts'
import { refuse, type Refusal } from '#kernel/result.ts'
import type { Account, Auth } from '#platform/auth/auth.ts'
import { freshFactorRefusal } from '#platform/auth/fresh-factor.ts'
import { keyMay } from '#platform/auth/key-scopes.ts'
import type { SecurityEvent } from '#platform/auth/security-log.ts'
import type { Admits, Saw } from './gateway.ts'

export interface Caller {
  readonly actor: Actor
  /** False: the e-mail address waits to be confirmed. */
  readonly isVerified: boolean
  /** Absent for visitors: what is open to all asks nothing of them. */
  readonly admits?: Admits
  readonly saw?: Saw
}

/** Who was found behind what a request shows. */
export interface Known {
  readonly actor: Actor
  readonly account: Account
  /** Names the session; programs with a key have none. */
  readonly token: string | null
}

/** What of a request is told of its caller in the security log. */
export interface From {
  readonly ip: string
  readonly headers: { readonly 'user-agent'?: string | undefined }
}

export interface CallerSpec {
  readonly auth: Pick<Auth, 'factorOf'>
  /** Whether this person may do nothing grave without a second factor of their own. */
  readonly mustHaveFactor: (actor: Actor) => boolean
  /** The machine's clock in milliseconds. */
  readonly machineNow: () => number
  readonly record: (event: SecurityEvent) => void
}

const HOUR_MS = 3_600_000

/** What an account may not do in a module, whatever it has proved beside: nothing grave before its address is confirmed, no key beyond its scopes. */
export const standingRefusal = (account: Account, module: string, kind: 'query' | 'command'): Refusal | null => {
  if (kind === 'command' && !account.isVerified) return refuse('request.email_unverified').refusal
  if (account.key && !keyMay(account.key.permissions, module, kind === 'query' ? 'read' : 'write')) return refuse('request.key.forbidden').refusal
  return null
}

const admitsBy =
  ({ auth, mustHaveFactor, machineNow }: CallerSpec, { account, actor, token }: Known): Admits =>
  async ({ module, kind, freshFactor }) => {
    const refusal = standingRefusal(account, module, kind)
    if (refusal || !freshFactor) return refusal
    if (account.key) return refuse('request.key.forbidden').refusal
    // Looked up when asked: few acts need it, and what was proved a moment ago in another process counts.
    const standing = token === null ? null : await auth.factorOf(token)
    return standing === null ? refuse('request.unauthorized').refusal : freshFactorRefusal(standing, mustHaveFactor(actor), machineNow())
  }

/** Refusals and exports go to the security log; those alike within an hour count in one row. */
const sawBy =
  ({ record, machineNow }: CallerSpec, { account }: Known, request: From): Saw =>
  (kind, detail) =>
    record({
      kind,
      accountId: account.userId,
      address: request.ip,
      agent: request.headers['user-agent'] ?? '',
      detail: { ...detail, ...(account.key ? { key: account.key.id } : {}) },
      slot: `${kind}:${account.userId}:${Object.values(detail).join(':')}:${Math.floor(machineNow() / HOUR_MS)}`,
    })

/** Who was found acts as itself; nobody acts as a visitor. */
export const callerOf = (spec: CallerSpec, known: Known | null, request: From): Caller =>
  known === null
    ? { actor: VISITOR, isVerified: true }
    : { actor: known.actor, isVerified: known.account.isVerified, admits: admitsBy(spec, known), saw: sawBy(spec, known, request) }
