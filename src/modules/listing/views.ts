/** Rows as the wire shows them. */
import type { z } from 'zod'
import { isoOrNull, toIso } from '#kernel/instant.ts'
import type { Selectable } from 'kysely'
import type { listingContract, lotCardShape, lotShape } from './api.ts'
import { ASPECTS } from './core/words.ts'
import { rightOf } from './disposal.ts'
import type { NameOf } from './names.ts'
import type { ApplicationRow, LotRow } from './store.ts'
import type { ListingTables } from './tables.ts'

type LotCard = z.input<typeof lotCardShape>
type LotView = z.input<typeof lotShape>
type CheckRow = Selectable<ListingTables['listing.lot_check']>
export type ApplicationView = z.input<NonNullable<(typeof listingContract.myApplications)['~orpc']['outputSchema']>>['items'][number]

const amount = (minor: bigint | null): string | null => (minor === null ? null : String(minor))

export const lotCard = (lot: LotRow, name: NameOf): LotCard => ({
  id: lot.id,
  number: lot.number,
  state: lot.state,
  title: lot.title,
  sellerOrganisationId: lot.seller_organisation_id,
  sellerName: name(lot.seller_organisation_id),
  achievementId: lot.achievement_id,
  rightKind: lot.right_kind,
  exclusivity: lot.exclusivity,
  startingPriceMinor: String(lot.starting_price_minor),
  depositMinor: String(lot.deposit_minor),
  priceMinor: amount(lot.price_minor),
  registrationClosesAt: isoOrNull(lot.registration_closes_at),
  opensAt: isoOrNull(lot.opens_at),
  auctionId: lot.procedure_id,
  changedAt: toIso(lot.changed_at),
})

const checkViews = (rows: readonly CheckRow[], seesReasons: boolean): LotView['checks'] =>
  ASPECTS.map((aspect) => {
    const row = rows.find((check) => check.aspect === aspect)
    return {
      aspect,
      outcome: row?.outcome ?? 'pending',
      reason: seesReasons ? (row?.reason ?? null) : null,
      checkedAt: isoOrNull(row?.checked_at ?? null),
    }
  })

interface Around {
  readonly name: NameOf
  readonly checks: readonly CheckRow[]
  readonly seesReasons: boolean
  readonly acts: LotView['acts']
}

export const lotView = (lot: LotRow, { name, checks, seesReasons, acts }: Around): LotView => ({
  ...lotCard(lot, name),
  summary: lot.summary,
  method: lot.method,
  methodTerms: { ...lot.method_terms },
  right: rightOf(lot),
  hasReserve: lot.has_reserve,
  reserveCommitment: lot.reserve_commitment,
  noticeDays: lot.notice_days,
  noticeUnit: lot.notice_unit,
  priceBasis: { kind: lot.price_basis_kind, text: lot.price_basis, valuationMinor: amount(lot.valuation_minor) },
  terms: lot.terms,
  qualifications: lot.qualifications,
  plannedOpensAt: isoOrNull(lot.planned_opens_at),
  noticeId: lot.notice_id,
  noticeClosesAt: isoOrNull(lot.notice_closes_at),
  depositDueAt: isoOrNull(lot.deposit_due_at),
  resultNoticeId: lot.result_notice_id,
  buyerOrganisationId: lot.buyer_organisation_id,
  buyerName: lot.buyer_organisation_id === null ? null : name(lot.buyer_organisation_id),
  stateReason: lot.state_reason,
  checks: checkViews(checks, seesReasons),
  rules: [...lot.rules],
  submittedAt: isoOrNull(lot.submitted_at),
  closedAt: isoOrNull(lot.closed_at),
  acts,
})

/** `isOwn`: only the applicant itself sees the transfer remark and its bidder number. */
export const applicationView = (
  row: ApplicationRow,
  lot: LotRow,
  shown: { readonly name: NameOf; readonly isOwn: boolean; readonly acts: ApplicationView['acts'] },
): ApplicationView => ({
  id: row.id,
  lotId: row.lot_id,
  lotTitle: lot.title,
  lotNumber: lot.number,
  isBuyer: lot.buyer_organisation_id === row.organisation_id,
  lotOpensAt: isoOrNull(lot.opens_at),
  lotState: lot.state,
  auctionId: lot.procedure_id,
  organisationId: row.organisation_id,
  organisationName: shown.name(row.organisation_id),
  state: row.state,
  statement: row.statement,
  reason: row.reason,
  appliedAt: toIso(row.applied_at),
  decidedAt: isoOrNull(row.decided_at),
  depositMinor: String(row.deposit_minor),
  depositDueAt: isoOrNull(row.deposit_due_at),
  depositReference: shown.isOwn ? row.reference : null,
  depositState: row.deposit_state,
  bidderNumber: shown.isOwn ? row.bidder_number : null,
  acts: shown.acts,
})
