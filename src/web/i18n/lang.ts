/** Which language a page speaks. The URL decides; cookie and browser only choose where `/` leads. */
import type { Bilingual, Lang } from '#kernel/bilingual.ts'
import { fillTemplate } from '#kernel/template.ts'
import { useLocation, useRouteLoaderData } from 'react-router'
import { everyday } from './everyday.ts'

export type { Lang } from '#kernel/bilingual.ts'
export { inLang } from '#kernel/bilingual.ts'
export { localPath } from './place.ts'

export const LANG_COOKIE = 'zhepai.lang'

export const isLang = (text: string | undefined): text is Lang => text === 'zh' || text === 'en'

/** Of the parameter of a route; Chinese where it names no language of ours. */
export const langOfParam = (param: string | undefined): Lang => (isLang(param) ? param : 'zh')

/** Value of the `lang` attribute. */
export const htmlLang = (lang: Lang): string => (lang === 'zh' ? 'zh-CN' : 'en')

/** Anybody can send a cookie that no decoder reads: it is none. */
const decoded = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

export const cookieOf = (request: Request, name: string): string | undefined => {
  for (const part of (request.headers.get('cookie') ?? '').split(';')) {
    const [key, value] = part.trim().split('=')
    if (key === name && value !== undefined) return decoded(value)
  }
  return undefined
}

const LANGS = ['zh', 'en'] as const

/** Weights of what a browser accepts (RFC 9110, 12.5.4), in its order. What has no readable weight counts not at all. */
const weightsOf = (header: string): readonly { readonly range: string; readonly weight: number }[] =>
  header.split(',').map((part) => {
    const [range = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase())
    const quality = parameters.find((parameter) => parameter.startsWith('q='))
    const weight = quality === undefined ? 1 : /^q=(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(quality) ? Number(quality.slice(2)) : 0
    return { range, weight }
  })

/** The one of our languages that the header likes best: by weight, then by its order; Chinese when it likes none. `*` speaks for what is not named. */
export const acceptedLang = (header: string): Lang => {
  const weights = weightsOf(header)
  const liked = LANGS.map((lang) => {
    const named = weights.filter(({ range }) => range === lang || range.startsWith(`${lang}-`))
    const chosen = named.toSorted((left, right) => right.weight - left.weight)[0] ?? weights.find(({ range }) => range === '*')
    return { lang, weight: chosen?.weight ?? 0, place: chosen ? weights.indexOf(chosen) : Infinity }
  })
  const [best] = liked.filter(({ weight }) => weight > 0).toSorted((left, right) => right.weight - left.weight || left.place - right.place)
  return best?.lang ?? 'zh'
}

export const preferredLang = (request: Request): Lang => {
  const chosen = cookieOf(request, LANG_COOKIE)
  if (isLang(chosen)) return chosen
  return acceptedLang(request.headers.get('accept-language') ?? '')
}

/** Also of the address under which the router asks for the front page's data, `/en.data`. Outside of both languages: `otherwise`. */
export const langOfPath = (pathname: string, otherwise: Lang = 'zh'): Lang => (/^\/(zh|en)(?=[/.]|$)/.exec(pathname)?.[1] as Lang | undefined) ?? otherwise

/** An address that is in neither language is answered in the one the browser asks for. */
export const useLang = (): Lang => langOfPath(useLocation().pathname, useRouteLoaderData<{ readonly asked: Lang }>('root')?.asked)

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
/** `shared` are words that pages beside it say as well. The page's own go before them, and both before those of every day. */
export const texts = <const Zh extends Readonly<Record<string, string>>, Shared extends string = never>(both: {
  readonly zh: Zh
  readonly en: Readonly<Record<keyof Zh & string, string>>
  readonly shared?: Texts<Shared>
}): Texts<(keyof Zh & string) | Shared | keyof typeof everyday.zh> => ({
  zh: { ...everyday.zh, ...(both.shared?.zh as Texts<Shared>['zh']), ...both.zh },
  en: { ...everyday.en, ...(both.shared?.en as Texts<Shared>['en']), ...both.en },
})

export type Say<Key extends string> = (key: Key, params?: Readonly<Record<string, unknown>>) => string

/** Reads one language of page texts or of a module's messages; `{name}` takes parameters. */
export const sayIn =
  <Key extends string>(both: Texts<Key>, lang: Lang): Say<Key> =>
  (key, params = {}) =>
    fillTemplate(both[lang][key] ?? key, params)

/** `const say = useSay(text)`; `say('title')`, `say('left', { days: 3 })`. */
export const useSay = <Key extends string>(both: Texts<Key>): Say<Key> => sayIn(both, useLang())

export interface Catalogue {
  readonly zh: Readonly<Record<string, string>>
  readonly en: Readonly<Record<string, string>>
}

/** For keys that come from data (states, fact types, refusal codes); a key without words stands for itself. */
export const codeText =
  (catalogue: Catalogue, lang: Lang) =>
  (key: string, params: Readonly<Record<string, unknown>> = {}): string =>
    fillTemplate(catalogue[lang][key] ?? key, params)

export const useCodeText = (catalogue: Catalogue) => codeText(catalogue, useLang())

/** The `lang` of a text that an English page shows in Chinese because there is no English: read aloud and drawn as Chinese. */
export const useForeign = () => {
  const lang = useLang()
  return (text: unknown): string | undefined => (lang === 'en' && typeof text === 'string' && /^\p{Script=Han}/u.test(text) ? htmlLang('zh') : undefined)
}

/** Text of a bilingual record in the page's language. */
export const useInLang = () => {
  const lang = useLang()
  return (text: Bilingual): string => (lang === 'en' && text.en.trim() !== '' ? text.en : text.zh)
}
