/** Well-formed unified social credit codes for made-up organisations (GB 32100). */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'

export const creditCodeOf = (serial: number): string => {
  const body = `91330100MA3${String(serial % 1_000_000).padStart(6, '0')}`
  const sum = [...body].reduce((total, sign, index) => total + ALPHABET.indexOf(sign) * (3 ** index % 31), 0)
  return body + ALPHABET[(31 - (sum % 31)) % 31]
}
