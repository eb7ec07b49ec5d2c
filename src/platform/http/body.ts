/** What a body may weigh and how many parts it may have. All is counted before anything is parsed: parsing takes time that bids would wait for. */
import type { Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'

export interface BodyBounds {
  readonly bytes: number
  /** Fields of a form; values of a JSON text. */
  readonly parts: number
}

const KIB = 1_024
const MIB = KIB * KIB

/** A form or a call of somebody who has not logged in. */
export const STRANGER: BodyBounds = { bytes: 64 * KIB, parts: 200 }
/** Text of a form without files. */
const MEMBER_TEXT: BodyBounds = { bytes: MIB, parts: 5_000 }
/** A form brings documents along (a handover three of them); what one may weigh its own rule says, in words, at its field. */
const MEMBER_FILES: BodyBounds = { bytes: 32 * MIB, parts: 2_000 }
/** Files come inside JSON too, as text. */
export const MEMBER_JSON: BodyBounds = { bytes: 32 * MIB, parts: 200_000 }
/** Values of a stranger's JSON text: what fits into its bytes and is read in a moment. */
const STRANGER_JSON_PARTS = 10_000

const MAX_PART_HEAD_BYTES = 8 * KIB
const WRITES = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

export class BodyProblem extends Error {
  readonly statusCode: number
  constructor(statusCode: number, message: string) {
    super(message)
    this.statusCode = statusCode
  }
}
const tooLarge = () => new BodyProblem(413, 'the body is larger than its sender may send')
const unreadable = () => new BodyProblem(400, 'the body cannot be read as what it says it is')

export type IsMember = (request: FastifyRequest) => Promise<boolean>

export const isWrite = (method: string): boolean => WRITES.has(method)

/** Null when the sender does not say: such a body is taken for large. */
const announcedBytes = ({ headers }: FastifyRequest): number | null => {
  const length = headers['content-length']
  if (length !== undefined) return Number(length)
  return headers['transfer-encoding'] === undefined ? 0 : null
}

const mayBeLarge = (request: FastifyRequest): boolean => !((announcedBytes(request) ?? Infinity) <= STRANGER.bytes)

const assertMember = async (request: FastifyRequest, isMember: IsMember): Promise<void> => {
  if (!(await isMember(request))) throw tooLarge()
}

/** Hook: a stranger's large body is not even read. What is small passes at once, without a look at who sends it. */
export const largeFromMembersOnly =
  (isMember: IsMember) =>
  async (request: FastifyRequest): Promise<void> => {
    if (isWrite(request.method) && mayBeLarge(request)) await assertMember(request, isMember)
  }

/** Leaves the connection open when the bound is passed, so that the sender hears why. */
const readAtMost = async (payload: Readable, bytes: number): Promise<Buffer> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of payload.iterator({ destroyOnReturn: false })) {
    size += (chunk as Buffer).length
    if (size > bytes) throw tooLarge()
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks)
}

/** How often the mark stands in the body; stops counting above `most`. */
const countOf = (body: Buffer, mark: number | string, most: number): number => {
  const step = typeof mark === 'number' ? 1 : mark.length
  let count = 0
  for (let at = body.indexOf(mark); at !== -1 && count <= most; at = body.indexOf(mark, at + step)) count += 1
  return count
}

interface FormKind {
  readonly boundary: string | null
  readonly member: BodyBounds
}

const formKindOf = (contentType: string): FormKind | null => {
  if (/^application\/x-www-form-urlencoded\s*(;|$)/i.test(contentType)) return { boundary: null, member: MEMBER_TEXT }
  if (!/^multipart\/form-data\s*;/i.test(contentType)) return null
  const [, quoted, bare] = /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType) ?? []
  const boundary = quoted ?? bare
  return boundary === undefined ? null : { boundary, member: MEMBER_FILES }
}

/** The heads of parts are read byte by byte: a head without end would take the time of a whole body. */
const hasShortHeads = (body: Buffer, boundary: string): boolean => {
  const mark = `--${boundary}\r\n`
  for (let at = body.indexOf(mark); at !== -1; at = body.indexOf(mark, at + mark.length)) {
    const head = body.subarray(at + mark.length, at + mark.length + MAX_PART_HEAD_BYTES)
    if (!head.includes('\r\n\r\n')) return false
  }
  return true
}

/** Broken multipart is refused here, by the same parser that the pages use; what is left of the bytes is theirs. */
const assertReadable = async (body: Buffer, boundary: string, contentType: string): Promise<void> => {
  if (!hasShortHeads(body, boundary)) throw unreadable()
  try {
    await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData()
  } catch {
    throw unreadable()
  }
}

/** Takes the body of a page's form: forms only, within the bounds of who sends it, and readable. */
export const formParser =
  (isMember: IsMember) =>
  async (request: FastifyRequest, payload: Readable): Promise<Buffer> => {
    const contentType = request.headers['content-type'] ?? ''
    const kind = formKindOf(contentType)
    if (!kind) throw new BodyProblem(415, 'a page takes forms')
    const announced = announcedBytes(request) ?? 0
    if (announced > kind.member.bytes) throw tooLarge()
    const isFromMember = mayBeLarge(request) && (await isMember(request))
    if (announced > STRANGER.bytes && !isFromMember) throw tooLarge()
    const body = await readAtMost(payload, isFromMember ? kind.member.bytes : STRANGER.bytes)
    // The closing boundary of a form counts as the field that an empty one has.
    const parts = kind.boundary === null ? countOf(body, 0x26, kind.member.parts) + 1 : countOf(body, `--${kind.boundary}`, kind.member.parts) - 1
    if (parts > kind.member.parts) throw tooLarge()
    if (parts > STRANGER.parts && !isFromMember) await assertMember(request, isMember)
    if (kind.boundary !== null) await assertReadable(body, kind.boundary, contentType)
    return body
  }

const jsonParts = (body: Buffer, most: number): number => [0x2c, 0x5b, 0x7b].reduce((sum, mark) => (sum > most ? sum : sum + countOf(body, mark, most)), 1)

/** JSON within bounds; the reader itself is Fastify's, which refuses prototypes as names. */
export const takeJson = (scope: FastifyInstance, isMember: IsMember): void => {
  const read = scope.getDefaultJsonParser('error', 'error')
  scope.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer', bodyLimit: MEMBER_JSON.bytes }, async (request: FastifyRequest, body: Buffer) => {
    const parts = jsonParts(body, MEMBER_JSON.parts)
    if (parts > MEMBER_JSON.parts) throw tooLarge()
    if (parts > STRANGER_JSON_PARTS) await assertMember(request, isMember)
    return new Promise((resolve, reject) => {
      void read(request, body.toString(), (error, value) => (error ? reject(error) : resolve(value)))
    })
  })
}
