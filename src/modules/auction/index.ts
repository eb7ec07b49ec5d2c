/** The auction: phases, bids, the hammer. Higher modules hear of it by facts only. */
import { declareModule } from '#platform/command/module.ts'
import { personal } from './personal.ts'
import { auctionContract } from './api.ts'
import { checks } from './checks.ts'
import { commands } from './commands.ts'
import { due } from './due.ts'
import { auctionFacts } from './facts.ts'
import { en, refusals, zh } from './messages.ts'
import { initial } from './migrations/0001_initial.ts'
import { fairPlay } from './migrations/0002_fair_play.ts'
import { endOfCause } from './migrations/0003_end_of_cause.ts'
import { methods } from './migrations/0004_methods.ts'
import { scored as scoredTables } from './migrations/0006_scored.ts'
import { floor } from './migrations/0008_floor.ts'
import { regimes } from './migrations/0009_regimes.ts'
import { units } from './migrations/0011_units.ts'
import { scoredTimes } from './migrations/0012_scored_times.ts'
import { DUE_TASK } from './planning.ts'
import { queries } from './queries.ts'
import { waiting } from './queries-waiting.ts'
import { reactions } from './reactions.ts'
import { routes } from './routes.ts'
import { auctionRules } from './rules.ts'
import { PAPERS_TASK, papersDue } from './stopping.ts'

export const auctionModule = declareModule({
  name: 'auction',
  contract: auctionContract,
  personal,
  commands,
  queries,
  reactions,
  tasks: { [DUE_TASK]: due, [PAPERS_TASK]: papersDue },
  facts: auctionFacts,
  messages: { zh, en, refusals },
  waiting,
  rules: auctionRules,
  migrations: [initial, fairPlay, endOfCause, methods, scoredTables, floor, regimes, units, scoredTimes],
  checks,
  routes,
})

export { en as methodWordsEn, zh as methodWordsZh } from './core/method-messages.ts'
export { en as auctionWordsEn, zh as auctionWordsZh } from './core/state-messages.ts'
export { auctionsOfLots, type AuctionStanding } from './doors.ts'
export { dutch } from './dutch.ts'
export { english, listed } from './english.ts'
export { scored } from './scored-terms.ts'
export { sealedFirst, sealedSecond } from './sealed-terms.ts'
export { giveBackTime } from './give-back.ts'
