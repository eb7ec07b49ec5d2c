/** Rules as data: what the market decides by, where it comes from, and the working days it counts. */
import type { RuleDeclaration } from '#kernel/rule.ts'
import { declareModule, type Module } from '#platform/command/module.ts'
import { personal } from './personal.ts'
import { rulebookContract } from './api.ts'
import { checks } from './checks.ts'
import { commands } from './commands.ts'
import { rulebookFacts } from './facts.ts'
import { en, refusals, zh } from './messages.ts'
import { initial } from './migrations/0001_initial.ts'
import { partyTerms } from './migrations/0002_party_terms.ts'
import { fairPlay } from './migrations/0002_fair_play.ts'
import { creation } from './migrations/0004_creation.ts'
import { edition } from './migrations/0005_edition.ts'
import { definition } from './migrations/0006_definition.ts'
import { publication } from './migrations/0007_publication.ts'
import { queries } from './queries.ts'
import { waiting } from './queries-waiting.ts'
import { rulebookRules } from './rules.ts'
import { checksOf, seedOf } from './seed.ts'

export { CALENDAR_BUNDLE, marketCalendar } from './calendar.ts'
export { endOfPeriod, lastDayOf } from './core/period.ts'
export { citationOf, countWithin, sourceIn, statutoryDeadline, type RuleSet } from './core/rule.ts'
export type { MarketCalendar } from './core/calendar.ts'
export { rangeOf } from './range.ts'
export { admitImport } from './imports.ts'
export { calendarAt, ruleById, rulesAt, withinCalendar } from './doors.ts'

/** `others`: every room that brings rules. `later`: rules of rooms that are not built yet; nothing decides by them. */
export const rulebookModule = (others: readonly Module[], later: readonly RuleDeclaration[]): Module => {
  const own = [...rulebookRules, ...later]
  const brought = [{ module: 'rulebook', rules: own }, ...others.map(({ name, rules = [] }) => ({ module: name, rules }))]
  return declareModule({
    name: 'rulebook',
    contract: rulebookContract,
    personal,
    commands,
    queries,
    facts: rulebookFacts,
    messages: { zh, en, refusals },
    waiting,
    rules: own,
    migrations: [initial, partyTerms, fairPlay, creation, edition, definition, publication],
    seed: seedOf(brought),
    checks: [...checks, ...checksOf(brought)],
  })
}
