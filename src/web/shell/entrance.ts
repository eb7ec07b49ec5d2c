/** `/` leads to the language of the visitor. */
import { redirect } from 'react-router'
import { preferredLang } from '../i18n/lang.ts'

export const loader = ({ request }: { readonly request: Request }) => redirect(`/${preferredLang(request)}`, { headers: { vary: 'cookie, accept-language' } })
