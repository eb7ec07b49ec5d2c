/**
 * Points in time and calendar dates. The only file of the pure rooms that may use `Date`, and only to read and write ISO 8601:
 * nothing here asks what time it is.
 */

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number & { readonly instant: unique symbol }
/** `YYYY-MM-DD` in the market's zone. Sorts as text. */
export type CalendarDate = string & { readonly calendarDate: unique symbol }

export const SECOND_MS = 1_000
export const MINUTE_MS = 60_000
export const HOUR_MS = 3_600_000
export const DAY_MS = 86_400_000

/** China keeps one time, UTC+8. Its summer times ended in 1991; only dates, no instants, reach back that far in the market. */
const ZONE_OFFSET_MS = 8 * HOUR_MS

const EARLIEST_YEAR = 1900
const EARLIEST_MS = Date.UTC(EARLIEST_YEAR, 0, 1) - ZONE_OFFSET_MS
/** So that every instant is written with a year of four digits. */
const LATEST_MS = Date.UTC(10_000, 0, 1) - ZONE_OFFSET_MS

/** Throws a RangeError when `ms` is not a whole number within the years 1900 to 9999. */
export const instant = (ms: number): Instant => {
  if (!Number.isInteger(ms) || ms < EARLIEST_MS || ms > LATEST_MS) throw new RangeError(`not an instant: ${ms}`)
  return ms as Instant
}

const ISO = /^(\d{4}-\d\d-\d\d)T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/

/** Reads ISO 8601 with an offset; digits below the millisecond are cut off. Throws a RangeError on anything else. */
export const parseInstant = (iso: string): Instant => {
  if (!isCalendarDate(ISO.exec(iso)?.[1] ?? '')) throw new RangeError(`not an ISO 8601 instant: ${iso}`)
  return instant(Date.parse(iso))
}

/** Facts written together tell of the same few instants, and writing one costs more than all else a small fact needs. */
const written = new Map<Instant, string>()
const MAX_WRITTEN = 256

/** ISO 8601 in UTC with milliseconds: one instant, one text. */
export const toIso = (at: Instant): string => {
  const known = written.get(at)
  if (known !== undefined) return known
  if (written.size >= MAX_WRITTEN) written.clear()
  const text = new Date(at).toISOString()
  written.set(at, text)
  return text
}

export const isoOrNull = (at: Instant | null): string | null => (at === null ? null : toIso(at))

export const later = (at: Instant, ms: number): Instant => instant(at + ms)

const DATE = /^(\d{4})-(\d\d)-(\d\d)$/

const isCalendarDate = (text: string): boolean => {
  const match = DATE.exec(text)
  if (!match) return false
  const [, year, month, day] = match.map(Number) as [number, number, number, number]
  // A day or a month that does not exist falls into another month.
  return year >= EARLIEST_YEAR && new Date(Date.UTC(year, month - 1, day)).getUTCMonth() === month - 1
}

/** Throws a RangeError when the text is not an existing day of 1900 to 9999. */
export const calendarDate = (text: string): CalendarDate => {
  if (!isCalendarDate(text)) throw new RangeError(`not a calendar date: ${text}`)
  return text as CalendarDate
}

/** Days since 1970-01-01, so that days can be added. */
export const dayNumber = (date: CalendarDate): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS

export const dateOfDayNumber = (days: number): CalendarDate => calendarDate(new Date(days * DAY_MS).toISOString().slice(0, 10))

/** The date on a calendar on the wall in Hangzhou. */
export const dateOf = (at: Instant): CalendarDate => dateOfDayNumber(Math.floor((at + ZONE_OFFSET_MS) / DAY_MS))

export const startOfDay = (date: CalendarDate): Instant => instant(dayNumber(date) * DAY_MS - ZONE_OFFSET_MS)

/** The first instant of the next day: 24:00, the end that Civil Code art. 203 gives to a last day. A period is over at this instant. */
export const endOfDay = (date: CalendarDate): Instant => instant((dayNumber(date) + 1) * DAY_MS - ZONE_OFFSET_MS)
