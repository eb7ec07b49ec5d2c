/** Compact rows that people compare; cards on a phone. Order is in the address, so that a view can be kept and sent. A page of a longer list is not sorted: that would look as if it were about the whole. */
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react'
import type { KeyboardEvent, ReactNode } from 'react'
import { Link, useLocation } from 'react-router'
import { texts, useForeign, useLang, useSay, type Lang } from '../i18n/lang.ts'
import type { Address } from '../i18n/place.ts'
import styles from './data-table.module.css'
import { unbroken } from './unbroken.tsx'

const text = texts({
  zh: { sortBy: '按{column}排序' },
  en: { sortBy: 'Sort by {column}' },
})

export interface Column<Row> {
  readonly key: string
  readonly header: string
  readonly cell: (row: Row) => ReactNode
  readonly align?: 'start' | 'end'
  /** What the rows are ordered by (`?sort=key`, `-key` is descending). Without: not sortable. Amounts as bigint, moments as they come. */
  readonly sort?: (row: Row) => string | number | bigint | null
  /** A box that chooses the row: what names the row comes after it. */
  readonly isControl?: boolean
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
  /** Of the list that the rows are a page of: null when nothing follows. Only then, and on its first page, is there an order to choose. */
  readonly nextCursor?: string | null | undefined
  readonly isCaptionShown?: boolean
}

/** Several facts in one cell, one below the other. */
export const Lines = ({ children }: { readonly children: ReactNode }) => <span className={styles.lines}>{children}</span>

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

export const DataTable = <Row,>({ caption, rows, columns, rowKey, rowHref, empty, nextCursor, isCaptionShown = false }: DataTableProps<Row>) => {
  const lang = useLang()
  const { search } = useLocation()
  const params = new URLSearchParams(search)
  const isWhole = nextCursor === null && !params.has('cursor')
  const first = columns.findIndex(({ isControl }) => !isControl)
  if (rows.length === 0 && empty) return empty
  return (
    <div className={styles.wrap}>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <caption className={isCaptionShown ? styles.caption : 'visually-hidden'}>{caption}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <HeadCell key={column.key} column={column} isSortable={isWhole && rows.length > 1 && column.sort !== undefined} />
              ))}
            </tr>
          </thead>
          <tbody onKeyDown={moveByKeys}>
            {(isWhole ? inOrder({ rows, columns, lang }, params.get('sort')) : rows).map((row) => (
              <tr key={rowKey(row)}>
                {columns.map((column, index) => (
                  <Cell
                    key={column.key}
                    column={column}
                    isFirst={index === first}
                    content={column.cell(row)}
                    {...(index === first && rowHref ? { href: rowHref(row) } : {})}
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

interface Sorted<Row> {
  readonly rows: readonly Row[]
  readonly columns: readonly Column<Row>[]
  readonly lang: Lang
}

/** Rows without a value stand last, whichever way one looks. */
const inOrder = <Row,>({ rows, columns, lang }: Sorted<Row>, sort: string | null): readonly Row[] => {
  const by = columns.find(({ key }) => key === sort?.replace(/^-/, ''))?.sort
  if (by === undefined) return rows
  const { compare } = new Intl.Collator(lang === 'zh' ? 'zh-CN' : 'en', { numeric: true })
  const sign = sort?.startsWith('-') ? -1 : 1
  return rows.toSorted((one, other) => {
    const [a, b] = [by(one), by(other)]
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
    return sign * (typeof a === 'string' && typeof b === 'string' ? compare(a, b) : a < b ? -1 : a > b ? 1 : 0)
  })
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
      data-control={column.isControl ? '' : undefined}
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

const HeadCell = <Row,>({ column, isSortable }: { readonly column: Column<Row>; readonly isSortable: boolean }) => {
  const say = useSay(text)
  const { pathname, search } = useLocation()
  const params = new URLSearchParams(search)
  const sort = params.get('sort')
  const isUp = isSortable && sort === column.key
  const isDown = isSortable && sort === `-${column.key}`
  // Names from the beginning, amounts from the largest; the next time the other way.
  params.set('sort', isUp || (!isDown && column.align === 'end') ? `-${column.key}` : column.key)
  const Icon = isUp ? IconArrowUp : isDown ? IconArrowDown : IconArrowsSort
  return (
    <th
      scope="col"
      data-align={column.align}
      data-wide={column.isWideOnly ? '' : undefined}
      data-control={column.isControl ? '' : undefined}
      aria-sort={isSortable ? (isUp ? 'ascending' : isDown ? 'descending' : 'none') : undefined}
    >
      {isSortable ? (
        <Link to={`${pathname}?${params}`} title={say('sortBy', { column: column.header })} preventScrollReset>
          {column.header}
          <Icon size={14} aria-hidden="true" />
        </Link>
      ) : column.isControl ? (
        <span className="visually-hidden">{column.header}</span>
      ) : (
        column.header
      )}
    </th>
  )
}
