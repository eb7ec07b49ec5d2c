/** Achievements: disclosed, assessed by four eyes, catalogued for everybody to find. */
import { declareModule } from '#platform/command/module.ts'
import { personal } from './personal.ts'
import { achievementContract } from './api.ts'
import { checks } from './checks.ts'
import { commands } from './commands.ts'
import { achievementFacts } from './facts.ts'
import { en, refusals, zh } from './messages.ts'
import { initial } from './migrations/0001_initial.ts'
import { queries } from './queries.ts'
import { waiting } from './queries-waiting.ts'
import { reactions } from './reactions.ts'
import { routes } from './routes.ts'
import { achievementRules } from './rules.ts'

export { achievementById, completersOf, fieldsByIds, markConverted, markListed, markUnlisted, type Achievement } from './doors.ts'
export { takeAchievementFile } from './import-command.ts'
export { en as achievementWordsEn, zh as achievementWordsZh } from './core/names.ts'
export type { Completer } from './core/shares.ts'

export const achievementModule = declareModule({
  name: 'achievement',
  contract: achievementContract,
  personal,
  commands,
  queries,
  reactions,
  facts: achievementFacts,
  messages: { zh, en, refusals },
  waiting,
  rules: achievementRules,
  migrations: [initial],
  checks,
  routes,
})
