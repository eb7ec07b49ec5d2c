import type { Lang } from '#kernel/bilingual.ts'
import { formatWan } from '#kernel/money.ts'

/** `120万元`, `20万元 – 50万元`, or empty when the price is open to talk. */
export const priceText = (min: string | null, max: string | null, lang: Lang): string => {
  const ends = [min, max].flatMap((minor) => (minor === null ? [] : [formatWan(BigInt(minor), lang)]))
  return ends[0] === ends[1] ? (ends[0] ?? '') : ends.join(' – ')
}
