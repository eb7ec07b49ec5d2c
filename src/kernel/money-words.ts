/** Amounts in English words, apart from the figures: pages that only show amounts carry none of it. */

const MAX_YUAN = 10n ** 16n

const BELOW_TWENTY = 'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
  ' ',
)
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']
const THOUSANDS = ['', ' thousand', ' million', ' billion', ' trillion', ' quadrillion']

const belowHundred = (value: number): string => {
  if (value < 20) return BELOW_TWENTY[value] ?? ''
  const ones = value % 10
  return `${TENS[Math.floor(value / 10)]}${ones === 0 ? '' : `-${BELOW_TWENTY[ones]}`}`
}

const belowThousand = (value: number): string => {
  const hundreds = Math.floor(value / 100)
  const rest = value % 100
  if (hundreds === 0) return belowHundred(rest)
  return `${BELOW_TWENTY[hundreds]} hundred${rest === 0 ? '' : ` ${belowHundred(rest)}`}`
}

/** Renminbi in English words: `two million one hundred thousand yuan`, `one yuan and five fen`. Throws a RangeError below 0 and from 10^16 yuan on. */
export const amountInEnglish = (minor: bigint): string => {
  if (minor < 0n || minor / 100n >= MAX_YUAN) throw new RangeError('cannot be written in words')
  const groups: string[] = []
  for (let rest = minor / 100n, place = 0; rest > 0n; rest /= 1000n, place += 1) {
    const value = Number(rest % 1000n)
    if (value > 0) groups.unshift(`${belowThousand(value)}${THOUSANDS[place]}`)
  }
  const fen = Number(minor % 100n)
  return `${groups.length === 0 ? 'zero' : groups.join(' ')} yuan${fen === 0 ? '' : ` and ${belowHundred(fen)} fen`}`
}
