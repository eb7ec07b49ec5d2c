/** One figure: the number first, its meaning, a small drawing of how it got there. */
import type { ReactNode } from 'react'
import type { Place } from '../i18n/place.ts'
import { LocalLink } from './links.tsx'
import styles from './stat.module.css'
import { unbroken } from './unbroken.tsx'

interface StatProps {
  readonly label: string
  /** The number, formatted; a Price where it is money. */
  readonly value: ReactNode
  readonly unit?: string
  /** Where the figure is told in detail. */
  readonly to?: Place
  /** Change or comparison, in words. */
  readonly note?: ReactNode
  /** Oldest first; drawn from a real zero. */
  readonly series?: readonly number[]
  /** Says what the drawing shows, for those who cannot see it. */
  readonly seriesLabel?: string
}

export const Stat = ({ label, value, unit, to, note, series, seriesLabel }: StatProps) => (
  <div className={styles.stat}>
    <p className={styles.label}>{to ? <LocalLink to={to}>{label}</LocalLink> : label}</p>
    <p className={styles.value}>
      {value}
      {unit ? <span className={styles.unit}>{unit}</span> : null}
    </p>
    {note ? <p className={styles.note}>{unbroken(note)}</p> : null}
    {series && series.length > 1 && series.some((value) => value > 0) ? <Sparkline values={series} label={seriesLabel ?? label} /> : null}
  </div>
)

const WIDTH = 160
const HEIGHT = 36

/** Bars from zero; the last one is the present. */
export const Sparkline = ({ values, label }: { readonly values: readonly number[]; readonly label: string }) => {
  const top = Math.max(1, ...values)
  const step = WIDTH / values.length
  return (
    <svg className={styles.spark} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`${label}: ${values.join(', ')}`} preserveAspectRatio="none">
      {values.map((value, index) => {
        const height = value <= 0 ? 1 : Math.max(2, (value / top) * HEIGHT)
        return (
          <rect
            key={index}
            x={index * step + 1}
            y={HEIGHT - height}
            width={Math.max(1, step - 2)}
            height={height}
            className={index === values.length - 1 ? styles.present : styles.past}
          />
        )
      })}
    </svg>
  )
}

/** Figures in a row; they wrap. */
export const Stats = ({ children }: { readonly children: ReactNode }) => <div className={styles.stats}>{children}</div>
