/** Compact rows that people compare; cards on a phone. Order is in the address, so that a view can be kept and sent. */
import { IconArrowDown, IconArrowsSort, IconArrowUp, IconDownload } from '@tabler/icons-react'
import type { KeyboardEvent, ReactNode } from 'react'
import { Link, useLocation } from 'react-router'
import { texts, useForeign, useSay } from '../i18n/lang.ts'
import type { Address } from '../i18n/place.ts'
import styles from './data-table.module.css'
import { unbroken } from './unbroken.tsx'

const text = texts({
  zh: { sortBy: '按{column}排序', exportCsv: '导出 CSV' },
  en: { sortBy: 'Sort by {column}', exportCsv: 'Export CSV' },
})

export interface Column<Row> {
  readonly key: string
  readonly header: string
  readonly cell: (row: Row) => ReactNode
  readonly align?: 'start' | 'end'
  /** Value of the `sort` parameter; `-key` is descending. Without: not sortable. */
  readonly sortKey?: string
  /** Left out where the table has little room: in a narrow column and in the card on a phone. */
  readonly isWideOnly?: boolean
  /** Sentences: in the card on a phone they stand below their label, in the whole width. */
  readonly isLong?: boolean
}

interface DataTableProps<Row> {
  readonly caption: string
  readonly rows: readonly Row[]
  readonly columns: readonly Column<Row>[]
  readonly rowKey: (row: Row) => string
  /** The first column becomes a link to the record. */
  readonly rowHref?: (row: Row) => Address
  /** Shown instead of an empty table. */
  readonly empty?: ReactNode
  readonly exportHref?: string
  readonly isCaptionShown?: boolean
}

/** Arrow keys, Home and End go from record to record; Tab stays as it is. */
const moveByKeys = (event: KeyboardEvent<HTMLTableSectionElement>) => {
  const links = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>('a[data-row]')]
  const at = links.findIndex((link) => link === document.activeElement)
  if (at === -1) return
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key]
  const target = next === undefined ? undefined : links[next]
  if (!target) return
  event.preventDefault()
  target.focus()
}

export const DataTable = <Row,>({ caption, rows, columns, rowKey, rowHref, empty, exportHref, isCaptionShown = false }: DataTableProps<Row>) => {
  const say = useSay(text)
  if (rows.length === 0 && empty) return empty
  return (
    <div className={styles.wrap}>
      {exportHref ? (
        <a className={styles.export} href={exportHref} download>
          <IconDownload size={16} aria-hidden="true" /> {say('exportCsv')}
        </a>
      ) : null}
      <div className={styles.scroll}>
        <table className={styles.table}>
          <caption className={isCaptionShown ? styles.caption : 'visually-hidden'}>{caption}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <HeadCell key={column.key} column={column} />
              ))}
            </tr>
          </thead>
          <tbody onKeyDown={moveByKeys}>
            {rows.map((row) => (
              <tr key={rowKey(row)}>
                {columns.map((column, index) => (
                  <Cell
                    key={column.key}
                    column={column}
                    isFirst={index === 0}
                    content={column.cell(row)}
                    {...(index === 0 && rowHref ? { href: rowHref(row) } : {})}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

interface CellProps<Row> {
  readonly column: Column<Row>
  readonly isFirst: boolean
  readonly content: ReactNode
  readonly href?: string
}

const Cell = <Row,>({ column, isFirst, content, href }: CellProps<Row>) => {
  const foreign = useForeign()
  const isEmpty = content === null || content === undefined || content === ''
  const shown = isEmpty ? '—' : unbroken(content)
  return (
    <td
      data-label={column.header}
      data-align={column.align}
      data-empty={isEmpty ? '' : undefined}
      data-wide={column.isWideOnly ? '' : undefined}
      data-long={column.isLong ? '' : undefined}
      data-first={isFirst ? '' : undefined}
    >
      <div className={styles.value} lang={foreign(content)}>
        {href === undefined ? (
          shown
        ) : (
          <Link to={href} data-row>
            {shown}
          </Link>
        )}
      </div>
    </td>
  )
}

const HeadCell = <Row,>({ column }: { readonly column: Column<Row> }) => {
  const say = useSay(text)
  const { pathname, search } = useLocation()
  const params = new URLSearchParams(search)
  const sort = params.get('sort')
  const isUp = column.sortKey !== undefined && sort === column.sortKey
  const isDown = column.sortKey !== undefined && sort === `-${column.sortKey}`
  if (column.sortKey === undefined) {
    return (
      <th scope="col" data-align={column.align} data-wide={column.isWideOnly ? '' : undefined}>
        {column.header}
      </th>
    )
  }
  params.delete('cursor')
  params.set('sort', isDown ? column.sortKey : `-${column.sortKey}`)
  const Icon = isUp ? IconArrowUp : isDown ? IconArrowDown : IconArrowsSort
  return (
    <th scope="col" data-align={column.align} data-wide={column.isWideOnly ? '' : undefined} aria-sort={isUp ? 'ascending' : isDown ? 'descending' : 'none'}>
      <Link to={`${pathname}?${params}`} title={say('sortBy', { column: column.header })} preventScrollReset>
        {column.header}
        <Icon size={14} aria-hidden="true" />
      </Link>
    </th>
  )
}
