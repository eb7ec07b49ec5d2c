/** Rows of the front page: name, use, and the few facts people compare. */
import type { ReactNode } from 'react'
import type { Place } from '../../i18n/place.ts'
import { LocalLink } from '../../ui/links.tsx'
import styles from './rows.module.css'

export const Rows = ({ children }: { readonly children: ReactNode }) => <ul className={styles.rows}>{children}</ul>

interface RowProps {
  readonly to: Place
  readonly title: string
  readonly use?: string
  /** The facts. */
  readonly children: ReactNode
}

export const Row = ({ to, title, use, children }: RowProps) => (
  <li>
    <p className={styles.rowTitle}>
      <LocalLink to={to}>{title}</LocalLink>
    </p>
    {use === undefined ? null : <p className={styles.rowUse}>{use}</p>}
    <p className={styles.rowMeta}>{children}</p>
  </li>
)
