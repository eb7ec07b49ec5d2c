/** Operations of payments. On the wire they stay where they were found: under the ledger's name (ADR 0023). Amounts are decimal strings of fen. */
import { actsShape, amountOutput, dateShape, figureInput, idShape, instantOutput, pageOf } from '#contract/shapes.ts'
import { command, query } from '#contract/operation.ts'
import { z } from 'zod'
import { BATCH_ACTS, LINE_ACTS, PAYOUT_ACTS, STATEMENT_ACTS } from './core/acts.ts'
import { BOOK_READERS, accountShape, fileShape, nameOrNull, pageInput } from '#modules/ledger/api.ts'
import {
  oneLine,
  paragraph,
  noteKind,
  requestShape,
  bankShape,
  problemShape,
  lineShape,
  statementHead,
  payoutShape,
  wayShape,
  proposalShape,
  batchShape,
  assignmentShape,
  figure,
} from './api-shapes.ts'

import { instrumentContract } from './api-instruments.ts'

const FINANCE = ['finance'] as const
const SECOND = ['finance', 'approver'] as const
/** What names no payer. */
const FIGURE_READERS = [...BOOK_READERS, 'regulator'] as const

const FILE_REFUSALS = [
  'ledger.bank_account_missing',
  'ledger.statement_account',
  'ledger.statement_balance_broken',
  'ledger.statement_columns',
  'ledger.statement_csv_broken',
  'ledger.statement_currency',
  'ledger.statement_date_invalid',
  'ledger.statement_amount_invalid',
  'ledger.statement_doctype',
  'ledger.statement_does_not_add_up',
  'ledger.statement_empty',
  'ledger.statement_encoding',
  'ledger.statement_field_missing',
  'ledger.statement_field_too_long',
  'ledger.statement_gap',
  'ledger.statement_nothing_new',
  'ledger.statement_parts_gap',
  'ledger.statement_header_missing',
  'ledger.statement_not_camt053',
  'ledger.statement_one_amount',
  'ledger.statement_too_large',
  'ledger.statement_too_many_lines',
  'ledger.statement_xml_broken',
] as const

const REVERSAL_REFUSALS = ['ledger.reversal_same_way', 'ledger.reversal_of_payout'] as const
const PROPOSAL_REFUSALS = ['ledger.not_found', 'ledger.payout_has_account', 'ledger.maker_is_checker', 'ledger.second_person.forbidden'] as const

const statementId = idShape('stm')
const lineId = idShape('bln')
const requestId = idShape('pay')
const payoutId = idShape('pyo')
const batchId = idShape('pbt')

/** 2 MiB of bytes are 2,796,204 characters of base64. */
const contentBase64 = z
  .string()
  .max(2_796_204)
  .regex(/^[A-Za-z0-9+/]*={0,2}$/)

interface FinanceSpec extends Omit<Parameters<typeof command>[0], 'tag' | 'access'> {
  readonly access?: readonly ('finance' | 'approver' | 'admin')[]
}
const finance = (spec: FinanceSpec) => command({ access: FINANCE, ...spec, tag: 'ledger' })
const reads = (path: `/${string}`, summary: string, wireName?: string) =>
  query({ path, summary, tag: 'ledger', ...(wireName === undefined ? {} : { wireName }), access: BOOK_READERS, refusals: ['ledger.not_found'] })

/** A part of it is enough. */
const referenceInput = z.string().trim().max(40).optional()

export const paymentContract = {
  ...instrumentContract,
  overview: reads('/ledger/overview', 'What waits for the finance officer, with figures')
    .input(z.object({}))
    .output(
      z.object({
        bank: bankShape.extend({ closingMinor: amountOutput }).nullable(),
        openRequests: figure,
        unmatchedLines: figure,
        proposedAssignments: z.number().int(),
        awaitingAccount: figure,
        toBatch: figure,
        batchesToApprove: z.number().int(),
        batchesToExport: z.number().int(),
        atBank: figure,
        refundsDue: z.array(payoutShape),
      }),
    ),
  configureBankAccount: finance({
    freshFactor: true,
    path: '/ledger/bank-account',
    summary: 'Name the supervised bank account',
    access: ['admin'],
    refusals: ['ledger.bank_account.already_used'],
  })
    .input(
      z.object({
        bankName: oneLine(2, 100),
        accountName: oneLine(2, 100),
        accountNumber: figureInput(/^[0-9A-Z-]{6,34}$/),
      }),
    )
    .output(z.object({ accountNumber: z.string() })),
  bankAccount: {
    get: query({ path: '/ledger/bank-account', summary: 'The supervised account to transfer to', tag: 'ledger', wireName: 'bankAccount', access: 'signed-in' })
      .input(z.object({}))
      .output(z.object({ bank: bankShape.nullable() })),
  },

  uploadStatement: finance({
    path: '/ledger/statements',
    summary: 'Read a bank statement for preview',
    refusals: [...FILE_REFUSALS, 'rulebook.too_many_imports'],
  })
    .input(z.object({ fileName: oneLine(1, 200), contentBase64 }))
    .output(z.object({ statementId: z.string(), isKnown: z.boolean() })),
  bookStatement: finance({
    path: '/ledger/statements/{statementId}/book',
    summary: 'Book a previewed statement',
    refusals: ['ledger.not_found', 'ledger.statement.already_discarded', ...FILE_REFUSALS],
  })
    .input(z.object({ statementId }))
    .output(z.object({ booked: z.number().int(), matched: z.number().int(), unmatched: z.number().int(), unread: z.number().int() })),
  discardStatement: finance({
    path: '/ledger/statements/{statementId}/discard',
    summary: 'Discard a previewed statement',
    refusals: ['ledger.not_found', 'ledger.statement.already_booked'],
  })
    .input(z.object({ statementId }))
    .output(z.object({ statementId: z.string() })),
  statements: {
    list: reads('/ledger/statements', 'Imported statements', 'statements')
      .input(z.object({ ...pageInput }))
      .output(pageOf(z.object(statementHead))),
    get: reads('/ledger/statements/{statementId}', 'A statement: each line, matched to what or why not', 'statement')
      .input(z.object({ statementId }))
      .output(
        z.object({
          ...statementHead,
          lines: z.array(lineShape),
          /** A preview that could not be booked now, with the reason. */
          problem: problemShape.nullable(),
          /** The partly booked statement that booking this one would replace. */
          replaces: z.string().nullable(),
          /** Lines that book nothing: of zero (no problem), or unreadable with the reason. */
          setAside: z.array(z.object({ lineNumber: z.number().int(), text: z.string(), problem: problemShape.nullable() })),
          acts: actsShape(STATEMENT_ACTS),
        }),
      ),
  },

  lines: {
    list: reads('/ledger/lines', 'Bank lines that matched nothing', 'lines')
      .input(z.object({ ...pageInput, state: z.enum(['open', 'unmatched', 'proposed', 'assigned', 'return_ordered', 'returned', 'reversed']).default('open') }))
      .output(pageOf(lineShape.extend({ statementId: z.string() }))),
    get: reads('/ledger/lines/{lineId}', 'A bank line, its history and what it could be assigned to', 'line')
      .input(z.object({ lineId }))
      .output(
        z.object({
          line: lineShape.extend({ statementId: z.string() }),
          assignments: z.array(assignmentShape),
          notes: z.array(z.object({ id: z.string(), kind: noteKind, note: z.string(), madeBy: nameOrNull, madeAt: instantOutput })),
          requestCandidates: z.array(requestShape),
          payoutCandidates: z.array(payoutShape),
          batchCandidates: z.array(z.object({ id: z.string(), payoutCount: z.number().int(), totalMinor: amountOutput })),
          /** Lines of the same amount the other way, which this one may take back. */
          lineCandidates: z.array(lineShape.extend({ statementId: z.string() })),
          acts: actsShape(LINE_ACTS),
        }),
      ),
  },
  proposeAssignment: finance({
    path: '/ledger/lines/{lineId}/assignment',
    summary: 'Propose what an unmatched line settles; a second person confirms',
    refusals: [
      'ledger.not_found',
      'ledger.line.conflict',
      'ledger.target_not_open',
      'ledger.target_amount_differs',
      'ledger.target.already_assigned',
      'ledger.interest_is_money_in',
      ...REVERSAL_REFUSALS,
    ],
  })
    .input(z.object({ lineId, targetId: z.union([requestId, payoutId, batchId, lineId, z.enum(['charge', 'interest'])]), note: paragraph(2, 500) }))
    .output(z.object({ assignmentId: z.string() })),
  confirmAssignment: finance({
    freshFactor: true,
    path: '/ledger/lines/{lineId}/assignment/confirm',
    summary: 'Confirm a proposed assignment (not by its maker)',
    access: SECOND,
    refusals: [
      'ledger.not_found',
      'ledger.maker_is_checker',
      'ledger.second_person.forbidden',
      'ledger.target_not_open',
      'ledger.hold.conflict',
      'ledger.reversal_too_late',
      ...REVERSAL_REFUSALS,
    ],
  })
    .input(z.object({ lineId }))
    .output(z.object({ lineId: z.string() })),
  rejectAssignment: finance({
    path: '/ledger/lines/{lineId}/assignment/reject',
    summary: 'Reject a proposed assignment (not by its maker)',
    access: SECOND,
    refusals: ['ledger.not_found', 'ledger.maker_is_checker', 'ledger.second_person.forbidden'],
  })
    .input(z.object({ lineId }))
    .output(z.object({ lineId: z.string() })),
  orderReturn: finance({
    path: '/ledger/lines/{lineId}/return',
    summary: 'Order that an unmatched receipt goes back to its payer, or a payout the bank sent back goes out again',
    refusals: ['ledger.not_found', 'ledger.line.conflict', 'ledger.target_amount_differs'],
  })
    .input(z.object({ lineId }))
    .output(z.object({ payoutId: z.string() })),
  cancelReturn: finance({
    path: '/ledger/lines/{lineId}/return/cancel',
    summary: 'Take back a return order that is not in a batch yet',
    refusals: ['ledger.not_found', 'ledger.line.conflict', 'ledger.payout.already_batched'],
  })
    .input(z.object({ lineId }))
    .output(z.object({ lineId: z.string() })),

  noteLine: finance({
    path: '/ledger/lines/{lineId}/notes',
    summary: 'Note why a line waits, or that the bank was asked',
    refusals: ['ledger.not_found', 'ledger.line.conflict'],
  })
    .input(z.object({ lineId, kind: noteKind, note: paragraph(2, 500) }))
    .output(z.object({ noteId: z.string() })),

  requests: {
    get: query({
      path: '/ledger/payments/{requestId}',
      summary: 'One payment: how to transfer it, what arrived, and the way of its refund',
      tag: 'ledger',
      wireName: 'payment',
      access: 'signed-in',
      refusals: ['ledger.not_found'],
    })
      .input(z.object({ requestId }))
      .output(
        z.object({
          bank: bankShape.nullable(),
          request: requestShape,
          received: z.object({ lineId: z.string(), bookedOn: dateShape, bankLineId: z.string(), payerName: z.string(), accountTail: z.string() }).nullable(),
          refund: wayShape.nullable(),
        }),
      ),
    list: reads('/ledger/payment-requests', 'Payment requests', 'paymentRequests')
      .input(z.object({ ...pageInput, state: z.enum(['open', 'paid', 'refunded', 'cancelled']).optional(), reference: referenceInput }))
      .output(pageOf(requestShape)),
    mine: query({
      path: '/ledger/my-payments',
      summary: 'Payments asked of my organisations, and how to transfer them',
      tag: 'ledger',
      wireName: 'myPayments',
      access: 'signed-in',
    })
      .input(
        z.object({
          subject: z
            .string()
            .regex(/^\w{1,60}$/)
            .optional(),
        }),
      )
      .output(z.object({ bank: bankShape.nullable(), requests: z.array(requestShape), accounts: z.array(accountShape) })),
  },

  payouts: {
    list: reads('/ledger/payouts', 'Payout orders', 'payouts')
      .input(
        z.object({
          ...pageInput,
          state: z.enum(['awaiting_account', 'ordered', 'batched', 'exported', 'settled', 'cancelled']).optional(),
          reference: referenceInput,
        }),
      )
      .output(pageOf(payoutShape)),
    get: reads('/ledger/payouts/{payoutId}', 'A payout order: its way to the bank, and the accounts proposed for it', 'payout')
      .input(z.object({ payoutId }))
      .output(z.object({ payout: wayShape, proposals: z.array(proposalShape), acts: actsShape(PAYOUT_ACTS) })),
  },
  proposePayoutAccount: finance({
    path: '/ledger/payouts/{payoutId}/account',
    summary: 'Propose an account for a payout that waits for one, with the reason; a second person confirms',
    refusals: [
      'ledger.not_found',
      'ledger.second_person.forbidden',
      'ledger.payout_has_account',
      'ledger.account_number_invalid',
      'ledger.account_already_proposed',
    ],
  })
    .input(z.object({ payoutId, accountName: oneLine(2, 100), accountNumber: oneLine(6, 60), bankName: oneLine(2, 100), reason: paragraph(2, 500) }))
    .output(z.object({ proposalId: z.string() })),
  confirmPayoutAccount: finance({
    freshFactor: true,
    path: '/ledger/payouts/{payoutId}/account/confirm',
    summary: 'Confirm the proposed account (not by its maker)',
    access: SECOND,
    refusals: PROPOSAL_REFUSALS,
  })
    .input(z.object({ payoutId }))
    .output(z.object({ payoutId: z.string() })),
  rejectPayoutAccount: finance({
    path: '/ledger/payouts/{payoutId}/account/reject',
    summary: 'Reject the proposed account (not by its maker)',
    access: SECOND,
    refusals: PROPOSAL_REFUSALS,
  })
    .input(z.object({ payoutId }))
    .output(z.object({ payoutId: z.string() })),
  nameAccounts: finance({ path: '/ledger/payouts/name-accounts', summary: 'Look again for the accounts of payouts that wait for one' })
    .input(z.object({}))
    .output(z.object({ named: z.number().int(), waiting: z.number().int() })),
  makeBatch: finance({
    path: '/ledger/batches',
    summary: 'Put payout orders into a batch for the bank; a second person approves',
    refusals: ['ledger.not_found', 'ledger.payout_not_ready', 'ledger.second_person.forbidden'],
  })
    .input(z.object({ payoutIds: z.array(payoutId).min(1).max(500) }))
    .output(z.object({ batchId: z.string() })),
  batches: {
    list: reads('/ledger/batches', 'Payout batches', 'batches')
      .input(z.object({ ...pageInput }))
      .output(pageOf(batchShape)),
    get: reads('/ledger/batches/{batchId}', 'A payout batch', 'batch')
      .input(z.object({ batchId }))
      .output(batchShape.extend({ payouts: z.array(payoutShape), acts: actsShape(BATCH_ACTS) })),
  },
  approveBatch: finance({
    freshFactor: true,
    path: '/ledger/batches/{batchId}/approve',
    summary: 'Approve a batch (not by its maker)',
    access: SECOND,
    refusals: ['ledger.not_found', 'ledger.batch.conflict', 'ledger.maker_is_checker', 'ledger.second_person.forbidden'],
  })
    .input(z.object({ batchId }))
    .output(z.object({ batchId: z.string() })),
  rejectBatch: finance({
    path: '/ledger/batches/{batchId}/reject',
    summary: 'Reject a batch; its payouts wait again (not by its maker)',
    access: SECOND,
    refusals: ['ledger.not_found', 'ledger.batch.conflict', 'ledger.maker_is_checker', 'ledger.second_person.forbidden'],
  })
    .input(z.object({ batchId }))
    .output(z.object({ batchId: z.string() })),
  exportBatch: finance({
    isExport: true,
    path: '/ledger/batches/{batchId}/export',
    summary: 'The bank file of an approved batch',
    refusals: ['ledger.not_found', 'ledger.batch.conflict', 'ledger.bank_account_missing'],
  })
    .input(z.object({ batchId, format: z.enum(['pain.001', 'csv']) }))
    .output(fileShape),

  reconciliation: query({ path: '/ledger/reconciliation', summary: 'Bank against ledger', tag: 'ledger', access: FIGURE_READERS })
    .input(z.object({}))
    .output(
      z.object({
        bankClosingMinor: amountOutput,
        lastStatement: z.object({ id: z.string(), fileName: z.string(), bookedAt: instantOutput }).nullable(),
        ledgerBankMinor: amountOutput,
        differenceMinor: amountOutput,
        claimsMinor: amountOutput,
        chargesMinor: amountOutput,
        /** Statements with lines that nobody could read, and what those moved together. */
        partlyBooked: figure,
        liabilities: z.array(z.object({ class: z.string(), minor: amountOutput, accounts: z.number().int() })),
        liabilitiesMinor: amountOutput,
        isCovered: z.boolean(),
        debitsMinor: amountOutput,
        creditsMinor: amountOutput,
        payoutsInTransitMinor: amountOutput,
        payoutOrdersMinor: amountOutput,
      }),
    ),
  demoStatement: finance({
    path: '/ledger/demo-statement',
    summary: 'Statement of a fictional bank that pays all open requests and exported payouts (demonstration only)',
    refusals: ['ledger.demo_only', 'ledger.demo_nothing_to_pay'],
  })
    .input(
      z.object({
        format: z.enum(['camt.053', 'csv']),
        withStranger: z.boolean().default(false),
        /** References of what the bank pays or carries out; everything without it. */
        only: z.array(z.string().max(60)).max(500).optional(),
      }),
    )
    .output(fileShape),
}
export type PaymentContract = typeof paymentContract
