/** Operations on technology contracts: confirm the sale, confirm the text, pay, hand over, accept, or end. */
import { z } from 'zod'
import { command, query } from '#contract/operation.ts'
import { actsShape, amountInput, amountOutput, bilingualShape, idShape, instantOutput, pageInput, pageOf } from '#contract/shapes.ts'
import { DEDUCTION_KINDS } from './core/amounts.ts'
import { SIDES, STAGES } from './core/confirmation.ts'
import { GROUNDS } from './core/ending.ts'
import { SIGNING_REFUSALS } from '#modules/party/api.ts'
import { CONTRACT_STATES } from './core/lifecycle.ts'
import { ACTS } from './core/permit.ts'

const TAG = 'contract'
const contractId = idShape('con')
const RIGHTS = ['assignment', 'exclusive', 'sole', 'ordinary'] as const
const COMMON = ['contract.not_found', 'contract.wrong_state'] as const
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const reason = z.string().trim().min(2).max(1_000)
const days = (max: number) => z.int().min(1).max(max)

const party = z.object({ id: z.string(), name: bilingualShape })
const paper = z.object({ documentId: z.string(), sha256: z.string(), href: z.string() })
const forum = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('court') }),
  z.object({ kind: z.literal('arbitration'), commission: z.string().trim().min(2).max(60) }),
])
const termsShape = z.object({ handoverDays: z.int(), acceptanceDays: z.int(), guidanceDays: z.int(), secrecyYears: z.int(), forum })
const citation = z.object({ id: z.string(), key: z.string(), source: z.string() })

const summaryShape = z.object({
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

const contractShape = summaryShape.extend({
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
      outcome: z.enum(['accepted', 'rejected']).nullable(),
      reason: z.string().nullable(),
      decidedAt: instantOutput.nullable(),
    }),
  ),
  /** The transfer that the buyer is asked for; the remark is for the buyer and the market's officers. */
  payment: z.object({ reference: z.string(), amountMinor: amountOutput, dueAt: instantOutput }).nullable(),
  side: z.enum(SIDES).nullable(),
  acts: actsShape(ACTS),
})

const outcome = z.object({ contractId: z.string(), state: z.enum(CONTRACT_STATES) })

/** The explicit words of a confirmation; the client shows them and sends back that they were agreed to. */
export const CONFIRMATION_STATEMENTS = {
  sale: {
    zh: '本单位确认成交确认书所载的标的、价格和交易过程，无异议。',
    en: 'We confirm the lot, the price and the process stated in the confirmation of sale.',
  },
  contract: { zh: '本单位已阅读合同全文，同意以此文本订立合同。', en: 'We have read the whole contract and agree to conclude it in this text.' },
} as const

const confirmInput = z.object({ id: contractId, sha256, accepts: z.literal(true) })
const CONFIRM_REFUSALS = [
  ...COMMON,
  'contract.both_sides.forbidden',
  'contract.parties_only.forbidden',
  'contract.text_changed.stale',
  'contract.already_confirmed',
  ...SIGNING_REFUSALS,
] as const
const MONEY_REFUSALS = ['ledger.hold.not_found', 'ledger.request.conflict', 'ledger.escrow_empty'] as const

export const contractContract = {
  list: query({
    path: '/contracts',
    summary: 'Contracts of the asker’s organisations; all for officers',
    tag: TAG,
    access: ['tto', 'approver', 'enterprise', 'clerk', 'finance', 'regulator'],
  })
    .input(z.object({ ...pageInput, stage: z.enum(['open', 'ended']).optional(), q: z.string().trim().max(80).optional() }))
    .output(pageOf(summaryShape)),
  get: query({
    path: '/contracts/{id}',
    summary: 'One contract with its papers, money and acts',
    tag: TAG,
    access: 'signed-in',
    refusals: ['contract.not_found'],
  })
    .input(z.object({ id: contractId }))
    .output(contractShape),
  ofLot: query({ path: '/lots/{lotId}/contract', summary: 'The contract that a lot led to', tag: TAG, access: 'signed-in', refusals: ['contract.not_found'] })
    .input(z.object({ lotId: idShape('lot') }))
    .output(summaryShape),
  confirmSale: command({
    path: '/contracts/{id}/sale-confirmations',
    summary: 'Confirm the sale for your side',
    tag: TAG,
    access: ['tto', 'approver', 'enterprise'],
    freshFactor: true,
    refusals: CONFIRM_REFUSALS,
  })
    .input(confirmInput)
    .output(outcome),
  redraft: command({
    path: '/contracts/{id}/drafts',
    summary: 'Make the contract again with other terms or deduction lines; earlier confirmations lapse',
    tag: TAG,
    access: ['tto', 'approver'],
    refusals: [...COMMON, 'contract.seller_only.forbidden', 'contract.deduction_empty', 'contract.deductions_exceed_price', 'document.glyph_missing'],
  })
    .input(
      z.object({
        id: contractId,
        terms: z.object({ handoverDays: days(180), acceptanceDays: days(180), guidanceDays: days(365), secrecyYears: days(50), forum }),
        deductions: z.array(z.object({ kind: z.enum(DEDUCTION_KINDS), label: z.string().trim().min(1).max(100), amountMinor: amountInput })).max(20),
      }),
    )
    .output(outcome.extend({ sha256: z.string(), documentId: z.string() })),
  confirm: command({
    path: '/contracts/{id}/confirmations',
    summary: 'Confirm the contract text for your side',
    tag: TAG,
    access: ['tto', 'approver', 'enterprise'],
    freshFactor: true,
    refusals: [...CONFIRM_REFUSALS, ...MONEY_REFUSALS],
  })
    .input(confirmInput)
    .output(outcome),
  handOver: command({
    path: '/contracts/{id}/handovers',
    summary: 'Hand over the technical documents',
    tag: TAG,
    access: ['tto', 'approver'],
    refusals: [...COMMON, 'contract.seller_only.forbidden', 'document.not_yours'],
  })
    .input(z.object({ id: contractId, documentIds: z.array(idShape('doc')).min(1).max(50), note: z.string().trim().max(1_000).default('') }))
    .output(outcome),
  acceptHandover: command({
    path: '/contracts/{id}/acceptance',
    freshFactor: true,
    summary: 'Accept what was handed over; the price goes to the seller',
    tag: TAG,
    access: ['enterprise', 'approver'],
    refusals: [...COMMON, 'contract.buyer_only.forbidden', ...MONEY_REFUSALS, 'title.disposal.not_found'],
  })
    .input(z.object({ id: contractId, accepts: z.literal(true) }))
    .output(outcome),
  rejectHandover: command({
    path: '/contracts/{id}/rejection',
    summary: 'Refuse what was handed over, with the reason; the seller hands over again',
    tag: TAG,
    access: ['enterprise', 'approver'],
    refusals: [...COMMON, 'contract.buyer_only.forbidden'],
  })
    .input(z.object({ id: contractId, reason }))
    .output(outcome),
  demandPayment: command({
    path: '/contracts/{id}/demand',
    summary: 'Demand what is overdue; the time to cure runs from now',
    tag: TAG,
    access: ['tto', 'approver'],
    refusals: [...COMMON, 'contract.seller_only.forbidden', 'contract.already_demanded', 'rulebook.calendar_not_covered'],
  })
    .input(z.object({ id: contractId, note: z.string().trim().max(1000).default('') }))
    .output(outcome.extend({ cureEndsAt: instantOutput })),
  markDefault: command({
    path: '/contracts/{id}/default',
    summary: 'Record that the buyer has not paid within the time to cure',
    tag: TAG,
    access: ['clerk'],
    refusals: [...COMMON, 'contract.clerk_only.forbidden', 'contract.own_contract.forbidden', 'contract.not_demanded', 'contract.cure_still_runs'],
  })
    .input(z.object({ id: contractId, reason }))
    .output(outcome),
  withdraw: command({
    path: '/contracts/{id}/withdrawal',
    summary: 'Record that no contract comes about',
    tag: TAG,
    access: ['clerk'],
    refusals: [...COMMON, 'contract.clerk_only.forbidden', 'contract.own_contract.forbidden'],
  })
    .input(z.object({ id: contractId, ground: z.enum(GROUNDS), reason }))
    .output(outcome),
  terminate: command({
    path: '/contracts/{id}/termination',
    summary: 'Record that an effective contract was ended before it was settled',
    tag: TAG,
    access: ['clerk'],
    refusals: [...COMMON, 'contract.clerk_only.forbidden', 'contract.own_contract.forbidden', 'contract.ground_not_applicable'],
  })
    .input(z.object({ id: contractId, ground: z.enum(GROUNDS), reason }))
    .output(outcome),
}
