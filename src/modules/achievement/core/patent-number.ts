/** Numbers of Chinese patents and applications, with their check digit. */
import { ok, refuse, type Result } from '#kernel/result.ts'

export interface PatentNumber {
  /** `201080063196.9`, without the prefix. */
  readonly number: string
  readonly kind: 'invention' | 'utility' | 'design'
  readonly year: number
  /** Written with `ZL`: the patent was granted. */
  readonly isGranted: boolean
}

export const PATENT_REFUSALS = ['achievement.patent_number_malformed', 'achievement.patent_check_digit'] as const
type PatentRefusal = (typeof PATENT_REFUSALS)[number]

/** 8 and 9 are PCT applications that entered the national phase. */
const KINDS: Readonly<Record<string, PatentNumber['kind']>> = { '1': 'invention', '2': 'utility', '3': 'design', '8': 'invention', '9': 'utility' }
/** Applications up to September 2003 have eight digits, the year in two; from October 2003 on twelve (ZC 0006-2003). */
const LONG = /^(\d{4})([12389])\d{7}$/
const SHORT = /^(\d{2})([12389])\d{5}$/
const FIRST_YEAR = 1985
const CHANGE_YEAR = 2003
const CHECK_SIGNS = '0123456789X'

/** Weights 2 to 9 from the left, again and again; the sum modulo 11, ten written as X. */
export const patentCheckDigit = (digits: string): string => {
  const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * (2 + (index % 8)), 0)
  return CHECK_SIGNS.charAt(sum % 11)
}

/** The year of the application; null for a year in which no such number was given. */
const yearOf = (body: string, thisYear: number): number | null => {
  const long = Number(LONG.exec(body)?.[1] ?? 0)
  if (long > 0) return long >= CHANGE_YEAR && long <= thisYear ? long : null
  const short = SHORT.exec(body)
  if (!short) return null
  const year = 1900 + Number(short[1])
  const turned = year < FIRST_YEAR ? year + 100 : year
  return turned <= CHANGE_YEAR ? turned : null
}

/**
 * Reads `ZL201080063196.9`, `2010800631969` or `CN 201080063196.9`. Refuses a form that was not in use in the year of the application, a
 * year that is not over or begun (`thisYear` is the last one), and a wrong check digit.
 */
export const readPatentNumber = (text: string, thisYear: number, field?: string): Result<PatentNumber, PatentRefusal> => {
  const at = field === undefined ? {} : { field }
  const compact = text.normalize('NFKC').toUpperCase().replace(/\s/g, '')
  const match = /^(ZL|CN)?(\d{8}|\d{12})\.?([\dX])$/.exec(compact)
  const body = match?.[2] ?? ''
  const year = yearOf(body, thisYear)
  const kind = KINDS[body.charAt(body.length === 12 ? 4 : 2)]
  if (!match || year === null || kind === undefined) return refuse('achievement.patent_number_malformed', { number: text }, at)
  const digit = patentCheckDigit(body)
  if (digit !== match[3]) return refuse('achievement.patent_check_digit', { number: text, expected: digit }, at)
  return ok({ number: `${body}.${digit}`, kind, year, isGranted: match[1] === 'ZL' })
}
