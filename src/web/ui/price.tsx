/** Amounts: the headline in 万元, the exact amount on hover and for screen readers, capital numerals where money is confirmed. */
import { capitalAmount, formatAmount, formatWan, formatWanShort } from '#kernel/money.ts'
import { useEffect, useRef, useState } from 'react'
import { texts, useLang, useSay } from '../i18n/lang.ts'
import styles from './price.module.css'

const text = texts({ zh: { capital: '大写', none: '未定' }, en: { capital: 'In capital numerals', none: 'not set' } })

export type PriceSize = 's' | 'm' | 'l' | 'xl'

interface PriceProps {
  /** Minor units (fen) as they come from an operation. */
  readonly minor: string | bigint | null | undefined
  readonly size?: PriceSize
  /** The exact amount instead of 万元: for confirmations and statements. */
  readonly isExact?: boolean
  /** Two digits after the point at most: for figures read at a glance; the exact amount is in the title. */
  readonly isShort?: boolean
  /** Adds the capital numerals below. */
  readonly withCapital?: boolean
}

/** `120万元` → 120 | 万元; `CNY 1.2 million` → CNY | 1.2 | million. */
const partsOf = (shown: string) => {
  const match = /^([A-Z]{3} )?(-?[\d,.]+)(.*)$/.exec(shown)
  return { before: match?.[1] ?? '', figure: match?.[2] ?? shown, after: match?.[3] ?? '' }
}

export const Price = ({ minor, size = 'm', isExact = false, isShort = false, withCapital = false }: PriceProps) => {
  const lang = useLang()
  const say = useSay(text)
  if (minor === null || minor === undefined || minor === '') return <span className={styles.none}>{say('none')}</span>
  const amount = BigInt(minor)
  const exact = formatAmount(amount, 'CNY', lang)
  const { before, figure, after } = partsOf(isExact ? exact : isShort ? formatWanShort(amount, lang) : formatWan(amount, lang))
  return (
    <span className={`${styles.price} ${styles[size]}`}>
      <data value={`CNY ${amount}`} title={exact} className={styles.amount}>
        {before ? <span className={styles.unit}>{before}</span> : null}
        <span className={styles.figure}>{figure}</span>
        {after ? <span className={styles.unit}>{after}</span> : null}
      </data>
      {withCapital ? (
        <span className={styles.capital}>
          {say('capital')} {capitalAmount(amount)}
        </span>
      ) : null}
    </span>
  )
}

const FLASH_MS = 200

/** A price that changes under the eyes: flashes once for at most 200 ms, not at all with reduced motion; announced politely. */
export const LivePrice = (props: PriceProps) => {
  const [isFlashing, setFlashing] = useState(false)
  const last = useRef(props.minor)
  useEffect(() => {
    if (last.current === props.minor) return undefined
    last.current = props.minor
    setFlashing(true)
    const timer = setTimeout(() => setFlashing(false), FLASH_MS)
    return () => clearTimeout(timer)
  }, [props.minor])
  return (
    <span aria-live="polite" aria-atomic="true" className={isFlashing ? `${styles.live} ${styles.flash}` : styles.live}>
      <Price {...props} />
    </span>
  )
}
