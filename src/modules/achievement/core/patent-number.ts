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
/** Applications before October 2003 have eight digits, the year in two. */
const LONG = /^(\d{4})([12389])\d{7}$/
const SHORT = /^(\d{2})([12389])\d{5}$/
const FIRST_SHORT_YEAR = 85
const CHECK_SIGNS = '0123456789X'

/** Weights 2 to 9 from the left, again and again; the sum modulo 11, ten written as X. */
export const patentCheckDigit = (digits: string): string => {
  const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * (2 + (index % 8)), 0)
  return CHECK_SIGNS.charAt(sum % 11)
}

const yearOf = (body: string): number | null => {
  const long = LONG.exec(body)
  if (long) return Number(long[1])
  const short = SHORT.exec(body)
  const year = Number(short?.[1])
  if (!short) return null
  return year >= FIRST_SHORT_YEAR ? 1900 + year : 2000 + year
}

/** Reads `ZL201080063196.9`, `2010800631969` or `CN 201080063196.9`. Refuses a wrong form or a wrong check digit. */
export const readPatentNumber = (text: string, field?: string): Result<PatentNumber, PatentRefusal> => {
  const at = field === undefined ? {} : { field }
  const compact = text.normalize('NFKC').toUpperCase().replace(/\s/g, '')
  const match = /^(ZL|CN)?(\d{8}|\d{12})\.?([\dX])$/.exec(compact)
  const body = match?.[2] ?? ''
  const year = yearOf(body)
  const kind = KINDS[body.charAt(body.length === 12 ? 4 : 2)]
  if (!match || year === null || kind === undefined) return refuse('achievement.patent_number_malformed', { number: text }, at)
  const digit = patentCheckDigit(body)
  if (digit !== match[3]) return refuse('achievement.patent_check_digit', { number: text, expected: digit }, at)
  return ok({ number: `${body}.${digit}`, kind, year, isGranted: match[1] === 'ZL' })
}
