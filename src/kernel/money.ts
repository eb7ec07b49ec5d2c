/** Amounts are whole minor units (fen, cents) as bigint. No floating-point number ever holds money. */
import type { Lang } from './bilingual.ts'

export type Currency = 'CNY' | 'USD' | 'EUR' | 'GBP' | 'HKD' | 'JPY'

/** Digits after the point (ISO 4217) and the unit's Chinese name, which stands behind the number. */
const CURRENCIES: Readonly<Record<Currency, { readonly digits: number; readonly zh: string }>> = {
  CNY: { digits: 2, zh: '元' },
  USD: { digits: 2, zh: '美元' },
  EUR: { digits: 2, zh: '欧元' },
  GBP: { digits: 2, zh: '英镑' },
  HKD: { digits: 2, zh: '港元' },
  JPY: { digits: 0, zh: '日元' },
}

/** `1,234.50元` · `CNY 1,234.50`. Always exact, always with the currency. */
export const formatAmount = (minor: bigint, currency: Currency, lang: Lang): string => {
  const { digits, zh } = CURRENCIES[currency]
  return withUnit(decimal(minor, digits, digits), lang === 'zh' ? zh : currency, lang)
}

/** Renminbi without its unit, `1,234.50`: for words of both languages, each of which puts its own unit as `formatAmount` does. */
export const yuanFigures = (minor: bigint): string => decimal(minor, CURRENCIES.CNY.digits, CURRENCIES.CNY.digits)

/** `12345` fen → `123.45`: for programs, as all bank files write it. */
export const plainDecimal = (minor: bigint): string => yuanFigures(minor).replaceAll(',', '')

const sizeOf = (minor: bigint): bigint => (minor < 0n ? -minor : minor)

const FEN_DIGITS = 2
const FEN_OF_WAN = 1_000_000n
const WAN_DIGITS = 6
const FEN_OF_MILLION = 100_000_000n
const MILLION_DIGITS = 8

/**
 * Renminbi for headlines, still exact: `120万元`, `35.8万元`, below ten thousand yuan `9,800元`; in English `CNY 1.2 million`,
 * below a million `CNY 358,000`.
 */
export const formatWan = (minor: bigint, lang: Lang): string => {
  const size = sizeOf(minor)
  if (lang === 'zh') return size >= FEN_OF_WAN ? `${decimal(minor, WAN_DIGITS, 0)}万元` : withUnit(decimal(minor, FEN_DIGITS, 0), '元', 'zh')
  return size >= FEN_OF_MILLION ? `CNY ${decimal(minor, MILLION_DIGITS, 0)} million` : withUnit(decimal(minor, FEN_DIGITS, 0), 'CNY', 'en')
}

/** For figures read at a glance: as `formatWan`, cut to two digits after the point. Show the exact amount beside it. */
export const formatWanShort = (minor: bigint, lang: Lang): string => {
  const size = sizeOf(minor)
  const [unit, step] = lang === 'zh' ? [FEN_OF_WAN, FEN_OF_WAN / 100n] : [FEN_OF_MILLION, FEN_OF_MILLION / 100n]
  return formatWan(size < unit ? minor : minor - (minor % step), lang)
}

const withUnit = (number: string, unit: string, lang: Lang): string => (lang === 'zh' ? `${number}${unit}` : `${unit} ${number}`)

/** Exact decimal text with thousands separators; zeros beyond `minDigits` after the point are dropped. */
const decimal = (minor: bigint, digits: number, minDigits: number): string => {
  const text = sizeOf(minor)
    .toString()
    .padStart(digits + 1, '0')
  const whole = text.slice(0, text.length - digits).replace(/\B(?=(\d{3})+$)/g, ',')
  const all = text.slice(text.length - digits)
  const kept = all.replace(/0+$/, '').padEnd(minDigits, '0')
  return `${minor < 0n ? '-' : ''}${whole}${kept === '' ? '' : `.${kept}`}`
}

export type Rounding = 'down' | 'up' | 'half-even'

/**
 * A share of an amount in basis points (10000 = all), rounded to whole minor units in the stated way. Throws a RangeError for a negative
 * amount and for a rate that is not a whole number from 0 on. Parts made one by one do not add up to the whole: use `splitByWeights` there.
 */
export const basisPointsOf = (minor: bigint, basisPoints: number, rounding: Rounding): bigint => {
  if (minor < 0n) throw new RangeError('a share of a negative amount has no agreed rounding')
  if (!Number.isSafeInteger(basisPoints) || basisPoints < 0) throw new RangeError(`not a rate in basis points: ${basisPoints}`)
  const product = minor * BigInt(basisPoints)
  const floor = product / 10_000n
  const twice = (product % 10_000n) * 2n
  if (rounding === 'down' || twice === 0n) return floor
  if (rounding === 'up') return floor + 1n
  const isUp = twice > 10_000n || (twice === 10_000n && floor % 2n === 1n)
  return isUp ? floor + 1n : floor
}

const CAPITAL_DIGITS = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖']
const PLACES = ['', '拾', '佰', '仟']
const MAX_CAPITAL_YUAN = 10n ** 16n

/**
 * Renminbi in capital Chinese numerals as banking papers want it (人民银行《支付结算办法》附一): `壹佰贰拾万元整`, `壹仟肆佰零玖元伍角整`,
 * `叁佰贰拾伍元零肆分`. 整 closes amounts without fen; one 零 stands for any run of zeros inside. Throws a RangeError from 10^16 yuan on.
 */
export const capitalAmount = (minor: bigint): string => {
  const size = sizeOf(minor)
  const yuan = size / 100n
  if (yuan >= MAX_CAPITAL_YUAN) throw new RangeError('too large to be written in capital numerals')
  const jiao = Number((size / 10n) % 10n)
  const fen = Number(size % 10n)
  const sign = minor < 0n ? '负' : ''
  const whole = yuan > 0n ? `${capitalInteger(yuan)}元` : ''
  if (jiao === 0 && fen === 0) return `${sign}${whole === '' ? '零元' : whole}整`
  const tenths = jiao > 0 ? `${CAPITAL_DIGITS[jiao]}角` : whole === '' ? '' : '零'
  return `${sign}${whole}${tenths}${fen > 0 ? `${CAPITAL_DIGITS[fen]}分` : '整'}`
}

const capitalInteger = (value: bigint): string => {
  const digits = value.toString().padStart(16, '0')
  let text = ''
  let isZeroPending = false
  for (let group = 3; group >= 0; group -= 1) {
    const four = digits.slice((3 - group) * 4, (4 - group) * 4)
    // Zeros at the end of the group before need no 零 in front of a thousand (附一 第二条); a whole empty group does.
    if (!digits.slice(0, (3 - group) * 4).endsWith('0000')) isZeroPending = false
    for (let place = 3; place >= 0; place -= 1) {
      const digit = Number(four[3 - place])
      if (digit === 0) {
        isZeroPending = text !== ''
        continue
      }
      text += `${isZeroPending ? '零' : ''}${CAPITAL_DIGITS[digit]}${PLACES[place]}`
      isZeroPending = false
    }
    text += groupName(group, four, digits)
  }
  return text
}

/** 万亿 is written 万 here and 亿 after the next group, so that 12345 亿 reads 壹万贰仟叁佰肆拾伍亿. */
const groupName = (group: number, four: string, digits: string): string => {
  const isEmpty = four === '0000'
  if (group === 3) return isEmpty ? '' : '万'
  if (group === 2) return isEmpty && digits.startsWith('0000') ? '' : '亿'
  return group === 1 && !isEmpty ? '万' : ''
}
