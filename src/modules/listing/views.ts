/** Rows as the wire shows them. */
import type { z } from 'zod'
import type { Selectable } from 'kysely'
import type { Instant } from '#kernel/instant.ts'
import type { listingContract, lotCardShape, lotShape } from './api.ts'
import { agreedOf, NEGOTIATED } from './core/negotiated.ts'
import { regimeOf } from './core/regime.ts'
import { ASPECTS } from './core/words.ts'
import type { Chain } from './reoffer.ts'
import type { HandledLot } from './core/acts.ts'
import { offerOf } from './handled.ts'
import { extensionOf, rightOf } from './disposal.ts'
import type { NameOf } from './names.ts'
import type { ApplicationRow, LotRow } from './store.ts'
import type { ListingTables } from './tables.ts'

type LotCard = z.input<typeof lotCardShape>
type LotView = z.input<typeof lotShape>
type CheckRow = Selectable<ListingTables['listing.lotCheck']>
export type ApplicationView = z.input<NonNullable<(typeof listingContract.applications.mine)['~orpc']['outputSchema']>>['items'][number]

export const lotCard = (lot: LotRow, name: NameOf): LotCard => ({
  id: lot.id,
  number: lot.number,
  state: lot.state,
  title: lot.title,
  sellerOrganisationId: lot.sellerOrganisationId,
  sellerName: name(lot.sellerOrganisationId),
  achievementId: lot.achievementId,
  method: lot.method,
  regime: regimeOf(lot),
  rightKind: lot.rightKind,
  exclusivity: lot.exclusivity,
  startingPriceMinor: lot.startingPriceMinor,
  depositMinor: lot.depositMinor,
  priceMinor: lot.priceMinor,
  units: lot.units,
  unitOf: lot.unitOf,
  unitNo: lot.unitNo,
  registrationClosesAt: lot.registrationClosesAt,
  opensAt: lot.opensAt,
  // What runs a negotiated price is its notice, and no auction; what is offered to the next bidder, or sold as a further unit, had its auction as an earlier lot.
  auctionId: lot.method === NEGOTIATED || lot.nextNumber !== null || lot.unitOf !== null ? null : lot.procedureId,
  changedAt: lot.changedAt,
})

const checkViews = (rows: readonly CheckRow[], seesReasons: boolean): LotView['checks'] =>
  ASPECTS.map((aspect) => {
    const row = rows.find((check) => check.aspect === aspect)
    return {
      aspect,
      outcome: row?.outcome ?? 'pending',
      reason: seesReasons ? (row?.reason ?? null) : null,
      checkedAt: row?.checkedAt ?? null,
    }
  })

interface Around {
  readonly name: NameOf
  readonly checks: readonly CheckRow[]
  readonly seesReasons: boolean
  /** The contract with the auction house too. */
  readonly seesPapers: boolean
  /** Of the auctioneer. */
  readonly personName: NameOf
  readonly acts: LotView['acts']
  readonly chain: Chain
  /** Until when first refusal is answered at its price; null where that was not asked. */
  readonly refusalClosesAt: Instant | null
  /** For the seller alone. */
  readonly next: HandledLot['next']
  readonly unitsSold: LotView['unitsSold']
}

const agreementView = (lot: LotRow, name: NameOf): LotView['agreement'] => {
  const agreed = agreedOf(lot)
  return agreed && { ...agreed, buyerName: name(agreed.buyerOrganisationId), isConfirmed: lot.buyerConfirmedAt !== null }
}

const auctionView = (lot: LotRow, { name, personName, seesPapers }: Pick<Around, 'name' | 'personName' | 'seesPapers'>): LotView['consignment'] => {
  const { consignment } = lot
  if (consignment === null) return null
  const { contractDocumentId, ...rest } = consignment
  return {
    ...rest,
    houseName: name(consignment.houseOrganisationId),
    auctioneerName: personName(consignment.auctioneerId),
    viewingFrom: lot.viewingFrom,
    viewingUntil: lot.viewingUntil,
    contractDocumentId: seesPapers ? contractDocumentId : null,
  }
}

const stateAssetView = ({ stateAsset }: LotRow, seesReasons: boolean): LotView['stateAsset'] =>
  stateAsset && { isApproved: stateAsset.approvalDocumentId !== null, approvalDocumentId: seesReasons ? stateAsset.approvalDocumentId : null }

const extensionView = (lot: LotRow): LotView['extension'] => {
  const extension = extensionOf(lot)
  return extension && { ...extension, used: lot.extensionsUsed }
}

const offerView = (lot: LotRow): LotView['offer'] => {
  const offer = offerOf(lot)
  return offer && { number: offer.number, priceMinor: offer.priceMinor, answerBy: offer.answerBy, isAccepted: offer.isAccepted }
}

const subjectView = ({ subjectPriceMinor: priceMinor, subjectAt: at, subjectOutcome: outcome }: LotRow, closesAt: Instant | null): LotView['subject'] =>
  priceMinor === null || at === null || closesAt === null ? null : { priceMinor, at, closesAt, outcome }

export const lotView = (
  lot: LotRow,
  { name, personName, checks, seesReasons, seesPapers, acts, chain, next, refusalClosesAt, unitsSold }: Around,
): LotView => ({
  ...lotCard(lot, name),
  summary: lot.summary,
  agreement: agreementView(lot, name),
  consignment: auctionView(lot, { name, personName, seesPapers }),
  stateAsset: stateAssetView(lot, seesReasons),
  methodTerms: { ...lot.methodTerms },
  right: rightOf(lot),
  depositAlternatives: [...lot.depositAlternatives],
  waiverBasis: lot.waiverBasis,
  hasReserve: lot.hasReserve,
  reserveCommitment: lot.reserveCommitment,
  reserveLater: lot.reserveMinutes === null ? null : { minutes: lot.reserveMinutes, dueAt: lot.reserveDueAt, fixedAt: lot.reserveFixedAt },
  noticeDays: lot.noticeDays,
  noticeUnit: lot.noticeUnit,
  priceBasis: { kind: lot.priceBasisKind, text: lot.priceBasis, valuationMinor: lot.valuationMinor },
  extension: extensionView(lot),
  terms: lot.terms,
  qualifications: lot.qualifications,
  plannedOpensAt: lot.plannedOpensAt,
  noticeId: lot.noticeId,
  noticeClosesAt: lot.noticeClosesAt,
  depositDueAt: lot.depositDueAt,
  resultNoticeId: lot.resultNoticeId,
  buyerOrganisationId: lot.buyerOrganisationId,
  buyerName: lot.buyerOrganisationId === null ? null : name(lot.buyerOrganisationId),
  stateReason: lot.stateReason,
  checks: checkViews(checks, seesReasons),
  rules: [...lot.rules],
  ...chain,
  unitsSold,
  nextBidderDays: lot.nextBidderDays,
  refusalAfter: lot.refusalAfter && { ...lot.refusalAfter },
  subject: subjectView(lot, refusalClosesAt),
  next,
  offer: offerView(lot),
  submittedAt: lot.submittedAt,
  closedAt: lot.closedAt,
  acts,
})

/** `isOwn`: only the applicant itself sees the transfer remark and its bidder number. */
export const applicationView = (
  row: ApplicationRow,
  lot: LotRow,
  shown: Pick<ApplicationView, 'acts' | 'coverUntil' | 'boughtLotId'> & { readonly name: NameOf; readonly isOwn: boolean },
): ApplicationView => ({
  id: row.id,
  lotId: row.lotId,
  lotTitle: lot.title,
  lotNumber: lot.number,
  isBuyer: shown.boughtLotId !== null,
  boughtLotId: shown.boughtLotId,
  lotOpensAt: lot.opensAt,
  lotState: lot.state,
  auctionId: lot.procedureId,
  organisationId: row.organisationId,
  organisationName: shown.name(row.organisationId),
  state: row.state,
  statement: row.statement,
  reason: row.reason,
  appliedAt: row.appliedAt,
  decidedAt: row.decidedAt,
  depositMinor: row.depositMinor,
  depositDueAt: row.depositDueAt,
  depositReference: shown.isOwn ? row.reference : null,
  depositKind: row.depositKind,
  instrumentId: shown.isOwn ? row.instrumentId : null,
  coverUntil: shown.coverUntil,
  depositState: row.depositState,
  bidderNumber: shown.isOwn ? row.bidderNumber : null,
  acts: shown.acts,
})
