/** The API described as data, and a page to read it. */
import { OpenAPIGenerator } from '@orpc/openapi'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import type { FastifyInstance } from 'fastify'
import { operationsOf, type Contract } from '#contract/operation.ts'
import { wireRoomOf } from './gateway.ts'
import { referencePage, type OpenApiDocument } from './reference-page.ts'

/** By the rooms that the world knows: an operation keeps its name when a module is divided. */
const byWireRoom = (modules: object): Readonly<Record<string, Contract>> => {
  const rooms: Record<string, Contract> = {}
  for (const [operation, procedure] of Object.values<Contract>({ ...modules }).flatMap(operationsOf)) {
    const room = wireRoomOf(procedure)
    rooms[room] = { ...rooms[room], [operation]: procedure }
  }
  return rooms
}

export const describeApi = (modules: object, version: string): Promise<OpenApiDocument> =>
  new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] }).generate(byWireRoom(modules) as never, {
    info: {
      title: 'Zhepai technology market',
      version,
      description:
        'Amounts are decimal strings of minor units (fen). Instants are ISO 8601 in UTC. Writes accept an Idempotency-Key header and Zhepai-Dry-Run: true. Refusals are RFC 9457 problem details with a code, parameters, the rule that decided and the text in Chinese and English. Acts that move money or power answer 403 request.fresh_factor_needed until the session has shown its second factor (POST /api/auth/prove-factor with {secret}); keys have scopes and an end, and never may do these.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api/v1' }],
    security: [{ session: [] }, { apiKey: [] }],
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'zhepai.session_token' },
        apiKey: { type: 'apiKey', in: 'header', name: 'x-api-key' },
      },
    },
  })

const PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'"

export const mountOpenApi = (scope: FastifyInstance, prefix: string, document: () => Promise<OpenApiDocument>): void => {
  scope.get(`${prefix}/openapi.json`, async (_request, reply) => reply.header('cache-control', 'public, max-age=60').send(await document()))
  scope.get<{ Querystring: { readonly lang?: string } }>(prefix, async ({ query }, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', PAGE_POLICY)
      .header('cache-control', 'public, max-age=60')
      .send(referencePage(await document(), query.lang === 'en' ? 'en' : 'zh')),
  )
}
