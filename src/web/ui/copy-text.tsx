/** Text that people carry somewhere else, a bank's transfer form: one click selects it; with scripts a button copies it. */
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { texts, useSay } from '../i18n/lang.ts'
import styles from './copy-text.module.css'

const text = texts({ zh: { copied: '已复制' }, en: { copied: 'Copied' } })

interface CopyTextProps {
  readonly children: string
  /** What is copied, for the button's name: the label of the row. */
  readonly label: string
  /** Copied instead of what is shown: digits without separators. */
  readonly value?: string
}

export const CopyText = ({ children, label, value = children }: CopyTextProps) => {
  const say = useSay(text)
  // The button exists only where it works: with scripts and a clipboard.
  const [state, setState] = useState<'none' | 'ready' | 'copied'>('none')
  useEffect(() => {
    if ('clipboard' in navigator) setState('ready')
  }, [])
  const copy = async () => {
    await navigator.clipboard.writeText(value)
    setState('copied')
  }
  return (
    <span className={styles.copy}>
      <span className={styles.text}>{children}</span>
      {state === 'none' ? null : (
        <button type="button" className={styles.button} data-no-print="" onClick={() => void copy()} aria-label={`${say('copy')} ${label}`}>
          {state === 'copied' ? <IconCheck size={16} aria-hidden="true" /> : <IconCopy size={16} aria-hidden="true" />}
          {say(state === 'copied' ? 'copied' : 'copy')}
        </button>
      )}
      <span role="status" className="visually-hidden">
        {state === 'copied' ? say('copied') : ''}
      </span>
    </span>
  )
}
