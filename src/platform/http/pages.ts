/** Mounts the built pages: static assets, and React Router's handler with a nonce per document. What all visitors see alike comes from memory. */
import fastifyStatic from '@fastify/static'
import path from 'node:path'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { formParser, isWrite, type IsMember } from './body.ts'
import { pageMethodProblem } from './door.ts'
import { problemOfFailure } from './failure.ts'
import { drawerOf, openBuild, type Drawer, type ValueFor, type Visitor } from './drawing.ts'
import { ownWords } from './kept-page.ts'
import { sendPageProblem } from './page-problem.ts'
import type { Wording } from './refusals.ts'
import { isSameSite } from './session.ts'
import { sharedPages, type SharedSpec } from './shared-pages.ts'
import { policyOfPage } from './shield.ts'

export type PageMount = (scope: FastifyInstance) => Promise<void>

interface PagesSpec {
  /** Directory of the build: `client/` and `server/index.js`. */
  readonly directory: string
  readonly wording: Wording
  readonly isMember: IsMember
  readonly valueFor: ValueFor
  readonly visitorOf: (request: FastifyRequest) => Promise<Visitor>
  /** Draws what is read, in place of this process's own loop. */
  readonly drawElsewhere?: (own: Drawer) => Drawer
  readonly toWebRequest: (request: FastifyRequest, reply: FastifyReply) => Request
  readonly shared: SharedSpec
}

const YEAR = '1y'
/** Pages of one person, their data and the acts of an account: nothing between us and the browser may keep them. */
const PRIVATE_PATH = /^\/[^/]+\/(?:desk|account|login|logout|register|demo-clock)(?:[/.?]|$)/
const LOCALISED_PATH = /^\/(?:zh|en)(?:[/.?]|$)/

/** Who may keep the answer, and by what it differs. */
const tellCaches = (request: FastifyRequest, headers: Headers, isMember: boolean): void => {
  headers.append('vary', 'cookie')
  // Outside `/zh` and `/en` the browser's languages decide.
  if (!LOCALISED_PATH.test(request.url)) headers.append('vary', 'accept-language')
  if (PRIVATE_PATH.test(request.url)) headers.set('cache-control', 'no-store')
  else if (isMember && !headers.has('cache-control')) headers.set('cache-control', 'private, no-cache')
}

const answerPageFailure = (wording: Wording) => (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
  const problem = problemOfFailure(error, request)
  return problem ? sendPageProblem(reply.headers(problem.headers ?? {}), wording, problem) : undefined
}

/** Refuses what no page answers; true when it did. */
const refused = (request: FastifyRequest, reply: FastifyReply, wording: Wording): boolean => {
  const method = pageMethodProblem(request)
  if (method) void sendPageProblem(reply.headers(method.headers ?? {}), wording, method)
  else if (isWrite(request.method) && !isSameSite(request)) void sendPageProblem(reply, wording, { status: 403, code: 'request.cross_site' })
  return reply.sent
}

/** Told by the address alone, and only to browsers that do not know it yet: so that `/` leads back here. */
const LANGUAGE = /^\/(zh|en)(?=[/.?]|$)/
const YEAR_SECONDS = 31_536_000

const rememberLanguage = ({ url, headers: { cookie = '' } }: FastifyRequest, reply: FastifyReply): void => {
  const lang = LANGUAGE.exec(url)?.[1]
  if (lang === undefined || new RegExp(`(?:^|;\\s*)zhepai\\.lang=${lang}(?:;|$)`).test(cookie)) return
  reply.header('set-cookie', `zhepai.lang=${lang}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax`)
}

export const mountPages =
  (spec: PagesSpec): PageMount =>
  async (scope) => {
    const { directory, wording, isMember, visitorOf, valueFor, toWebRequest, shared, drawElsewhere = (own) => own } = spec
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', formParser(isMember))
    scope.setErrorHandler(answerPageFailure(wording))
    await scope.register(fastifyStatic, { root: path.join(directory, 'client/assets'), prefix: '/assets/', index: false, immutable: true, maxAge: YEAR })
    const handle = await openBuild(directory, valueFor)
    const drawer = drawElsewhere(drawerOf(handle))
    const memory = sharedPages(shared, { drawer, visitorOf })
    // Before the body is read: a form from elsewhere costs nothing.
    const onRequest = async (request: FastifyRequest, reply: FastifyReply) => (refused(request, reply, wording) ? reply : undefined)
    scope.all('/*', { onRequest }, async (request, reply) => {
      if (isWrite(request.method) && request.body === undefined) return sendPageProblem(reply, wording, { status: 415, code: 'request.type_not_accepted' })
      rememberLanguage(request, reply)
      if (memory.isShared(request)) return memory.answer(request, reply)
      const words = ownWords(request.id, shared.now())
      const visitor = await visitorOf(request)
      const asked = toWebRequest(request, reply)
      if (isWrite(request.method)) {
        const response = await handle(asked, visitor, words)
        tellCaches(request, response.headers, visitor.known !== null)
        return reply.headers(policyOfPage(words.nonce)).send(response)
      }
      const drawing = await drawer.forOne({ visitor, address: asked.url, headers: [...asked.headers], words })
      const headers = new Headers(drawing.headers as [string, string][])
      headers.append('vary', 'accept-encoding')
      tellCaches(request, headers, visitor.known !== null)
      for (const [name, value] of headers) void reply.header(name, value)
      return reply
        .code(drawing.status)
        .headers(policyOfPage(words.nonce))
        .send(Buffer.from(drawing.body.buffer, 0, drawing.body.length))
    })
  }
