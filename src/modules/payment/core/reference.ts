/**
 * The transfer remark: `ZP` + 7 characters Crockford base32 + 1 check character. The check character is a weighted sum in
 * the field of 32 elements, so every single wrong character and every swap of two characters is noticed.
 */

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const PREFIX = 'ZP'
const PAYLOAD_LENGTH = 7

/** Field of 32 elements modulo x⁵ + x² + 1; doubling is multiplication by the primitive element. */
const double = (a: number): number => ((a << 1) ^ (a & 16 ? 0b100101 : 0)) & 31

const checkValue = (values: readonly number[]): number => {
  let sum = 0
  for (const value of values) sum = double(sum ^ value)
  return sum
}

/** Makes a reference of at least five random bytes (35 bits are used). */
export const makeReference = (random: Uint8Array): string => {
  if (random.length < 5) throw new Error('a reference needs five random bytes')
  let bits = 0n
  for (const byte of random.subarray(0, 5)) bits = (bits << 8n) | BigInt(byte)
  const values = Array.from({ length: PAYLOAD_LENGTH }, (_, i) => Number((bits >> BigInt(i * 5)) & 31n))
  return values.concat(checkValue(values)).reduce((text, value) => text + (ALPHABET[value] ?? ''), PREFIX)
}

export const isReference = (text: string): boolean => {
  if (!text.startsWith(PREFIX) || text.length !== PREFIX.length + PAYLOAD_LENGTH + 1) return false
  const values = Array.from(text.slice(PREFIX.length), (letter) => ALPHABET.indexOf(letter))
  if (values.includes(-1)) return false
  return checkValue(values.slice(0, PAYLOAD_LENGTH)) === values[PAYLOAD_LENGTH]
}

export interface FoundReferences {
  /** Distinct references with a correct check character, in order. */
  readonly valid: readonly string[]
  /** Tokens that look like a reference but are none: most often a typing error. */
  readonly broken: readonly string[]
}

/** Reads references out of a remark; full-width characters and lower case are the same characters, nothing else is repaired. */
export const referencesIn = (remark: string): FoundReferences => {
  const text = remark.normalize('NFKC').toUpperCase()
  const tokens = new Set(text.match(/(?<![0-9A-Z])ZP[0-9A-Z]{6,10}(?![0-9A-Z])/g) ?? [])
  return { valid: [...tokens].filter(isReference), broken: [...tokens].filter((token) => !isReference(token)) }
}

/** The number of a batch in payment files: without the underscore, which is outside the characters that all banks carry (SWIFT set X). */
export const batchNumber = (batchId: string): string => batchId.replace('_', '').toUpperCase()

/** Batches named in a text: MsgId and PmtInfId of the payment file, which banks write on the one debit that pays it. */
export const batchIdsIn = (text: string): readonly string[] => [
  ...new Set(
    [
      ...text
        .normalize('NFKC')
        .toLowerCase()
        .matchAll(/(?<![0-9a-z])pbt_?([0-9a-z]{26})(?![0-9a-z])/g),
    ].map(([, rest]) => `pbt_${rest}`),
  ),
]
