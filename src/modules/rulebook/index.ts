/** Rules as data: what the market decides by, where it comes from, and the working days it counts. */
import { declareModule } from '#platform/command/module.ts'
import { rulebookContract } from './api.ts'
import { checks } from './checks.ts'
import { commands } from './commands.ts'
import { rulebookFacts } from './facts.ts'
import { en, zh } from './messages.ts'
import { initial } from './migrations/0001_initial.ts'
import { partyTerms } from './migrations/0002_party_terms.ts'
import { fairPlay } from './migrations/0002_fair_play.ts'
import { creation } from './migrations/0004_creation.ts'
import { edition } from './migrations/0005_edition.ts'
import { duties } from './migrations/0007_duties.ts'
import { queries } from './queries.ts'
import { waiting } from './queries-waiting.ts'

export { marketCalendar } from './calendar.ts'
export { endOfPeriod, lastDayOf } from './core/period.ts'
export { countWithin, statutoryDeadline, type RuleSet } from './core/rule.ts'
export type { MarketCalendar } from './core/calendar.ts'
export { rangeOf } from './range.ts'
export { admitImport } from './imports.ts'
export { calendarAt, ruleById, rulesAt, withinCalendar } from './doors.ts'

export const rulebookModule = declareModule({
  name: 'rulebook',
  contract: rulebookContract,
  commands,
  queries,
  facts: rulebookFacts,
  messages: { zh, en },
  waiting,
  migrations: [initial, partyTerms, fairPlay, creation, edition, duties],
  checks,
})
