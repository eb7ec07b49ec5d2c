/** What decides on the acts of a lot and of an application, from their rows. */
import { actsFor, type Actor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/instant.ts'
import { areRelated, auctionHouseAt, empoweredOf, isForeign, isNaturalPerson, isQualified } from '#modules/party/index.ts'
import { rulesAt } from '#modules/rulebook/index.ts'
import { ok, type Result } from '#kernel/result.ts'
import { checkDisposal } from '#modules/title/index.ts'
import type { Reader } from '#platform/db/transaction.ts'
import type { HandledApplication, HandledLot } from './core/acts.ts'
import { LOT } from './core/lifecycle.ts'
import { agreedOf } from './core/negotiated.ts'
import { offerUntil } from './core/next-bidder.ts'
import type { ApplyQuestion } from './core/application.ts'
import { disposalOf } from './disposal.ts'
import { runnersUpOf } from './next-store.ts'
import {
  checksOf,
  countApplications,
  forfeitRow,
  hasDefaultedBefore,
  liveApplicationOf,
  reserveEnteredBy,
  successorOf,
  type ApplicationRow,
  type LotRow,
} from './store.ts'

export const handledLot = (lot: LotRow): HandledLot => ({
  sellerOrganisationId: lot.sellerOrganisationId,
  state: lot.state,
  suspendedFrom: lot.suspendedFrom,
  opensAt: lot.opensAt,
  registrationClosesAt: lot.registrationClosesAt,
  isNoticePaused: lot.isNoticePaused,
  depositDueAt: lot.depositDueAt,
  takesPapers: lot.depositAlternatives.length > 0,
  disposal: ok(null),
  hasDefaulted: false,
  hasSuccessor: false,
  papersLack: null,
  agreement: agreementOf(lot),
  next: null,
  offer: offerOf(lot),
  reserve: lot.reserveMinutes === null ? null : { minutes: lot.reserveMinutes, dueAt: lot.reserveDueAt, fixedAt: lot.reserveFixedAt, enteredBy: null },
})

const agreementOf = (lot: LotRow): HandledLot['agreement'] => {
  const agreed = agreedOf(lot)
  return agreed && { buyerOrganisationId: agreed.buyerOrganisationId, isConfirmed: lot.buyerConfirmedAt !== null, price: null }
}

export const offerOf = (lot: LotRow): HandledLot['offer'] => {
  const { nextOrganisationId: organisationId, nextNumber: number, nextPriceMinor: priceMinor, nextAnswerBy: answerBy } = lot
  if (organisationId === null || number === null || priceMinor === null || answerBy === null) return null
  return { organisationId, number, priceMinor, answerBy, isAccepted: lot.nextAcceptedAt !== null }
}

/** The first who has not been asked; the days run from the default, or from the end of the last offer. */
const nextInLine = async (reader: Reader, { id, nextBidderDays }: LotRow, defaultedAt: Instant): Promise<HandledLot['next']> => {
  if (nextBidderDays === null) return null
  const behind = await runnersUpOf(reader, id)
  const first = behind.find(({ state }) => state === 'open')
  if (first === undefined) return null
  const since = behind.reduce((at, { endedAt }) => (endedAt !== null && endedAt > at ? endedAt : at), defaultedAt)
  return { number: first.bidderNumber, priceMinor: first.priceMinor, until: offerUntil(since, nextBidderDays) }
}

/** What came after a lot that has ended. */
const afterwards = async (reader: Reader, lot: LotRow): Promise<Pick<HandledLot, 'hasDefaulted' | 'hasSuccessor' | 'next'>> => {
  const { id, state } = lot
  if (state !== 'failed' && state !== 'sold') return { hasDefaulted: false, hasSuccessor: false, next: null }
  const [forfeit, successor] = [await forfeitRow(reader, id), await successorOf(reader, id)]
  const next = forfeit === undefined ? null : await nextInLine(reader, lot, forfeit.recordedAt)
  return { hasDefaulted: forfeit !== undefined, hasSuccessor: successor !== undefined, next }
}

/** With who has typed an amount that waits for the second person. */
const reserveOf = async (reader: Reader, lot: LotRow): Promise<HandledLot['reserve']> => {
  const { reserve } = handledLot(lot)
  return reserve && { ...reserve, enteredBy: await reserveEnteredBy(reader, lot.id) }
}

/** What the record of rights says against a lot that is not handed in yet. Its desk line stays: the office learns on the lot's page what to do first. */
export const disposalBefore = async (reader: Reader, lot: LotRow, now: Instant): Promise<Result<null>> =>
  LOT.next(lot.state, 'submit') === null ? ok(null) : checkDisposal(reader, disposalOf(lot, now))

/** Whether house and auctioneer of a lot hold their papers at this moment. */
export const papersLackOf = async (reader: Reader, { consignment }: Pick<LotRow, 'consignment'>, at: Instant): Promise<HandledLot['papersLack']> => {
  if (consignment === null) return null
  const house = await auctionHouseAt(reader, consignment.houseOrganisationId, at)
  if (house === null) return 'listing.auction_unlicensed'
  return house.auctioneers.some(({ personId }) => personId === consignment.auctioneerId) ? null : 'listing.auctioneer_uncertified'
}

/** With who decides on a negotiated price, while that is open, and whether it is offered again. */
export const handledWithPrice = async (reader: Reader, lot: LotRow, now: Instant): Promise<HandledLot> => {
  const papersLack = lot.state === 'checked' ? await papersLackOf(reader, lot, now) : null
  const handled = { ...handledLot(lot), ...(await afterwards(reader, lot)), reserve: await reserveOf(reader, lot), papersLack }
  if (handled.agreement === null || lot.state !== 'submitted') return handled
  const [empowered, checks] = [await empoweredOf(reader, lot.sellerOrganisationId, 'sale', now), await checksOf(reader, lot.id, lot.round)]
  const passed = checks.filter(({ outcome }) => outcome === 'passed').map(({ aspect }) => aspect)
  return { ...handled, agreement: { ...handled.agreement, price: { draftedBy: lot.createdBy, empowered, passed } } }
}

export const handledApplication = (row: Pick<ApplicationRow, 'organisationId' | 'state'>, lot: LotRow): HandledApplication => ({
  organisationId: row.organisationId,
  state: row.state,
  lot: handledLot(lot),
})

interface Applying {
  readonly lot: LotRow
  readonly organisationId: string
  readonly actor: Actor
  readonly now: Instant
}

/** Everything that is asked of an enterprise, its word for the undertaking given. */
export const applyQuestion = async (reader: Reader, { lot, organisationId, actor, now }: Applying): Promise<ApplyQuestion> => {
  const seller = lot.sellerOrganisationId
  const rules = await rulesAt(reader, now)
  const counted = await countApplications(reader, lot.id, organisationId)
  return {
    lotState: lot.state,
    registrationClosesAt: lot.registrationClosesAt,
    isNoticePaused: lot.isNoticePaused,
    now,
    barred: (await hasDefaultedBefore(reader, lot.id, organisationId)) && rules.flag('default.barred') ? rules.cite('default.barred') : null,
    isSeller: organisationId === seller || actsFor(actor, seller),
    isRelated: await areRelated(reader, organisationId, seller),
    isHouse: lot.consignment !== null && (organisationId === lot.consignment.houseOrganisationId || actsFor(actor, lot.consignment.houseOrganisationId)),
    isVerified: await isQualified(reader, organisationId),
    isNaturalPerson: await isNaturalPerson(reader, organisationId),
    foreignBar: (await isForeign(reader, organisationId)) && !rules.flag('listing.foreignParties') ? rules.cite('listing.foreignParties') : null,
    hasApplied: (await liveApplicationOf(reader, lot.id, organisationId)) !== undefined,
    undertakingAccepted: true,
    tried: { used: counted.toLot, allowed: rules.number('listing.applications.perLot') },
    waiting: { used: counted.waiting, allowed: rules.number('listing.applications.perOrganisation') },
  }
}
