/** Registration: first the person, then the enterprise, then the clerk's verification. */
import { data } from 'react-router'
import type { Route } from './+types/register.ts'
import { NOTICE_VERSION } from '#modules/account/core/processing-notice.ts'
import { textProblem } from '#kernel/plain-text.ts'
import { localPath, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, refusalOf, runCommand, viewerOf, type CommandOutcome } from '../../shell/calls.ts'
import { appContext } from '../../shell/context.ts'
import { FieldProblem } from '../../shell/form-reader.ts'
import { pageTitle } from '../../shell/title.ts'
import { ActionForm, FormActions, Submit } from '../../ui/form.tsx'
import { FileRoom, type FileUsage } from '../../ui/file-room.tsx'
import { Draft } from '../../ui/draft.tsx'
import { BilingualField, CheckField, PasswordField, RadioField, TextField } from '../../ui/fields.tsx'
import { FileField } from '../../ui/file-field.tsx'
import { Page, PageHead, Section } from '../../ui/layout.tsx'
import { LinkButton, LocalLink } from '../../ui/links.tsx'
import { Banner } from '../../ui/notices.tsx'
import { Stepper } from '../../ui/progress.tsx'
import { privacyPage } from '../site/addresses.ts'
import { deskPage } from '../desk/addresses.ts'
import { loginThen, outboxOf, registerPage } from './addresses.ts'
import { text } from './account.text.ts'
import { LICENCE_FILES } from '../party/parties-words.ts'
import { keepLicence } from '../party/parties-acts.server.ts'
import { RegistrationStanding } from '../party/parties-standing.tsx'
import { NotConfirmed } from './not-confirmed.tsx'
import { askAccounts, refusedOutcome } from '../../shell/accounts.server.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle(params.lang, text, 'registerTitle')

export const loader = async ({ context }: Route.LoaderArgs) => {
  const viewer = viewerOf(context)
  const isDemo = context.get(appContext).demo.enabled
  if (viewer === null) return { step: 0, organisations: [], isVerified: true, isDemo, usage: null }
  const { mandates } = await apiOf(context).party.me({})
  const usage = await apiOf(context).document.usage({})
  const organisations = mandates.filter(({ role }) => role === 'enterprise').map(({ organisation }) => organisation)
  return { step: mandates.length === 0 ? 1 : 2, organisations, isVerified: viewer.isVerified, isDemo, usage }
}

const KINDS = ['enterprise', 'broker', 'insurer'] as const
type Kind = (typeof KINDS)[number]
const kindOf = (value: string): Kind => KINDS.find((kind) => kind === value) ?? 'enterprise'

interface Sent {
  readonly email: string
}

const makeAccount = async ({ context, request, params }: Route.ActionArgs): Promise<ReturnType<typeof data<CommandOutcome<Sent>>>> => {
  const form = await request.formData()
  const field = (name: string) => String(form.get(name) ?? '').trim()
  const problem = textProblem(field('name'))
  if (problem !== null) {
    const refusal = refusalOf(new FieldProblem('name', problem))
    if (refusal) return data(refusedOutcome('account', refusal, { name: field('name'), email: field('email') }), 422)
  }
  if (field('noticeRead') !== 'on') {
    const refusal = refusalOf(new FieldProblem('noticeRead', { zh: text.zh.noticeMissing, en: text.en.noticeMissing }))
    if (refusal) return data(refusedOutcome('account', refusal, { name: field('name'), email: field('email') }), 422)
  }
  const answer = await askAccounts({
    context,
    request,
    path: 'sign-up/email',
    body: { name: field('name'), email: field('email'), password: String(form.get('newPassword') ?? ''), lang: params.lang, noticeVersion: NOTICE_VERSION },
  })
  if (!answer.ok) return data(refusedOutcome('account', answer.refusal, { name: field('name'), email: field('email') }), 422)
  return data({ ok: true, intent: 'account', value: { email: field('email') } })
}

export const action = async (given: Route.ActionArgs): Promise<CommandOutcome<unknown> | ReturnType<typeof data<CommandOutcome<Sent>>>> => {
  const { context, request } = given
  if (viewerOf(context) === null) return makeAccount(given)
  return runCommand(context, request, async (api, form, call) => {
    const licence = await keepLicence(api, form, { isRequired: true })
    return api.party.registerEnterprise(
      { kind: kindOf(form.text('kind')), name: form.bilingual('name'), creditCode: form.text('creditCode'), ...licence },
      call,
    )
  })
}

const Register = ({ loaderData, actionData }: Route.ComponentProps) => {
  const say = useSay(text)
  const sent = actionData?.ok && actionData.intent === 'account' ? (actionData.value as Sent).email : null
  return (
    <Page width="narrow">
      <PageHead title={say('registerTitle')} subtitle={say('registerAbout')} />
      <Stepper at={loaderData.step} steps={[{ label: say('stepAccount') }, { label: say('stepEnterprise') }, { label: say('stepVerify') }]} />
      {sent ? <SentStep email={sent} isDemo={loaderData.isDemo} /> : null}
      {loaderData.step === 0 && !sent ? <AccountStep outcome={actionData} /> : null}
      {loaderData.isVerified ? null : <NotConfirmed />}
      {loaderData.step === 1 && loaderData.isVerified ? <EnterpriseStep usage={loaderData.usage} outcome={actionData} /> : null}
      {loaderData.step === 2 ? <DoneStep organisations={loaderData.organisations} /> : null}
    </Page>
  )
}
export default Register

const SentStep = ({ email, isDemo }: { readonly email: string; readonly isDemo: boolean }) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <>
      <Banner tone="success" title={say('sent')} isResult>
        {say('sentAbout', { email })} {isDemo ? <LocalLink to={outboxOf(email.toLowerCase())}>{say('sentDemo')}</LocalLink> : null}
      </Banner>
      <FormActions>
        <LinkButton to={loginThen(localPath(lang, registerPage()))}>{say('toLogin')}</LinkButton>
      </FormActions>
    </>
  )
}

interface StepProps {
  readonly outcome: CommandOutcome<unknown> | undefined
}

const AccountStep = ({ outcome }: StepProps) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <Section isSheet>
      <ActionForm intent="account" outcome={outcome}>
        {/* Not kept: nobody is signed in yet for whom it could be. */}
        <TextField name="name" label={say('name')} autoComplete="name" maxLength={60} isRequired />
        <TextField name="email" type="email" label={say('email')} autoComplete="username" isRequired />
        <PasswordField name="newPassword" label={say('newPassword')} help={say('passwordHelp')} autoComplete="new-password" minLength={12} isRequired />
        <CheckField name="noticeRead" label={say('noticeRead')} help={say('noticeReadHelp')} isRequired />
        <p>
          <LocalLink to={privacyPage()}>{say('noticeSee')}</LocalLink>
        </p>
        <FormActions>
          <Submit>{say('next')}</Submit>
          <span>
            {say('have')} <LocalLink to={loginThen(localPath(lang, registerPage()))}>{say('login')}</LocalLink>
          </span>
        </FormActions>
      </ActionForm>
    </Section>
  )
}

const EnterpriseStep = ({ usage, outcome }: StepProps & { readonly usage: FileUsage | null }) => {
  const say = useSay(text)
  return (
    <Section isSheet>
      <ActionForm intent="enterprise" outcome={outcome} isMultipart>
        <Draft form="enterprise">
          <RadioField
            name="kind"
            label={say('kind')}
            defaultValue="enterprise"
            isRequired
            options={KINDS.map((value) => ({ value, label: say(`kind_${value}`) }))}
          />
          <BilingualField name="name" label={say('orgName')} help={say('orgNameHelp')} maxLength={200} isRequired />
          <TextField name="creditCode" label={say('creditCode')} help={say('creditCodeHelp')} maxLength={40} isRequired />
          <FileField name="licence" label={say('licence')} help={say('licenceHelp')} accept={LICENCE_FILES} isRequired />
          {usage === null ? null : <FileRoom usage={usage} />}
          <FormActions>
            <Submit>{say('sendRegistration')}</Submit>
          </FormActions>
        </Draft>
      </ActionForm>
    </Section>
  )
}

const DoneStep = ({ organisations }: Pick<Route.ComponentProps['loaderData'], 'organisations'>) => {
  const say = useSay(text)
  return (
    <>
      {organisations.map((organisation) => (
        <RegistrationStanding key={organisation.id} organisation={organisation} withLink />
      ))}
      <FormActions>
        <LinkButton to={deskPage()}>{say('toDesk')}</LinkButton>
      </FormActions>
    </>
  )
}
