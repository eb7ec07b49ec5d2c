/** A lost password: first a letter with a link, then the new password. Says the same whether or not the address is known. */
import { data, redirect } from 'react-router'
import type { Route } from './+types/recover.ts'
import { useSay, localPath, langOfParam } from '../../i18n/lang.ts'
import type { CommandOutcome } from '../../shell/calls.ts'
import { appContext } from '../../shell/context.ts'
import { pageTitle } from '../../shell/title.ts'
import { ActionForm, FormActions, Submit } from '../../ui/form.tsx'
import { PasswordField, TextField } from '../../ui/fields.tsx'
import { Page, PageHead, Section } from '../../ui/layout.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { Banner } from '../../ui/notices.tsx'
import { outboxPage, recoverPage, loginRecovered } from './addresses.ts'
import { text } from './account.text.ts'
import { askAccounts, refusedOutcome } from '../../shell/accounts.server.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle(params.lang, text, 'recoverTitle')

/** The link is in the address: no other site may learn it. */
export const headers: Route.HeadersFunction = () => ({ 'referrer-policy': 'same-origin', 'cache-control': 'no-store' })

export const loader = ({ context, request }: Route.LoaderArgs) => ({
  token: new URL(request.url).searchParams.get('token'),
  isDemo: context.get(appContext).demo.enabled,
})

export const action = async ({ context, request, params }: Route.ActionArgs): Promise<ReturnType<typeof data<CommandOutcome<null>>>> => {
  const form = await request.formData()
  const intent = String(form.get('intent') ?? 'ask')
  const email = String(form.get('email') ?? '').trim()
  const isSetting = intent === 'set'
  const answer = await askAccounts({
    context,
    request,
    path: isSetting ? 'reset-password' : 'request-password-reset',
    body: isSetting ? { token: String(form.get('token') ?? ''), newPassword: String(form.get('newPassword') ?? '') } : { email },
  })
  if (!answer.ok) return data(refusedOutcome(intent, answer.refusal, { email }), 422)
  if (isSetting) throw redirect(localPath(langOfParam(params.lang), loginRecovered()))
  return data({ ok: true, intent, value: null })
}

const Recover = ({ loaderData: { token, isDemo }, actionData }: Route.ComponentProps) => {
  const say = useSay(text)
  const isSent = actionData?.ok === true
  return (
    <Page width="narrow">
      <PageHead title={say(token === null ? 'recoverTitle' : 'recoverSet')} subtitle={say(token === null ? 'recoverAbout' : 'recoverSetAbout')} />
      {isSent ? (
        <Banner tone="success" isResult>
          {say('recoverSent')} {isDemo ? <LocalLink to={outboxPage()}>{say('sentDemo')}</LocalLink> : null}
        </Banner>
      ) : null}
      <Section isSheet>
        {token === null ? (
          <ActionForm intent="ask" outcome={actionData}>
            <TextField name="email" type="email" label={say('email')} autoComplete="username" isRequired />
            <FormActions>
              <Submit>{say('recoverSend')}</Submit>
            </FormActions>
          </ActionForm>
        ) : (
          <ActionForm intent="set" outcome={actionData} hidden={{ token }}>
            <PasswordField
              name="newPassword"
              label={say('newPasswordLabel')}
              help={say('passwordHelp')}
              autoComplete="new-password"
              minLength={12}
              isRequired
            />
            <FormActions>
              <Submit>{say('recoverSet')}</Submit>
            </FormActions>
          </ActionForm>
        )}
      </Section>
      {token === null ? null : <LocalLink to={recoverPage()}>{say('recoverSend')}</LocalLink>}
    </Page>
  )
}
export default Recover
