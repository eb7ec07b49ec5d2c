/** Makes an officer's key: lock it, keep the file, open the file once to see that it can be, and only then register the public half. */
import { useId, useState } from 'react'
import { IconDownload, IconFingerprint, IconKey } from '@tabler/icons-react'
import { ROLE_NAMES } from '#kernel/actor.ts'
import { spoken, type OfficerRole } from '#modules/sealing/core/officers.ts'
import type { Lock, NewKey as MadeKey } from '#modules/sealing/webcrypto/officer-key.ts'
import { useInLang, useSay } from '../../i18n/lang.ts'
import type { CommandOutcome } from '../../shell/calls.ts'
import { Button } from '../../ui/button.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { SelectField } from '../../ui/fields.tsx'
import { ActionForm, FormActions, Submit } from '../../ui/form.tsx'
import { PasswordBox } from '../../ui/input.tsx'
import { Row, Stack } from '../../ui/layout.tsx'
import { DownloadButton } from '../../ui/links.tsx'
import { Banner } from '../../ui/notices.tsx'
import { KeyOpener } from './key-opener.tsx'
import { newPasskeyLock } from './passkey-lock.ts'
import { text } from './officer.text.ts'

/** Whoever has the file has all the time in the world. */
const MIN_PASSPHRASE = 14

interface NewKeyProps {
  readonly roles: readonly OfficerRole[]
  readonly holder: string
  readonly outcome: CommandOutcome<unknown> | undefined
}

export const NewKey = ({ roles, holder, outcome }: NewKeyProps) => {
  const say = useSay(text)
  const [made, setMade] = useState<MadeKey | null>(null)
  const [isTried, setTried] = useState(false)
  return (
    <Stack gap={16}>
      <p>{say('newKeyAbout')}</p>
      <h3>{say('step1')}</h3>
      {made === null ? <Locks holder={holder} onMade={setMade} /> : <Saved made={made} />}
      {made === null ? null : (
        <>
          <h3>{say('step2')}</h3>
          {isTried ? (
            <Banner tone="success">{say('tried')}</Banner>
          ) : (
            <KeyOpener publicKey={made.publicKey} label={say('tryFile')} onOpen={() => setTried(true)} />
          )}
        </>
      )}
      {made !== null && isTried ? (
        <>
          <h3>{say('step3')}</h3>
          <Register roles={roles} publicKey={made.publicKey} outcome={outcome} />
        </>
      ) : null}
    </Stack>
  )
}

const Register = ({ roles, publicKey, outcome }: Pick<NewKeyProps, 'roles' | 'outcome'> & { readonly publicKey: string }) => {
  const say = useSay(text)
  const inLang = useInLang()
  const [only] = roles
  return (
    <ActionForm intent="register" outcome={outcome} hidden={{ publicKey, ...(roles.length === 1 && only ? { role: only } : {}) }}>
      {roles.length === 1 ? null : (
        <SelectField name="role" label={say('asRole')} isRequired options={roles.map((role) => ({ value: role, label: inLang(ROLE_NAMES[role]) }))} />
      )}
      <FormActions>
        <Submit>{say('register')}</Submit>
      </FormActions>
    </ActionForm>
  )
}

const Saved = ({ made }: { readonly made: MadeKey }) => {
  const say = useSay(text)
  return (
    <Stack gap={8}>
      <FactsTable rows={[{ label: say('fingerprint'), value: <code>{spoken(made.fingerprint)}</code>, hint: say('fingerprintAbout') }]} />
      <p>{say('saveAbout')}</p>
      <div>
        <DownloadButton
          href={`data:application/json;charset=utf-8,${encodeURIComponent(made.file)}`}
          fileName="zhepai-officer-key.json"
          icon={<IconDownload size={16} aria-hidden="true" />}
        >
          {say('save')}
        </DownloadButton>
      </div>
    </Stack>
  )
}

const Locks = ({ holder, onMade }: { readonly holder: string; readonly onMade: (made: MadeKey) => void }) => {
  const say = useSay(text)
  const id = useId()
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [hasNoPasskey, setNoPasskey] = useState(false)
  const make = async (lock: Lock | null) => {
    if (!lock) {
      setNoPasskey(true)
      return
    }
    const { newOfficerKey } = await import('./sealing-tools.ts')
    onMade(await newOfficerKey(lock))
  }
  const busily = (work: () => Promise<void>) => async () => {
    setBusy(true)
    await work()
    setBusy(false)
  }
  const isLong = passphrase.length >= MIN_PASSPHRASE
  return (
    <Stack gap={12}>
      <PasswordBox
        id={`${id}-phrase`}
        label={say('passphrase')}
        help={say('passphraseHelp', { least: MIN_PASSPHRASE })}
        autoComplete="off"
        value={passphrase}
        onChange={(event) => setPassphrase(event.currentTarget.value)}
      />
      <PasswordBox
        id={`${id}-again`}
        label={say('passphraseAgain')}
        error={again !== '' && again !== passphrase ? say('passphraseDiffers') : undefined}
        autoComplete="off"
        value={again}
        onChange={(event) => setAgain(event.currentTarget.value)}
      />
      {hasNoPasskey ? <Banner tone="warning">{say('noPasskey')}</Banner> : null}
      <Row>
        <Button
          isBusy={isBusy}
          disabled={!isLong || again !== passphrase}
          icon={<IconKey size={16} aria-hidden="true" />}
          onClick={() => void busily(() => make({ by: 'passphrase', passphrase }))()}
        >
          {say('makeByPassphrase')}
        </Button>
        <Button
          tone="quiet"
          isBusy={isBusy}
          icon={<IconFingerprint size={16} aria-hidden="true" />}
          onClick={() => void busily(async () => make(await newPasskeyLock(holder)))()}
        >
          {say('makeByPasskey')}
        </Button>
      </Row>
    </Stack>
  )
}
