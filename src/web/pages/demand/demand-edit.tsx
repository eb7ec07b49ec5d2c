/** An enterprise revises an open need. */
import { data, redirect } from 'react-router'
import type { Route } from './+types/demand-edit.ts'
import { isAllowed } from '#kernel/acts.ts'
import { langOfPath, localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole, runCommand } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { Page, PageHead } from '../../ui/layout.tsx'
import { demandPage, ownDemandsPage } from './addresses.ts'
import { DemandForm, demandFrom } from './demand-form.tsx'
import { text } from './demand.text.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'editTitle')

export const loader = async ({ context, request, params }: Route.LoaderArgs) => {
  requireRole(context, request, ['enterprise'])
  const demand = await orNotFound(apiOf(context).demand.get({ id: params.id }))
  if (!isAllowed(demand.acts, 'revise')) throw data(null, 404)
  return { demand }
}

export const action = async ({ context, request, params }: Route.ActionArgs) => {
  const lang = langOfPath(new URL(request.url).pathname)
  return runCommand(context, request, async (api, form, call) => {
    const { demandId } = await api.demand.revise({ id: params.id, ...demandFrom(form) }, call)
    throw redirect(localPath(lang, demandPage(demandId)))
  })
}

const DemandEditPage = ({ loaderData: { demand }, actionData }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  return (
    <Page width="narrow">
      <PageHead title={say('editTitle')} subtitle={both(demand.title)} trail={[{ label: say('mine'), to: localPath(lang, ownDemandsPage()) }]} />
      <DemandForm demand={demand} outcome={actionData} />
    </Page>
  )
}
export default DemandEditPage
