/** How amounts, dates and shares are written in papers. */
import type { Lang } from '#kernel/bilingual.ts'
import { toIso, dateOf, later, HOUR_MS, startOfDay, type CalendarDate, type Instant } from '#kernel/instant.ts'
import { capitalAmount, formatAmount } from '#kernel/money.ts'

/** `人民币壹佰贰拾万元整（¥1,200,000.00）`: capital numerals decide when both disagree, so both are always made from the same number. */
export const amountInFull = (minor: bigint): string => `人民币${capitalAmount(minor)}（${amountInFigures(minor)}）`

export const amountInFigures = (minor: bigint): string => formatAmount(minor, 'CNY', 'en').replace('CNY ', '¥')

/** `2026年3月9日` */
export const chineseDate = (date: CalendarDate): string => {
  const [year, month, day] = date.split('-').map(Number)
  return `${year}年${month}月${day}日`
}

const ZONE_HOURS = 8

/** `2026年3月9日 14:05:09`, in the market's zone. */
export const chineseTime = (at: Instant): string => `${chineseDate(dateOf(at))} ${toIso(later(at, ZONE_HOURS * HOUR_MS)).slice(11, 19)}`

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

/** `9 March 2026, 14:05` or `2026年3月9日 14:05`, in the market's zone: for papers that people read beforehand, where no second counts. */
export const timeIn = (lang: Lang, at: Instant): string => {
  const clock = toIso(later(at, ZONE_HOURS * HOUR_MS)).slice(11, 16)
  const date = dateOf(at)
  const [year, month, day] = date.split('-').map(Number)
  return lang === 'zh' ? `${chineseDate(date)} ${clock}` : `${day} ${MONTHS[(month ?? 1) - 1]} ${year}, ${clock}`
}

/** The end of a period: a last day ends at its 24th hour (Civil Code art. 203), never at nought of a day that no longer belongs to it. */
export const chineseEnd = (at: Instant): string => (startOfDay(dateOf(at)) === at ? `${chineseDate(dateOf(later(at, -1)))} 24时` : chineseTime(at))

/** What nobody has on record is filled in by hand; nothing is invented in its place. */
export const BLANK = '__________'
export const orBlank = (text: string | null | undefined): string => (text === null || text === undefined || text.trim() === '' ? BLANK : text)

const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九']

/** 5 → `五`, 13 → `十三`, 20 → `二十`: numbers of articles, up to 99. */
export const chineseNumber = (number: number): string => {
  const [tens, ones] = [Math.floor(number / 10), number % 10]
  return `${tens === 0 ? '' : `${tens === 1 ? '' : DIGITS[tens]}十`}${ones === 0 && tens > 0 ? '' : DIGITS[ones]}`
}

/** With milliseconds, where the order of bids hangs on them. */
export const preciseTime = (at: Instant): string => toIso(later(at, ZONE_HOURS * HOUR_MS)).slice(11, 23)

/** 7000 → `70%`, 7050 → `70.5%` */
export const percent = (basisPoints: number): string => `${basisPoints / 100}%`
