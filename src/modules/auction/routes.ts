/** The hot path: bids enter here and go to disk in batches. Shapes and refusals are those of the contract. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import { holdsRole, organisationMeant, type Actor } from '#kernel/actor.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { Services } from '#platform/command/services.ts'
import { sendRefusal } from '#platform/http/failure.ts'
import { platformMessages, wordingFrom } from '#platform/http/refusals.ts'
import { auctionId, bidInput } from './api.ts'
import { decideBids, type BidAnswer, type IncomingBid } from './engine.ts'
import { en, refusals, zh } from './messages.ts'
import { keepPace } from './pace.ts'

const MAX_BATCH = 512
const MAX_KEY = 200
const BODY_LIMIT = 1024

const wording = wordingFrom([platformMessages, { zh, en, refusals }])

const invalid = (reply: FastifyReply, field: string) => sendRefusal(reply, wording, refuse('request.invalid', {}, { field }).refusal, 400)

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
  | {
      readonly ok: true
      readonly priceMinor: bigint
      readonly confirmedMinor: bigint | null
      readonly organisationId: string | undefined
      readonly number: number | undefined
    }
  | { readonly ok: false; readonly field: string } => {
  if (!auctionId.safeParse(id).success) return { ok: false, field: 'id' }
  if (key !== undefined && (typeof key !== 'string' || key.length === 0 || key.length > MAX_KEY)) return { ok: false, field: 'Idempotency-Key' }
  const parsed = bidInput.safeParse(body)
  if (!parsed.success) return { ok: false, field: (parsed.error.issues[0]?.path ?? []).map(String).join('.') }
  const { priceMinor, confirmedAmountMinor, organisationId, number } = parsed.data
  return { ok: true, priceMinor, confirmedMinor: confirmedAmountMinor ?? null, organisationId, number }
}

/** For whom the actor bids: by itself for an enterprise, or for a number in the hall. Whether it is the floor clerk is decided under the lock. */
const bidderMeant = (
  actor: Actor,
  { organisationId, number }: { readonly organisationId: string | undefined; readonly number: number | undefined },
): Result<Pick<IncomingBid, 'organisationId' | 'floorNumber'>> => {
  if (number !== undefined) return holdsRole(actor, 'auctioneer') ? ok({ organisationId: '', floorNumber: number }) : refuse('request.forbidden')
  if (!holdsRole(actor, 'enterprise')) return refuse('request.forbidden')
  const meant = organisationMeant(actor, 'enterprise', organisationId)
  return meant === null ? refuse('auction.organisation_missing', {}, { field: 'organisationId' }) : ok({ organisationId: meant })
}

/** What makes two requests the same bid. */
const bodyOf = ({
  organisationId,
  floorNumber,
  priceMinor,
  confirmedMinor,
}: Pick<IncomingBid, 'organisationId' | 'floorNumber' | 'priceMinor' | 'confirmedMinor'>): string =>
  `${floorNumber === undefined ? organisationId : `#${floorNumber}`}:${priceMinor}${confirmedMinor === null ? '' : `:${confirmedMinor}`}`

export const routes = (app: FastifyInstance, services: Services): void => {
  const lane = services.lane<IncomingBid, BidAnswer>({ name: 'auction.bids', maxBatch: MAX_BATCH, decide: decideBids })
  app.post<{ Params: { id: string } }>('/auctions/:id/bids', { bodyLimit: BODY_LIMIT }, async (request, reply) => {
    const receivedAt = services.arrivedAt()
    const paused = services.clockRefusal()
    if (paused) return sendRefusal(reply, wording, paused)
    const key = request.headers['idempotency-key']
    const asked = parse({ id: request.params.id, body: request.body, key })
    if (!asked.ok) return invalid(reply, asked.field)
    const actor = await services.actorFrom(request)
    if (actor.personId === null) return sendRefusal(reply, wording, refuse('request.unauthorized').refusal)
    const meant = bidderMeant(actor, asked)
    if (!meant.ok) return sendRefusal(reply, wording, meant.refusal)
    const { organisationId, floorNumber } = meant.value
    const asking = { auctionId: request.params.id, personId: actor.personId }
    const paced = keepPace({ ...asking, organisationId: floorNumber === undefined ? organisationId : String(floorNumber) }, receivedAt)
    if (!paced.ok) return sendRefusal(reply, wording, paced.refusal)
    const { priceMinor, confirmedMinor } = asked
    const result: Result<BidAnswer> = await lane.submit({
      ...asking,
      ...meant.value,
      priceMinor,
      confirmedMinor,
      receivedAt,
      requestKey: typeof key === 'string' ? key : null,
      requestBody: typeof key === 'string' ? bodyOf({ ...meant.value, priceMinor, confirmedMinor }) : null,
    })
    return result.ok ? result.value : sendRefusal(reply, wording, result.refusal)
  })
}
