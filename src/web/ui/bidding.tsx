/** Parts of the room: quick steps above the next minimum, and whether the screen is live. */
import { formatWan } from '#kernel/money.ts'
import { IconBolt, IconPlugConnectedX } from '@tabler/icons-react'
import type { LiveState } from '../live/use-live.ts'
import { texts, useLang, useSay } from '../i18n/lang.ts'
import styles from './bidding.module.css'

const text = texts({
  zh: { quick: '快捷出价', bid: '出价{amount}', live: '实时', connecting: '连接中', interrupted: '连接中断，正在重连；页面每10秒刷新' },
  en: {
    quick: 'Quick bids',
    bid: 'Bid {amount}',
    live: 'Live',
    connecting: 'Connecting',
    interrupted: 'Connection lost, reconnecting; the page is read again every 10 s',
  },
})

interface QuickBidProps {
  /** Amounts in minor units, the lowest first. */
  readonly amounts: readonly string[]
  /** Name of the submit buttons; the value is the amount in minor units. Put it inside an ActionForm. */
  readonly name: string
  readonly isDisabled?: boolean
  /** Instead of sending: puts the amount into the field. */
  readonly onPick?: (minor: string) => void
}

export const QuickBid = ({ amounts, name, isDisabled = false, onPick }: QuickBidProps) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <div className={styles.quick} role="group" aria-label={say('quick')}>
      {amounts.map((minor) => (
        <button
          key={minor}
          type={onPick ? 'button' : 'submit'}
          name={name}
          value={minor}
          disabled={isDisabled}
          aria-label={say('bid', { amount: formatWan(BigInt(minor), lang) })}
          {...(onPick ? { onClick: () => onPick(minor) } : {})}
        >
          {formatWan(BigInt(minor), lang)}
        </button>
      ))}
    </div>
  )
}

export const LiveSign = ({ state }: { readonly state: LiveState }) => {
  const say = useSay(text)
  return (
    <span className={styles.sign} data-state={state} role="status">
      {state === 'interrupted' ? <IconPlugConnectedX size={16} aria-hidden="true" /> : <IconBolt size={16} aria-hidden="true" />}
      {say(state)}
    </span>
  )
}
