/** Quick steps above the next minimum. */
import { formatWan } from '#kernel/money.ts'
import { texts, useLang, useSay } from '../i18n/lang.ts'
import styles from './quick-bid.module.css'

const text = texts({ zh: { quick: '快捷出价', bid: '出价{amount}' }, en: { quick: 'Quick bids', bid: 'Bid {amount}' } })

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
