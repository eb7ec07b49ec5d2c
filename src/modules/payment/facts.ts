/**
 * What the module tells: to the organisation whose money it is and to the finance officer who acted, never to the public. On the wire these facts carry the
 * name of the ledger, in which they were born (ADR 0023).
 */
import type { z } from 'zod'
import { amount, factsOf, figure, flag, list, moment, text } from '#contract/fact.ts'

const request = { requestId: text, subject: text, purpose: text, payerOrganisationId: text, amountMinor: amount, currency: text }
const line = { lineId: text, statementId: text, direction: text, amountMinor: amount }
/** Account numbers stay out of facts: who is paid what is enough to prove the payment. */
const payout = { payoutId: text, subject: text, purpose: text, beneficiaryKind: text, beneficiaryId: text, amountMinor: amount }

const named = <const Shape extends z.ZodRawShape>(body: Shape) => ({ readers: 'named' as const, body })

const instrument = { instrumentId: text, organisationId: text, kind: text, subject: text.nullable(), amountMinor: amount }
const call = { callId: text, instrumentId: text, organisationId: text, subject: text, amountMinor: amount }

/** What stands for a deposit instead of money. Its number and issuer stay out: they are on the proof, which its readers have. */
export const instrumentFacts = factsOf('payment', {
  instrument_filed: named({ ...instrument, validUntil: moment.nullable(), documentId: text.nullable() }),
  instrument_checked: named({ ...instrument, note: text }),
  instrument_confirmed: named({ ...instrument, makerId: text }),
  instrument_returned: named({ ...instrument, reason: text }),
  /** It ends before what it stands for may be over. */
  instrument_expiring: named({ ...instrument, validUntil: moment }),
  instrument_lapsed: named({ ...instrument, lots: list(text) }),
  instrument_released: named(instrument),
  /** The guarantor, or the bidder itself, is asked for the sum. */
  call_made: named({ ...call, reference: text, dueAt: moment }),
  call_paid: named(call),
  call_refused: named({ ...call, reason: text }),
})

export const paymentFacts = factsOf('ledger', {
  payment_requested: named({ ...request, dueAt: moment }),
  /** The day by which it is due has moved, for everybody whose request hangs on the same date. */
  payment_postponed: named({ ...request, dueAt: moment }),
  payment_cancelled: named(request),
  /** `bookedOn` is the bank's booking date; `isLate` compares it with the day on which the payment was due. */
  payment_received: named({ ...request, lineId: text, bookedOn: text, isLate: flag }),
  /** The bank took the payment back: the request is open again, and whoever relied on it must hear so. */
  payment_reversed: named({ ...request, lineId: text }),
  statement_imported: named({
    statementId: text,
    sha256: text,
    linesSha256: text.nullable(),
    booked: figure,
    matched: figure,
    unread: figure,
    openingMinor: amount,
    closingMinor: amount,
  }),
  line_unmatched: named({ ...line, reason: text }),
  line_noted: named({ ...line, kind: text }),
  line_assigned: named({ ...line, targetId: text, makerId: text }),
  assignment_proposed: named({ ...line, targetId: text }),
  assignment_rejected: named({ ...line, targetId: text }),
  payout_ordered: named({ ...payout, state: text }),
  payout_approved: named({ ...payout, batchId: text, makerId: text }),
  payout_exported: named({ ...payout, batchId: text }),
  payout_settled: named({ ...payout, lineId: text }),
  payout_cancelled: named(payout),
  payout_account_proposed: named(payout),
  payout_account_confirmed: named({ ...payout, makerId: text, accountSha256: text }),
  payout_account_rejected: named({ ...payout, makerId: text, accountSha256: text }),
})
