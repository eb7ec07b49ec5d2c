import type { Generated } from 'kysely'
import type { Bilingual } from '#kernel/bilingual.ts'
import type { RuleCitation } from '#kernel/result.ts'
import type { InstantColumn, JsonColumn, NullableInstantColumn } from '#platform/db/transaction.ts'
import type { DisputeForum, RightKind } from './papers/contract-data.ts'
import type { DeductionKind } from './core/amounts.ts'
import type { Side, Stage } from './core/confirmation.ts'
import type { Ground } from './core/ending.ts'
import type { ContractState, DisputableState } from './core/lifecycle.ts'
import type { FilingCause, FilingOutcome, FilingState, RegisteredKind } from './core/registration.ts'
import type { SplitKind, SplitOutcome } from './core/split.ts'
import type { HandoverOutcome } from './core/terms.ts'

/** What the parties may settle between themselves; everything else follows from the lot and the law. */
export interface ContractTerms {
  readonly handoverDays: number
  readonly acceptanceDays: number
  readonly guidanceDays: number
  readonly secrecyYears: number
  readonly forum: DisputeForum
  /** Since these are agreed: silence after a demand is acceptance, days to apply for registration, days to object to a rescission. */
  readonly silenceDays?: number
  readonly registerDays?: number
  readonly objectionDays?: number
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
  signBy: NullableInstantColumn
  /** When the deadline of signing was told to have passed. */
  lapsedAt: NullableInstantColumn
  registers: RegisteredKind[] | null
  registrationDueAt: NullableInstantColumn
  rejections: Generated<number>
  receivedMinor: Generated<bigint>
  rescindedFrom: ContractState | null
  rescindedSide: Side | null
  rescindedGround: Ground | null
  rescindedReason: string | null
  rescindedAt: NullableInstantColumn
  objectionEndsAt: NullableInstantColumn
  disputedFrom: DisputableState | null
  disputedSide: Side | null
  disputedAt: NullableInstantColumn
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
    outcome: HandoverOutcome | null
    /** Of a part that was accepted. */
    acceptedMinor: bigint | null
    decidedBy: string | null
    decidedAt: NullableInstantColumn
    reason: string | null
  }
  'contract.filing': {
    contractId: string
    round: number
    outcome: FilingOutcome
    state: FilingState
    side: Side
    number: string
    onDate: string
    documentIds: string[]
    cause: FilingCause | null
    reason: string
    filedBy: string
    filedAt: InstantColumn
    firstBy: string | null
    firstAt: NullableInstantColumn
    secondBy: string | null
    secondAt: NullableInstantColumn
    note: Generated<string>
  }
  'contract.statement': {
    contractId: string
    no: number
    side: Side
    statement: string
    documentIds: string[]
    personId: string
    statedAt: InstantColumn
  }
  'contract.split': {
    contractId: string
    no: number
    kind: SplitKind
    state: 'open' | 'confirmed' | 'replaced'
    side: Side | null
    outcome: SplitOutcome
    sellerMinor: bigint
    buyerMinor: bigint
    statement: string
    number: string
    onDate: string | null
    documentIds: string[]
    sha256: string
    proposedBy: string
    proposedAt: InstantColumn
    confirmedBy: string | null
    confirmedAt: NullableInstantColumn
  }
}
