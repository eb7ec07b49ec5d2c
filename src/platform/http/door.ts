/** What every request must be before a route sees it: a method we know, an address of ours, a host that can be one. And how the house closes. */
import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyInstance, FastifyRequest } from 'fastify'

/** TRACE and the methods of other protocols reach no handler. */
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
const PAGE_METHODS = ['GET', 'HEAD', 'POST']
const MAX_HOSTS = 200

export interface DoorProblem {
  readonly status: number
  readonly code: string
  readonly headers?: Readonly<Record<string, string>>
}

/**
 * Servers must take the absolute form of a target (RFC 9112, 3.2.2), whose host then counts instead of the header.
 * What is no address of the web stays as it is and is refused.
 */
export const pathOfTarget = (raw: Pick<IncomingMessage, 'url' | 'headers'>): string => {
  const target = raw.url ?? '/'
  if (target.startsWith('/') || !/^https?:\/\//i.test(target) || !URL.canParse(target)) return target
  const url = new URL(target)
  raw.headers.host = url.host
  return url.pathname + url.search
}

const canBeHost = (host: string): boolean => {
  if (!/^[a-z\d.-]+(?::\d{1,5})?$|^\[[\da-f:.]+\](?::\d{1,5})?$/i.test(host)) return false
  return URL.canParse(`http://${host}/`)
}

/** Few hosts are ever asked for: each is examined once. */
const hostJudge = () => {
  const good = new Set<string>()
  return (host: string): boolean => {
    if (good.has(host)) return true
    if (!canBeHost(host)) return false
    if (good.size >= MAX_HOSTS) good.clear()
    good.add(host)
    return true
  }
}

/** HTTP/1.0 knows no host. */
const hostOf = (request: FastifyRequest): string => (request.host === '' ? 'localhost' : request.host)

/** Address of the request for handlers that speak the web's Request. Joined, not resolved: a path that begins with two slashes would name another host. */
export const addressOf = (request: FastifyRequest): URL => new URL(`${request.protocol === 'https' ? 'https' : 'http'}://${hostOf(request)}${request.url}`)

const allowed = (methods: readonly string[]): DoorProblem => ({ status: 405, code: 'request.method_not_allowed', headers: { allow: methods.join(', ') } })

export const doorJudge = () => {
  const isHost = hostJudge()
  return (request: FastifyRequest): DoorProblem | null => {
    if (!METHODS.includes(request.method)) return allowed(METHODS)
    if (!request.url.startsWith('/') || !isHost(hostOf(request))) return { status: 400, code: 'request.address_unreadable' }
    return null
  }
}

export const pageMethodProblem = (request: FastifyRequest): DoorProblem | null => (PAGE_METHODS.includes(request.method) ? null : allowed(PAGE_METHODS))

/** A tunnel is asked for outside of all routes. */
export const refuseTunnels = (app: FastifyInstance): void => {
  app.server.on('connect', (_request: IncomingMessage, socket: Socket) => {
    socket.on('error', () => undefined)
    socket.end(`HTTP/1.1 405 Method Not Allowed\r\nallow: ${METHODS.join(', ')}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`)
  })
}
