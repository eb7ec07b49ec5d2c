/** A draft, or a disclosure that came back, is worked on. */
import { data, redirect } from 'react-router'
import { isAllowed } from '#kernel/acts.ts'
import type { Route } from './+types/disclosure-edit.ts'
import { langOfPath, localPath, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole, runCommand } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { Page, PageHead, Stack } from '../../ui/layout.tsx'
import { Banner } from '../../ui/notices.tsx'
import { achievementDesk, disclosuresPage, savedDisclosurePage } from './addresses.ts'
import { DisclosureForm } from './disclosure-form.tsx'
import { disclosureFrom, draftFrom, typedFrom } from './disclosure-input.ts'
import { colleagueOptions } from './disclosure-people.ts'
import { text } from './disclosure.text.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'editTitle')

export const loader = async ({ context, request, params: { id } }: Route.LoaderArgs) => {
  const viewer = requireRole(context, request, ['researcher'])
  const api = apiOf(context)
  const draft = await orNotFound(api.achievement.drafts.get({ id }))
  if (!isAllowed(draft.acts, 'edit')) throw data(null, 404)
  // Nothing kept since the last disclosure: the form starts from what was disclosed.
  const typed = Object.keys(draft.values).length > 0 ? draft.values : typedFrom(await orNotFound(api.achievement.get({ id })))
  const { pathname, searchParams } = new URL(request.url)
  const people = await colleagueOptions({ api, viewer, lang: langOfPath(pathname) })
  return { typed, returnReason: draft.returnReason, isSaved: searchParams.has('saved'), people }
}

export const action = async ({ context, request, params: { id } }: Route.ActionArgs) => {
  const lang = langOfPath(new URL(request.url).pathname)
  return runCommand(context, request, async (api, form, call) => {
    const isDraft = form.text('act') === 'draft'
    if (isDraft) await api.achievement.saveDraft({ id, values: draftFrom(form) }, call)
    else await api.achievement.disclose({ id, ...disclosureFrom(form) }, call)
    throw redirect(localPath(lang, isDraft ? savedDisclosurePage(id) : achievementDesk(id)))
  })
}

const DisclosureEditPage = ({ loaderData: { typed, returnReason, isSaved, people }, actionData }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <Page width="narrow">
      <PageHead title={say('editTitle')} subtitle={say('formLead')} trail={[{ label: say('mine'), to: localPath(lang, disclosuresPage()) }]} />
      <Stack gap={24}>
        {isSaved && actionData === undefined ? (
          <Banner tone="success" isResult>
            {say('saved')}
          </Banner>
        ) : null}
        {returnReason === null ? null : <Banner tone="warning">{say('returned', { reason: returnReason })}</Banner>}
        <DisclosureForm people={people} typed={typed} outcome={actionData} />
      </Stack>
    </Page>
  )
}
export default DisclosureEditPage
