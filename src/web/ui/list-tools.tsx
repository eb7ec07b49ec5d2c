/** Above a list of a desk: look for words in it, take its rows as a file, print it. The address is the state; the file has the rows of the present filter. */
import { IconDownload, IconPrinter, IconSearch } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Form, Link, useLocation } from 'react-router'
import { localPath, texts, useLang, useSay } from '../i18n/lang.ts'
import type { Place } from '../i18n/place.ts'
import styles from './list-tools.module.css'
import { EmptyState } from './notices.tsx'

const text = texts({
  zh: { exportCsv: '导出 CSV', print: '打印', none: '没有符合“{q}”的记录', noneAbout: '请核对编号，或者换一个词。', clear: '清除查找' },
  en: {
    exportCsv: 'Export CSV',
    print: 'Print',
    none: 'Nothing fits “{q}”',
    noneAbout: 'Check the number or try another word.',
    clear: 'Clear the search',
  },
})

/** Parameters that stand for a place in the list, not for a choice of rows. */
const PLACES = ['cursor', 'sort']

const without = (search: string, names: readonly string[]): URLSearchParams => {
  const params = new URLSearchParams(search)
  for (const name of names) params.delete(name)
  return params
}

interface ListToolsProps {
  /** Label of the field for words (`?q=`); without: none. */
  readonly searchLabel?: string
  /** The list as a file. */
  readonly file?: Place
}

export const ListTools = ({ searchLabel, file }: ListToolsProps) => {
  const say = useSay(text)
  const lang = useLang()
  const { pathname, search } = useLocation()
  const chosen = without(search, PLACES)
  return (
    <div className={styles.tools} data-no-print="">
      {searchLabel === undefined ? null : (
        <Form key={search} role="search" aria-label={searchLabel} action={pathname} className={styles.search}>
          {[...without(search, ['cursor', 'q'])].map(([name, value]) => (
            <input key={name + value} type="hidden" name={name} value={value} />
          ))}
          <input type="search" name="q" aria-label={searchLabel} placeholder={searchLabel} defaultValue={chosen.get('q') ?? ''} maxLength={80} />
          <button type="submit" aria-label={say('find')}>
            <IconSearch size={18} aria-hidden="true" />
          </button>
        </Form>
      )}
      <span className={styles.takes}>
        {file === undefined ? null : (
          <a href={`${localPath(lang, file)}${chosen.size > 0 ? `?${chosen}` : ''}`} download>
            <IconDownload size={16} aria-hidden="true" /> {say('exportCsv')}
          </a>
        )}
        <button type="button" className={styles.print} onClick={() => window.print()}>
          <IconPrinter size={16} aria-hidden="true" /> {say('print')}
        </button>
      </span>
    </div>
  )
}

/** Instead of an empty list: that the words fit nothing, or what teaches how the list gets filled. */
export const NoneFound = ({ children }: { readonly children: ReactNode }) => {
  const say = useSay(text)
  const { pathname, search } = useLocation()
  const q = new URLSearchParams(search).get('q')?.trim()
  if (!q) return children
  const rest = without(search, [...PLACES, 'q'])
  return (
    <EmptyState title={say('none', { q })} action={<Link to={`${pathname}${rest.size > 0 ? `?${rest}` : ''}`}>{say('clear')}</Link>}>
      {say('noneAbout')}
    </EmptyState>
  )
}
