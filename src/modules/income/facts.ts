/** What the module tells. The institution reads all of it; a payee reads of the own payment. */
import { z } from 'zod'
import { amount, factsOf, figure, list, moment, since, text, type Frame } from '#contract/fact.ts'

const plan = { planId: text, number: text, contractId: text, achievementId: text, institutionId: text }
const figures = {
  ...plan,
  grossMinor: amount,
  costMinor: amount,
  taxMinor: amount,
  rewardMinor: amount,
  retainedMinor: amount,
  base: text,
  teamRateBasisPoints: figure,
}

/** A watcher is told that a plan moved, never an amount or a name. */
const moved: Frame = ({ type, subject }) => ({ event: 'income', data: { planId: subject, change: type.slice('income.'.length) } })
const step = <const Shape extends z.ZodRawShape>(body: Shape) => ({ readers: 'named' as const, body, watched: moved })

export const incomeFacts = factsOf('income', {
  awaited: step({ ...plan, grossMinor: amount, payDueAt: moment.nullable() }),
  planned: step({ ...figures, round: figure, payees: list(z.object({ personId: text, group: text, basisPoints: figure, amountMinor: amount })) }),
  notified: step({ ...figures, noticeId: text, closesAt: moment, documentId: text, sha256: text }),
  cleared: step({ ...plan, noticeId: text.nullable() }),
  approval_given: step({ ...plan, approverId: text, sha256: text.nullable() }),
  approved: step({ ...figures, approverIds: list(text.nullable()), sha256: text.nullable() }),
  returned: step({ ...plan, reason: text }),
  payout_ordered: step(figures),
  paid: step({ ...plan, payoutId: text, lotId: text.nullable(), personId: text, group: text, amountMinor: amount, paidToPersonsMinor: amount }),
  /** Counted when everybody of the plan is paid: a figure that grew with each payment would tell the open web what one person got. */
  completed: step({ ...figures, lotId: since(text.nullable(), null) }),
  receipt_confirmed: step({ ...plan, personId: text, amountMinor: amount }),
})
