/** Rows as the wire shows them. */
import type { z } from 'zod'
import type { Selectable } from 'kysely'
import type { listingContract, lotCardShape, lotShape } from './api.ts'
import { agreedOf, NEGOTIATED } from './core/negotiated.ts'
import { ASPECTS } from './core/words.ts'
import { rightOf } from './disposal.ts'
import type { NameOf } from './names.ts'
import type { ApplicationRow, LotRow } from './store.ts'
import type { ListingTables } from './tables.ts'

type LotCard = z.input<typeof lotCardShape>
type LotView = z.input<typeof lotShape>
type CheckRow = Selectable<ListingTables['listing.lotCheck']>
export type ApplicationView = z.input<NonNullable<(typeof listingContract.myApplications)['~orpc']['outputSchema']>>['items'][number]

export const lotCard = (lot: LotRow, name: NameOf): LotCard => ({
  id: lot.id,
  number: lot.number,
  state: lot.state,
  title: lot.title,
  sellerOrganisationId: lot.sellerOrganisationId,
  sellerName: name(lot.sellerOrganisationId),
  achievementId: lot.achievementId,
  method: lot.method,
  rightKind: lot.rightKind,
  exclusivity: lot.exclusivity,
  startingPriceMinor: lot.startingPriceMinor,
  depositMinor: lot.depositMinor,
  priceMinor: lot.priceMinor,
  registrationClosesAt: lot.registrationClosesAt,
  opensAt: lot.opensAt,
  // What runs a negotiated price is its notice, and no auction.
  auctionId: lot.method === NEGOTIATED ? null : lot.procedureId,
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
  readonly acts: LotView['acts']
}

const agreementView = (lot: LotRow, name: NameOf): LotView['agreement'] => {
  const agreed = agreedOf(lot)
  return agreed && { ...agreed, buyerName: name(agreed.buyerOrganisationId), isConfirmed: lot.buyerConfirmedAt !== null }
}

export const lotView = (lot: LotRow, { name, checks, seesReasons, acts }: Around): LotView => ({
  ...lotCard(lot, name),
  summary: lot.summary,
  agreement: agreementView(lot, name),
  methodTerms: { ...lot.methodTerms },
  right: rightOf(lot),
  hasReserve: lot.hasReserve,
  reserveCommitment: lot.reserveCommitment,
  noticeDays: lot.noticeDays,
  noticeUnit: lot.noticeUnit,
  priceBasis: { kind: lot.priceBasisKind, text: lot.priceBasis, valuationMinor: lot.valuationMinor },
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
  submittedAt: lot.submittedAt,
  closedAt: lot.closedAt,
  acts,
})

/** `isOwn`: only the applicant itself sees the transfer remark and its bidder number. */
export const applicationView = (
  row: ApplicationRow,
  lot: LotRow,
  shown: { readonly name: NameOf; readonly isOwn: boolean; readonly acts: ApplicationView['acts'] },
): ApplicationView => ({
  id: row.id,
  lotId: row.lotId,
  lotTitle: lot.title,
  lotNumber: lot.number,
  isBuyer: lot.buyerOrganisationId === row.organisationId,
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
  depositState: row.depositState,
  bidderNumber: shown.isOwn ? row.bidderNumber : null,
  acts: shown.acts,
})
