/** Amounts and times inside refusals, in the form both languages share. */
import { DAY_MS, dateOf, HOUR_MS, MINUTE_MS, SECOND_MS, type Instant } from '#kernel/instant.ts'
import { amountInEnglish } from '#kernel/money-words.ts'
import { capitalAmount, formatAmount } from '#kernel/money.ts'

const BEIJING_OFFSET_MS = 8 * HOUR_MS

/** 10^16 yuan: where capital numerals end. */
const CAPITAL_BOUND_MINOR = 10n ** 18n

const two = (value: number): string => String(value).padStart(2, '0')

/** `2026-03-01 10:00:00`, Beijing time. */
export const beijingTime = (at: Instant): string => {
  const ofDay = (at + BEIJING_OFFSET_MS) % DAY_MS
  const time = [Math.floor(ofDay / HOUR_MS), Math.floor((ofDay % HOUR_MS) / MINUTE_MS), Math.floor((ofDay % MINUTE_MS) / SECOND_MS)]
  return `${dateOf(at)} ${time.map(two).join(':')}`
}

/** `贰佰壹拾万元整`; an amount too large for capital numerals stays in figures. */
export const capital = (minor: bigint): string => (minor < CAPITAL_BOUND_MINOR ? capitalAmount(minor) : formatAmount(minor, 'CNY', 'zh'))

/** `two million one hundred thousand yuan`. */
export const inWords = (minor: bigint): string => (minor < CAPITAL_BOUND_MINOR ? amountInEnglish(minor) : formatAmount(minor, 'CNY', 'en'))
