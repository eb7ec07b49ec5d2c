/** An enterprise publishes a need. */
import { redirect } from 'react-router'
import type { Route } from './+types/demand-new.ts'
import { langOfPath, localPath, useLang, useSay } from '../../i18n/lang.ts'
import { requireRole, runCommand } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { Page, PageHead } from '../../ui/layout.tsx'
import { demandPage, ownDemandsPage } from './addresses.ts'
import { DemandForm, demandFrom } from './demand-form.tsx'
import { text } from './demand.text.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'newTitle')

export const loader = ({ context, request }: Route.LoaderArgs) => {
  requireRole(context, request, ['enterprise'])
  return null
}

export const action = async ({ context, request }: Route.ActionArgs) => {
  const lang = langOfPath(new URL(request.url).pathname)
  return runCommand(context, request, async (api, form, call) => {
    const { demandId } = await api.demand.publish(demandFrom(form), call)
    throw redirect(localPath(lang, demandPage(demandId)))
  })
}

const DemandNewPage = ({ actionData }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <Page width="narrow">
      <PageHead title={say('newTitle')} subtitle={say('newLead')} trail={[{ label: say('mine'), to: localPath(lang, ownDemandsPage()) }]} />
      <DemandForm demand={null} outcome={actionData} />
    </Page>
  )
}
export default DemandNewPage
