/** Title of the document in the language of its address. */
import { langOfParam, sayIn, type Texts } from '../i18n/lang.ts'

const SITE = { zh: '浙江拍', en: 'Zhepai' }

/** Search engines show no more. */
const MAX_ABOUT = 160

/** `export const meta: Route.MetaFunction = ({ params }) => pageTitle(params.lang, text, 'title', 'lead')` */
export const pageTitle = <Key extends string>(lang: string | undefined, text: Texts<Key>, key: Key, about?: Key) => {
  const say = sayIn(text, langOfParam(lang))
  return plainTitle(lang, say(key), about === undefined ? undefined : say(about))
}

/** For names that come from data. */
export const plainTitle = (lang: string | undefined, title: string, about?: string) => {
  const document = { title: `${title} · ${SITE[langOfParam(lang)]}` }
  if (about === undefined || about === '') return [document]
  const content = about.length > MAX_ABOUT ? `${about.slice(0, MAX_ABOUT - 1)}…` : about
  return [document, { name: 'description', content }, { property: 'og:title', content: title }, { property: 'og:description', content }]
}
