/** An end at midnight is written as 24:00 of the day before: periods end with their last day (Civil Code art. 203). */
import { dateOf, later, startOfDay, type Instant } from '#kernel/instant.ts'
import type { Lang } from '#kernel/bilingual.ts'
import { formatDate, formatInstant, toInstant } from '../../i18n/dates.ts'

export const formatEnd = (at: Instant | string, lang: Lang): string => {
  const end = toInstant(at)
  if (startOfDay(dateOf(end)) !== end) return formatInstant(end, lang)
  return `${formatDate(dateOf(later(end, -1)), lang)}${lang === 'zh' ? ' ' : ', '}24:00`
}
