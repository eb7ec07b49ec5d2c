/** A new sale at a negotiated price. */
import { redirect } from 'react-router'
import type { Route } from './+types/negotiated-new.ts'
import { langOfPath, localPath, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, requireRole, runCommand } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { Page, PageHead } from '../../ui/layout.tsx'
import { lotDesk, ownLotsPage } from './addresses.ts'
import { AgreedForm } from './negotiated-form.tsx'
import { agreedDraftFrom } from './negotiated-input.server.ts'
import { text } from './negotiated-form.text.ts'
import { offerableAchievements } from './lot-achievements.ts'
import { text as desk } from './lot-desk.text.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'newTitle')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  requireRole(context, request, ['tto'])
  return { achievements: await offerableAchievements(apiOf(context), langOfPath(new URL(request.url).pathname)) }
}

export const action = async ({ context, request }: Route.ActionArgs) => {
  const lang = langOfPath(new URL(request.url).pathname)
  return runCommand(context, request, async (api, form, call) => {
    const { lotId } = await api.listing.draft(await agreedDraftFrom(api, form), call)
    throw redirect(localPath(lang, lotDesk(lotId)))
  })
}

const AgreedNewPage = ({ loaderData, actionData }: Route.ComponentProps) => {
  const say = useSay(text)
  const ofDesk = useSay(desk)
  const lang = useLang()
  return (
    <Page width="narrow">
      <PageHead title={say('newTitle')} subtitle={say('lead')} trail={[{ label: ofDesk('myLots'), to: localPath(lang, ownLotsPage()) }]} />
      <AgreedForm achievements={loaderData.achievements} lot={null} outcome={actionData} />
    </Page>
  )
}
export default AgreedNewPage
