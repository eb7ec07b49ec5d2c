/** Log-in: password, then a code where two-step verification is on; or a passkey. */
import { IconFingerprint } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { data, redirect, useLocation } from 'react-router'
import type { Route } from './+types/login.ts'
import { localPath, useLang, useSay, langOfParam } from '../../i18n/lang.ts'
import { pageUrl, type CommandOutcome } from '../../shell/calls.ts'
import { appContext } from '../../shell/context.ts'
import { pageTitle } from '../../shell/title.ts'
import { Button } from '../../ui/button.tsx'
import { ActionForm, FormActions, Submit } from '../../ui/form.tsx'
import { CheckField, PasswordField, TextField } from '../../ui/fields.tsx'
import { Page, PageHead, Section } from '../../ui/layout.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { Banner } from '../../ui/notices.tsx'
import { deskPage } from '../desk/addresses.ts'
import { ownAddress } from '../../i18n/place.ts'
import { loginPage, recoverPage, registerPage, loginStep } from './addresses.ts'
import { text } from './account.text.ts'
import styles from './account.module.css'
import { askAccounts, refusedOutcome } from '../../shell/accounts.server.ts'
import { canUsePasskeys, logInWithPasskey } from '../../shell/passkey.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle(params.lang, text, 'login')

export const loader = ({ context, request, params }: Route.LoaderArgs) => {
  const { actor, demoAccounts } = context.get(appContext)
  const next = new URL(request.url).searchParams.get('next')
  if (actor) throw redirect(ownAddress(next) ?? localPath(langOfParam(params.lang), deskPage()))
  return { demoAccounts: demoAccounts ?? [] }
}

/** The form's fields as the service wants them, by step. */
const requestOf = (intent: string, form: FormData): { readonly path: string; readonly body: Readonly<Record<string, unknown>> } => {
  const field = (name: string) => String(form.get(name) ?? '').trim()
  if (intent === 'code') return { path: 'two-factor/verify-totp', body: { code: field('code').replaceAll(' ', ''), trustDevice: form.has('trust') } }
  if (intent === 'backup') return { path: 'two-factor/verify-backup-code', body: { code: field('code') } }
  return { path: 'sign-in/email', body: { email: field('email'), password: String(form.get('password') ?? '') } }
}

export const action = async ({ context, request, params }: Route.ActionArgs): Promise<ReturnType<typeof data<CommandOutcome<never>>>> => {
  const form = await request.formData()
  const intent = String(form.get('intent') ?? 'password')
  const answer = await askAccounts({ context, request, ...requestOf(intent, form) })
  if (!answer.ok) return data(refusedOutcome(intent, answer.refusal, { email: String(form.get('email') ?? '') }), 422)
  const url = pageUrl(request)
  if (answer.body['twoFactorRedirect'] === true) {
    url.searchParams.set('step', 'code')
    throw redirect(url.pathname + url.search, { headers: answer.cookies })
  }
  throw redirect(ownAddress(url.searchParams.get('next')) ?? localPath(langOfParam(params.lang), deskPage()), { headers: answer.cookies })
}

const Login = ({ loaderData, actionData }: Route.ComponentProps) => {
  const say = useSay(text)
  const search = new URLSearchParams(useLocation().search)
  const step = search.get('step')
  return (
    <Page width="narrow">
      <PageHead title={step ? say('codeTitle') : say('login')} subtitle={say(step === null ? 'loginAbout' : step === 'backup' ? 'backupAbout' : 'codeAbout')} />
      {search.get('recovered') === '1' && !step ? <Banner tone="success">{say('recoverDone')}</Banner> : null}
      <Section isSheet>{step ? <CodeForm isBackup={step === 'backup'} outcome={actionData} /> : <PasswordForm outcome={actionData} />}</Section>
      {!step && loaderData.demoAccounts.length > 0 ? <DemoAccounts accounts={loaderData.demoAccounts} /> : null}
    </Page>
  )
}
export default Login

const PasswordForm = ({ outcome }: { readonly outcome: CommandOutcome<never> | undefined }) => {
  const say = useSay(text)
  return (
    <>
      <ActionForm intent="password" outcome={outcome} label={say('login')}>
        <TextField name="email" type="email" label={say('email')} autoComplete="username" isRequired />
        <PasswordField name="password" label={say('password')} autoComplete="current-password" isRequired />
        <FormActions>
          <Submit>{say('login')}</Submit>
          <PasskeyButton />
        </FormActions>
      </ActionForm>
      <p>
        {say('noAccount')} <LocalLink to={registerPage()}>{say('register')}</LocalLink>
      </p>
      <p>
        {say('forgotten')} <LocalLink to={recoverPage()}>{say('recover')}</LocalLink>
      </p>
    </>
  )
}

const CodeForm = ({ isBackup, outcome }: { readonly isBackup: boolean; readonly outcome: CommandOutcome<never> | undefined }) => {
  const say = useSay(text)
  const { search } = useLocation()
  const other = new URLSearchParams(search)
  other.set('step', isBackup ? 'code' : 'backup')
  return (
    <>
      <ActionForm intent={isBackup ? 'backup' : 'code'} outcome={outcome}>
        <TextField
          name="code"
          label={say(isBackup ? 'backupCode' : 'code')}
          autoComplete="one-time-code"
          isRequired
          {...(isBackup ? {} : { inputMode: 'numeric' as const })}
        />
        {isBackup ? null : <CheckField name="trust" label={say('trust')} />}
        <FormActions>
          <Submit>{say('confirm')}</Submit>
        </FormActions>
      </ActionForm>
      <LocalLink to={loginStep(other)}>{say(isBackup ? 'totp' : 'backup')}</LocalLink>
    </>
  )
}

const PasskeyButton = () => {
  const say = useSay(text)
  const lang = useLang()
  const { search } = useLocation()
  const [isPossible, setPossible] = useState(false)
  const [hasFailed, setFailed] = useState(false)
  useEffect(() => setPossible(canUsePasskeys()), [])
  if (!isPossible) return null
  const logIn = async () => {
    try {
      await logInWithPasskey()
      // The log-in page sends who is logged in on to where they wanted to go.
      location.assign(`${localPath(lang, loginPage())}${search}`)
    } catch {
      setFailed(true)
    }
  }
  return (
    <>
      <Button tone="quiet" icon={<IconFingerprint size={18} aria-hidden="true" />} onClick={() => void logIn()}>
        {say('passkeyLogin')}
      </Button>
      {hasFailed ? (
        <Banner tone="warning" isResult>
          {say('passkeyFailed')}
        </Banner>
      ) : null}
    </>
  )
}

const DemoAccounts = ({ accounts }: { readonly accounts: Route.ComponentProps['loaderData']['demoAccounts'] }) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <Section title={say('demo')} about={say('demoAbout')}>
      <ul className={styles.accounts}>
        {accounts.map(({ email, password, label }) => (
          <li key={email}>
            <ActionForm intent="password" hidden={{ email, password }} label={`${say('enter')} ${label[lang]}`}>
              <button type="submit">
                <strong>{label[lang]}</strong>
                <span>{email}</span>
              </button>
            </ActionForm>
          </li>
        ))}
      </ul>
    </Section>
  )
}
