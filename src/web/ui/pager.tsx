/** Pages by keyset: on to the next, or back to the first; the browser's back button knows the ones between. */
import { IconArrowRight, IconArrowBarToLeft } from '@tabler/icons-react'
import { Link, useLocation } from 'react-router'
import { texts, useSay } from '../i18n/lang.ts'
import styles from './pager.module.css'

const text = texts({
  zh: { pages: '翻页', first: '第一页', next: '下一页', total: '共{total}条' },
  en: { pages: 'Pages', first: 'First page', next: 'Next page', total: '{total} in all' },
})

export const Pager = ({ nextCursor, total }: { readonly nextCursor: string | null; readonly total?: number | null }) => {
  const say = useSay(text)
  const { pathname, search } = useLocation()
  const params = new URLSearchParams(search)
  const isFirst = !params.has('cursor')
  if (isFirst && nextCursor === null && (total === null || total === undefined)) return null
  const first = new URLSearchParams(params)
  first.delete('cursor')
  if (nextCursor !== null) params.set('cursor', nextCursor)
  return (
    <nav className={styles.pager} aria-label={say('pages')} data-no-print="">
      {total === null || total === undefined ? null : <span className={styles.total}>{say('total', { total })}</span>}
      {isFirst ? null : (
        <Link to={`${pathname}${first.size > 0 ? `?${first}` : ''}`}>
          <IconArrowBarToLeft size={18} aria-hidden="true" /> {say('first')}
        </Link>
      )}
      {nextCursor === null ? null : (
        <Link to={`${pathname}?${params}`} rel="next">
          {say('next')} <IconArrowRight size={18} aria-hidden="true" />
        </Link>
      )}
    </nav>
  )
}
