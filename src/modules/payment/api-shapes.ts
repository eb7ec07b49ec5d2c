/** Shapes of payments as the API gives them. */
import { amountOutput, dateShape, instantOutput } from '#contract/shapes.ts'
import { nameOrNull, purposeShape } from '#modules/ledger/api.ts'
import { z } from 'zod'

/** PostgreSQL text holds no NUL, and nobody types control characters into a name. */
export const oneLine = (min: number, max: number) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .regex(/^\P{Cc}*$/u)
export const paragraph = (min: number, max: number) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .regex(/^(?:\P{Cc}|[\t\r\n])*$/u)

/** note: what was found out · waits: what it waits for · asked_bank: the bank was asked. */
export const noteKind = z.enum(['note', 'waits', 'asked_bank'])

export const requestShape = z.object({
  id: z.string(),
  reference: z.string(),
  payerOrganisationId: z.string(),
  payerName: nameOrNull,
  purpose: purposeShape,
  subject: z.string(),
  amountMinor: amountOutput,
  currency: z.string(),
  dueAt: instantOutput,
  state: z.enum(['open', 'paid', 'refunded', 'cancelled']),
  requestedAt: instantOutput,
  paidAt: instantOutput.nullable(),
})

export const bankShape = z.object({
  bankName: z.string(),
  accountName: z.string(),
  accountNumber: z.string(),
  currency: z.string(),
  isDemo: z.boolean(),
})

export const problemShape = z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])) })

export const lineShape = z.object({
  /** Null in a preview: the line is not booked yet. */
  id: z.string().nullable(),
  lineNumber: z.number().int(),
  bankLineId: z.string(),
  bookedOn: dateShape,
  direction: z.enum(['credit', 'debit']),
  amountMinor: amountOutput,
  counterpartyName: z.string(),
  counterpartyAccount: z.string(),
  remark: z.string(),
  state: z.enum(['known', 'matched', 'unmatched', 'proposed', 'assigned', 'return_ordered', 'returned', 'reversed', 'replaced']),
  reason: z.string().nullable(),
  /** What it turned out to be; absent in a preview. */
  settles: z.enum(['request', 'payout', 'payouts', 'charge', 'interest', 'reversal']).nullable().optional(),
  /** Records it settles; `target` is the first. */
  targetCount: z.number().int(),
  /** The line it takes back. */
  reversesLineId: z.string().nullable().optional(),
  /** False where no money can go back to the account as the file writes it. */
  canReceive: z.boolean(),
  target: z.object({ kind: z.enum(['request', 'payout']), id: z.string(), name: nameOrNull, amountMinor: amountOutput }).nullable(),
})

export const statementHead = {
  id: z.string(),
  fileName: z.string(),
  sha256: z.string(),
  format: z.enum(['camt.053', 'csv']),
  /** partly_booked: some lines could not be read and wait · replaced: the same statement came again, readable. */
  state: z.enum(['previewed', 'booked', 'partly_booked', 'replaced', 'discarded']),
  /** Statements of the bank in the file, one continuing the other. */
  partCount: z.number().int(),
  unreadCount: z.number().int(),
  /** What the lines that cannot be read have moved together, by the balances. */
  unreadMinor: amountOutput,
  /** Booked lines that wait for a person. */
  waitingCount: z.number().int(),
  replacedBy: z.string().nullable(),
  openingMinor: amountOutput,
  closingMinor: amountOutput,
  creditMinor: amountOutput,
  debitMinor: amountOutput,
  lineCount: z.number().int(),
  bookedCount: z.number().int(),
  uploadedAt: instantOutput,
  uploadedBy: nameOrNull,
  bookedAt: instantOutput.nullable(),
  bookedBy: nameOrNull,
}

export const payoutShape = z.object({
  id: z.string(),
  reference: z.string(),
  purpose: z.string(),
  subject: z.string(),
  fromOrganisationId: z.string().nullable(),
  fromName: nameOrNull,
  beneficiaryKind: z.enum(['person', 'organisation', 'payer']),
  beneficiaryId: z.string(),
  beneficiaryName: nameOrNull,
  amountMinor: amountOutput,
  currency: z.string(),
  accountName: z.string(),
  /** Last four characters only; the whole number stands in the bank file. */
  accountTail: z.string(),
  bankName: z.string(),
  state: z.enum(['awaiting_account', 'ordered', 'batched', 'exported', 'settled', 'cancelled']),
  batchId: z.string().nullable(),
  dueAt: instantOutput.nullable(),
  orderedAt: instantOutput,
  settledAt: instantOutput.nullable(),
})

/** A payout and its way: who ordered and approved it, when it went to the bank, and the day the bank paid it. */
export const wayShape = payoutShape.extend({
  orderedBy: nameOrNull,
  approvedBy: nameOrNull,
  approvedAt: instantOutput.nullable(),
  exportedAt: instantOutput.nullable(),
  paidOn: dateShape.nullable(),
})

export const proposalShape = z.object({
  id: z.string(),
  accountName: z.string(),
  accountNumber: z.string(),
  bankName: z.string(),
  reason: z.string(),
  state: z.enum(['proposed', 'confirmed', 'rejected']),
  madeById: z.string(),
  madeBy: nameOrNull,
  madeAt: instantOutput,
  decidedBy: nameOrNull,
  decidedAt: instantOutput.nullable(),
})

export const batchShape = z.object({
  id: z.string(),
  state: z.enum(['proposed', 'approved', 'exported', 'rejected']),
  payoutCount: z.number().int(),
  totalMinor: amountOutput,
  currency: z.string(),
  madeById: z.string(),
  madeBy: nameOrNull,
  madeAt: instantOutput,
  decidedBy: nameOrNull,
  decidedAt: instantOutput.nullable(),
  exportedAt: instantOutput.nullable(),
})

export const assignmentShape = z.object({
  id: z.string(),
  targetKind: z.enum(['request', 'payout', 'batch', 'line', 'charge', 'interest']),
  targetId: z.string(),
  note: z.string(),
  state: z.enum(['proposed', 'confirmed', 'rejected']),
  madeById: z.string(),
  madeBy: nameOrNull,
  madeAt: instantOutput,
  decidedBy: nameOrNull,
  decidedAt: instantOutput.nullable(),
})

export const figure = z.object({ count: z.number().int(), minor: amountOutput })
