/** Changes of the platform's rules while everybody may comment on them. */
import { useActionData } from 'react-router'
import type { Route } from './+types/rules-open.ts'
import { formatDate, formatEnd } from '../../i18n/dates.ts'
import { localPath, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, runCommand } from '../../shell/calls.ts'
import { useViewer } from '../../shell/market.ts'
import { pageTitle } from '../../shell/title.ts'
import { Draft } from '../../ui/draft.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { TextAreaField } from '../../ui/fields.tsx'
import { ActionForm, FormActions, Submit } from '../../ui/form.tsx'
import { Page, PageHead, Section, Stack } from '../../ui/layout.tsx'
import { LinkButton, LocalLink } from '../../ui/links.tsx'
import { Banner, EmptyState } from '../../ui/notices.tsx'
import { loginThen } from '../account/addresses.ts'
import { openChangesPage, rulePage, rulesPage } from './addresses.ts'
import { text } from './rules-open.text.ts'
import { valueText } from './rules-words.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'title', 'lead')

export const loader = ({ context }: Route.LoaderArgs) => apiOf(context).rulebook.openProposals.list({})

export const action = ({ context, request }: Route.ActionArgs) =>
  runCommand(context, request, async (api, form, call) => {
    await api.rulebook.commentRule({ id: form.text('intent').split(':')[1] ?? '', text: form.text('text') }, call)
    return null
  })

type Proposal = Route.ComponentProps['loaderData']['items'][number]

const OpenChangesPage = ({ loaderData: { items } }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  const outcome = useActionData<typeof action>()
  return (
    <Page width="narrow">
      <PageHead title={say('title')} subtitle={say('lead')} trail={[{ label: say('rulebook'), to: localPath(lang, rulesPage()) }]} />
      {outcome?.ok ? (
        <Banner tone="success" isResult>
          {say('done')}
        </Banner>
      ) : null}
      {items.length === 0 ? <EmptyState title={say('none')}>{say('noneHint')}</EmptyState> : null}
      <Stack gap={32}>
        {items.map((proposal) => (
          <Open key={proposal.id} proposal={proposal} outcome={outcome} />
        ))}
      </Stack>
    </Page>
  )
}
export default OpenChangesPage

const Open = ({ proposal, outcome }: { readonly proposal: Proposal; readonly outcome: ReturnType<typeof useActionData<typeof action>> }) => {
  const say = useSay(text)
  const lang = useLang()
  const isSignedIn = useViewer() !== null
  return (
    <Section title={<LocalLink to={rulePage(proposal.key)}>{proposal.title[lang]}</LocalLink>} isSheet id={proposal.id}>
      <FactsTable
        rows={[
          { label: say('now'), value: proposal.current === null ? null : valueText(proposal.current, proposal.unit, lang) },
          { label: say('to'), value: <strong>{valueText(proposal.value, proposal.unit, lang)}</strong> },
          { label: say('reason'), value: proposal.reason },
          { label: say('from'), value: formatDate(proposal.validFrom, lang) },
          { label: say('closes'), value: proposal.commentsCloseAt === null ? null : formatEnd(proposal.commentsCloseAt, lang) },
          { label: say('comments'), value: say('count', { count: proposal.comments }) },
        ]}
      />
      {isSignedIn ? (
        <ActionForm intent={`comment:${proposal.id}`} outcome={outcome} label={say('comment')}>
          <Draft form={`comment:${proposal.id}`}>
            <TextAreaField name="text" label={say('text')} help={say('textHelp')} isRequired rows={4} maxLength={2000} />
            <FormActions>
              <Submit>{say('submit')}</Submit>
            </FormActions>
          </Draft>
        </ActionForm>
      ) : (
        <FormActions>
          <LinkButton to={loginThen(localPath(lang, openChangesPage()))}>{say('login')}</LinkButton>
        </FormActions>
      )}
    </Section>
  )
}
