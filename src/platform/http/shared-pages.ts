/**
 * Answers visitors from memory. A page is drawn for nobody: the drawing sees the address and the colour scheme, and neither a cookie of a visitor nor
 * anything else of the request that happened to be the first.
 */
import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Instant } from '#kernel/instant.ts'
import type { Drawer, SharedDrawing, Visitor } from './drawing.ts'
import { acceptsGzip, keptPage, ownWords, placeWords, type KeptPage } from './kept-page.ts'
import { openPageMemory, type Drawn, type PageChanges } from './page-memory.ts'
import { policyOfPage } from './shield.ts'

const MAX_TARGET = 300
/** Sessions, second factors, tokens of any kind: only these two cookies of ours say nothing about a person. */
const PERSONAL_COOKIE = /zhepai\.(?!lang=|theme=)/
const SCHEME_COOKIE = /(?:^|;\s*)zhepai\.theme=(light|dark)(?:;|$)/
const LANG = /^\/(zh|en)/

/** The halls and records without a query cannot be many; questions can be made up, and must not push those out. */
const PLAIN = { maxEntries: 2_000, maxBytes: 64_000_000 }
const ASKED = { maxEntries: 300, maxBytes: 16_000_000 }

export interface SharedSpec {
  /** Whether all visitors get the same at this path. */
  readonly isForEverybody: (path: string) => boolean
  readonly changes: PageChanges
  /** Drawn for this address of ours, whatever host a visitor names. */
  readonly origin: string
  readonly now: () => Instant
  readonly elapsed: () => number
}

interface Hands {
  readonly drawer: Pick<Drawer, 'forAll'>
  readonly visitorOf: (request: FastifyRequest) => Promise<Visitor>
}

interface SharedPage extends Drawn {
  readonly name: string
  /** Under which its faults stand in the log. */
  readonly drawnFor: string
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: KeptPage
}

const isNobody = ({ headers }: FastifyRequest): boolean =>
  headers.authorization === undefined && headers['x-api-key'] === undefined && !PERSONAL_COOKIE.test(headers.cookie ?? '')

const isRead = ({ method }: FastifyRequest): boolean => method === 'GET' || method === 'HEAD'

const drawnPage = ({ status, headers, packed, isWhole }: SharedDrawing, drawnFor: string): SharedPage => {
  const body = keptPage(packed)
  return {
    name: randomBytes(9).toString('base64url'),
    drawnFor,
    status,
    headers: Object.fromEntries(headers),
    body,
    bytes: isWhole ? body.bytes : null,
  }
}

/** A browser's copy holds as long as its clock is right to the second: this second's and the last one's. */
const isKnown = (request: FastifyRequest, name: string, second: number): boolean =>
  [second, second - 1].some((at) => request.headers['if-none-match'] === tagOf(name, at))

const tagOf = (name: string, second: number): string => `W/"${name}.${second.toString(36)}"`

const SECOND_MS = 1_000

const give = (page: SharedPage, request: FastifyRequest, reply: FastifyReply, now: Instant) => {
  const words = ownWords(page.bytes === null ? page.drawnFor : request.id, now)
  void reply.code(page.status).headers({ 'cache-control': 'no-cache', ...page.headers, vary: 'accept-encoding, cookie' })
  if (page.bytes === null) return reply.headers(policyOfPage(words.nonce)).send(page.body.plain(words))
  const second = Math.floor(now / SECOND_MS)
  void reply.header('etag', tagOf(page.name, second))
  // The copy goes on with the nonces it has: a policy with new ones would stop its scripts.
  if (isKnown(request, page.name, second)) return reply.code(304).removeHeader('content-security-policy').removeHeader('content-type').send()
  void reply.headers(policyOfPage(words.nonce))
  return acceptsGzip(request.headers['accept-encoding'])
    ? reply.header('content-encoding', 'gzip').send(page.body.gzip(words))
    : reply.send(page.body.plain(words))
}

export const sharedPages = ({ isForEverybody, changes, origin, now, elapsed }: SharedSpec, { drawer, visitorOf }: Hands) => {
  const plain = openPageMemory<SharedPage>({ changes, now, elapsed, ...PLAIN })
  const asked = openPageMemory<SharedPage>({ changes, now, elapsed, ...ASKED })

  const isShared = (request: FastifyRequest): boolean =>
    isRead(request) && request.url.length <= MAX_TARGET && isNobody(request) && isForEverybody(request.url.replace(/\?.*$/s, ''))

  const drawFor = (leader: FastifyRequest, scheme: string | undefined) => async () => {
    const words = placeWords()
    const headers: [string, string][] = [['accept-language', LANG.exec(leader.url)?.[1] ?? '']]
    if (scheme !== undefined) headers.push(['cookie', `zhepai.theme=${scheme}`])
    // Of whoever happened to be the first nothing is seen but the address.
    const visitor = { ...(await visitorOf(leader)), method: 'GET', headers: {} }
    return drawnPage(await drawer.forAll({ visitor, address: new URL(leader.url, origin).href, headers, words }), leader.id)
  }

  return {
    isShared,
    answer: async (request: FastifyRequest, reply: FastifyReply) => {
      const scheme = SCHEME_COOKIE.exec(request.headers.cookie ?? '')?.[1]
      const memory = request.url.includes('?') ? asked : plain
      const page = await memory.take(`${scheme ?? ''} ${request.url}`, drawFor(request, scheme))
      return give(page, request, reply, now())
    },
  }
}
