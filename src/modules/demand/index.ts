/** Technology needs of enterprises: published, answered, closed. */
import { declareModule } from '#platform/command/module.ts'
import { personal } from './personal.ts'
import { demandContract } from './api.ts'
import { checks } from './checks.ts'
import { commands, tasks } from './commands.ts'
import { demandFacts } from './facts.ts'
import { en, refusals, zh } from './messages.ts'
import { initial } from './migrations/0001_initial.ts'
import { queries } from './queries.ts'
import { demandRules } from './rules.ts'

export { takeDemandFile } from './import-command.ts'

export const demandModule = declareModule({
  name: 'demand',
  contract: demandContract,
  personal,
  commands,
  queries,
  tasks,
  facts: demandFacts,
  messages: { zh, en, refusals },
  rules: demandRules,
  migrations: [initial],
  checks,
})
