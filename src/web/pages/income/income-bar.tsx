/** Shares of a whole, drawn to scale with their amounts. */
import { Price } from '../../ui/price.tsx'
import styles from './income.module.css'

export interface Slice {
  readonly key: string
  readonly label: string
  readonly minor: bigint
  /** `public`: goes out of the house · `house`: stays · `team`: to persons. */
  readonly tone: 'owner' | 'cost' | 'house' | 'main' | 'transfer' | 'other'
}

/** Widths only: never used for money. */
const percentOf = (part: bigint, whole: bigint): number => (whole <= 0n ? 0 : Number((part * 10_000n) / whole) / 100)

export const ShareBar = ({ slices, label }: { readonly slices: readonly Slice[]; readonly label: string }) => {
  const whole = slices.reduce((sum, slice) => sum + slice.minor, 0n)
  const shown = slices.filter((slice) => slice.minor > 0n)
  return (
    <figure className={styles.figure} aria-label={label}>
      <div className={styles.bar} aria-hidden="true">
        {shown.map((slice) => (
          <span key={slice.key} data-tone={slice.tone} style={{ width: `${percentOf(slice.minor, whole)}%` }} />
        ))}
      </div>
      <ul className={styles.legend}>
        {shown.map((slice) => (
          <li key={slice.key} data-tone={slice.tone}>
            <span className={styles.swatch} data-tone={slice.tone} aria-hidden="true" />
            <span className={styles.legendLabel}>{slice.label}</span>
            <Price minor={slice.minor} size="s" isExact />
            <span className={styles.legendShare}>{percentOf(slice.minor, whole)}%</span>
          </li>
        ))}
      </ul>
    </figure>
  )
}
