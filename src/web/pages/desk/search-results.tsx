/** Findings by capability; arrow keys go from one to the next. */
import { Link } from 'react-router'
import { localPath, useForeign, useLang } from '../../i18n/lang.ts'
import type { FoundGroup } from '../../shell/search.server.ts'
import { unbroken } from '../../ui/unbroken.tsx'
import styles from './search.module.css'

export const countOf = (groups: readonly FoundGroup[]): number => groups.reduce((sum, { items }) => sum + items.length, 0)

export const SearchResults = ({ groups }: { readonly groups: readonly FoundGroup[] }) => {
  const lang = useLang()
  const foreign = useForeign()
  return groups.map(({ name, items }) => (
    <section key={name} className={styles.group} aria-label={name}>
      <h2 className={styles.name}>{name}</h2>
      <ul className={styles.list}>
        {items.map(({ key, title, number, note, to }) => (
          <li key={key}>
            <Link to={localPath(lang, to)} className={styles.found} data-found>
              <span className={styles.title} lang={foreign(title)}>
                {unbroken(title)}
              </span>
              {number === '' ? null : <span className={styles.number}>{number}</span>}
              {note === '' ? null : <span className={styles.note}>{unbroken(note)}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  ))
}
