import type { Generated } from 'kysely'
import type { Bilingual } from '#kernel/bilingual.ts'
import type { RuleCitation } from '#kernel/result.ts'
import type { InstantColumn, JsonColumn, NullableInstantColumn } from '#platform/db/transaction.ts'
import type { ForfeitState } from './core/forfeit.ts'
import type { RunnerUpState } from './core/next-bidder.ts'
import type { ApplicationState, LotState } from './core/lifecycle.ts'
import type { AuctionOnRecord } from './core/regime.ts'
import type { SubjectOutcome } from './core/subject.ts'
import type { StateAsset } from './core/state-asset.ts'
import type { MethodTerms } from './method.ts'
import type { Aspect, DepositAlternative, DepositKind, Exclusivity, PriceBasisKind, RefusalAfter } from './core/words.ts'

export interface LotTable {
  id: string
  number: string
  sellerOrganisationId: string
  achievementId: string
  state: LotState
  suspendedFrom: 'notice' | 'ready' | 'bidding' | null
  stateReason: string | null
  round: number
  title: JsonColumn<Bilingual>
  summary: JsonColumn<Bilingual>
  method: string
  methodTerms: JsonColumn<MethodTerms>
  rightKind: 'assignment' | 'licence'
  exclusivity: Exclusivity | null
  /** Of the whole right, where an assignment is of a share. */
  shareBasisPoints: number | null
  termMonths: number | null
  territory: JsonColumn<Bilingual> | null
  field: JsonColumn<Bilingual> | null
  startingPriceMinor: bigint
  depositMinor: bigint
  /** Beside a transfer. */
  depositAlternatives: DepositAlternative[]
  /** On which standing a bidder is excused from the deposit. */
  waiverBasis: JsonColumn<Bilingual> | null
  hasReserve: boolean
  reserveCommitment: string | null
  /** Announced: entered by two, until so many minutes before the free phase ends; null: it is fixed in the draft. */
  reserveMinutes: number | null
  reserveDueAt: NullableInstantColumn
  reserveFixedAt: NullableInstantColumn
  /** Announced for the case that the winner defaults; null: nothing was. */
  nextBidderDays: number | null
  /** Announced: first refusal is asked after the bidding. */
  refusalAfter: JsonColumn<RefusalAfter> | null
  /** Who brought which price, subject to first refusal, and how it stands. */
  subjectOrganisationId: string | null
  subjectPriceMinor: bigint | null
  subjectAt: NullableInstantColumn
  subjectOutcome: SubjectOutcome | null
  /** So many licences of one technology, each bidder one; null: one buyer takes what it offers. */
  units: number | null
  /** It is a unit after the first of this lot, with its number. */
  unitOf: string | null
  unitNo: number | null
  /** It is the offer to this next bidder, whom the seller knows by its number. */
  nextOrganisationId: string | null
  nextNumber: number | null
  nextPriceMinor: bigint | null
  nextAnswerBy: NullableInstantColumn
  nextAcceptedAt: NullableInstantColumn
  noticeDays: number
  noticeUnit: 'cd' | 'wd'
  priceBasisKind: PriceBasisKind
  priceBasis: JsonColumn<Bilingual>
  valuationMinor: bigint | null
  terms: JsonColumn<Bilingual>
  qualifications: JsonColumn<Bilingual>
  rules: JsonColumn<readonly RuleCitation[]>
  plannedOpensAt: NullableInstantColumn
  noticeId: string | null
  noticeClosesAt: NullableInstantColumn
  /** Announced for the case that nobody applies; null: nothing was. */
  extensionDays: number | null
  extensionTimes: number | null
  extensionsUsed: Generated<number>
  /** Held by a licensed house; null: online bidding. */
  consignment: JsonColumn<AuctionOnRecord> | null
  /** When the object is shown; known with the notice. */
  viewingFrom: NullableInstantColumn
  viewingUntil: NullableInstantColumn
  /** Of a state enterprise. */
  stateAsset: JsonColumn<StateAsset> | null
  isNoticePaused: Generated<boolean>
  registrationClosesAt: NullableInstantColumn
  depositDueAt: NullableInstantColumn
  opensAt: NullableInstantColumn
  /** What runs the procedure, e.g. an auction. */
  procedureId: string | null
  buyerOrganisationId: string | null
  priceMinor: bigint | null
  /** The buyer of a negotiated price, before anybody else hears of it. */
  buyerConfirmedBy: string | null
  buyerConfirmedAt: NullableInstantColumn
  resultNoticeId: string | null
  /** That it offers again. */
  predecessorId: string | null
  /** By which the unit goes beyond the bounds of the rule. */
  reofferDecisionId: string | null
  createdBy: string
  createdAt: InstantColumn
  submittedAt: NullableInstantColumn
  checkedAt: NullableInstantColumn
  closedAt: NullableInstantColumn
  settledAt: NullableInstantColumn
  changedAt: InstantColumn
}

export interface ApplicationTable {
  id: string
  lotId: string
  organisationId: string
  personId: string
  state: ApplicationState
  statement: string
  reason: string | null
  depositState: Generated<'none' | 'requested' | 'held' | 'released' | 'kept'>
  depositMinor: bigint
  depositKind: Generated<DepositKind>
  /** What stands for the deposit, where no money does. */
  instrumentId: string | null
  depositDueAt: NullableInstantColumn
  requestId: string | null
  reference: string | null
  bidderNumber: number | null
  appliedAt: InstantColumn
  decidedBy: string | null
  decidedAt: NullableInstantColumn
  confirmedAt: NullableInstantColumn
}

export interface ListingTables {
  'listing.lot': LotTable
  'listing.reserve': { lotId: string; reserveMinor: bigint; salt: string; setBy: string; setAt: InstantColumn; confirmedBy: string | null }
  'listing.reserveEntry': { lotId: string; reserveMinor: bigint; enteredBy: string; enteredAt: InstantColumn }
  /** Behind the winner, each with its own last price; the first rank is asked first. */
  'listing.runnerUp': {
    lotId: string
    rank: number
    organisationId: string
    bidderNumber: number
    priceMinor: bigint
    state: RunnerUpState
    endedAt: NullableInstantColumn
  }
  'listing.lotCheck': {
    lotId: string
    round: number
    aspect: Aspect
    outcome: 'passed' | 'returned'
    reason: string
    checkedBy: string
    checkedAt: InstantColumn
  }
  'listing.application': ApplicationTable
  /** What becomes of the deposit of a winner that did not keep its word. */
  'listing.forfeit': {
    lotId: string
    organisationId: string
    depositKind: DepositKind
    depositMinor: bigint
    priceMinor: bigint
    state: ForfeitState
    costsMinor: bigint
    note: string
    recordedAt: InstantColumn
    madeBy: string | null
    madeAt: NullableInstantColumn
    decidedBy: string | null
    decidedAt: NullableInstantColumn
  }
}
