/** Sharing the income of a conversion: plan, public notice, two approvals, payment to each person. */
import { declareModule } from '#platform/command/module.ts'
import { personal } from './personal.ts'
import { incomeContract } from './api.ts'
import { checks } from './checks.ts'
import { commands } from './commands.ts'
import { incomeFacts } from './facts.ts'
import { en, refusals, zh } from './messages.ts'
import { initial } from './migrations/0001_initial.ts'
import { insideNotices } from './migrations/0002_inside_notices.ts'
import { people } from './migrations/0003_people.ts'
import { queries } from './queries.ts'
import { waiting } from './queries-waiting.ts'
import { reactions } from './reactions.ts'
import { incomeRules } from './rules.ts'

export { incomeNotices } from './notices.ts'

export const incomeModule = declareModule({
  name: 'income',
  contract: incomeContract,
  personal,
  commands,
  queries,
  reactions,
  facts: incomeFacts,
  messages: { zh, en, refusals },
  waiting,
  rules: incomeRules,
  migrations: [initial, insideNotices, people],
  checks,
})
