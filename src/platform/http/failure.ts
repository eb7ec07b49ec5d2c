/** What the sender of a request is told when it comes to nothing. */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { LaneOverloaded } from '#platform/command/lane.ts'
import { isOutage } from '#platform/db/outage.ts'
import { refuse, type Refusal } from '#kernel/result.ts'
import { problemBody, statusOf, type Wording } from './refusals.ts'

export interface Problem {
  readonly status: number
  readonly code: string
  readonly params?: Readonly<Record<string, string>>
  readonly field?: string
  readonly headers?: Readonly<Record<string, string>>
}

export const sendProblem = (reply: FastifyReply, wording: Wording, { status, code, params = {}, field, headers = {} }: Problem) =>
  reply
    .code(status)
    .headers(headers)
    .type('application/problem+json')
    .send(problemBody(refuse(code, params, field === undefined ? {} : { field }).refusal, wording, status))

/** For routes beside the typed contract; `status` where the code's own is not meant. */
export const sendRefusal = (reply: FastifyReply, wording: Wording, refusal: Refusal, status = statusOf(refusal.code, wording)) => {
  const { retryAfterSeconds } = refusal.params
  if (typeof retryAfterSeconds === 'number') void reply.header('retry-after', String(retryAfterSeconds))
  return reply
    .code(status)
    .type('application/problem+json')
    .send(problemBody(refusal, wording, status))
}

/** What went wrong, as the sender is told of it; a fault of ours is told in the log as well. Null when nobody is there to be told. */
export const problemOfFailure = (error: FastifyError, request: FastifyRequest): Problem | null => {
  if (error instanceof LaneOverloaded) return { status: 503, code: 'request.overloaded', headers: { 'retry-after': '1' } }
  // What is left of a body that is too large is not waited for.
  if (error.statusCode === 413) return { status: 413, code: 'request.too_large', headers: { connection: 'close' } }
  if (error.statusCode === 415) return { status: 415, code: 'request.type_not_accepted', headers: { connection: 'close' } }
  if (error.statusCode !== undefined && error.statusCode < 500) return { status: error.statusCode, code: 'request.invalid' }
  // The other side left before the answer or its own request was complete: nothing is wrong here.
  if (error.code === 'ERR_STREAM_PREMATURE_CLOSE' || request.raw.socket.destroyed) {
    request.log.debug('the client left')
    return null
  }
  if (isOutage(error)) {
    request.log.warn({ err: error }, 'the database does not answer')
    return { status: 503, code: 'request.unavailable', headers: { 'retry-after': '5' } }
  }
  request.log.error({ err: error }, 'request failed')
  return { status: 500, code: 'request.fault', params: { reference: request.id } }
}
