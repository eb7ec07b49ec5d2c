/** Identifiers: a prefix that names the kind, then 26 characters that sort by time and cannot be guessed. */
import type { Instant } from './instant.ts'

/** Crockford's base 32 in small letters: no i, l, o, u, so an id can be read out. In ASCII order, so text order is time order. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const TIME_CHARACTERS = 10
/** 80 bits. */
export const ID_RANDOM_BYTES = 10

/**
 * `ach_01jd…`: ten characters of time in milliseconds, sixteen of randomness. Throws a RangeError when the prefix is not 2 to 8 small letters,
 * the instant lies before 1970 or fewer than 10 random bytes are given (more are ignored).
 */
export const makeId = (prefix: string, now: Instant, random: Uint8Array): string => {
  if (!/^[a-z]{2,8}$/.test(prefix)) throw new RangeError(`not an id prefix: ${prefix}`)
  if (now < 0) throw new RangeError('ids begin in 1970')
  if (random.length < ID_RANDOM_BYTES) throw new RangeError('an id needs 10 random bytes')
  let time = ''
  for (let rest: number = now, place = 0; place < TIME_CHARACTERS; place += 1, rest = Math.floor(rest / 32)) time = `${ALPHABET[rest % 32]}${time}`
  let tail = ''
  let bits = 0
  let held = 0
  for (const byte of random.subarray(0, ID_RANDOM_BYTES)) {
    held = (held << 8) | byte
    for (bits += 8; bits >= 5;) {
      bits -= 5
      tail += ALPHABET[(held >>> bits) & 31]
    }
  }
  return `${prefix}_${time}${tail}`
}
