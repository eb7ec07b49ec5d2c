/** Turning two-step verification on and off. */
import { useSay } from '../../i18n/lang.ts'
import { StateBadge } from '../../ui/badges.tsx'
import { ActionForm, FormActions, Submit } from '../../ui/form.tsx'
import { PasswordField, TextField } from '../../ui/fields.tsx'
import { Section } from '../../ui/layout.tsx'
import { text } from './account.text.ts'
import styles from './account.module.css'
import type { SecurityDone, SecurityOutcome } from './security-acts.server.ts'

interface TwoFactorProps {
  readonly isOn: boolean
  readonly outcome: SecurityOutcome | undefined
  readonly done: SecurityDone | null
}

export const TwoFactor = ({ isOn, outcome, done }: TwoFactorProps) => {
  const say = useSay(text)
  const isVerifying = done?.kind === 'totp' || outcome?.intent === 'totp-verify'
  return (
    <Section
      title={say('twoFactor')}
      aside={<StateBadge tone={isOn ? 'done' : 'neutral'}>{say(isOn ? 'twoFactorOn' : 'twoFactorOff')}</StateBadge>}
      about={say('twoFactorAbout')}
      isSheet
    >
      {!isOn && isVerifying ? <Verify outcome={outcome} done={done} /> : <Switch isOn={isOn} outcome={outcome} />}
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

const Verify = ({ outcome, done }: { readonly outcome: SecurityOutcome | undefined; readonly done: SecurityDone | null }) => {
  const say = useSay(text)
  return (
    <>
      {done?.kind === 'totp' ? (
        <>
          <p>{say('scan')}</p>
          <p>
            {say('secretKey')} <code className={`${styles.secret} ${styles.key}`}>{done.secret}</code>
          </p>
          <p>
            <a href={done.uri}>{say('openApp')}</a>
          </p>
          <p>{say('backupCodes')}</p>
          <ul className={`${styles.secret} ${styles.codes}`}>
            {done.backupCodes.map((code) => (
              <li key={code}>{code}</li>
            ))}
          </ul>
        </>
      ) : null}
      <ActionForm intent="totp-verify" outcome={outcome}>
        <TextField name="code" label={say('code')} inputMode="numeric" autoComplete="one-time-code" isRequired />
        <FormActions>
          <Submit>{say('verify')}</Submit>
        </FormActions>
      </ActionForm>
    </>
  )
}
