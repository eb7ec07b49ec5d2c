/** Turning two-step verification on and off. */
import { useSay } from '../../i18n/lang.ts'
import { StateBadge } from '../../ui/badges.tsx'
import { ActionForm, FormActions, Submit } from '../../ui/form.tsx'
import { PasswordField, TextField } from '../../ui/fields.tsx'
import { Section } from '../../ui/layout.tsx'
import { QrCode } from '../../ui/qr-code.tsx'
import { text } from './account.text.ts'
import styles from './account.module.css'
import type { Enrolment, SecurityDone, SecurityOutcome } from './security-acts.server.ts'

interface TwoFactorProps {
  readonly isOn: boolean
  readonly outcome: SecurityOutcome | undefined
  readonly done: SecurityDone | null
}

export const TwoFactor = ({ isOn, outcome, done }: TwoFactorProps) => {
  const say = useSay(text)
  const enrolment = done?.kind === 'totp' ? done : outcome?.enrolment
  return (
    <Section
      title={say('twoFactor')}
      aside={<StateBadge tone={isOn ? 'done' : 'neutral'}>{say(isOn ? 'twoFactorOn' : 'twoFactorOff')}</StateBadge>}
      about={say('twoFactorAbout')}
      isSheet
    >
      {!isOn && enrolment ? <Verify outcome={outcome} enrolment={enrolment} /> : <Switch isOn={isOn} outcome={outcome} />}
    </Section>
  )
}

const Switch = ({ isOn, outcome }: { readonly isOn: boolean; readonly outcome: SecurityOutcome | undefined }) => {
  const say = useSay(text)
  return (
    <ActionForm intent={isOn ? 'totp-off' : 'totp-start'} outcome={outcome}>
      <PasswordField name="currentPassword" label={say('currentPassword')} autoComplete="current-password" isRequired />
      <FormActions>
        <Submit tone={isOn ? 'quiet' : 'main'}>{say(isOn ? 'disable' : 'enable')}</Submit>
      </FormActions>
    </ActionForm>
  )
}

const Verify = ({ outcome, enrolment }: { readonly outcome: SecurityOutcome | undefined; readonly enrolment: Enrolment }) => {
  const say = useSay(text)
  const { uri, secret, modules, backupCodes } = enrolment
  return (
    <>
      <p>{say('scan')}</p>
      <QrCode modules={modules} label={say('qr')} />
      <p>
        {say('secretKey')} <code className={`${styles.secret} ${styles.key}`}>{secret}</code>
      </p>
      <p>
        <a href={uri}>{say('openApp')}</a>
      </p>
      <p>{say('backupCodes')}</p>
      <ul className={`${styles.secret} ${styles.codes}`}>
        {backupCodes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <ActionForm intent="totp-verify" outcome={outcome} hidden={{ uri, backupCodes: backupCodes.join(' ') }}>
        <TextField name="code" label={say('code')} inputMode="numeric" autoComplete="one-time-code" isRequired />
        <FormActions>
          <Submit>{say('verify')}</Submit>
        </FormActions>
      </ActionForm>
    </>
  )
}
