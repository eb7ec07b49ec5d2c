/** Asks inside the form who is there, once more: what was filled in stays, and the same form goes on with it. */
import { IconFingerprint } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { texts, useSay } from '../i18n/lang.ts'
import { canUsePasskeys, logInWithPasskey } from '../shell/passkey.ts'
import { Button } from './button.tsx'
import styles from './fresh-factor.module.css'
import { PasswordBox, TextBox } from './input.tsx'

const text = texts({
  zh: {
    code: '验证器应用中的6位验证码，或一个备用码',
    password: '您的登录密码',
    passkeyAbout: '请用通行密钥确认。',
    passkey: '使用通行密钥确认',
    passkeyFailed: '未能使用通行密钥，请重试。',
    noPasskey: '此浏览器不支持通行密钥，请换用支持的浏览器。',
    go: '确认并继续',
    again: '所选文件须重新选择。',
  },
  en: {
    code: 'The six digits from your authenticator app, or a backup code',
    password: 'Your password',
    passkeyAbout: 'Please confirm with your passkey.',
    passkey: 'Confirm with the passkey',
    passkeyFailed: 'The passkey could not be used; please try again.',
    noPasskey: 'This browser does not support passkeys; please use one that does.',
    go: 'Confirm and go on',
    again: 'Files have to be chosen again.',
  },
})

interface FreshFactorProps {
  readonly id: string
  readonly by: string
  readonly error?: string | undefined
  readonly isBusy: boolean
  readonly hasFiles: boolean
}

export const FreshFactor = ({ id, by, error, isBusy, hasFiles }: FreshFactorProps) => {
  const say = useSay(text)
  const shared = { id, name: 'proofSecret', error, isRequired: true }
  return (
    <div className={styles.box}>
      <input type="hidden" name="proofBy" value={by} />
      {by === 'password' ? <PasswordBox {...shared} label={say('password')} autoComplete="current-password" /> : null}
      {by === 'code' ? <TextBox {...shared} label={say('code')} autoComplete="one-time-code" maxLength={40} /> : null}
      {hasFiles ? <p>{say('again')}</p> : null}
      {by === 'passkey' ? (
        <Passkey />
      ) : (
        <Button type="submit" tone="main" isBusy={isBusy}>
          {say('go')}
        </Button>
      )}
    </div>
  )
}

/** The passkey opens a new session that has shown it; then the form goes on. */
const Passkey = () => {
  const say = useSay(text)
  const box = useRef<HTMLDivElement>(null)
  const [isPossible, setPossible] = useState(true)
  const [hasFailed, setFailed] = useState(false)
  useEffect(() => setPossible(canUsePasskeys()), [])
  const confirm = async () => {
    try {
      await logInWithPasskey()
      box.current?.closest('form')?.requestSubmit()
    } catch {
      setFailed(true)
    }
  }
  return (
    <div ref={box}>
      <p>{say(isPossible ? 'passkeyAbout' : 'noPasskey')}</p>
      {hasFailed ? <p role="alert">{say('passkeyFailed')}</p> : null}
      {isPossible ? (
        <Button tone="main" icon={<IconFingerprint size={18} aria-hidden="true" />} onClick={() => void confirm()}>
          {say('passkey')}
        </Button>
      ) : null}
    </div>
  )
}
