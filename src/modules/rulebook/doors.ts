/** What other modules call: the rules that hold at an instant, with the calendar that counts their days. */
import { dateOf, type Instant } from '#kernel/instant.ts'
import { refuse, type Result } from '#kernel/result.ts'
import type { Reader } from '#platform/db/transaction.ts'
import { CalendarNotCovered, type MarketCalendar } from './core/calendar.ts'
import { MAIN_BRANCH, ruleSetFrom, type Rule, type RuleSet } from './core/rule.ts'
import { recallCalendar, recallRules } from './memory.ts'
import { readRuleById } from './store.ts'

export const calendarAt = (reader: Reader): Promise<MarketCalendar> => recallCalendar(reader)

/** The rules of a branch at an instant; a branch's own rule comes before the main one. */
export const rulesAt = async (reader: Reader, now: Instant, branch: string = MAIN_BRANCH): Promise<RuleSet> => {
  const { rules, calendar } = await recallRules(reader, dateOf(now), [MAIN_BRANCH, branch])
  return ruleSetFrom(rules, now, calendar)
}

/** Turns a calendar that ends too early into a refusal, so that a date is never guessed. */
export const withinCalendar = <Value>(work: () => Value): Result<Value, 'rulebook.calendar_not_covered'> => {
  try {
    return { ok: true, value: work() }
  } catch (error) {
    if (error instanceof CalendarNotCovered) return refuse('rulebook.calendar_not_covered', { year: error.year })
    throw error
  }
}

/** The exact version that a decision used. */
export const ruleById = (reader: Reader, id: string): Promise<Rule | null> => readRuleById(reader, id)
