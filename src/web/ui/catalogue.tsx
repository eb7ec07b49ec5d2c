/** A public catalogue: filters with counts, orders to choose from, rows with the facts people compare. */
import type { ReactNode } from 'react'
import { Link, useLocation } from 'react-router'
import { inLang, localPath, texts, useLang, useSay, type Lang, type Say } from '../i18n/lang.ts'
import type { Place } from '../i18n/place.ts'
import type { Bilingual } from '#kernel/bilingual.ts'
import styles from './catalogue.module.css'
import { DataTable, type Column } from './data-table.tsx'
import { FilteredPage, FilterPanel, type FilterGroup } from './filter-panel.tsx'
import { Page, PageHead } from './layout.tsx'
import { LinkButton } from './links.tsx'
import { EmptyState } from './notices.tsx'
import { Pager } from './pager.tsx'

const text = texts({ zh: { sort: '排序' }, en: { sort: 'Order' } })

type Facet = readonly { readonly value: string; readonly count: number; readonly label: Bilingual | null }[]

interface FacetWords {
  readonly order?: readonly string[] | undefined
  readonly word?: (value: string) => string
}

/** The values of a facet by their own labels, else by those of the page; in the order given, else the fullest first. */
export const facetOptions = (facet: Facet | undefined, lang: Lang, { order, word }: FacetWords = {}) => {
  const options = (facet ?? []).map(({ value, count, label }) => ({ value, label: label === null ? (word?.(value) ?? value) : inLang(label, lang), count }))
  return order === undefined ? options : options.toSorted((a, b) => order.indexOf(a.value) - order.indexOf(b.value))
}

interface CatalogueProps<Row extends { readonly id: string }, Sort extends string> {
  readonly say: Say<'title' | 'lead' | 'search' | 'found' | 'caption' | 'empty' | 'emptyAbout' | 'clear' | `sort.${NoInfer<Sort>}`>
  readonly page: { readonly items: readonly Row[]; readonly total?: number | null | undefined; readonly nextCursor: string | null }
  readonly sorts: readonly Sort[]
  readonly sort: NoInfer<Sort>
  readonly groups: readonly FilterGroup[]
  readonly columns: readonly Column<Row>[]
  readonly pageOf: (id: string) => Place
  /** The catalogue without any filter. */
  readonly whole: Place
  readonly actions?: ReactNode
  /** Stands above the filters, with the parameter that they keep. */
  readonly tabs?: { readonly param: string; readonly bar: ReactNode }
}

export const Catalogue = <Row extends { readonly id: string }, Sort extends string>(props: CatalogueProps<Row, Sort>) => {
  const { say, page, sorts, sort, groups, columns, pageOf, whole, actions, tabs } = props
  const own = useSay(text)
  const lang = useLang()
  return (
    <Page width="wide">
      <PageHead title={say('title')} subtitle={say('lead')} actions={actions} />
      {tabs?.bar}
      <FilteredPage filters={<FilterPanel keep={['sort', ...(tabs ? [tabs.param] : [])]} searchParam="q" searchLabel={say('search')} groups={groups} />}>
        <div className={styles.bar}>
          <p className={styles.found} aria-live="polite">
            {say('found', { total: page.total ?? 0 })}
          </p>
          <ul className={styles.orders} aria-label={own('sort')}>
            {sorts.map((one) => (
              <Order key={one} sort={one} isOpen={one === sort} label={say(`sort.${one}`)} />
            ))}
          </ul>
        </div>
        <DataTable
          caption={say('caption')}
          rows={page.items}
          rowKey={({ id }) => id}
          rowHref={({ id }) => localPath(lang, pageOf(id))}
          empty={
            <EmptyState
              title={say('empty')}
              action={
                <LinkButton to={whole} variant="default">
                  {say('clear')}
                </LinkButton>
              }
            >
              {say('emptyAbout')}
            </EmptyState>
          }
          columns={columns}
        />
        <Pager nextCursor={page.nextCursor} />
      </FilteredPage>
    </Page>
  )
}

const Order = ({ sort, isOpen, label }: { readonly sort: string; readonly isOpen: boolean; readonly label: string }) => {
  const { pathname, search } = useLocation()
  const params = new URLSearchParams(search)
  params.delete('cursor')
  params.set('sort', sort)
  return (
    <li>
      <Link to={`${pathname}?${params}`} aria-current={isOpen ? 'true' : undefined} preventScrollReset>
        {label}
      </Link>
    </li>
  )
}
