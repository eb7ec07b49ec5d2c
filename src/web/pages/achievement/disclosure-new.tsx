/** A researcher discloses an achievement, or keeps a draft of it. */
import { redirect } from 'react-router'
import type { Route } from './+types/disclosure-new.ts'
import { langOfPath, localPath, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, requireRole, runCommand } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { Page, PageHead } from '../../ui/layout.tsx'
import { achievementDesk, disclosuresPage, savedDisclosurePage } from './addresses.ts'
import { DisclosureForm } from './disclosure-form.tsx'
import { disclosureFrom, draftFrom, type Typed } from './disclosure-input.ts'
import { colleagueOptions } from './disclosure-people.ts'
import { text } from './disclosure.text.ts'

const NOTHING: Typed = {}

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'newTitle')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  const viewer = requireRole(context, request, ['researcher'])
  return { people: await colleagueOptions({ api: apiOf(context), viewer, lang: langOfPath(new URL(request.url).pathname) }) }
}

export const action = async ({ context, request }: Route.ActionArgs) => {
  const lang = langOfPath(new URL(request.url).pathname)
  return runCommand(context, request, async (api, form, call) => {
    const isDraft = form.text('act') === 'draft'
    const { achievementId } = isDraft
      ? await api.achievement.saveDraft({ values: draftFrom(form) }, call)
      : await api.achievement.disclose(disclosureFrom(form), call)
    throw redirect(localPath(lang, isDraft ? savedDisclosurePage(achievementId) : achievementDesk(achievementId)))
  })
}

const DisclosureNewPage = ({ loaderData: { people }, actionData }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <Page width="narrow">
      <PageHead title={say('newTitle')} subtitle={say('formLead')} trail={[{ label: say('mine'), to: localPath(lang, disclosuresPage()) }]} />
      <DisclosureForm people={people} typed={NOTHING} outcome={actionData} />
    </Page>
  )
}
export default DisclosureNewPage
