/** Complaints and reports to the market, with a number, a clock and an answer. */
import { declareModule } from '#platform/command/module.ts'
import { personal } from './personal.ts'
import { complaintContract } from './api.ts'
import { checks } from './checks.ts'
import { commands } from './commands.ts'
import { complaintFacts } from './facts.ts'
import { en, refusals, zh } from './messages.ts'
import { initial } from './migrations/0001_initial.ts'
import { queries } from './queries.ts'
import { waiting } from './queries-waiting.ts'
import { complaintRules } from './rules.ts'

export const complaintModule = declareModule({
  name: 'complaint',
  contract: complaintContract,
  personal,
  commands,
  queries,
  facts: complaintFacts,
  messages: { zh, en, refusals },
  waiting,
  rules: complaintRules,
  migrations: [initial],
  checks,
})
