/** Title of the document in the language of its address. */
import { langOfParam, sayIn, type Texts } from '../i18n/lang.ts'

const SITE = { zh: '浙江拍', en: 'Zhepai' }

/** `export const meta: Route.MetaFunction = ({ params }) => pageTitle(params.lang, text, 'title')` */
export const pageTitle = <Key extends string>(lang: string | undefined, text: Texts<Key>, key: Key) => plainTitle(lang, sayIn(text, langOfParam(lang))(key))

/** For names that come from data. */
export const plainTitle = (lang: string | undefined, title: string) => [{ title: `${title} · ${SITE[langOfParam(lang)]}` }]
