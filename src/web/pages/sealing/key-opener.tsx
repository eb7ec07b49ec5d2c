/** Opens an officer's key from its file, here in the browser. The file is read, not sent; what comes out stays in the memory of this page. */
import { useId, useState } from 'react'
import { IconKey } from '@tabler/icons-react'
import { useSay } from '../../i18n/lang.ts'
import { Button } from '../../ui/button.tsx'
import { PasswordBox, TextBox } from '../../ui/input.tsx'
import { Stack } from '../../ui/layout.tsx'
import { Banner } from '../../ui/notices.tsx'
import { askPasskey } from './passkey-lock.ts'
import { text } from './officer.text.ts'

interface KeyOpenerProps {
  /** The registered half: another key is not taken. */
  readonly publicKey: string
  readonly onOpen: (pair: CryptoKeyPair) => Promise<void> | void
  readonly label: string
}

type Problem = 'notAKeyFile' | 'otherKey' | 'doesNotOpen'

const openFile = async (written: string, publicKey: string, passphrase: string): Promise<CryptoKeyPair | Problem> => {
  const { readKeyFile, unlockOfficerKey } = await import('./sealing-tools.ts')
  const file = readKeyFile(written)
  if (!file) return 'notAKeyFile'
  if (file.publicKey !== publicKey) return 'otherKey'
  if (file.lock.by === 'passphrase') return (await unlockOfficerKey(file, { passphrase })) ?? 'doesNotOpen'
  const output = await askPasskey(file.lock)
  return (output && (await unlockOfficerKey(file, { output }))) ?? 'doesNotOpen'
}

export const KeyOpener = ({ publicKey, onOpen, label }: KeyOpenerProps) => {
  const say = useSay(text)
  const id = useId()
  const [file, setFile] = useState<File | null>(null)
  const [passphrase, setPassphrase] = useState('')
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isBusy, setBusy] = useState(false)
  const open = async () => {
    if (!file) return
    setBusy(true)
    setProblem(null)
    try {
      const opened = await openFile(await file.text(), publicKey, passphrase)
      if (typeof opened === 'string') setProblem(opened)
      else {
        setPassphrase('')
        await onOpen(opened)
      }
    } finally {
      setBusy(false)
    }
  }
  return (
    <Stack gap={12}>
      <TextBox
        id={`${id}-file`}
        type="file"
        label={say('keyFile')}
        help={say('keyFileHelp')}
        onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)}
      />
      <PasswordBox
        id={`${id}-phrase`}
        label={say('passphrase')}
        help={say('passphraseOrPasskey')}
        autoComplete="off"
        value={passphrase}
        onChange={(event) => setPassphrase(event.currentTarget.value)}
      />
      {problem ? (
        <Banner tone="danger" isResult>
          {say(problem)}
        </Banner>
      ) : null}
      <div>
        <Button isBusy={isBusy} disabled={!file} icon={<IconKey size={16} aria-hidden="true" />} onClick={() => void open()}>
          {label}
        </Button>
      </div>
    </Stack>
  )
}
