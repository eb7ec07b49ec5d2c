/** Whether the screen is live. */
import { IconBolt, IconPlugConnectedX } from '@tabler/icons-react'
import type { LiveState } from '../live/use-live.ts'
import { texts, useSay } from '../i18n/lang.ts'
import styles from './live-sign.module.css'

const text = texts({
  zh: { interrupted: '连接中断，正在重连；页面每10秒刷新' },
  en: {
    interrupted: 'Connection lost, reconnecting; the page is read again every 10 s',
  },
})

export const LiveSign = ({ state }: { readonly state: LiveState }) => {
  const say = useSay(text)
  return (
    <span className={styles.sign} data-state={state} role="status">
      {state === 'interrupted' ? <IconPlugConnectedX size={16} aria-hidden="true" /> : <IconBolt size={16} aria-hidden="true" />}
      {say(state)}
    </span>
  )
}
