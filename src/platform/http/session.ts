/** Who is calling: resolved once per session token and remembered for a moment, because a bidder asks many times a second. */
import type { FastifyRequest } from 'fastify'
import { VISITOR, type Actor } from '#kernel/actor.ts'
import type { Auth } from '#platform/auth/auth.ts'

export interface Sessions {
  readonly actorFrom: (request: FastifyRequest) => Promise<Actor>
  /** After log-out, a changed password or changed mandates nothing stale may be served by this process. */
  readonly forget: () => void
}

/** Upper bound of how long a log-out or an ended mandate may go unnoticed in another process. */
const REMEMBER_MS = 5_000
const MAX_REMEMBERED = 20_000

const SESSION_COOKIE = /(?:^|;\s*)((?:__Secure-)?zhepai\.session_token=[^;]+)/

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

export const openSessions = (auth: Auth, actorOf: (account: { readonly userId: string; readonly name: string }) => Promise<Actor>): Sessions => {
  const remembered = new Map<string, { readonly actor: Promise<Actor>; readonly until: number }>()
  const resolve = async (headers: Headers): Promise<Actor> => {
    const account = await auth.userIdFrom(headers)
    return account ? actorOf(account) : VISITOR
  }
  return {
    forget: () => remembered.clear(),
    actorFrom: async (request) => {
      const cookie = SESSION_COOKIE.exec(request.headers.cookie ?? '')?.[1]
      const apiKey = request.headers['x-api-key']
      const token = typeof apiKey === 'string' ? `key:${apiKey}` : cookie
      if (token === undefined) return VISITOR
      const moment = performance.now()
      const known = remembered.get(token)
      if (known && known.until > moment) return known.actor
      if (remembered.size >= MAX_REMEMBERED) remembered.clear()
      const actor = resolve(headersOf(request))
      // Not all at once: bidders who came together would otherwise be looked up together for ever after.
      remembered.set(token, { actor, until: moment + REMEMBER_MS * (0.5 + Math.random() / 2) })
      actor.catch(() => remembered.delete(token))
      return actor
    },
  }
}
