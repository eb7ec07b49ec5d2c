/** A lot on offer: terms, checks, notice, applicants, deposits. */
import { declareModule, type Module } from '#platform/command/module.ts'
import { personal } from './personal.ts'
import { listingContract } from './api.ts'
import { checks } from './checks.ts'
import { applicantCommands } from './commands/applicant.ts'
import { buyerCommands } from './commands/buyer.ts'
import { clerkCommands } from './commands/clerk.ts'
import { sellerCommands } from './commands/seller.ts'
import { forfeitCommands } from './forfeits.ts'
import { listingFacts } from './facts.ts'
import { RESERVE_TASK, reserveCommands, reserveDue } from './later-reserve.ts'
import { en, refusals, zh } from './messages.ts'
import type { Method, Methods } from './method.ts'
import { initial } from './migrations/0001_initial.ts'
import { methods as methodsOfSale } from './migrations/0002_methods.ts'
import { negotiatedPrice } from './migrations/0003_negotiated.ts'
import { fallingPrice } from './migrations/0004_falling_price.ts'
import { deposits } from './migrations/0005_deposits.ts'
import { extension } from './migrations/0006_extension.ts'
import { aroundTheHammer } from './migrations/0008_around_the_hammer.ts'
import { NEXT_TASK, nextCommands, nextDue } from './next-bidder.ts'
import { share } from './migrations/0007_share.ts'
import { regimes } from './migrations/0009_regimes.ts'
import { afterTheBidding } from './migrations/0010_after_the_bidding.ts'
import { units } from './migrations/0011_units.ts'
import { queries } from './queries.ts'
import { waiting } from './queries-waiting.ts'
import { reactions } from './reactions.ts'
import { settle, SETTLE_TASK } from './settling.ts'
import { listingRules } from './rules.ts'
import { unitRules } from './unit-rules.ts'

export { confirmedBidders, confirmedLotsOf, eligibleBidder, lotById, lotsByIds, lotsOpening, reservePriceOf, unitLotsOf, type Lot } from './doors.ts'
export { recordDefault } from './forfeits.ts'
export { depositSubjectOf, freeWinnersCover, winnersDeposit } from './doors-deposit.ts'
export { en as listingWordsEn, zh as listingWordsZh } from './core/state-messages.ts'
export { listingNotices } from './notices.ts'
export { moveReserveDue } from './later-reserve.ts'
export { method, type Measure, type Method } from './method.ts'
export { REGIME_WORDS, type Regime } from './core/regime.ts'
export { NEGOTIATED } from './core/negotiated.ts'
export { negotiated } from './negotiated.ts'
export { lotEnded, lotOpened, lotResumed, lotScheduled, lotSuspended, type Sale } from './procedure.ts'

export interface ListingOptions {
  /** The ways of sale of this market; the first is meant where a draft names none. */
  readonly methods: readonly Method[]
}

/** The operations that answer with what a method finds wrong say so. */
const contractWith = (refusals: readonly string[]) => {
  const { draft, reoffer, revise, submit, ...others } = listingContract
  const also = <Operation extends typeof draft | typeof reoffer | typeof revise | typeof submit>(operation: Operation) =>
    operation.meta({ ...operation['~orpc'].meta, refusals: [...operation['~orpc'].meta.refusals, ...refusals] })
  return { draft: also(draft), reoffer: also(reoffer), revise: also(revise), submit: also(submit), ...others }
}

export const listingModule = ({ methods: given }: ListingOptions): Module => {
  const methods: Methods = new Map(given.map((method) => [method.name, method]))
  return declareModule({
    name: 'listing',
    contract: contractWith([...new Set(given.flatMap(({ refusals }) => refusals))]),
    personal,
    commands: {
      ...sellerCommands(methods),
      ...clerkCommands(methods),
      ...applicantCommands,
      ...buyerCommands,
      ...forfeitCommands,
      ...reserveCommands(methods),
      ...nextCommands,
    },
    queries: queries(methods),
    reactions,
    tasks: { [SETTLE_TASK]: settle, [NEXT_TASK]: nextDue, [RESERVE_TASK]: reserveDue },
    facts: listingFacts,
    messages: { zh, en, refusals },
    waiting,
    rules: [...listingRules, ...unitRules],
    migrations: [initial, methodsOfSale, negotiatedPrice, fallingPrice, deposits, extension, share, aroundTheHammer, regimes, afterTheBidding, units],
    checks,
  })
}
