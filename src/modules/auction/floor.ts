/** A bidder lets the market bid for its number in the hall, or takes that back; the floor clerk reads for whom it may. */
import { organisationMeant } from '#kernel/actor.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { eligibleBidder } from '#modules/listing/index.ts'
import { marketOrganisationId } from '#modules/party/index.ts'
import { rulesAt } from '#modules/rulebook/index.ts'
import type { Act, View } from '#platform/command/act.ts'
import type { Commands, Queries } from '#platform/command/module.ts'
import { timestamp, type Reader } from '#platform/db/transaction.ts'
import type { auctionContract } from './api.ts'
import { refusalOfStanding } from './core/bid.ts'
import { FLOOR_PERMITS, FLOOR_STATEMENT, floorActs, isFloorClerk, type FloorAct, type HandledFloor } from './core/floor.ts'
import { auctionFacts } from './facts.ts'
import { floorAuthoritiesOf, saveFloorAuthority, type FloorAuthorityRow } from './floor-store.ts'
import { ownIn, type Own } from './own.ts'
import { auctionRow, stateOf, type AuctionRow } from './store.ts'

type Handlers = Commands<typeof auctionContract, 'authoriseFloor' | 'revokeFloor'>
type Reads = Queries<typeof auctionContract, 'floor'>['floor']

const handled = async (reader: Reader, row: AuctionRow, { now, isAuthorised }: Pick<HandledFloor, 'now' | 'isAuthorised'>): Promise<HandledFloor> => ({
  method: row.method,
  state: stateOf(row),
  now,
  isOffered: (await rulesAt(reader, now)).flag('bidding.floor'),
  isAuthorised,
})

interface Permitted extends Own {
  readonly authority: FloorAuthorityRow | null
}

const permitted = async (
  act: Act,
  input: { readonly id: string; readonly organisationId?: string | undefined },
  what: FloorAct,
): Promise<Result<Permitted>> => {
  const own = await ownIn(act, input.id, input.organisationId)
  if (!own.ok) return own
  const { row, number } = own.value
  const authority = (await floorAuthoritiesOf(act.tx, [row.id])).find((one) => one.number === number) ?? null
  const verdict = FLOOR_PERMITS[what](act.actor, await handled(act.tx, row, { now: act.receivedAt, isAuthorised: authority !== null }))
  return verdict.ok ? ok({ ...own.value, authority }) : verdict
}

/** The bidder's and the market's to read; the market's hosts read it too, so it names a number and nobody. */
const readersOf = async (act: Act, organisationId: string): Promise<readonly string[]> => {
  const market = await marketOrganisationId(act.tx)
  return market === null ? [organisationId] : [organisationId, market]
}

const authoriseFloor: Handlers['authoriseFloor'] = async (act, input) => {
  const own = await permitted(act, input, 'authoriseFloor')
  if (!own.ok) return own
  const { row, number, organisationId, personId } = own.value
  await saveFloorAuthority(act.tx, { auctionId: row.id, number, organisationId, personId, givenAt: timestamp(act.receivedAt), revokedAt: null })
  act.publish(auctionFacts.floor_authorised, {
    subject: row.id,
    body: { auctionId: row.id, number, statement: { ...FLOOR_STATEMENT } },
    visibleTo: await readersOf(act, organisationId),
  })
  return ok({ number })
}

const revokeFloor: Handlers['revokeFloor'] = async (act, input) => {
  const own = await permitted(act, input, 'revokeFloor')
  if (!own.ok) return own
  const { row, number, organisationId, authority } = own.value
  if (authority === null) return refuse('auction.no_floor_authority')
  // A clock that was given back may have moved behind the act that gave it.
  const at = act.receivedAt > authority.givenAt ? act.receivedAt : authority.givenAt
  await saveFloorAuthority(act.tx, { ...authority, givenAt: timestamp(authority.givenAt), revokedAt: timestamp(at) })
  act.publish(auctionFacts.floor_revoked, { subject: row.id, body: { auctionId: row.id, number }, visibleTo: await readersOf(act, organisationId) })
  return ok({ id: row.id })
}

export const floorCommands: Handlers = { authoriseFloor, revokeFloor }

const mine: Reads['mine'] = async (view: View, input) => {
  const { reader, actor, now } = view
  const row = await auctionRow(reader, input.id)
  if (!row) return refuse('auction.not_found')
  const organisationId = organisationMeant(actor, 'enterprise', input.organisationId)
  if (organisationId === null) return refuse('auction.organisation_missing', {}, { field: 'organisationId' })
  const standing = await eligibleBidder(reader, row.lotId, organisationId)
  if (standing.kind !== 'confirmed') return { ok: false, refusal: refusalOfStanding(standing) }
  const { number } = standing
  const authority = (await floorAuthoritiesOf(reader, [row.id])).find((one) => one.number === number)
  const acts = floorActs(actor, await handled(reader, row, { now, isAuthorised: authority !== undefined }))
  return ok({ number, organisationId, givenAt: authority?.givenAt ?? null, statement: { ...FLOOR_STATEMENT }, acts })
}

const get: Reads['get'] = async ({ reader, actor }, input) => {
  const row = await auctionRow(reader, input.id)
  if (!row) return refuse('auction.not_found')
  if (!isFloorClerk(actor, row.floorClerkId)) return refuse('auction.forbidden')
  const authorities = await floorAuthoritiesOf(reader, [row.id])
  return ok({ personId: actor.personId ?? '', numbers: authorities.map(({ number, givenAt }) => ({ number, givenAt })) })
}

export const floorReads: Reads = { get, mine }
