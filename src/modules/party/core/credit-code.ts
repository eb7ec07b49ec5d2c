/** Unified social credit code of legal persons, GB 32100-2015. */

/** Digits and capital letters without I, O, S, V, Z: 31 signs. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const LENGTH = 18
const MODULUS = 31

/** 3^i mod 31 for the 17 signs before the check sign. */
const WEIGHTS = Array.from({ length: LENGTH - 1 }).reduce<number[]>((weights, _, i) => [...weights, i === 0 ? 1 : ((weights[i - 1] ?? 1) * 3) % MODULUS], [])

/** As people type it: small letters, blanks and hyphens are no mistake. */
export const normalCreditCode = (typed: string): string => typed.replaceAll(/[\s-]/gu, '').toUpperCase()

/** The check sign of the first 17 signs, or null when one of them is not in the alphabet. */
export const checkSign = (body: string): string | null => {
  const values = [...body].map((sign) => ALPHABET.indexOf(sign))
  if (values.length !== LENGTH - 1 || values.includes(-1)) return null
  const sum = values.reduce((total, value, i) => total + value * (WEIGHTS[i] ?? 0), 0)
  return ALPHABET[(MODULUS - (sum % MODULUS)) % MODULUS] ?? null
}

export type CreditCodeProblem = 'length' | 'sign' | 'check'

/** Null for a sound code. */
export const creditCodeProblem = (code: string): CreditCodeProblem | null => {
  if (code.length !== LENGTH) return 'length'
  if ([...code].some((sign) => !ALPHABET.includes(sign))) return 'sign'
  return checkSign(code.slice(0, LENGTH - 1)) === code.slice(LENGTH - 1) ? null : 'check'
}

/** Signs 3 to 8 are the division of the registering authority, GB/T 2260. */
export const regionOfCreditCode = (code: string): string => code.slice(2, 8)
