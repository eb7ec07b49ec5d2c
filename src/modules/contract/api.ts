/** Operations on technology contracts: confirm the sale and the text, pay, hand over, accept and register; demand, rescind, dispute and divide. */
import { z } from 'zod'
import { BUYER_ROLES } from '#kernel/actor.ts'
import { command, query } from '#contract/operation.ts'
import { amountInput, dateShape, idShape, instantOutput, pageInput, pageOf } from '#contract/shapes.ts'
import { contractShape, forum, outcome, summaryShape } from './api-shapes.ts'
import { DEDUCTION_KINDS } from './core/amounts.ts'
import { FILING_CAUSES, FILING_OUTCOMES } from './core/registration.ts'
import { SPLIT_OUTCOMES } from './core/split.ts'
import { SIGNING_REFUSALS } from '#modules/party/api.ts'

const TAG = 'contract'
const contractId = idShape('con')
const COMMON = ['contract.not_found', 'contract.wrong_state'] as const
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const reason = z.string().trim().min(2).max(1_000)
const statement = z.string().trim().min(2).max(4_000)
const documents = (fewest: number) => z.array(idShape('doc')).min(fewest).max(20).default([])
const days = (max: number) => z.int().min(1).max(max)

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
const PARTIES = ['tto', 'approver', 'enterprise'] as const
const PARTY = [...COMMON, 'contract.parties_only.forbidden', 'contract.both_sides.forbidden'] as const
const CLERK = [...COMMON, 'contract.clerk_only.forbidden', 'contract.own_contract.forbidden'] as const
const proposed = outcome.extend({ sha256: z.string() })
const MONEY_REFUSALS = ['ledger.hold.not_found', 'ledger.request.conflict', 'ledger.escrow_empty'] as const

export const contractContract = {
  list: query({
    path: '/contracts',
    summary: 'Contracts of the asker’s organisations; all for officers',
    tag: TAG,
    access: ['tto', 'approver', 'enterprise', 'clerk', 'finance', 'regulator'],
  })
    .input(
      z.object({
        ...pageInput,
        stage: z.enum(['open', 'ended']).optional(),
        q: z.string().trim().max(80).optional(),
        ids: z.array(contractId).max(100).optional(),
        lotIds: z.array(idShape('lot')).max(100).optional(),
      }),
    )
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
        terms: z.object({
          handoverDays: days(180),
          acceptanceDays: days(180),
          guidanceDays: days(365),
          secrecyYears: days(50),
          forum,
          /** Left out: as they stand. */
          silenceDays: z.int().min(5).max(180).exactOptional(),
          registerDays: days(180).exactOptional(),
          objectionDays: days(60).exactOptional(),
        }),
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
    summary: 'Accept what was handed over; the price goes to the seller, or the register is awaited',
    tag: TAG,
    access: [...BUYER_ROLES, 'approver'],
    refusals: [...COMMON, 'contract.buyer_only.forbidden', 'rulebook.calendar_not_covered', ...MONEY_REFUSALS, 'title.disposal.not_found'],
  })
    .input(z.object({ id: contractId, accepts: z.literal(true) }))
    .output(outcome),
  rejectHandover: command({
    path: '/contracts/{id}/rejection',
    summary: 'Refuse what was handed over, with the reason; the seller hands over again',
    tag: TAG,
    access: [...BUYER_ROLES, 'approver'],
    refusals: [...COMMON, 'contract.buyer_only.forbidden', 'rulebook.calendar_not_covered'],
  })
    .input(z.object({ id: contractId, reason }))
    .output(outcome),
  acceptPart: command({
    path: '/contracts/{id}/partial-acceptance',
    freshFactor: true,
    summary: 'Accept a part for a stated sum, with the defects of the rest; the sum is paid out, the rest stays held',
    tag: TAG,
    access: [...BUYER_ROLES, 'approver'],
    refusals: [
      ...COMMON,
      'contract.buyer_only.forbidden',
      'contract.registration_first',
      'contract.part_not_held',
      'rulebook.calendar_not_covered',
      ...MONEY_REFUSALS,
    ],
  })
    .input(z.object({ id: contractId, amountMinor: amountInput, defects: reason }))
    .output(outcome),
  fileRegistration: command({
    path: '/contracts/{id}/registrations',
    summary: 'File what the register said of the assignment: taken in, registered or refused',
    tag: TAG,
    access: PARTIES,
    refusals: [...PARTY, 'contract.filing_open', 'contract.filing_cause', 'contract.filing_reason', 'contract.filing_ahead', 'document.not_yours'],
  })
    .input(
      z.object({
        id: contractId,
        outcome: z.enum(FILING_OUTCOMES),
        number: z.string().trim().min(2).max(60),
        on: dateShape,
        documentIds: documents(1),
        /** Of a refusal: on whose side its reason lies. */
        cause: z.enum(FILING_CAUSES).optional(),
        reason: z.string().trim().max(1000).default(''),
      }),
    )
    .output(outcome),
  checkRegistration: command({
    path: '/contracts/{id}/registration-checks',
    summary: 'Check the proof of the register; the second officer makes it count',
    tag: TAG,
    access: ['clerk'],
    refusals: [
      ...CLERK,
      'contract.nothing_filed',
      'contract.second_person_needed',
      'contract.filing_reason',
      'rulebook.calendar_not_covered',
      ...MONEY_REFUSALS,
      'title.disposal.not_found',
    ],
  })
    .input(z.object({ id: contractId, decision: z.enum(['confirmed', 'returned']), note: z.string().trim().max(1000).default('') }))
    .output(outcome),
  demand: command({
    path: '/contracts/{id}/demand',
    summary: 'Demand what is late: payment, handover, acceptance or registration; the time to cure runs from now',
    tag: TAG,
    access: PARTIES,
    refusals: [
      ...PARTY,
      'contract.seller_only.forbidden',
      'contract.buyer_only.forbidden',
      'contract.already_demanded',
      'contract.not_due_yet',
      'contract.silence_not_agreed',
      'rulebook.calendar_not_covered',
    ],
  })
    .input(z.object({ id: contractId, note: z.string().trim().max(1000).default('') }))
    .output(outcome.extend({ cureEndsAt: instantOutput })),
  rescind: command({
    path: '/contracts/{id}/rescission',
    summary: 'Give the other side notice that the contract is rescinded; it may object until the day that is answered',
    tag: TAG,
    access: PARTIES,
    refusals: [
      ...PARTY,
      'contract.nobody_is_late',
      'contract.not_demanded',
      'contract.cure_still_runs',
      'rulebook.calendar_not_covered',
      'ledger.request.already_paid',
    ],
  })
    .input(z.object({ id: contractId, isImpossible: z.boolean().default(false), reason }))
    .output(outcome.extend({ objectionEndsAt: instantOutput })),
  recordEnd: command({
    path: '/contracts/{id}/end',
    summary: 'Record a rescission to which nobody objected; the money goes by its cause',
    tag: TAG,
    access: ['clerk'],
    refusals: [...CLERK, 'contract.objection_still_runs', ...MONEY_REFUSALS],
  })
    .input(z.object({ id: contractId }))
    .output(outcome),
  openDispute: command({
    path: '/contracts/{id}/dispute',
    summary: 'Open a dispute; what is held stays held until it is divided',
    tag: TAG,
    access: PARTIES,
    refusals: [...PARTY, 'contract.own_notice', 'document.not_yours'],
  })
    .input(z.object({ id: contractId, statement, documentIds: documents(0) }))
    .output(outcome),
  stateCase: command({
    path: '/contracts/{id}/statements',
    summary: 'Answer in a dispute, with papers',
    tag: TAG,
    access: PARTIES,
    refusals: [...PARTY, 'contract.statements_full', 'document.not_yours'],
  })
    .input(z.object({ id: contractId, statement, documentIds: documents(0) }))
    .output(outcome),
  closeDispute: command({
    path: '/contracts/{id}/dispute-end',
    summary: 'Drop one’s own dispute; the contract goes on where it stood',
    tag: TAG,
    access: PARTIES,
    refusals: [...PARTY, 'contract.opener_only'],
  })
    .input(z.object({ id: contractId }))
    .output(outcome),
  proposeSplit: command({
    path: '/contracts/{id}/splits',
    summary: 'Propose how the sum that is held is divided, and whether the contract stands',
    tag: TAG,
    access: PARTIES,
    refusals: [...PARTY, 'contract.share_exceeds_held', 'contract.not_paid', 'contract.not_rescinded'],
  })
    .input(z.object({ id: contractId, sellerMinor: amountInput, outcome: z.enum(SPLIT_OUTCOMES), statement }))
    .output(proposed),
  recordAward: command({
    path: '/contracts/{id}/awards',
    summary: 'Record what a court or an arbitration body decided; a second officer confirms it',
    tag: TAG,
    access: ['clerk'],
    refusals: [...CLERK, 'contract.share_exceeds_held', 'contract.not_paid', 'contract.not_rescinded', 'document.not_yours'],
  })
    .input(
      z.object({
        id: contractId,
        sellerMinor: amountInput,
        outcome: z.enum(SPLIT_OUTCOMES),
        statement,
        number: z.string().trim().min(2).max(80),
        on: dateShape,
        documentIds: documents(1),
      }),
    )
    .output(proposed),
  confirmSplit: command({
    path: '/contracts/{id}/split-confirmations',
    freshFactor: true,
    summary: 'Confirm the division whose digest was seen; it is paid out',
    tag: TAG,
    access: [...PARTIES, 'clerk'],
    refusals: [
      ...PARTY,
      'contract.clerk_only.forbidden',
      'contract.own_contract.forbidden',
      'contract.nothing_proposed',
      'contract.own_proposal',
      'contract.second_person_needed',
      'contract.text_changed.stale',
      'contract.split_not_held',
      'rulebook.calendar_not_covered',
      ...MONEY_REFUSALS,
      'ledger.request.already_paid',
      'title.disposal.not_found',
    ],
  })
    .input(z.object({ id: contractId, sha256, accepts: z.literal(true) }))
    .output(outcome),
}
