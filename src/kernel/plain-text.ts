/** Text that reads as it is stored: what may stand in names, titles and reasons, and how a sign that may not is named. */
import type { Bilingual } from './bilingual.ts'

/**
 * Signs that show nothing, or make other signs read differently from what is stored: controls, format signs (direction marks, zero-width
 * joiners, tags), halves of surrogate pairs, private and unassigned code points, line separators and variation selectors.
 */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Variation_Selector}\u115f\u1160\u3164\uffa0\u2800]/gu
/** A mark that has no letter under it; one that has becomes a letter with it first (NFC). */
const LONE_MARK = /(?:^|[^\p{L}\p{M}\p{N}])(\p{M})/gu
const LINE_SIGNS = new Set(['\n', '\r', '\t'])

/** The signs of a text that may not stand in it, each once. Line breaks and tabs are left to who asks. */
export const hiddenSigns = (text: string): readonly string[] => {
  const found = [...text.matchAll(HIDDEN)].map(([sign]) => sign).filter((sign) => !LINE_SIGNS.has(sign))
  const marks = [...text.normalize('NFC').matchAll(LONE_MARK)].map(([, mark]) => mark ?? '')
  return [...new Set([...found, ...marks])]
}

const codeOf = (sign: string): string => `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

/** Hidden signs by their number only: to print them would be to use them. */
export const nameOfSign = (sign: string): string => (hiddenSigns(sign).length > 0 ? codeOf(sign) : `${sign} (${codeOf(sign)})`)

const SHOWN = 5

/** What to tell the person who typed it; null when nothing is wrong. */
export const hiddenSignProblem = (text: string): Bilingual | null => {
  const signs = hiddenSigns(text).slice(0, SHOWN).map(nameOfSign)
  if (signs.length === 0) return null
  return {
    zh: `含有看不见或不能使用的字符：${signs.join('、')}。请删除后重新输入。`,
    en: `There are signs that cannot be seen or used: ${signs.join(', ')}. Please remove them.`,
  }
}
