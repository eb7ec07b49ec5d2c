/** Numbers as people write them: in forms, workbooks and bank files. One reader, so that no place guesses what another refuses. */
import type { Bilingual } from './bilingual.ts'

/** `empty`: nothing but blanks · `commas`: not a thousands group right everywhere · `decimals`: finer than can be kept · `size`: too long · `form`: no plain number. */
export type DecimalProblem = 'empty' | 'commas' | 'decimals' | 'size' | 'form'

export type DecimalReading = { readonly ok: true; readonly value: bigint } | { readonly ok: false; readonly problem: DecimalProblem }

/** What to tell the person who wrote it. */
export const DECIMAL_PROBLEMS: Readonly<Record<DecimalProblem, Bilingual>> = {
  empty: { zh: '请填写数字。', en: 'Enter a number.' },
  commas: {
    zh: '逗号只能作千分位，从个位起每三位一个，例如 1,234,567；小数点请用“.”。',
    en: 'Commas only separate thousands, every three digits: 1,234,567. Write the decimal point as ".".',
  },
  decimals: { zh: '小数位数过多。', en: 'Too many digits after the point.' },
  size: { zh: '数值过大。', en: 'The number is too large.' },
  form: { zh: '请只填写数字，例如 120 或 35.8。', en: 'Enter digits only, for example 120 or 35.8.' },
}

/** As many digits as always fit PostgreSQL's int8. */
const MAX_DIGITS = 18
const FULL_WIDTH = /[０-９，．－＋]/g
/** Full-width signs stand this far behind the ASCII ones. */
const FULL_WIDTH_OFFSET = 0xfee0
const PLAIN = /^([-+]?)(\d+)(?:\.(\d+))?$/
const GROUPED = /^[-+]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/

const halfWidth = (text: string): string => text.replace(FULL_WIDTH, (sign) => String.fromCharCode(sign.charCodeAt(0) - FULL_WIDTH_OFFSET))

/** Sign, digits before and after the point; or what keeps the text from being a number. */
const taken = (written: string): readonly [string, string, string] | DecimalProblem => {
  if (written === '') return 'empty'
  const match = PLAIN.exec(written.replaceAll(',', ''))
  if (!match) return 'form'
  if (written.includes(',') && !GROUPED.test(written)) return 'commas'
  const [, sign = '', whole = '', fraction = ''] = match
  return whole.length > 1 && whole.startsWith('0') ? 'form' : [sign, whole, fraction]
}

/**
 * Reads a decimal number as a whole number of units of 10^-`places`, so that 35.8 with six places is 35,800,000 (万元 read as fen) and
 * 12.5 with two is 1250 (percent read as basis points). Full-width digits and signs are read as the ASCII ones; commas only where they
 * divide every three digits: `12,5` is never 125. A sign only when `isSigned`. Zeros after the last place say nothing and are dropped; any
 * other digit there is refused, never rounded.
 */
export const readDecimal = (text: string, places: number, isSigned = false): DecimalReading => {
  const parts = taken(halfWidth(text.trim()))
  if (typeof parts === 'string') return { ok: false, problem: parts }
  const [sign, whole, fraction] = parts
  if (sign !== '' && !isSigned) return { ok: false, problem: 'form' }
  const kept = fraction.replace(/0+$/, '')
  if (kept.length > places) return { ok: false, problem: 'decimals' }
  const digits = `${whole}${kept.padEnd(places, '0')}`
  if (digits.replace(/^0+/, '').length > MAX_DIGITS) return { ok: false, problem: 'size' }
  return { ok: true, value: sign === '-' ? -BigInt(digits) : BigInt(digits) }
}
