/** The hot path: bids enter here and go to disk in batches. Shapes and refusals are those of the contract. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import { holdsRole, organisationMeant } from '#kernel/actor.ts'
import { refuse, type Refusal, type Result } from '#kernel/result.ts'
import type { Services } from '#platform/command/services.ts'
import { platformMessages, refusalBody, statusOf, wordingFrom } from '#platform/http/refusals.ts'
import { auctionId, bidInput } from './api.ts'
import { decideBids, type BidAnswer, type IncomingBid } from './engine.ts'
import { en, refusals, zh } from './messages.ts'
import { keepPace } from './pace.ts'

const MAX_BATCH = 512
const MAX_KEY = 200
const BODY_LIMIT = 1024

const wording = wordingFrom([platformMessages, { zh, en, refusals }])

const sendRefusal = (reply: FastifyReply, refusal: Refusal, status = statusOf(refusal.code, wording)) => {
  const body = refusalBody(refusal, wording)
  const { retryAfterSeconds } = refusal.params
  if (typeof retryAfterSeconds === 'number') void reply.header('retry-after', String(retryAfterSeconds))
  return reply
    .code(status)
    .type('application/problem+json')
    .send({ type: 'about:blank', title: body.text.en, status, ...body })
}

const invalid = (reply: FastifyReply, field: string) => sendRefusal(reply, refuse('request.invalid', {}, { field }).refusal, 400)

interface BidRequest {
  readonly id: string
  readonly body: unknown
  readonly key: string | string[] | undefined
}

/** Null with the field that is wrong, or what the contract asks for. */
const parse = ({
  id,
  body,
  key,
}: BidRequest):
  | { readonly ok: true; readonly priceMinor: bigint; readonly confirmedMinor: bigint | null; readonly organisationId: string | undefined }
  | { readonly ok: false; readonly field: string } => {
  if (!auctionId.safeParse(id).success) return { ok: false, field: 'id' }
  if (key !== undefined && (typeof key !== 'string' || key.length === 0 || key.length > MAX_KEY)) return { ok: false, field: 'Idempotency-Key' }
  const parsed = bidInput.safeParse(body)
  if (!parsed.success) return { ok: false, field: (parsed.error.issues[0]?.path ?? []).map(String).join('.') }
  const { priceMinor, confirmedAmountMinor, organisationId } = parsed.data
  return { ok: true, priceMinor, confirmedMinor: confirmedAmountMinor ?? null, organisationId }
}

/** What makes two requests the same bid. */
const bodyOf = ({ organisationId, priceMinor, confirmedMinor }: Pick<IncomingBid, 'organisationId' | 'priceMinor' | 'confirmedMinor'>): string =>
  `${organisationId}:${priceMinor}${confirmedMinor === null ? '' : `:${confirmedMinor}`}`

export const routes = (app: FastifyInstance, services: Services): void => {
  const lane = services.lane<IncomingBid, BidAnswer>({ name: 'auction.bids', maxBatch: MAX_BATCH, decide: decideBids })
  app.post<{ Params: { id: string } }>('/auctions/:id/bids', { bodyLimit: BODY_LIMIT }, async (request, reply) => {
    const receivedAt = services.arrivedAt()
    const paused = services.clockRefusal()
    if (paused) return sendRefusal(reply, paused)
    const key = request.headers['idempotency-key']
    const asked = parse({ id: request.params.id, body: request.body, key })
    if (!asked.ok) return invalid(reply, asked.field)
    const actor = await services.actorFrom(request)
    if (actor.personId === null) return sendRefusal(reply, refuse('request.unauthorized').refusal)
    if (!holdsRole(actor, 'enterprise')) return sendRefusal(reply, refuse('request.forbidden').refusal)
    const organisationId = organisationMeant(actor, 'enterprise', asked.organisationId)
    if (organisationId === null) return sendRefusal(reply, refuse('auction.organisation_missing', {}, { field: 'organisationId' }).refusal)
    const asking = { auctionId: request.params.id, organisationId, personId: actor.personId }
    const paced = keepPace(asking, receivedAt)
    if (!paced.ok) return sendRefusal(reply, paced.refusal)
    const { priceMinor, confirmedMinor } = asked
    const result: Result<BidAnswer> = await lane.submit({
      ...asking,
      priceMinor,
      confirmedMinor,
      receivedAt,
      requestKey: typeof key === 'string' ? key : null,
      requestBody: typeof key === 'string' ? bodyOf({ organisationId, priceMinor, confirmedMinor }) : null,
    })
    return result.ok ? result.value : sendRefusal(reply, result.refusal)
  })
}
