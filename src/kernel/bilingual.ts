/** Text in the market's two languages. Chinese is the original; English may be empty while a translation is awaited. */

export type Lang = 'zh' | 'en'

export interface Bilingual {
  readonly zh: string
  readonly en: string
}

/** The text to show in a language; Chinese when there is no English yet, because half a page is better than a hole in it. */
export const inLang = (text: Bilingual, lang: Lang): string => (lang === 'en' && text.en.trim() !== '' ? text.en : text.zh)
