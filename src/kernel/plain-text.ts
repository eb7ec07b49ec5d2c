/** Text that reads as it is stored: what may stand in names, titles and reasons, and how a sign that may not is named. */
import type { Bilingual } from './bilingual.ts'
import { undrawableSigns } from './drawable.ts'

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
const ALL_PLAIN = /^[\u0020-\u007e\n]*$/

/** Signs that may not be typed, because they hide or because no paper could show them; each once. */
export const unusableSigns = (text: string): readonly string[] => {
  if (ALL_PLAIN.test(text)) return []
  const hidden = hiddenSigns(text)
  return hidden.length > 0 ? hidden : undrawableSigns(text)
}

/** What to tell the person who typed it; null when nothing is wrong. */
export const textProblem = (text: string): Bilingual | null => {
  const signs = unusableSigns(text)
  const names = signs.slice(0, SHOWN).map(nameOfSign)
  if (signs.length === 0) return null
  if (hiddenSigns(signs.join('')).length > 0)
    return {
      zh: `含有看不见或不能使用的字符：${names.join('、')}。请删除后重新输入。`,
      en: `There are signs that cannot be seen or used: ${names.join(', ')}. Please remove them.`,
    }
  return {
    zh: `含有本系统字库没有、文件上无法显示的字符：${names.join('、')}。请改用可显示的写法；姓名中的生僻字请联系管理员。`,
    en: `There are signs that no font of this market has, so no paper could show them: ${names.join(', ')}. Please write them another way; for a rare character of a name, ask the administrator.`,
  }
}
