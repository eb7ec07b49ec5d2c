/**
 * Dates and times as they are written here: always Beijing time, by arithmetic, so that server and browser write the same characters
 * whatever their own zone and language data.
 */
import type { Lang } from '#kernel/bilingual.ts'
import { dateOf, later, parseInstant, startOfDay, type CalendarDate, type Instant } from '#kernel/instant.ts'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const WEEKDAYS_ZH = ['日', '一', '二', '三', '四', '五', '六']
const WEEKDAYS_EN = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
/** 1 January 1970 was a Thursday. */
const EPOCH_WEEKDAY = 4
const DAY_MS = 86_400_000
const ZONE_MS = 28_800_000

export const toInstant = (value: Instant | string): Instant => (typeof value === 'string' ? parseInstant(value) : value)

const pad = (value: number): string => String(value).padStart(2, '0')

const partsOf = (date: CalendarDate): readonly [number, number, number] => {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  return [year, month, day]
}

/** `2025年3月5日` · `5 Mar 2025` */
export const formatDate = (date: string, lang: Lang): string => {
  const [year, month, day] = partsOf(date as CalendarDate)
  return lang === 'zh' ? `${year}年${month}月${day}日` : `${day} ${MONTHS[month - 1]} ${year}`
}

/** `3月5日` · `5 Mar` */
export const formatDayMonth = (date: string, lang: Lang): string => {
  const [, month, day] = partsOf(date as CalendarDate)
  return lang === 'zh' ? `${month}月${day}日` : `${day} ${MONTHS[month - 1]}`
}

export const weekdayOf = (date: string): number => (Math.floor((startOfDay(date as CalendarDate) + ZONE_MS) / DAY_MS) + EPOCH_WEEKDAY) % 7

export const formatWeekday = (date: string, lang: Lang): string => {
  const weekday = weekdayOf(date)
  return lang === 'zh' ? `周${WEEKDAYS_ZH[weekday]}` : (WEEKDAYS_EN[weekday] ?? '')
}

/** `14:30`, with seconds `14:30:05` */
export const formatTime = (at: Instant | string, withSeconds = false): string => {
  const inDay = (toInstant(at) + ZONE_MS) % DAY_MS
  const hours = Math.floor(inDay / 3_600_000)
  const minutes = Math.floor(inDay / 60_000) % 60
  const seconds = Math.floor(inDay / 1_000) % 60
  return `${pad(hours)}:${pad(minutes)}${withSeconds ? `:${pad(seconds)}` : ''}`
}

/** `2025年3月5日 14:30` · `5 Mar 2025, 14:30` (Beijing time) */
export const formatInstant = (at: Instant | string, lang: Lang, withSeconds = false): string => {
  const date = formatDate(dateOf(toInstant(at)), lang)
  return `${date}${lang === 'zh' ? ' ' : ', '}${formatTime(at, withSeconds)}`
}

/** The end of a period. An end at midnight is written as 24:00 of the day before: periods end with their last day (Civil Code art. 203). */
export const formatEnd = (at: Instant | string, lang: Lang): string => {
  const end = toInstant(at)
  if (startOfDay(dateOf(end)) !== end) return formatInstant(end, lang)
  return `${formatDate(dateOf(later(end, -1)), lang)}${lang === 'zh' ? ' ' : ', '}24:00`
}

/** `2天3小时` · `2 d 3 h`, `5分钟` · `5 min`: the two largest parts, the second only when it says something. */
export const formatDuration = (ms: number, lang: Lang): string => {
  const total = Math.max(0, Math.floor(ms / 1_000))
  const parts = [Math.floor(total / 86_400), Math.floor(total / 3_600) % 24, Math.floor(total / 60) % 60, total % 60]
  const units = lang === 'zh' ? ['天', '小时', '分', '秒'] : [' d', ' h', ' min', ' s']
  const first = parts.findIndex((part) => part > 0)
  if (first === -1) return `0${units[3]}`
  const second = parts[first + 1] ?? 0
  if (second === 0) return `${parts[first]}${units[first] === '分' ? '分钟' : units[first]}`
  return [`${parts[first]}${units[first]}`, `${second}${units[first + 1]}`].join(lang === 'zh' ? '' : ' ')
}
