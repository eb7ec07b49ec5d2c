/** The market in figures: number, turnover, technology amount, premium, income to researchers. */
import { declareModule } from '#platform/command/module.ts'
import { indicatorContract } from './api.ts'
import { checks } from './checks.ts'
import { commands } from './commands.ts'
import { indicatorFacts } from './facts.ts'
import { en, zh } from './messages.ts'
import { initial } from './migrations/0001_initial.ts'
import { queries } from './queries.ts'
import { reactions } from './reactions.ts'
import { routes } from './routes.ts'

export const indicatorModule = declareModule({
  name: 'indicator',
  contract: indicatorContract,
  commands,
  queries,
  reactions,
  facts: indicatorFacts,
  messages: { zh, en },
  migrations: [initial],
  checks,
  routes,
})
