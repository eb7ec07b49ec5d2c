/** Shapes of contracts on the wire. */
import { z } from 'zod'
import { actsShape, amountOutput, bilingualShape, dateShape, instantOutput } from '#contract/shapes.ts'
import { ACTS } from './core/acts.ts'
import { DEDUCTION_KINDS } from './core/amounts.ts'
import { SIDES, STAGES } from './core/confirmation.ts'
import { GROUNDS } from './core/ending.ts'
import { CONTRACT_STATES, DISPUTABLE } from './core/lifecycle.ts'
import { FILING_CAUSES, FILING_OUTCOMES, REGISTERED_KINDS, type RegisteredKind } from './core/registration.ts'
import { SPLIT_KINDS, SPLIT_OUTCOMES } from './core/split.ts'
import { HANDOVER_OUTCOMES } from './core/terms.ts'

const RIGHTS = ['assignment', 'exclusive', 'sole', 'ordinary'] as const

const party = z.object({ id: z.string(), name: bilingualShape })
const paper = z.object({ documentId: z.string(), sha256: z.string(), href: z.string() })
export const forum = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('court') }),
  z.object({ kind: z.literal('arbitration'), commission: z.string().trim().min(2).max(60) }),
])
const termsShape = z.object({
  handoverDays: z.int(),
  acceptanceDays: z.int(),
  guidanceDays: z.int(),
  secrecyYears: z.int(),
  forum,
  /** Null: silence was not agreed to be acceptance. */
  silenceDays: z.int().nullable(),
  registerDays: z.int(),
  objectionDays: z.int(),
})
const citation = z.object({ id: z.string(), key: z.string(), source: z.string() })

export const summaryShape = z.object({
  id: z.string(),
  number: z.string(),
  state: z.enum(CONTRACT_STATES),
  title: bilingualShape,
  right: z.enum(RIGHTS),
  lotId: z.string(),
  lotNumber: z.string(),
  achievementId: z.string(),
  seller: party,
  buyer: party,
  priceMinor: amountOutput,
  openedAt: instantOutput,
  /** The next date that matters in this state. */
  dueAt: instantOutput.nullable(),
  /** True when the asker's side has something to do. */
  isMine: z.boolean(),
})

export const contractShape = summaryShape.extend({
  saleNumber: z.string(),
  auctionId: z.string().nullable(),
  noticeId: z.string(),
  bidNumber: z.int().nullable(),
  termMonths: z.int().nullable(),
  territory: bilingualShape.nullable(),
  field: bilingualShape.nullable(),
  startingPriceMinor: amountOutput,
  premiumBasisPoints: z.int(),
  depositMinor: amountOutput,
  balanceMinor: amountOutput,
  turnoverMinor: amountOutput,
  technologyAmountMinor: amountOutput,
  technicalIncomeMinor: amountOutput,
  escrowMinor: amountOutput,
  deductions: z.array(z.object({ kind: z.enum(DEDUCTION_KINDS), label: z.string(), amountMinor: amountOutput })),
  terms: termsShape,
  rules: z.array(citation),
  soldAt: instantOutput,
  draftedAt: instantOutput.nullable(),
  effectiveAt: instantOutput.nullable(),
  paymentDueAt: instantOutput.nullable(),
  demandedAt: instantOutput.nullable(),
  cureEndsAt: instantOutput.nullable(),
  paidAt: instantOutput.nullable(),
  handoverDueAt: instantOutput.nullable(),
  handedOverAt: instantOutput.nullable(),
  acceptanceDueAt: instantOutput.nullable(),
  endedAt: instantOutput.nullable(),
  endGround: z.enum(GROUNDS).nullable(),
  endReason: z.string().nullable(),
  salePaper: paper,
  contractPaper: paper.nullable(),
  confirmations: z.array(
    z.object({
      stage: z.enum(STAGES),
      side: z.enum(SIDES),
      name: bilingualShape,
      statement: z.string(),
      sha256: z.string(),
      isCurrent: z.boolean(),
      confirmedAt: instantOutput,
    }),
  ),
  handovers: z.array(
    z.object({
      round: z.int(),
      note: z.string(),
      documentIds: z.array(z.string()),
      byName: bilingualShape,
      handedOverAt: instantOutput,
      outcome: z.enum(HANDOVER_OUTCOMES).nullable(),
      acceptedMinor: amountOutput.nullable(),
      reason: z.string().nullable(),
      decidedAt: instantOutput.nullable(),
    }),
  ),
  /** The transfer that the buyer is asked for; the remark is for the buyer and the market's officers. */
  payment: z.object({ reference: z.string(), amountMinor: amountOutput, dueAt: instantOutput }).nullable(),
  /** Until when both sides confirm what lies before them, and who had not when it passed. */
  signBy: instantOutput.nullable(),
  silent: z.array(z.enum(SIDES)),
  /** Rights that pass when they are registered: the price is paid then. */
  registers: z.array(z.enum(Object.keys(REGISTERED_KINDS) as [RegisteredKind, ...RegisteredKind[]])),
  registrationDueAt: instantOutput.nullable(),
  filings: z.array(
    z.object({
      round: z.int(),
      outcome: z.enum(FILING_OUTCOMES),
      state: z.enum(['open', 'confirmed', 'returned']),
      side: z.enum(SIDES),
      number: z.string(),
      on: dateShape,
      documentIds: z.array(z.string()),
      cause: z.enum(FILING_CAUSES).nullable(),
      reason: z.string(),
      note: z.string(),
      filedAt: instantOutput,
      /** How many officers have checked it. */
      checks: z.int(),
    }),
  ),
  receivedMinor: amountOutput,
  rescission: z.object({ side: z.enum(SIDES), ground: z.enum(GROUNDS), reason: z.string(), at: instantOutput, objectionEndsAt: instantOutput }).nullable(),
  dispute: z.object({ side: z.enum(SIDES), from: z.enum(DISPUTABLE), openedAt: instantOutput }).nullable(),
  statements: z.array(
    z.object({ no: z.int(), side: z.enum(SIDES), statement: z.string(), documentIds: z.array(z.string()), byName: bilingualShape, at: instantOutput }),
  ),
  /** Proposals and awards; the open one waits for its second hand. */
  splits: z.array(
    z.object({
      no: z.int(),
      kind: z.enum(SPLIT_KINDS),
      state: z.enum(['open', 'confirmed', 'replaced']),
      side: z.enum(SIDES).nullable(),
      outcome: z.enum(SPLIT_OUTCOMES),
      sellerMinor: amountOutput,
      buyerMinor: amountOutput,
      statement: z.string(),
      number: z.string(),
      on: dateShape.nullable(),
      documentIds: z.array(z.string()),
      sha256: z.string(),
      proposedAt: instantOutput,
      confirmedAt: instantOutput.nullable(),
    }),
  ),
  side: z.enum(SIDES).nullable(),
  acts: actsShape(ACTS),
})

export const outcome = z.object({ contractId: z.string(), state: z.enum(CONTRACT_STATES) })
