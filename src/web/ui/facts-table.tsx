/** Facts of a record as people read them: what, and what it is. */
import type { ReactNode } from 'react'
import { useForeign } from '../i18n/lang.ts'
import styles from './facts-table.module.css'
import { unbroken } from './unbroken.tsx'

export interface FactRow {
  readonly label: string
  /** Rows without a value are left out: an empty line says nothing. Use `absent` where the gap matters. */
  readonly value: ReactNode
  readonly absent?: string
  readonly hint?: string
}

export const FactsTable = ({ rows, columns = 1 }: { readonly rows: readonly FactRow[]; readonly columns?: 1 | 2 }) => {
  const foreign = useForeign()
  return (
    <dl className={columns === 2 ? `${styles.facts} ${styles.two}` : styles.facts}>
      {rows
        .filter(({ value, absent }) => (value !== null && value !== undefined && value !== '') || absent !== undefined)
        .map(({ label, value, absent, hint }) => (
          <div key={label} className={styles.fact}>
            <dt>{label}</dt>
            <dd lang={foreign(value)}>
              {value === null || value === undefined || value === '' ? <span className={styles.absent}>{absent}</span> : unbroken(value)}
              {hint ? <span className={styles.hint}>{unbroken(hint)}</span> : null}
            </dd>
          </div>
        ))}
    </dl>
  )
}
