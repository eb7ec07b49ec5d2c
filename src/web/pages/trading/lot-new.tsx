/** A new lot for an achievement of the institution. */
import { redirect } from 'react-router'
import type { Route } from './+types/lot-new.ts'
import { langOfPath, localPath, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole, runCommand } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { Page, PageHead } from '../../ui/layout.tsx'
import { lotDesk, ownLotsPage } from './addresses.ts'
import { offerableAchievements } from './lot-achievements.ts'
import { draftFrom } from './lot-form-input.ts'
import { regimeFrom } from './lot-regime-input.server.ts'
import { LotForm } from './lot-form.tsx'
import { text } from './lot-desk.text.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'newTitle')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  requireRole(context, request, ['tto'])
  const api = apiOf(context)
  const [achievements, houses] = await Promise.all([
    offerableAchievements(api, langOfPath(new URL(request.url).pathname)),
    orNotFound(api.party.auctionHouses.list({})),
  ])
  return { achievements, houses: houses.items }
}

export const action = async ({ context, request }: Route.ActionArgs) => {
  const lang = langOfPath(new URL(request.url).pathname)
  return runCommand(context, request, async (api, form, call) => {
    const { lotId } = await api.listing.draft({ ...draftFrom(form), ...(await regimeFrom(api, form)) }, call)
    throw redirect(localPath(lang, lotDesk(lotId)))
  })
}

const LotNewPage = ({ loaderData, actionData }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <Page width="narrow">
      <PageHead title={say('newTitle')} subtitle={say('formLead')} trail={[{ label: say('myLots'), to: localPath(lang, ownLotsPage()) }]} />
      <LotForm achievements={loaderData.achievements} houses={loaderData.houses} lot={null} reserveMinor={null} outcome={actionData} />
    </Page>
  )
}
export default LotNewPage
