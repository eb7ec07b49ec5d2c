/** A Latin form for people who gave none, so that nobody stands in Chinese characters alone on an English page. They may write another one at any time. */
import type { Bilingual } from '#kernel/bilingual.ts'

/** Surnames of two characters that live on; every other is of one. */
const COMPOUND = /^(?:欧阳|太史|端木|上官|司马|东方|独孤|南宫|夏侯|诸葛|尉迟|皇甫|公孙|轩辕|令狐|宇文|长孙|慕容|司徒|司空|淳于|单于|申屠|澹台|呼延|第五)/u
/** Two to four Chinese characters: names of other peoples (with a dot between) do not follow these rules. */
const HAN_NAME = /^\p{Script=Han}{2,4}$/u

const capital = (syllables: readonly string[]): string => {
  // As in passports.
  const word = syllables.join('').replaceAll('ü', 'yu')
  return `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`
}

/** Surname first, each part in one word (GB/T 28039): 欧阳明远 is Ouyang Mingyuan. Empty where the name is not of that kind. */
export const latinForm = async (name: string): Promise<string> => {
  if (!HAN_NAME.test(name)) return ''
  // Large, and needed by few: a process in which nobody joins never loads it.
  const { pinyin } = await import('pinyin-pro')
  const syllables = pinyin(name, { surname: 'head', toneType: 'none', type: 'array' })
  const surname = COMPOUND.test(name) && name.length > 2 ? 2 : 1
  return `${capital(syllables.slice(0, surname))} ${capital(syllables.slice(surname))}`
}

export const withLatinForm = async (name: Bilingual): Promise<Bilingual> => (name.en.trim() === '' ? { zh: name.zh, en: await latinForm(name.zh) } : name)
