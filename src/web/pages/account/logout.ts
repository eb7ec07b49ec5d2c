/** Ends the session, and leads on to where somebody else is to log in. */
import { redirect } from 'react-router'
import type { Route } from './+types/logout.ts'
import { askAccounts } from '../../shell/accounts.server.ts'
import { frontPage } from '../front/addresses.ts'
import { langOfParam, localPath } from '../../i18n/lang.ts'
import { ownAddress } from '../../i18n/place.ts'

export const action = async ({ context, request, params }: Route.ActionArgs) => {
  const next = ownAddress((await request.clone().formData()).get('next'))
  const answer = await askAccounts({ context, request, path: 'sign-out', body: {} })
  // Never let somebody leave believing that they are logged out.
  if (!answer.ok) throw new Error(`log-out failed: ${answer.refusal.code}`)
  return redirect(next ?? localPath(langOfParam(params.lang), frontPage()), { headers: answer.cookies })
}

export const loader = ({ params }: Route.LoaderArgs) => redirect(localPath(langOfParam(params.lang), frontPage()))
