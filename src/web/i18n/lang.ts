/** Which language a page speaks. The URL decides; cookie and browser only choose where `/` leads. */
import type { Bilingual, Lang } from '#kernel/bilingual.ts'
import { fillTemplate } from '#kernel/template.ts'
import { useLocation } from 'react-router'

export type { Lang } from '#kernel/bilingual.ts'
export { inLang } from '#kernel/bilingual.ts'

export const LANG_COOKIE = 'zhepai.lang'

export const isLang = (text: string | undefined): text is Lang => text === 'zh' || text === 'en'

/** Value of the `lang` attribute. */
export const htmlLang = (lang: Lang): string => (lang === 'zh' ? 'zh-CN' : 'en')

export const cookieOf = (request: Request, name: string): string | undefined => {
  for (const part of (request.headers.get('cookie') ?? '').split(';')) {
    const [key, value] = part.trim().split('=')
    if (key === name && value !== undefined) return decodeURIComponent(value)
  }
  return undefined
}

export const preferredLang = (request: Request): Lang => {
  const chosen = cookieOf(request, LANG_COOKIE)
  if (isLang(chosen)) return chosen
  const accepted = request.headers.get('accept-language') ?? ''
  return /^\s*en\b/i.test(accepted) ? 'en' : 'zh'
}

/** Also of the address under which the router asks for the front page's data, `/en.data`. */
export const langOfPath = (pathname: string): Lang => (/^\/en([/.]|$)/.test(pathname) ? 'en' : 'zh')

export const useLang = (): Lang => langOfPath(useLocation().pathname)

/** `/zh` + path: links inside the market keep the language. */
export const localPath = (lang: Lang, path: string): string => `/${lang}${path === '/' ? '' : path}`

/** The same page in the other language. */
export const otherLangPath = (pathname: string, search: string): string => {
  const lang = langOfPath(pathname)
  const rest = pathname.replace(/^\/(zh|en)(?=\/|$)/, '')
  return `/${lang === 'zh' ? 'en' : 'zh'}${rest}${search}`
}

/** Texts of one page: `export const text = texts({ zh: {…}, en: {…} })`. English must have every key of Chinese. */
export interface Texts<Key extends string> {
  readonly zh: Readonly<Record<Key, string>>
  readonly en: Readonly<Record<Key, string>>
}
export const texts = <const Zh extends Readonly<Record<string, string>>>(both: {
  readonly zh: Zh
  readonly en: Readonly<Record<keyof Zh & string, string>>
}): Texts<keyof Zh & string> => both

export type Say<Key extends string> = (key: Key, params?: Readonly<Record<string, unknown>>) => string

/** Reads one language of page texts or of a module's messages; `{name}` takes parameters. */
export const sayIn =
  <Key extends string>(both: Texts<Key>, lang: Lang): Say<Key> =>
  (key, params = {}) =>
    fillTemplate(both[lang][key] ?? key, params)

/** `const say = useSay(text)`; `say('title')`, `say('left', { days: 3 })`. */
export const useSay = <Key extends string>(both: Texts<Key>): Say<Key> => sayIn(both, useLang())

/** For keys that come from data (states, fact types, refusal codes): falls back to the last part of the key. */
export const useCodeText = (catalogue: { readonly zh: Readonly<Record<string, string>>; readonly en: Readonly<Record<string, string>> }) => {
  const lang = useLang()
  return (key: string, params: Readonly<Record<string, unknown>> = {}): string => fillTemplate(catalogue[lang][key] ?? key, params)
}

/** Text of a bilingual record in the page's language. */
export const useInLang = () => {
  const lang = useLang()
  return (text: Bilingual): string => (lang === 'en' && text.en.trim() !== '' ? text.en : text.zh)
}
