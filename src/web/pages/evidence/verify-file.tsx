/** Choose or drop a proof file; it is read and checked here, in the browser. */
import { useId, useRef, useState, type DragEvent } from 'react'
import { IconFileCertificate } from '@tabler/icons-react'
import type { KeyView } from '#modules/evidence/api.ts'
import type { ProofReport } from '#modules/evidence/core/proof-file.ts'
import { useSay } from '../../i18n/lang.ts'
import { Button } from '../../ui/button.tsx'
import { TextBox } from '../../ui/input.tsx'
import { Section } from '../../ui/layout.tsx'
import { verifierFile } from './addresses.ts'
import { VerifyReport } from './verify-report.tsx'
import { text } from './verify.text.ts'
import styles from './verify.module.css'

interface Checked {
  readonly name: string
  readonly isPinned: boolean
  readonly report: ProofReport
}

export const VerifyFile = ({ publishedKeys }: { readonly publishedKeys: readonly KeyView[] }) => {
  const say = useSay(text)
  const [isOver, setOver] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [checked, setChecked] = useState<Checked | null>(null)
  const [key, setKey] = useState(publishedKeys.at(-1)?.vkey ?? '')
  const input = useRef<HTMLInputElement>(null)
  const fileId = useId()

  const check = async (file: File | undefined) => {
    if (!file) return
    setBusy(true)
    try {
      const { verifyInBrowser, verifyUnder } = await import('./verify-crypto.ts')
      const vkey = key.trim()
      const bytes = new Uint8Array(await file.arrayBuffer())
      const report = vkey === '' ? verifyInBrowser(bytes, {}) : verifyUnder(bytes, vkey, publishedKeys)
      setChecked({ name: file.name, isPinned: vkey !== '', report })
    } finally {
      setBusy(false)
    }
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void check(event.dataTransfer.files[0])
  }
  const onDragOver = (event: DragEvent) => {
    event.preventDefault()
    setOver(true)
  }

  return (
    <Section title={say('checkFile')} about={say('checkFileLead')}>
      <div className={styles.drop} data-over={isOver || undefined} onDragOver={onDragOver} onDragLeave={() => setOver(false)} onDrop={onDrop}>
        <IconFileCertificate size={32} stroke={1.4} aria-hidden="true" />
        <label htmlFor={fileId} className="visually-hidden">
          {say('chooseLabel')}
        </label>
        <input
          id={fileId}
          ref={input}
          type="file"
          className="visually-hidden"
          tabIndex={-1}
          onChange={(event) => {
            void check(event.currentTarget.files?.[0])
            event.currentTarget.value = ''
          }}
        />
        <Button isBusy={isBusy} onClick={() => input.current?.click()}>
          {say('choose')}
        </Button>
        <span className={styles.note}>{say('drop')}</span>
      </div>
      <TextBox
        id="pinned-key"
        label={say('pinned')}
        help={say('pinnedHelp')}
        value={key}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setKey(event.currentTarget.value)}
      />
      <noscript>
        <p>{say('noScript')}</p>
        <p>
          <a href={verifierFile()}>{say('program')}</a>
        </p>
        <pre className={styles.code}>node zhepai-verify.mjs FILE</pre>
      </noscript>
      <div role="status">
        {isBusy ? <p>{say('checking')}</p> : null}
        {checked && !isBusy ? <VerifyReport {...checked} /> : null}
      </div>
    </Section>
  )
}
