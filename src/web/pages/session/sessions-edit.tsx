/** A clerk changes a session that is not yet submitted. */
import { data, redirect } from 'react-router'
import type { Route } from './+types/sessions-edit.ts'
import { isAllowed } from '#kernel/acts.ts'
import { langOfPath, localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole, runCommand } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { Page, PageHead } from '../../ui/layout.tsx'
import { sessionDesk } from './addresses.ts'
import { organisersOf } from './organisers.server.ts'
import { SessionForm, sessionFrom } from './sessions-form.tsx'
import { text } from './sessions-desk.text.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'editTitle')

export const loader = async ({ context, request, params }: Route.LoaderArgs) => {
  requireRole(context, request, ['clerk'])
  const api = apiOf(context)
  const session = await orNotFound(api.session.get({ id: params.id }))
  if (!isAllowed(session.acts, 'revise')) throw data(null, 404)
  return { session, organisers: await organisersOf(api) }
}

export const action = async ({ context, request, params }: Route.ActionArgs) => {
  const lang = langOfPath(new URL(request.url).pathname)
  return runCommand(context, request, async (api, form, call) => {
    const { sessionId } = await api.session.revise({ id: params.id, ...sessionFrom(form) }, call)
    throw redirect(localPath(lang, sessionDesk(sessionId)))
  })
}

const SessionEdit = ({ loaderData: { session, organisers }, actionData }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  return (
    <Page width="narrow">
      <PageHead title={say('editTitle')} subtitle={both(session.title)} trail={[{ label: session.number, to: localPath(lang, sessionDesk(session.id)) }]} />
      <SessionForm session={session} organisers={organisers} outcome={actionData} />
    </Page>
  )
}
export default SessionEdit
