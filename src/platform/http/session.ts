/** Who is calling: proved once per session and remembered, because a bidder asks many times a second. All who are remembered are confirmed together. */
import type { FastifyRequest } from 'fastify'
import { VISITOR, type Actor } from '#kernel/actor.ts'
import type { Account, Auth } from '#platform/auth/auth.ts'
import { callerOf, standingRefusal, type Caller, type CallerSpec, type Known } from './caller.ts'

export interface Sessions {
  readonly actorFrom: (request: FastifyRequest) => Promise<Actor>
  /** For plain routes of a module: a key without the scope is nobody there. */
  readonly actorFor: (module: string) => (request: FastifyRequest) => Promise<Actor>
  /** Who stands behind what the request shows; null: nobody. */
  readonly knownFrom: (request: FastifyRequest) => Promise<Known | null>
  /** The same with how the caller proved it, for the gateway. */
  readonly callerFrom: (request: FastifyRequest) => Promise<Caller>
  /** After log-out, a changed password or changed mandates nothing stale may be served by this process: all are confirmed before their next use. */
  readonly forget: () => void
}

interface SessionsSpec extends CallerSpec {
  readonly auth: Pick<Auth, 'accountFrom' | 'standingSessions' | 'factorOf'>
  /** Makes the person of an account at its first log-in. */
  readonly actorOf: (account: { readonly userId: string; readonly name: string }) => Promise<Actor>
  readonly actorsOf: (userIds: readonly string[]) => Promise<ReadonlyMap<string, Actor>>
  /** Upper bound of how long a log-out or an ended mandate may go unnoticed in another process, in milliseconds. */
  readonly confirmMs?: number
}

const CONFIRM_MS = 5_000
/** A session is proved anew this often, signature and all: the account service prolongs it then. */
const PROVE_MS = 600_000
const MAX_REMEMBERED = 20_000

const SESSION_COOKIE = /(?:^|;\s*)((?:__Secure-)?zhepai\.session_token=([^;]+))/

export const headersOf = (request: FastifyRequest): Headers => {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (Array.isArray(value)) for (const item of value) headers.append(name, item)
    else if (value !== undefined) headers.set(name, value)
  }
  return headers
}

/**
 * Cookies count only for requests of our own pages: browsers say where a request comes from (Sec-Fetch-Site), older ones
 * by Origin. Without either and with a cookie, a write is not believed.
 */
export const isSameSite = (request: FastifyRequest): boolean => {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const origin = request.headers.origin
  if (origin === undefined) return request.headers.cookie === undefined || request.headers['x-requested-with'] !== undefined
  return URL.canParse(origin) && new URL(origin).host === request.host
}

/** What a caller shows: the whole of it is the key of the memory, signature included. The token names the session; API keys have none. */
interface Shown {
  readonly proof: string
  readonly token: string | null
}

const shownBy = (request: FastifyRequest): Shown | null => {
  const apiKey = request.headers['x-api-key']
  if (typeof apiKey === 'string') return { proof: `key:${apiKey}`, token: null }
  const [, cookie, value] = SESSION_COOKIE.exec(request.headers.cookie ?? '') ?? []
  if (cookie === undefined || value === undefined) return null
  // The token stands before the signature; neither has a dot, and the escapes of the signature do not matter here.
  return { proof: cookie, token: value.slice(0, value.indexOf('.')) || null }
}

interface Remembered {
  /** Null until the proof was accepted: a forged signature must not be confirmed by the session it names. */
  token: string | null
  readonly provedAt: number
  /** When the look began that found this actor: nothing that changed later is in it. */
  readonly readAt: number
  /** Null: nobody. */
  readonly known: Promise<Known | null>
  usedAt: number
}

/** Who has not confirmed an address acts for nobody. */
const knownAs = (actor: Actor, account: Account, token: string | null): Known | null =>
  actor.kind === 'person' ? { actor: account.isVerified ? actor : { ...actor, mandates: [] }, account, token } : null

const DAY_MS = 86_400_000

/** The first use of a key on a day is one row; later ones count in it. */
const recordKey = ({ record, machineNow }: SessionsSpec, { userId, key }: Account, request: FastifyRequest): void => {
  if (!key) return
  const slot = `key_used:${key.id}:${Math.floor(machineNow() / DAY_MS)}`
  record({ kind: 'key_used', accountId: userId, address: request.ip, agent: request.headers['user-agent'] ?? '', detail: { key: key.id }, slot })
}

const READS = new Set(['GET', 'HEAD'])

const callersBy = (spec: SessionsSpec, knownBy: (shown: Shown, request: FastifyRequest) => Promise<Known | null>): Omit<Sessions, 'forget'> => {
  const knownFrom = async (request: FastifyRequest): Promise<Known | null> => {
    const shown = shownBy(request)
    return shown && knownBy(shown, request)
  }
  return {
    knownFrom,
    callerFrom: async (request) => callerOf(spec, await knownFrom(request), request),
    actorFrom: async (request) => (await knownFrom(request))?.actor ?? VISITOR,
    actorFor: (module) => async (request) => {
      const known = await knownFrom(request)
      if (!known) return VISITOR
      const kind = READS.has(request.method) ? 'query' : 'command'
      return standingRefusal(known.account, module, kind) ? VISITOR : known.actor
    },
  }
}

const lookBy =
  (spec: SessionsSpec) =>
  async ({ token }: Shown, request: FastifyRequest): Promise<Known | null> => {
    const account = await spec.auth.accountFrom(headersOf(request))
    if (!account) return null
    recordKey(spec, account, request)
    return knownAs(await spec.actorOf(account), account, token)
  }

export const openSessions = (spec: SessionsSpec): Sessions => {
  const { auth, actorsOf, confirmMs = CONFIRM_MS } = spec
  const look = lookBy(spec)
  const remembered = new Map<string, Remembered>()
  let changedAt = -Infinity
  let confirming: { readonly since: number; readonly done: Promise<void> } | null = null

  const isFresh = ({ readAt }: { readonly readAt: number }, moment: number) => readAt > changedAt && moment - readAt < confirmMs

  const prove = (shown: Shown, request: FastifyRequest): Promise<Known | null> => {
    const moment = performance.now()
    const known = look(shown, request)
    if (remembered.size >= MAX_REMEMBERED) remembered.clear()
    const entry: Remembered = { token: null, provedAt: moment, readAt: moment, known, usedAt: moment }
    remembered.set(shown.proof, entry)
    known.then(
      (found) => {
        if (found) entry.token = shown.token
      },
      () => {
        if (remembered.get(shown.proof) === entry) remembered.delete(shown.proof)
      },
    )
    return known
  }

  /** One look at all sessions in use. Who has no standing session or no person is forgotten and has to prove itself. */
  const confirmAll = async (since: number): Promise<void> => {
    const inUse: [string, Remembered, token: string][] = []
    for (const [proof, entry] of remembered) {
      if (since - entry.usedAt > confirmMs || since - entry.provedAt > PROVE_MS) remembered.delete(proof)
      else if (entry.token !== null) inUse.push([proof, entry, entry.token])
    }
    const accounts = await auth.standingSessions(inUse.map(([, , token]) => token))
    const actors = await actorsOf([...new Set([...accounts.values()].map(({ userId }) => userId))])
    for (const [proof, entry, token] of inUse) {
      // Proved anew meanwhile, or forgotten: that look was younger.
      if (remembered.get(proof) !== entry) continue
      const account = accounts.get(token)
      const actor = account && actors.get(account.userId)
      const known = account && actor ? knownAs(actor, { ...account, name: '', key: null }, token) : null
      if (known) remembered.set(proof, { ...entry, readAt: since, known: Promise.resolve(known) })
      else remembered.delete(proof)
    }
  }

  /** Joins a look that has begun, unless something changed since. */
  const confirm = (moment: number): Promise<void> => {
    if (confirming && confirming.since > changedAt) return confirming.done
    const done = confirmAll(moment).finally(() => {
      if (confirming?.done === done) confirming = null
    })
    confirming = { since: moment, done }
    return done
  }

  const knownBy = async (shown: Shown, request: FastifyRequest): Promise<Known | null> => {
    const moment = performance.now()
    const known = remembered.get(shown.proof)
    if (known) known.usedAt = moment
    if (known && isFresh(known, moment)) {
      // Looked at in good time, so that nobody has to wait for it.
      if (known.token !== null && moment - known.readAt > confirmMs / 2) confirm(moment).catch(() => undefined)
      return known.known
    }
    if (known?.token) {
      await confirm(moment)
      const confirmed = remembered.get(shown.proof)
      if (confirmed && isFresh(confirmed, performance.now())) return confirmed.known
    }
    return prove(shown, request)
  }

  return {
    forget: () => {
      changedAt = performance.now()
    },
    ...callersBy(spec, knownBy),
  }
}
