/** The auction: phases, bids, the hammer. Higher modules hear of it by facts only. */
import { declareModule } from '#platform/command/module.ts'
import { personal } from './personal.ts'
import { auctionContract } from './api.ts'
import { checks } from './checks.ts'
import { commands } from './commands.ts'
import { due, DUE_TASK } from './due.ts'
import { auctionFacts } from './facts.ts'
import { en, refusals, zh } from './messages.ts'
import { initial } from './migrations/0001_initial.ts'
import { fairPlay } from './migrations/0002_fair_play.ts'
import { endOfCause } from './migrations/0003_end_of_cause.ts'
import { queries } from './queries.ts'
import { waiting } from './queries-waiting.ts'
import { reactions } from './reactions.ts'
import { routes } from './routes.ts'
import { auctionRules } from './rules.ts'

export const auctionModule = declareModule({
  name: 'auction',
  contract: auctionContract,
  personal,
  commands,
  queries,
  reactions,
  tasks: { [DUE_TASK]: due },
  facts: auctionFacts,
  messages: { zh, en, refusals },
  waiting,
  rules: auctionRules,
  migrations: [initial, fairPlay, endOfCause],
  checks,
  routes,
})

export { english } from './english.ts'
export { giveBackTime } from './give-back.ts'
