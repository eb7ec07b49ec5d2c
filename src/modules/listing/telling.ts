/** How rows of lots and applications become facts. */
import { whole, type FactWith, type Readers, type Told } from '#contract/fact.ts'
import { toIso, type Instant } from '#kernel/instant.ts'
import type { Act } from '#platform/command/act.ts'
import { listingFacts } from './facts.ts'
import type { ApplicationRow, LotRow } from './store.ts'

type KnownLot = Told<(typeof listingFacts)['drafted']>

const auctionBody = ({ consignment }: LotRow) => {
  if (consignment === null) return {}
  const { houseOrganisationId, licenceNumber, auctioneerId, certificateNumber } = consignment
  return { regime: 'licensed', houseOrganisationId, licenceNumber, auctioneerId, certificateNumber }
}

const lotBody = (lot: LotRow): KnownLot => ({
  lotId: lot.id,
  number: lot.number,
  sellerOrganisationId: lot.sellerOrganisationId,
  achievementId: lot.achievementId,
  title: { ...lot.title },
  method: lot.method,
  methodTerms: { ...lot.methodTerms },
  right: lot.rightKind === 'assignment' ? 'assignment' : lot.exclusivity,
  ...(lot.shareBasisPoints === null ? {} : { shareBasisPoints: lot.shareBasisPoints }),
  termMonths: lot.termMonths,
  territory: lot.territory === null ? null : { ...lot.territory },
  field: lot.field === null ? null : { ...lot.field },
  startingPriceMinor: String(lot.startingPriceMinor),
  depositMinor: String(lot.depositMinor),
  depositAlternatives: [...lot.depositAlternatives],
  hasReserve: lot.hasReserve,
  reserveCommitment: lot.reserveCommitment,
  ...(lot.extensionDays === null || lot.extensionTimes === null ? {} : { extensionDays: lot.extensionDays, extensionTimes: lot.extensionTimes }),
  ...(lot.reserveMinutes === null ? {} : { reserveMinutes: lot.reserveMinutes }),
  ...(lot.units === null ? {} : { units: lot.units }),
  ...(lot.unitOf === null || lot.unitNo === null ? {} : { unitOf: lot.unitOf, unitNo: lot.unitNo }),
  ...(lot.nextBidderDays === null ? {} : { nextBidderDays: lot.nextBidderDays }),
  ...(lot.refusalAfter === null ? {} : { refusalDays: lot.refusalAfter.days }),
  ...auctionBody(lot),
  ...(lot.stateAsset === null ? {} : { isStateAsset: true }),
})
export type LotFact<Who extends Readers> = FactWith<KnownLot, Who>
export type RestOfLot<Kind extends LotFact<Readers>> = Omit<Told<Kind>, keyof KnownLot>

const about = (lot: LotRow) => ({ subject: lot.id, related: [lot.achievementId, lot.sellerOrganisationId] })

/** A step that concerns the seller and the market only. */
export const tellSeller = <Kind extends LotFact<'named'>>(act: Act, lot: LotRow, fact: Kind, rest: RestOfLot<Kind>): void =>
  act.publish(fact, { ...about(lot), body: whole(fact, lotBody(lot), rest), visibleTo: [lot.sellerOrganisationId] })

/** A step of a negotiated price before it is public. */
export const tellSides = <Kind extends FactWith<KnownLot & { readonly buyerOrganisationId: string }, 'named'>>(
  act: Act,
  lot: LotRow,
  fact: Kind,
  rest: Omit<Told<Kind>, keyof KnownLot> & { readonly buyerOrganisationId: string },
): void =>
  act.publish(fact, {
    ...about(lot),
    body: whole(fact, lotBody(lot), rest as never),
    visibleTo: [lot.sellerOrganisationId, rest.buyerOrganisationId],
  })

/** To the next bidder, and to nobody beside it: who it is the seller does not know before it has bought. */
export const tellNext = (act: Act, lot: LotRow, { answerBy }: { readonly answerBy: string }): void => {
  const buyerOrganisationId = lot.nextOrganisationId ?? ''
  act.publish(listingFacts.next_offered, {
    ...about(lot),
    body: { ...lotBody(lot), buyerOrganisationId, bidderNumber: lot.nextNumber ?? 0, priceMinor: String(lot.nextPriceMinor ?? 0n), answerBy },
    visibleTo: [buyerOrganisationId],
  })
}

/** A step that everybody may read. */
export const tellAll = <Kind extends LotFact<'public'>>(act: Act, lot: LotRow, fact: Kind, rest: RestOfLot<Kind>): void =>
  act.publish(fact, { ...about(lot), body: whole(fact, lotBody(lot), rest) })

/** In the history of the lot that it is a unit of too. */
export const tellUnit = (act: Act, lot: LotRow, bidderNumber: number): void => {
  const sale = { buyerOrganisationId: lot.buyerOrganisationId ?? '', bidderNumber, priceMinor: String(lot.priceMinor ?? 0n) }
  act.publish(listingFacts.unit_awarded, {
    subject: lot.id,
    related: [...(lot.unitOf === null ? [] : [lot.unitOf]), lot.achievementId, lot.sellerOrganisationId],
    body: whole(listingFacts.unit_awarded, lotBody(lot), sale),
  })
}

/** A line in the history of both lots. */
export const tellAgain = (act: Act, lot: LotRow, rest: RestOfLot<(typeof listingFacts)['reoffered']>): void =>
  act.publish(listingFacts.reoffered, {
    subject: lot.id,
    related: [rest.predecessorId, lot.achievementId, lot.sellerOrganisationId],
    body: whole(listingFacts.reoffered, lotBody(lot), rest),
  })

/** Public when the lot had been announced. */
export const tellWithdrawn = (act: Act, lot: LotRow, { reason, wasPublic }: { readonly reason: string; readonly wasPublic: boolean }): void =>
  act.publish(listingFacts.withdrawn, { ...about(lot), body: { ...lotBody(lot), reason }, visibleTo: wasPublic ? 'public' : [lot.sellerOrganisationId] })

export const scheduleBody = (schedule: { readonly registrationClosesAt: Instant; readonly depositDueAt: Instant; readonly opensAt: Instant }) => ({
  registrationClosesAt: toIso(schedule.registrationClosesAt),
  depositDueAt: toIso(schedule.depositDueAt),
  opensAt: toIso(schedule.opensAt),
})

interface KnownApplication {
  readonly applicationId: string
  readonly lotId: string
  readonly organisationId: string
}

export const tellApplicant = <Kind extends FactWith<KnownApplication, 'named'>>(
  act: Act,
  application: Pick<ApplicationRow, 'id' | 'lotId' | 'organisationId'>,
  fact: Kind,
  rest: Omit<Told<Kind>, keyof KnownApplication>,
): void => {
  const { id: applicationId, lotId, organisationId } = application
  act.publish(fact, {
    subject: applicationId,
    related: [organisationId],
    body: whole(fact, { applicationId, lotId, organisationId }, rest),
    visibleTo: [organisationId],
  })
}

interface KnownForfeit {
  readonly lotId: string
  readonly organisationId: string
  readonly sellerOrganisationId: string
  readonly depositMinor: string
}

/** To both sides of what was not kept. */
export const tellForfeit = <Kind extends FactWith<KnownForfeit, 'named'>>(
  act: Act,
  { lot, organisationId, depositMinor }: { readonly lot: LotRow; readonly organisationId: string; readonly depositMinor: bigint },
  fact: Kind,
  rest: Omit<Told<Kind>, keyof KnownForfeit>,
): void =>
  act.publish(fact, {
    subject: lot.id,
    related: [organisationId],
    body: whole(fact, { lotId: lot.id, organisationId, sellerOrganisationId: lot.sellerOrganisationId, depositMinor: String(depositMinor) }, rest),
    visibleTo: [lot.sellerOrganisationId, organisationId],
  })
