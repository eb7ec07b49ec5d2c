/** `/` leads to the language of the visitor. */
import { redirect } from 'react-router'
import { localPath, preferredLang } from '../i18n/lang.ts'
import { frontPage } from '../pages/front/addresses.ts'

export const loader = ({ request }: { readonly request: Request }) =>
  redirect(localPath(preferredLang(request), frontPage()), { headers: { vary: 'cookie, accept-language' } })
