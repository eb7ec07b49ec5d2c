/** Upload and download: bytes do not go through the typed contract. */
import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { refuse, type Refusal, type Result } from '#kernel/result.ts'
import type { Services } from '#platform/command/services.ts'
import { sendRefusal as answerRefused } from '#platform/http/failure.ts'
import { platformMessages, wordingFrom } from '#platform/http/refusals.ts'
import { takeUpload, type NewUpload } from './commands.ts'
import { attachmentHeader, BROUGHT_KINDS, MAX_DOCUMENT_BYTES } from './core/kinds.ts'
import { en, refusals, zh } from './messages.ts'
import { isReadable } from './queries.ts'
import { readDocument } from './store.ts'

/** Of HTTP itself, about the file that is sent. */
const STATUS: Readonly<Record<string, number>> = {
  'document.too_large': 413,
  'document.account_full': 413,
  'document.organisation_full': 413,
  'document.unattached_full': 413,
  'document.type_not_accepted': 415,
  'document.disguised': 415,
}
const ID = /^doc_[0-9a-z]{20,32}$/

const wording = wordingFrom([platformMessages, { zh, en, refusals }])

const sendRefusal = (reply: FastifyReply, refusal: Refusal) => answerRefused(reply, wording, refusal, STATUS[refusal.code])

const kindOf = (text: unknown): NewUpload['kind'] | null => BROUGHT_KINDS.find((kind) => kind === text) ?? null

/** Reads the one file of a form; fields may stand before or after it. */
const readForm = async (request: FastifyRequest): Promise<Result<NewUpload>> => {
  const fields: Record<string, string> = {}
  let file: { readonly name: string; readonly bytes: Uint8Array } | null = null
  for await (const part of request.parts()) {
    if (part.type === 'field') fields[part.fieldname] = String(part.value)
    else {
      const bytes = await part.toBuffer()
      // A part may come without a file name, whatever its type says.
      file ??= { name: (part.filename as string | undefined) ?? '', bytes: new Uint8Array(bytes) }
    }
  }
  const kind = kindOf(fields['kind'] ?? 'other')
  if (!file || !kind) return refuse('document.empty', {}, { field: file ? 'kind' : 'file' })
  return { ok: true, value: { ...file, kind, organisationId: fields['organisationId'] || undefined } }
}

const readUpload = async (request: FastifyRequest): Promise<Result<NewUpload>> => {
  if (!request.isMultipart()) {
    const { name = '', kind = 'other', organisationId } = request.query as Readonly<Record<string, string | string[] | undefined>>
    if (typeof name !== 'string') return refuse('document.name_unsafe', {}, { field: 'name' })
    if (Array.isArray(organisationId)) return refuse('document.forbidden', {}, { field: 'organisationId' })
    const known = kindOf(kind)
    const bytes = request.body
    if (!known || !Buffer.isBuffer(bytes)) return refuse('document.empty', {}, { field: known ? 'file' : 'kind' })
    return { ok: true, value: { name, kind: known, organisationId, bytes: new Uint8Array(bytes) } }
  }
  try {
    return await readForm(request)
  } catch (error) {
    if ((error as { code?: string }).code === 'FST_REQ_FILE_TOO_LARGE')
      return refuse('document.too_large', { maxMiB: MAX_DOCUMENT_BYTES / 1024 / 1024 }, { field: 'file' })
    // Nothing but the request is read here: a form that breaks off or has no boundary is the sender's.
    return refuse('document.empty', {}, { field: 'file' })
  }
}

const mountUpload = async (scope: FastifyInstance, services: Services): Promise<void> => {
  await scope.register(multipart, { limits: { fileSize: MAX_DOCUMENT_BYTES, files: 1, fields: 5, fieldSize: 1_000 } })
  scope.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  // One byte more than allowed reaches the rule, which then names the limit in both languages.
  scope.post('/documents', { bodyLimit: MAX_DOCUMENT_BYTES + 100_000 }, async (request, reply) => {
    const actor = await services.actorFrom(request)
    if (actor.kind === 'visitor') return sendRefusal(reply, refuse('request.unauthorized').refusal)
    const upload = await readUpload(request)
    if (!upload.ok) return sendRefusal(reply, upload.refusal)
    const taken = await services.run('document.upload', actor, (act) => takeUpload(act, upload.value))
    return taken.ok ? reply.code(201).send(taken.value) : sendRefusal(reply, taken.refusal)
  })
}

export const routes = (app: FastifyInstance, services: Services): void => {
  void app.register((scope) => mountUpload(scope, services))
  app.get<{ Params: { id: string } }>('/documents/:id/content', async (request, reply) => {
    const actor = await services.actorFrom(request)
    const document = ID.test(request.params.id) ? await readDocument(services.reader, request.params.id) : null
    if (!document || !isReadable(actor, document)) return sendRefusal(reply, refuse('document.not_found').refusal)
    const bytes = await services.files.get(document.sha256)
    return reply
      .header('content-disposition', attachmentHeader(document.name))
      .header('x-content-type-options', 'nosniff')
      .header('etag', `"${document.sha256}"`)
      .header('cache-control', 'private, no-cache')
      .type(document.mediaType)
      .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  })
}
