/** `/auctions` and `/auctions/:id`: an auction is shown on the page of its lot. */
import { redirect } from 'react-router'
import type { Route } from './+types/auction.ts'
import { langOfPath, localPath } from '../../i18n/lang.ts'
import { apiOf, orNotFound } from '../../shell/calls.ts'
import { lotPage, tradingPage } from './addresses.ts'

export const loader = async ({ context, request, params }: Route.LoaderArgs) => {
  const url = new URL(request.url)
  const lang = langOfPath(url.pathname)
  const { id } = params as { readonly id?: string }
  if (id === undefined) throw redirect(`${localPath(lang, tradingPage())}${url.search}`)
  const { lotId } = await orNotFound(apiOf(context).auction.get({ id }))
  throw redirect(localPath(lang, lotPage(lotId)))
}
