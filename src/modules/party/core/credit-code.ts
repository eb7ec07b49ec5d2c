/** Unified social credit code of legal persons, GB 32100-2015. */

/** Digits and capital letters without I, O, S, V, Z: 31 signs. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const LENGTH = 18
const MODULUS = 31

/** 3^i mod 31 for the 17 signs before the check sign. */
const WEIGHTS = Array.from({ length: LENGTH - 1 }).reduce<number[]>((weights, _, i) => [...weights, i === 0 ? 1 : ((weights[i - 1] ?? 1) * 3) % MODULUS], [])

/**
 * Sign 1, the registering department, and the categories of bodies (sign 2) that it registers: 1 establishment offices, 2 foreign affairs,
 * 3 justice, 4 culture, 5 civil affairs (4 and 5: neighbourhood and village committees, given since 2018), 6 tourism, 7 religion, 8 trade
 * unions, 9 market supervision, A the army, N agriculture, Y others.
 */
const CATEGORIES: Readonly<Record<string, string>> = {
  '1': '1239',
  '2': '19',
  '3': '123459',
  '4': '19',
  '5': '123459',
  '6': '129',
  '7': '129',
  '8': '19',
  '9': '123',
  A: '19',
  N: '1239',
  Y: '1',
}

const isKnownCategory = (code: string): boolean => (CATEGORIES[code[0] ?? ''] ?? '').includes(code[1] ?? ' ')

/** As people type it: small letters, full-width signs, blanks and hyphens are no mistake. */
export const codeAsMeant = (typed: string): string => typed.normalize('NFKC').replaceAll(/[\s-]/gu, '').toUpperCase()

/** The check sign of the first 17 signs, or null when one of them is not in the alphabet. */
const checkSign = (body: string): string | null => {
  const values = [...body].map((sign) => ALPHABET.indexOf(sign))
  if (values.length !== LENGTH - 1 || values.includes(-1)) return null
  const sum = values.reduce((total, value, i) => total + value * (WEIGHTS[i] ?? 0), 0)
  return ALPHABET[(MODULUS - (sum % MODULUS)) % MODULUS] ?? null
}

export const withCheckSign = (body: string): string => body + (checkSign(body) ?? '')

const hasCheckSign = (code: string): boolean => checkSign(code.slice(0, LENGTH - 1)) === code.slice(LENGTH - 1)

const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

const isBirthDate = (text: string): boolean => {
  const [, month = '', day = ''] = /^(?:19|20)\d\d(\d\d)(\d\d)$/.exec(text) ?? []
  return Number(day) >= 1 && Number(day) <= (DAYS_IN_MONTH[Number(month) - 1] ?? 0)
}

/** Check sign of an identity-card number, GB 11643: ISO 7064 MOD 11-2. */
const hasIdentityCheckSign = (code: string): boolean => {
  const sum = Array.from(code.slice(0, 17)).reduce((total, digit, i) => total + Number(digit) * (2 ** (17 - i) % 11), 0)
  return '10X98765432'[sum % 11] === code[17]
}

/**
 * True for 18 signs in the form of an identity-card number (GB 11643) that can be no credit code, or fit the check signs of both: codes are
 * public and personal numbers must not be. `byHand`: an officer looked at the paper; what fits GB 32100 in every respect is then taken.
 */
const isPersonalNumber = (code: string, byHand: boolean): boolean => {
  if (!/^[1-8]\d{16}[\dX]$/.test(code) || !isBirthDate(code.slice(6, 14))) return false
  if (!isKnownCategory(code)) return true
  return byHand ? !hasCheckSign(code) : hasIdentityCheckSign(code)
}

export type CreditCodeProblem = 'length' | 'sign' | 'personal' | 'category' | 'check'

/** Null for a sound code. `byHand`: codes were really given out whose check sign or category does not fit; an officer saw the paper. */
export const creditCodeProblem = (code: string, { byHand = false }: { readonly byHand?: boolean } = {}): CreditCodeProblem | null => {
  if (code.length !== LENGTH) return 'length'
  if ([...code].some((sign) => !ALPHABET.includes(sign))) return 'sign'
  if (isPersonalNumber(code, byHand)) return 'personal'
  if (byHand) return null
  if (!isKnownCategory(code)) return 'category'
  return hasCheckSign(code) ? null : 'check'
}

/** Signs 3 to 8 are the division of the registering authority, GB/T 2260. */
export const regionOfCreditCode = (code: string): string => code.slice(2, 8)
