/** Technology contracts: from the confirmation of sale to the price in the seller's account. */
import { declareModule } from '#platform/command/module.ts'
import { personal } from './personal.ts'
import { contractContract } from './api.ts'
import { checks } from './checks.ts'
import { confirmCommands } from './commands/confirm.ts'
import { performCommands } from './commands/perform.ts'
import { registrationCommands } from './commands/registration.ts'
import { remedyCommands } from './commands/remedies.ts'
import { tasks } from './clocks.ts'
import { contractFacts } from './facts.ts'
import { en, refusals, zh } from './messages.ts'
import { initial } from './migrations/0001_initial.ts'
import { demand } from './migrations/0002_demand.ts'
import { remedies } from './migrations/0003_remedies.ts'
import { goingOn } from './migrations/0004_going_on.ts'
import { nextBidder } from './migrations/0005_next_bidder.ts'
import { queries } from './queries.ts'
import { waiting } from './queries-waiting.ts'
import { reactions } from './reactions.ts'
import { contractRules } from './rules.ts'

export { contractById, type Contract } from './doors.ts'

export const contractModule = declareModule({
  name: 'contract',
  contract: contractContract,
  personal,
  commands: { ...confirmCommands, ...performCommands, ...registrationCommands, ...remedyCommands },
  queries,
  reactions,
  tasks,
  facts: contractFacts,
  messages: { zh, en, refusals },
  waiting,
  rules: contractRules,
  migrations: [initial, demand, remedies, goingOn, nextBidder],
  checks,
})
