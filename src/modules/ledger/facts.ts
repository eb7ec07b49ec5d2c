/** What the books tell: to the organisation whose money it is and to the finance officer who acted, never to the public. */
import { z } from 'zod'
import { amount, factsOf, list, text } from '#contract/fact.ts'

const hold = { holdId: text, subject: text, purpose: text, organisationId: text, amountMinor: amount }

const named = <const Shape extends z.ZodRawShape>(body: Shape) => ({ readers: 'named' as const, body })

export const ledgerFacts = factsOf('ledger', {
  /** Every transaction of the books as it was posted, so that no entry can be changed or put in behind the log's back. Legs: account, side, amount. */
  posted: named({
    transactionId: text,
    purpose: text,
    subject: text,
    key: text,
    reverses: text.nullable(),
    legs: list(z.tuple([text, z.enum(['D', 'C']), amount]).readonly()),
  }),
  hold_placed: named(hold),
  hold_released: named({ ...hold, payoutId: text }),
  hold_voided: named(hold),
  hold_captured: named({ ...hold, toSubject: text }),
  /** A guarantee stands for the deposit of a lot no longer: there is no money to give back. */
  cover_released: named(hold),
  escrow_released: named({ contractId: text, toOrganisationId: text, amountMinor: amount, transactionId: text }),
})
