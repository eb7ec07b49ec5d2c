/** A clerk draws a session up. */
import { redirect } from 'react-router'
import type { Route } from './+types/sessions-new.ts'
import { langOfPath, localPath, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, requireRole, runCommand } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { Page, PageHead } from '../../ui/layout.tsx'
import { sessionDesk, sessionsDesk } from './addresses.ts'
import { organisersOf } from './organisers.server.ts'
import { SessionForm, sessionFrom } from './sessions-form.tsx'
import { text } from './sessions-desk.text.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'newTitle')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  requireRole(context, request, ['clerk'])
  return { organisers: await organisersOf(apiOf(context)) }
}

export const action = async ({ context, request }: Route.ActionArgs) => {
  const lang = langOfPath(new URL(request.url).pathname)
  return runCommand(context, request, async (api, form, call) => {
    const { sessionId } = await api.session.draft(sessionFrom(form), call)
    throw redirect(localPath(lang, sessionDesk(sessionId)))
  })
}

const SessionNew = ({ loaderData: { organisers }, actionData }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <Page width="narrow">
      <PageHead title={say('newTitle')} subtitle={say('lead')} trail={[{ label: say('title'), to: localPath(lang, sessionsDesk()) }]} />
      <SessionForm session={null} organisers={organisers} outcome={actionData} />
    </Page>
  )
}
export default SessionNew
