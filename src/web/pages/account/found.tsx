/** The first page of a market that nobody governs yet: works before scripts, behind the one-time code of the start. */
import { redirect } from 'react-router'
import type { Route } from './+types/found.ts'
import { ROLE_NAMES } from '#kernel/actor.ts'
import { useLang, useSay, localPath, langOfParam } from '../../i18n/lang.ts'
import { appContext } from '../../shell/context.ts'
import { pageTitle } from '../../shell/title.ts'
import { BilingualField, CheckField, PasswordField, TextAreaField, TextField } from '../../ui/fields.tsx'
import { ActionForm, FieldGroup, FormActions, Submit } from '../../ui/form.tsx'
import { Page, PageHead, Section, Stack } from '../../ui/layout.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { Stepper } from '../../ui/progress.tsx'
import { QrCode } from '../../ui/qr-code.tsx'
import { frontPage } from '../front/addresses.ts'
import { foundPage } from './addresses.ts'
import styles from './account.module.css'
import { foundingAct, isUnfounded, type FoundingOutcome, type FoundingStep } from './found.server.ts'
import { OFFICER_FIELDS, text } from './found.text.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle(params.lang, text, 'title')

export const loader = async ({ context, params }: Route.LoaderArgs) => {
  if (!(await isUnfounded(context))) throw redirect(localPath(langOfParam(params.lang), frontPage()))
  return null
}

export const action = ({ context, request }: Route.ActionArgs) => foundingAct(context.get(appContext), request)

const stepOf = (outcome: FoundingOutcome | undefined): FoundingStep | null => (outcome?.ok ? outcome.value : (outcome?.step ?? null))
const PLACE = { plan: 1, factor: 2 } as const

const FoundPage = ({ actionData }: Route.ComponentProps) => {
  const say = useSay(text)
  const step = stepOf(actionData)
  return (
    <Page width="narrow">
      <PageHead title={say('title')} subtitle={say('lead')} />
      <Stepper at={step ? PLACE[step.at] : 0} steps={[{ label: say('stepCode') }, { label: say('stepPlan') }, { label: say('stepFactor') }]} />
      {step === null ? <CodeStep outcome={actionData} /> : null}
      {step?.at === 'plan' ? <PlanStep code={step.code} outcome={actionData} /> : null}
      {step?.at === 'factor' ? <FactorStep step={step} outcome={actionData} /> : null}
    </Page>
  )
}
export default FoundPage

interface StepProps {
  readonly outcome: FoundingOutcome | undefined
}

const CodeStep = ({ outcome }: StepProps) => {
  const say = useSay(text)
  return (
    <Section isSheet>
      <ActionForm intent="code" outcome={outcome}>
        <TextField name="foundingCode" label={say('code')} help={say('codeHelp')} autoComplete="off" maxLength={40} isRequired />
        <FormActions>
          <Submit>{say('next')}</Submit>
        </FormActions>
      </ActionForm>
    </Section>
  )
}

const Body = ({ name, isRequired = false }: { readonly name: string; readonly isRequired?: boolean }) => {
  const say = useSay(text)
  return (
    <>
      <BilingualField name={`${name}.name`} label={say('name')} maxLength={200} isRequired={isRequired} />
      <TextField name={`${name}.creditCode`} label={say('creditCode')} maxLength={40} isRequired={isRequired} />
      <TextField name={`${name}.region`} label={say('region')} help={say('regionHelp')} inputMode="numeric" maxLength={12} isRequired={isRequired} />
    </>
  )
}

const PlanStep = ({ code, outcome }: StepProps & { readonly code: string }) => {
  const say = useSay(text)
  return (
    <Section isSheet>
      <ActionForm intent="plan" outcome={outcome} hidden={{ foundingCode: code }}>
        {/* Not kept: nobody has an account yet for whom it could be. */}
        <FieldGroup legend={say('market')} about={say('marketAbout')}>
          <Body name="market" isRequired />
        </FieldGroup>
        <FieldGroup legend={say('branches')} about={say('branchesAbout')}>
          <CheckField name="usual" label={say('usual')} isChecked />
          <TextAreaField name="branches" label={say('more')} help={say('moreHelp')} maxLength={20_000} />
        </FieldGroup>
        <FieldGroup legend={say('authority')} about={say('authorityAbout')}>
          <Body name="authority" />
        </FieldGroup>
        <FieldGroup legend={say('administrator')} about={say('administratorAbout')}>
          <TextField name="administrator.name" label={say('personName')} autoComplete="name" maxLength={60} isRequired />
          <TextField name="administrator.address" type="email" label={say('email')} autoComplete="username" maxLength={200} isRequired />
          <PasswordField name="newPassword" label={say('password')} help={say('passwordHelp')} autoComplete="new-password" minLength={12} isRequired />
        </FieldGroup>
        <Officers />
        <FormActions>
          <Submit>{say('next')}</Submit>
        </FormActions>
      </ActionForm>
    </Section>
  )
}

const Officers = () => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <FieldGroup legend={say('officers')} about={say('officersAbout')}>
      {OFFICER_FIELDS.map(({ name, role, isSecond }) => (
        <TextField key={name} name={name} type="email" label={`${ROLE_NAMES[role][lang]}${isSecond ? say('second') : ''}`} autoComplete="off" maxLength={200} />
      ))}
    </FieldGroup>
  )
}

const FactorStep = ({ step, outcome }: StepProps & { readonly step: Extract<FoundingStep, { at: 'factor' }> }) => {
  const say = useSay(text)
  return (
    <Section isSheet>
      <Stack gap={16}>
        <p>{say('factorAbout')}</p>
        <QrCode modules={step.modules} label={say('qr')} />
        <p>
          {say('secretKey')} <code className={`${styles.secret} ${styles.key}`}>{step.secret}</code>
        </p>
        <p>
          <a href={step.uri}>{say('openApp')}</a>
        </p>
        {step.backupCodes.length > 0 ? (
          <>
            <p>{say('backupCodes')}</p>
            <ul className={`${styles.secret} ${styles.codes}`}>
              {step.backupCodes.map((code) => (
                <li key={code}>{code}</li>
              ))}
            </ul>
          </>
        ) : null}
      </Stack>
      <ActionForm
        intent="factor"
        outcome={outcome}
        hidden={{ foundingCode: step.code, plan: step.plan, uri: step.uri, shownKey: step.secret, backupCodes: step.backupCodes.join(' ') }}
      >
        <TextField name="totp" label={say('totp')} inputMode="numeric" autoComplete="one-time-code" maxLength={12} isRequired />
        <FormActions>
          <Submit tone="final">{say('found')}</Submit>
          <LocalLink to={foundPage()}>{say('again')}</LocalLink>
        </FormActions>
      </ActionForm>
    </Section>
  )
}
