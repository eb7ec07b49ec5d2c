/** Where the link of the confirming letter ends, and where the letter is sent again. */
import { data } from 'react-router'
import type { Route } from './+types/email.ts'
import { localPath, useLang, useSay } from '../../i18n/lang.ts'
import { viewerOf, type CommandOutcome } from '../../shell/calls.ts'
import { appContext } from '../../shell/context.ts'
import { pageTitle } from '../../shell/title.ts'
import { ActionForm, FormActions, Submit } from '../../ui/form.tsx'
import { TextField } from '../../ui/fields.tsx'
import { Page, PageHead, Section } from '../../ui/layout.tsx'
import { LinkButton, LocalLink } from '../../ui/links.tsx'
import { Banner } from '../../ui/notices.tsx'
import { loginThen, outboxPage, registerPage } from './addresses.ts'
import { text } from './account.text.ts'
import { askAccounts, refusedOutcome } from '../../shell/accounts.server.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle(params.lang, text, 'emailTitle')

export const loader = ({ context, request }: Route.LoaderArgs) => {
  const asked = new URL(request.url).searchParams
  const state = asked.has('error') ? 'failed' : asked.has('done') ? 'done' : 'waiting'
  return { state, isLoggedIn: viewerOf(context) !== null, isDemo: context.get(appContext).demo.enabled } as const
}

export const action = async ({ context, request }: Route.ActionArgs): Promise<ReturnType<typeof data<CommandOutcome<null>>>> => {
  const email = String((await request.formData()).get('email') ?? '').trim()
  const answer = await askAccounts({ context, request, path: 'send-verification-email', body: { email } })
  if (!answer.ok) return data(refusedOutcome('again', answer.refusal, { email }), 422)
  return data({ ok: true, intent: 'again', value: null })
}

const Email = ({ loaderData: { state, isLoggedIn, isDemo }, actionData }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  if (state === 'done')
    return (
      <Page width="narrow">
        <PageHead title={say('emailDone')} subtitle={say('emailDoneAbout')} />
        <FormActions>
          <LinkButton to={isLoggedIn ? registerPage() : loginThen(localPath(lang, registerPage()))}>{say(isLoggedIn ? 'next' : 'toLogin')}</LinkButton>
        </FormActions>
      </Page>
    )
  return (
    <Page width="narrow">
      <PageHead
        title={say(state === 'failed' ? 'emailFailed' : 'emailWaiting')}
        subtitle={say(state === 'failed' ? 'emailFailedAbout' : 'emailWaitingAbout')}
      />
      {actionData?.ok ? (
        <Banner tone="success" isResult>
          {say('emailSent')} {isDemo ? <LocalLink to={outboxPage()}>{say('sentDemo')}</LocalLink> : null}
        </Banner>
      ) : null}
      <Section isSheet>
        <ActionForm intent="again" outcome={actionData}>
          <TextField name="email" type="email" label={say('email')} autoComplete="username" isRequired />
          <FormActions>
            <Submit>{say('emailAgain')}</Submit>
          </FormActions>
        </ActionForm>
      </Section>
    </Page>
  )
}
export default Email
