/** The words of a room's messages for codes that come from its records. A code without words stands for itself. */
import type { Option } from '../ui/fields.tsx'
import type { Catalogue, Lang } from './lang.ts'

export const roomWords = (room: string, catalogue: Catalogue) => {
  const word = (list: string, code: string | null, lang: Lang): string => (code === null ? '' : (catalogue[lang][`enum.${room}.${list}.${code}`] ?? code))
  return {
    word,
    /** Of the room's own records, or of another kind that it keeps. */
    state: (state: string, lang: Lang, of = room): string => catalogue[lang][`state.${of}.${state}`] ?? state,
    options: (list: string, codes: readonly string[], lang: Lang): Option[] => codes.map((value) => ({ value, label: word(list, value, lang) })),
  }
}

/** `10 working days`, `1 working day`, `10个工作日`; the unit in the plural. */
export const countedText = (count: number, unit: string, lang: Lang): string => {
  if (lang === 'zh' || unit === '') return `${count}${unit}`
  return `${count} ${count === 1 ? unit.replace(/s$/, '') : unit}`
}
