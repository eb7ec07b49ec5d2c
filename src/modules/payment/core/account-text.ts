/** Bank account numbers as files write them, and whether money can be sent there. */

/** Banks print blanks and hyphens between the digits; spreadsheet programs put an apostrophe in front to keep them text. */
export const accountText = (text: string): string => {
  const bare = text
    .normalize('NFKC')
    .replace(/^=?"(.*)"$/, '$1')
    .replace(/^'+/, '')
  return /^[0-9A-Za-z][0-9A-Za-z -]*$/.test(bare) ? bare.replaceAll(/[ -]/g, '').toUpperCase() : bare
}

/** A spreadsheet keeps fifteen digits of a number and writes zeros for the rest. */
const EXACT_DIGITS = 15
const LOST_DIGITS = 3

const hasLostDigits = (digits: string): boolean =>
  digits.length >= EXACT_DIGITS + LOST_DIGITS && digits.slice(EXACT_DIGITS).replaceAll('0', '') === '' && !digits.startsWith('0')

/** Digits, or an IBAN (ISO 13616): no decimal point, no exponent, no digits that a spreadsheet has lost. At most 34 characters, as pain.001 wants. */
export const canReceive = (account: string): boolean => (/^\d{1,34}$/.test(account) ? !hasLostDigits(account) : /^[A-Z]{2}\d{2}[0-9A-Z]{10,30}$/.test(account))
