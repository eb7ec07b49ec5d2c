/** What the auctioneer does; and the bid as a single command for callers inside the house. */
import { actorIdOf, holdsRole, organisationMeant } from '#kernel/actor.ts'
import { toIso } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { keepPaper, printPaper } from '#modules/document/index.ts'
import { lotById, lotResumed, moveReserveDue, REGIME_WORDS } from '#modules/listing/index.ts'
import { organisationById, organisationsByIds, personsByIds } from '#modules/party/index.ts'
import { rulesAt, statutoryDeadline } from '#modules/rulebook/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { Commands } from '#platform/command/module.ts'
import type { auctionContract } from './api.ts'
import { resume as resumeClock } from './core/clock.ts'
import { mayPreside, SESSION_PERMITS } from './core/acts.ts'
import { presides } from './core/permit.ts'
import { attending } from './attending.ts'
import { cancelAuction } from './due.ts'
import { decideBids, type BidAnswer, type IncomingBid } from './engine.ts'
import { auctionFacts } from './facts.ts'
import { floorCommands } from './floor.ts'
import { candidate, permitted } from './hosting.ts'
import { clockBody, tell } from './telling.ts'
import { keepPace } from './pace.ts'
import { certificateOf, sessionToPreside } from './hosts.ts'
import { savePause, saveResumeBy } from './pause-store.ts'
import { planNext } from './planning.ts'
import { proxies } from './proxies.ts'
import { scoredCommands } from './scored.ts'
import { moveScored } from './scored-panel.ts'
import { sealedCommands } from './sealed.ts'
import { planPapers, stop } from './stopping.ts'
import { auctionRecord } from './papers/auction-record.ts'
import { recordPaper, recordText } from './record.ts'
import { lockAuction, saveAuctioneer, saveRemarks, saveSignature, stateOf } from './store.ts'
import { winnersOf } from './winners.ts'

type Handlers = Commands<
  typeof auctionContract,
  | 'placeBid'
  | 'depositSealed'
  | 'withdrawSealed'
  | 'fileProposal'
  | 'namePrice'
  | 'setProxy'
  | 'withdrawProxy'
  | 'assign'
  | 'authoriseFloor'
  | 'revokeFloor'
  | 'fillSeat'
  | 'call'
  | 'keepRecord'
  | 'openRemarks'
  | 'suspend'
  | 'causeEnded'
  | 'resume'
  | 'callOff'
  | 'signRecord'
>

const decideOneBid = async (act: Act, bid: IncomingBid): Promise<Result<BidAnswer>> => {
  const [answer] = await decideBids(act, [bid])
  if (!answer) throw new Error('auction: a bid got no answer')
  return answer
}

/** What a paddle in the hall shows; whether the actor is the floor clerk is decided under the lock. */
const placeFloorBid = async (
  act: Act,
  input: { readonly id: string; readonly priceMinor: bigint; readonly confirmedAmountMinor?: bigint | undefined },
  number: number,
): Promise<Result<BidAnswer>> => {
  const { personId } = act.actor
  if (personId === null || !holdsRole(act.actor, 'auctioneer')) return refuse('auction.forbidden')
  const paced = keepPace({ auctionId: input.id, organisationId: String(number), personId }, act.now)
  if (!paced.ok) return paced
  return decideOneBid(act, {
    auctionId: input.id,
    organisationId: '',
    floorNumber: number,
    personId,
    priceMinor: input.priceMinor,
    confirmedMinor: input.confirmedAmountMinor ?? null,
    receivedAt: act.receivedAt,
    requestKey: null,
    requestBody: null,
  })
}

/** One bid on the common road: for pages without script and programs in the house. Wire bids take the lane. */
const placeBid: Handlers['placeBid'] = async (act, input) => {
  if (input.number !== undefined) return placeFloorBid(act, input, input.number)
  const organisationId = organisationMeant(act.actor, 'enterprise', input.organisationId)
  if (organisationId === null || act.actor.personId === null) return refuse('auction.organisation_missing', {}, { field: 'organisationId' })
  const asking = { auctionId: input.id, organisationId, personId: act.actor.personId }
  const paced = keepPace(asking, act.now)
  if (!paced.ok) return paced
  const bid = {
    ...asking,
    priceMinor: input.priceMinor,
    confirmedMinor: input.confirmedAmountMinor ?? null,
    receivedAt: act.receivedAt,
    requestKey: null,
    requestBody: null,
  }
  return decideOneBid(act, bid)
}

const assign: Handlers['assign'] = async (act, input) => {
  const row = await lockAuction(act.tx, input.id)
  if (!row) return refuse('auction.not_found')
  const session = await sessionToPreside(act.tx, row, act.now)
  const host = await candidate(act, input.personId)
  const isTaking = host.personId === act.actor.personId
  if (isTaking && presides(host, row.auctioneerId)) return ok({ auctioneerId: row.auctioneerId ?? '' })
  const permitted = SESSION_PERMITS[isTaking ? 'take' : 'appoint'](act.actor, session)
  if (!permitted.ok) return permitted
  const fit = mayPreside(host, session)
  if (!fit.ok) return fit
  const auctioneerId = host.personId ?? ''
  await saveAuctioneer(act.tx, row.id, auctioneerId)
  tell(act, row, auctionFacts.auctioneer_assigned, { auctioneerId })
  return ok({ auctioneerId })
}

const openRemarks: Handlers['openRemarks'] = async (act, input) => {
  const found = await permitted(act, input.id, 'remarks')
  if (!found.ok) return found
  const row = found.value
  await saveRemarks(act.tx, row.id, input.remarks, act.now)
  tell(act, row, auctionFacts.remarks_made, { remarks: { ...input.remarks } })
  return ok({ id: row.id })
}

const suspend: Handlers['suspend'] = async (act, input) => {
  const found = await permitted(act, input.id, 'suspend')
  if (!found.ok) return found
  const stopped = await stop(act, found.value, input.reason)
  return stopped.ok ? ok({ id: found.value.id }) : stopped
}

/** The time to resume runs from the end of the cause, not from the suspension: nobody knows at the stop how long it lasts. */
const causeEnded: Handlers['causeEnded'] = async (act, input) => {
  const found = await permitted(act, input.id, 'causeEnded')
  if (!found.ok) return found
  const row = found.value
  const { closesAt: resumeBy, rule } = statutoryDeadline(await rulesAt(act.tx, act.now), 'resume.afterSuspension', act.now)
  await saveResumeBy(act.tx, row.id, resumeBy)
  tell(act, row, auctionFacts.cause_ended, { ...clockBody(stateOf(row)), note: input.note, resumeBy: toIso(resumeBy), rule: rule.id })
  return ok({ resumeBy: toIso(resumeBy) })
}

/** No silence ends a sale: who presides says that it cannot go on, and why. */
const callOff: Handlers['callOff'] = async (act, input) => {
  const found = await permitted(act, input.id, 'callOff')
  if (!found.ok) return found
  tell(act, found.value, auctionFacts.called_off, { reason: input.reason })
  await cancelAuction(act, found.value, 'not_resumed')
  return ok({ id: found.value.id })
}

const resume: Handlers['resume'] = async (act, input) => {
  const found = await permitted(act, input.id, 'resume')
  if (!found.ok) return found
  const row = found.value
  const restarted = resumeClock(stateOf(row), act.now)
  if (!restarted.ok) return restarted
  const state = restarted.value
  await savePause(act.tx, row, { kind: 'resume', state, at: act.now, byPerson: actorIdOf(act.actor), reason: '' })
  planNext(act, row.id, state)
  if (state.phase === 'scheduled') planPapers(act, { ...row, opensAt: state.opensAt })
  await moveScored(act, row, state, row.suspendedAt ?? act.now)
  tell(act, row, auctionFacts.resumed, clockBody(state))
  await lotResumed(act, row.lotId)
  await moveReserveDue(act, row.lotId, state.freeEndsAt)
  return ok({ endsAt: toIso(state.endsAt) })
}

const signRecord: Handlers['signRecord'] = async (act, input) => {
  const found = await permitted(act, input.id, 'sign')
  if (!found.ok) return found
  const row = found.value
  const signedBy = actorIdOf(act.actor)
  const text = await recordText(act.tx, row, { by: signedBy, at: act.now, note: input.note })
  const won = winnersOf(row)
  const buyers = won.map(({ organisationId }) => organisationId)
  const sides = await organisationsByIds(act.tx, [row.sellerOrganisationId, ...buyers])
  const nameOf = (id: string | null) => sides.get(id ?? '')?.name.zh ?? ''
  const auction = (await lotById(act.tx, row.lotId))?.consignment ?? null
  const house = auction && (await organisationById(act.tx, auction.houseOrganisationId))
  const papers = auction && {
    house: house?.name.zh ?? '',
    licenceNumber: auction.licenceNumber,
    certificateNumber:
      signedBy === auction.auctioneerId
        ? auction.certificateNumber
        : await certificateOf(act.tx, { houseOrganisationId: row.houseOrganisationId, personId: signedBy, at: act.now }),
  }
  const by = { papers, seller: nameOf(row.sellerOrganisationId), buyers: buyers.map(nameOf), signedAt: act.now, note: input.note }
  const people = await personsByIds(act.tx, [signedBy, ...(row.courseSignedBy === null ? [] : [row.courseSignedBy])])
  const personNamed = (id: string | null) => people.get(id ?? '')?.name.zh ?? ''
  const recorder = row.courseSignedAt === null ? null : { name: personNamed(row.courseSignedBy), signedAt: row.courseSignedAt }
  const paper = auctionRecord(await recordPaper(act.tx, row, { ...by, auctioneer: personNamed(signedBy), recorder }))
  const kept = {
    subject: row.id,
    kind: 'auction_record' as const,
    visibleTo: [row.sellerOrganisationId, ...buyers, signedBy, 'role:clerk', 'role:regulator'],
  }
  const printed = await printPaper(act, { ...kept, name: `${REGIME_WORDS[row.regime].record.zh}-${row.lotNumber}.pdf`, paper })
  if (!printed.ok) return printed
  const { documentId, sha256 } = await keepPaper(act, {
    ...kept,
    name: `auction-record-${row.lotNumber}.json`,
    bytes: new TextEncoder().encode(text),
    mediaType: 'application/json',
  })
  await saveSignature(act.tx, row.id, { sha256, documentId, signedBy, signedAt: act.now })
  tell(act, row, auctionFacts.record_signed, { recordSha256: sha256, documentId, auctioneerId: signedBy })
  return ok({ recordSha256: sha256, documentId })
}

export const commands: Handlers = {
  ...proxies,
  ...sealedCommands,
  ...scoredCommands,
  ...floorCommands,
  ...attending,
  placeBid,
  assign,
  openRemarks,
  suspend,
  causeEnded,
  resume,
  callOff,
  signRecord,
}
