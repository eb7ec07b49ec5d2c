/**
 * Rules are read with every decision and change a few times a year. What was read is remembered under the edition that the database shows to the very
 * transaction that asks; a change gives the edition a new name with its own commit, so nobody decides by what no longer holds.
 */
import type { CalendarDate } from '#kernel/instant.ts'
import type { Reader } from '#platform/db/transaction.ts'
import { publishedDays } from './calendar.ts'
import { calendarFrom, type MarketCalendar } from './core/calendar.ts'
import type { Rule } from './core/rule.ts'
import { readEdition, readOverrides, readRulesOn } from './store.ts'

interface Edition {
  calendar: MarketCalendar | null
  /** By day and branches. */
  readonly rules: Map<string, readonly Rule[]>
}

/** A process serves one database; tests open several. */
const MAX_EDITIONS = 4
const MAX_DAYS = 400
const editions = new Map<string, Edition>()

const editionOf = async (reader: Reader): Promise<Edition> => {
  const name = await readEdition(reader)
  const known = editions.get(name)
  if (known) return known
  if (editions.size >= MAX_EDITIONS) editions.clear()
  const fresh: Edition = { calendar: null, rules: new Map() }
  editions.set(name, fresh)
  return fresh
}

const calendarOf = async (edition: Edition, reader: Reader): Promise<MarketCalendar> =>
  (edition.calendar ??= calendarFrom(publishedDays, await readOverrides(reader)))

const rulesOf = async (edition: Edition, reader: Reader, day: CalendarDate, branches: readonly string[]): Promise<readonly Rule[]> => {
  const key = [day, ...branches].join(' ')
  const known = edition.rules.get(key)
  if (known) return known
  if (edition.rules.size >= MAX_DAYS) edition.rules.clear()
  const rules = await readRulesOn(reader, day, branches)
  edition.rules.set(key, rules)
  return rules
}

export const recallCalendar = async (reader: Reader): Promise<MarketCalendar> => calendarOf(await editionOf(reader), reader)

export const recallRules = async (reader: Reader, day: CalendarDate, branches: readonly string[]) => {
  const edition = await editionOf(reader)
  return { rules: await rulesOf(edition, reader, day, branches), calendar: await calendarOf(edition, reader) }
}
