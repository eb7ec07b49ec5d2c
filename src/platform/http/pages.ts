/** Mounts the built pages: static assets, and React Router's handler with a nonce per document. */
import fastifyStatic from '@fastify/static'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { formParser, isWrite, type IsMember } from './body.ts'
import { pageMethodProblem } from './door.ts'
import { problemOfFailure } from './failure.ts'
import { sendPageProblem } from './page-problem.ts'
import type { Wording } from './refusals.ts'
import { isSameSite } from './session.ts'
import { policyOfPage, type Nonces } from './shield.ts'
import { createRequestHandler, RouterContextProvider, type RouterContext, type ServerBuild } from 'react-router'

export type PageMount = (scope: FastifyInstance) => Promise<void>

/** What the pages tell the door of one visit while they answer it. */
export interface Visit {
  /** What the page could not show was no fault of ours: it is not there for this reader, or the database did not answer. */
  status: 404 | 503 | null
}

interface PagesSpec {
  /** Directory of the build: `client/` and `server/index.js`. */
  readonly directory: string
  readonly wording: Wording
  readonly isMember: IsMember
  /** What loaders and actions see; the value belongs to the page's own context key. */
  readonly valueFor: (request: FastifyRequest, nonces: Nonces, visit: Visit) => Promise<unknown>
  readonly toWebRequest: (request: FastifyRequest, reply: FastifyReply) => Request
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

export const mountPages =
  ({ directory, wording, isMember, valueFor, toWebRequest }: PagesSpec): PageMount =>
  async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', formParser(isMember))
    scope.setErrorHandler(answerPageFailure(wording))
    await scope.register(fastifyStatic, { root: path.join(directory, 'client/assets'), prefix: '/assets/', index: false, immutable: true, maxAge: YEAR })
    const build = (await import(pathToFileURL(path.join(directory, 'server/index.js')).href)) as ServerBuild
    // The context key is an object of the build: a second copy of its module would be another key.
    const key = (build.entry.module as unknown as { appContext: RouterContext<unknown> }).appContext
    const handle = createRequestHandler(build, 'production')
    // Before the body is read: a form from elsewhere costs nothing.
    const onRequest = async (request: FastifyRequest, reply: FastifyReply) => (refused(request, reply, wording) ? reply : undefined)
    scope.all('/*', { onRequest }, async (request, reply) => {
      if (isWrite(request.method) && request.body === undefined) return sendPageProblem(reply, wording, { status: 415, code: 'request.type_not_accepted' })
      const context = new RouterContextProvider()
      const visit: Visit = { status: null }
      const { headers: policy, nonces } = policyOfPage()
      context.set(key, await valueFor(request, nonces, visit))
      const response = await handle(toWebRequest(request, reply), context as never)
      const headers = new Headers(response.headers)
      tellCaches(request, headers, await isMember(request))
      const status = response.status === 500 ? (visit.status ?? 500) : response.status
      if (status === 503) headers.set('retry-after', '5')
      return reply.headers(policy).send(new Response(response.body, { status, headers }))
    })
  }
