/** Mounts the built pages: static assets, and React Router's handler with a nonce per document. */
import fastifyStatic from '@fastify/static'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isSameSite } from './session.ts'
import { createRequestHandler, RouterContextProvider, type RouterContext, type ServerBuild } from 'react-router'

export type PageMount = (scope: FastifyInstance) => Promise<void>

interface PagesSpec {
  /** Directory of the build: `client/` and `server/index.js`. */
  readonly directory: string
  /** What loaders and actions see; the value belongs to the page's own context key. */
  readonly valueFor: (request: FastifyRequest, nonces: { readonly script: string; readonly style: string }) => Promise<unknown>
  readonly toWebRequest: (request: FastifyRequest, reply: FastifyReply) => Request
}

const POLICY = {
  useDefaults: false,
  directives: {
    'default-src': ["'self'"],
    'script-src': ["'self'"],
    'style-src': ["'self'"],
    'style-src-attr': ["'unsafe-inline'"], // React and Mantine render style attributes
    'img-src': ["'self'", 'data:', 'blob:'],
    'font-src': ["'self'", 'data:'],
    'connect-src': ["'self'"],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'frame-ancestors': ["'none'"],
    'form-action': ["'self'"],
  },
}
const YEAR = '1y'
/** A form brings documents along (a handover three of them); what one may weigh its own rule says, in words, at its field. */
export const FORM_LIMIT = 32 * 1024 * 1024

export const mountPages =
  ({ directory, valueFor, toWebRequest }: PagesSpec): PageMount =>
  async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: FORM_LIMIT }, (_request, body, done) => done(null, body))
    await scope.register(fastifyStatic, { root: path.join(directory, 'client/assets'), prefix: '/assets/', index: false, immutable: true, maxAge: YEAR })
    const build = (await import(pathToFileURL(path.join(directory, 'server/index.js')).href)) as ServerBuild
    // The context key is an object of the build: a second copy of its module would be another key.
    const key = (build.entry.module as unknown as { appContext: RouterContext<unknown> }).appContext
    const handle = createRequestHandler(build, 'production')
    scope.all('/*', { helmet: { enableCSPNonces: true, contentSecurityPolicy: POLICY } }, async (request, reply) => {
      if (request.method !== 'GET' && request.method !== 'HEAD' && !isSameSite(request))
        return reply.code(403).type('text/plain').send('cross-site request refused 请求来自其他网站，已拒绝')
      const context = new RouterContextProvider()
      context.set(key, await valueFor(request, reply.cspNonce))
      const response = await handle(toWebRequest(request, reply), context as never)
      return reply.send(response)
    })
  }
