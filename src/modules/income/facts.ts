/** What the module tells. The institution reads all of it; a payee reads of the own payment. */
import { z } from 'zod'
import { amount, factsOf, figure, flag, list, moment, since, text, type Frame } from '#contract/fact.ts'

const plan = { planId: text, number: text, contractId: text, achievementId: text, institutionId: text }
const figures = {
  ...plan,
  grossMinor: amount,
  costMinor: amount,
  taxMinor: amount,
  rewardMinor: amount,
  retainedMinor: amount,
  coOwnerMinor: since(amount, 0n),
  base: text,
  teamRateBasisPoints: figure,
}

/** A watcher is told that a plan moved, never an amount or a name. */
const moved: Frame = ({ type, subject }) => ({ event: 'income', data: { planId: subject, change: type.slice('income.'.length) } })
const step = <const Shape extends z.ZodRawShape>(body: Shape) => ({ readers: 'named' as const, body, watched: moved })

export const incomeFacts = factsOf('income', {
  awaited: step({ ...plan, grossMinor: amount, payDueAt: moment.nullable() }),
  planned: step({
    ...figures,
    round: figure,
    payees: list(z.object({ personId: text, group: text, basisPoints: figure, amountMinor: amount })),
    /** Of payees who are no completers: what they did, and who they are where they are not on record. */
    contributors: since(list(z.object({ personId: text, contribution: text, name: text.nullable(), particulars: text.nullable() })), []),
    coOwners: since(list(z.object({ organisationId: text, basisPoints: figure, amountMinor: amount })), []),
    coOwnerAgreement: since(text, ''),
    unitRule: since(text, ''),
  }),
  /** To one co-owner: its part of what came in. Its own affair and the unit's. */
  co_owner_told: step({ ...plan, organisationId: text, basisPoints: figure, amountMinor: amount, grossMinor: amount }),
  co_owner_paid: step({ ...plan, payoutId: text, organisationId: text, amountMinor: amount }),
  notified: step({ ...figures, noticeId: text, closesAt: moment, documentId: text, sha256: text }),
  cleared: step({ ...plan, noticeId: text.nullable() }),
  approval_given: step({ ...plan, approverId: text, sha256: text.nullable() }),
  approved: step({ ...figures, approverIds: list(text.nullable()), sha256: text.nullable() }),
  returned: step({ ...plan, reason: text }),
  payout_ordered: step(figures),
  paid: step({
    ...plan,
    payoutId: text,
    lotId: text.nullable(),
    personId: text,
    group: text,
    amountMinor: amount,
    paidToPersonsMinor: amount,
    isOutside: since(flag, false),
  }),
  /** Counted when everybody of the plan is paid: a figure that grew with each payment would tell the open web what one person got. */
  completed: step({ ...figures, lotId: since(text.nullable(), null) }),
  receipt_confirmed: step({ ...plan, personId: text, amountMinor: amount }),
})
