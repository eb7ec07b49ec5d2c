import type { Bilingual } from '#kernel/bilingual.ts'
import type { RuleCitation } from '#kernel/result.ts'
import type { InstantColumn, JsonColumn, NullableInstantColumn } from '#platform/db/transaction.ts'
import type { DisputeForum, RightKind } from './papers/contract-data.ts'
import type { DeductionKind } from './core/amounts.ts'
import type { Side, Stage } from './core/confirmation.ts'
import type { Ground } from './core/ending.ts'
import type { ContractState } from './core/lifecycle.ts'

/** What the parties may settle between themselves; everything else follows from the lot and the law. */
export interface ContractTerms {
  readonly handoverDays: number
  readonly acceptanceDays: number
  readonly guidanceDays: number
  readonly secrecyYears: number
  readonly forum: DisputeForum
}

export interface ContractTable {
  id: string
  number: string
  saleNumber: string
  lotId: string
  lotNumber: string
  achievementId: string
  auctionId: string | null
  state: ContractState
  sellerOrganisationId: string
  buyerOrganisationId: string
  bidNumber: number | null
  title: JsonColumn<Bilingual>
  rightName: RightKind
  termMonths: number | null
  territory: JsonColumn<Bilingual | null>
  field: JsonColumn<Bilingual | null>
  startingPriceMinor: bigint
  priceMinor: bigint
  depositMinor: bigint
  technologyAmountMinor: bigint
  technicalIncomeMinor: bigint
  terms: JsonColumn<ContractTerms>
  rules: JsonColumn<readonly RuleCitation[]>
  soldAt: InstantColumn
  noticeId: string
  saleDocumentId: string
  saleSha256: string
  contractDocumentId: string | null
  contractSha256: string | null
  paymentRequestId: string | null
  paymentReference: string | null
  openedAt: InstantColumn
  draftedAt: NullableInstantColumn
  effectiveAt: NullableInstantColumn
  paymentDueAt: NullableInstantColumn
  demandedAt: NullableInstantColumn
  cureEndsAt: NullableInstantColumn
  paidAt: NullableInstantColumn
  handoverDueAt: NullableInstantColumn
  handedOverAt: NullableInstantColumn
  acceptanceDueAt: NullableInstantColumn
  endedAt: NullableInstantColumn
  endGround: Ground | null
  endReason: string | null
}

export interface ContractTables {
  'contract.sale': { lotId: string; auctionId: string; buyerOrganisationId: string; bidNumber: number | null; priceMinor: bigint; soldAt: InstantColumn }
  'contract.serial': { year: number; last: number }
  'contract.contract': ContractTable
  'contract.deduction': { contractId: string; line: number; kind: DeductionKind; label: string; amountMinor: bigint }
  'contract.confirmation': { contractId: string; stage: Stage; side: Side; sha256: string; personId: string; statement: string; confirmedAt: InstantColumn }
  'contract.handover': {
    contractId: string
    round: number
    note: string
    documentIds: string[]
    handedOverBy: string
    handedOverAt: InstantColumn
    outcome: 'accepted' | 'rejected' | null
    decidedBy: string | null
    decidedAt: NullableInstantColumn
    reason: string | null
  }
}
