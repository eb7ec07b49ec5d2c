/** What the module tells. A contract is the business of its two parties; the public learns of sales from the result notice. */
import { z } from 'zod'
import { amount, bilingual, factsOf, figure, flag, list, moment, text, type Frame } from '#contract/fact.ts'

const contract = {
  contractId: text,
  number: text,
  lotId: text,
  achievementId: text,
  sellerOrganisationId: text,
  buyerOrganisationId: text,
}
/** What statistics are made from: amounts and what the deal is about. */
const deal = {
  ...contract,
  title: bilingual,
  right: text,
  startingPriceMinor: amount,
  priceMinor: amount,
  technologyAmountMinor: amount,
  technicalIncomeMinor: amount,
}
const paper = { sha256: text, documentId: text }
const confirmation = { ...contract, side: text, sha256: text, isComplete: flag }
const ending = { ...contract, ground: text, reason: text, money: text, from: text, wasEffective: flag }

/** A watcher is told that something moved. The page then reads what its viewer may see. */
const moved: Frame = ({ type, subject }) => ({ event: 'contract', data: { contractId: subject, change: type.slice('contract.'.length) } })
const step = <const Shape extends z.ZodRawShape>(body: Shape) => ({ readers: 'named' as const, body, watched: moved })

export const contractFacts = factsOf('contract', {
  sale_offered: step({ ...deal, ...paper, on: text }),
  sale_confirmed: step(confirmation),
  drafted: step({ ...contract, ...paper }),
  confirmed: step(confirmation),
  effective: step({ ...deal, paymentDueAt: moment, balanceMinor: amount }),
  price_paid: step({ ...contract, priceMinor: amount, handoverDueAt: moment }),
  /** In facts of before the time to cure began by itself. */
  overdue: step({ ...contract, paymentDueAt: moment, cureEndsAt: moment.exactOptional() }),
  payment_demanded: step({ ...contract, note: text, cureEndsAt: moment }),
  handed_over: step({
    ...contract,
    round: figure,
    files: list(z.object({ documentId: text, name: text, size: figure, sha256: text })),
    acceptanceDueAt: moment,
  }),
  /** Settles in the same moment: that is what watchers are told. */
  accepted: { readers: 'named', body: contract },
  handover_rejected: step({ ...contract, reason: text }),
  settled: step({ ...deal, releasedMinor: amount }),
  defaulted: step(ending),
  withdrawn: step(ending),
  terminated: step(ending),
})
