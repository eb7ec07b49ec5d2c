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
/** In facts of before the shares followed from the words for the money. */
const ending = {
  ...contract,
  ground: text,
  reason: text,
  money: text,
  from: text,
  wasEffective: flag,
  sellerMinor: amount.exactOptional(),
  buyerMinor: amount.exactOptional(),
}
const file = z.object({ documentId: text, name: text, size: figure, sha256: text })

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
    files: list(file),
    acceptanceDueAt: moment,
  }),
  /** Settles in the same moment: that is what watchers are told. */
  accepted: { readers: 'named', body: contract },
  handover_rejected: step({ ...contract, reason: text }),
  /** The buyer, asked to accept, was silent as long as the contract agrees. Settles or waits for the register in the same moment. */
  deemed_accepted: step({ ...contract, demandedAt: moment }),
  part_accepted: step({ ...contract, amountMinor: amount, heldMinor: amount, defects: text }),
  signing_lapsed: step({ ...contract, stage: text, sides: list(text), signBy: moment }),
  performance_demanded: step({ ...contract, what: text, note: text, cureEndsAt: moment }),
  registration_awaited: step({ ...contract, registrationDueAt: moment }),
  registration_filed: step({
    ...contract,
    round: figure,
    outcome: text,
    side: text,
    filingNumber: text,
    on: text,
    cause: text.nullable(),
    reason: text,
    files: list(file),
  }),
  registration_checked: step({ ...contract, round: figure, outcome: text, decision: text, isComplete: flag, note: text }),
  rescission_notified: step({ ...contract, side: text, ground: text, reason: text, from: text, objectionEndsAt: moment }),
  dispute_opened: step({ ...contract, side: text, from: text, statement: text, files: list(file) }),
  dispute_stated: step({ ...contract, side: text, statement: text, files: list(file) }),
  dispute_closed: step({ ...contract, to: text }),
  /** The notice of rescission had no effect. */
  gone_on: step({ ...contract, to: text }),
  split_proposed: step({
    ...contract,
    kind: text,
    side: text.nullable(),
    outcome: text,
    sellerMinor: amount,
    buyerMinor: amount,
    statement: text,
    awardNumber: text,
    on: text.nullable(),
    files: list(file),
    sha256: text,
  }),
  split_confirmed: step({ ...contract, kind: text, outcome: text, sha256: text }),
  settled: step({ ...deal, releasedMinor: amount }),
  defaulted: step(ending),
  withdrawn: step(ending),
  terminated: step(ending),
})
