/** Technology that enterprises look for. */
import { FIELDS } from '#kernel/field.ts'
import { Link, useLocation } from 'react-router'
import type { Route } from './+types/demands.ts'
import { MODES, SOURCES } from '#modules/demand/core/words.ts'
import { formatDate } from '../../i18n/dates.ts'
import { inLang, localPath, useInLang, useLang, useSay, type Lang } from '../../i18n/lang.ts'
import { apiOf, orNotFound } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { FilteredPage, FilterPanel, type FilterGroup } from '../../ui/filter-panel.tsx'
import { Page, PageHead, Tabs } from '../../ui/layout.tsx'
import { LinkButton } from '../../ui/links.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { Pager } from '../../ui/pager.tsx'
import { priceText } from '../trading/price-text.ts'
import styles from '../achievement/achievements.module.css'
import { demandPage, demandsPage } from './addresses.ts'
import { demandWord } from './demands-words.ts'
import { PublishDemand } from './publish-demand.tsx'
import { text } from './demands.text.ts'

const SORTS = ['newest', 'budget', 'deadline'] as const
const PAGE = 20

const oneOf = <Value extends string>(values: readonly Value[], value: string | null): Value | undefined => values.find((item) => item === value)
const given = <Key extends string, Value>(key: Key, value: Value | undefined) => (value === undefined ? {} : { [key]: value }) as Partial<Record<Key, Value>>

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'title', 'lead')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  const search = new URL(request.url).searchParams
  const region = search.get('region')
  const sort = oneOf(SORTS, search.get('sort')) ?? 'newest'
  const page = await orNotFound(
    apiOf(context).demand.listDemands({
      limit: PAGE,
      sort,
      state: search.get('state') === 'closed' ? 'closed' : 'published',
      ...given('q', search.get('q')?.trim().slice(0, 100) || undefined),
      ...given('field', oneOf(FIELDS, search.get('field'))),
      ...given('mode', oneOf(MODES, search.get('mode'))),
      ...given('source', oneOf(SOURCES, search.get('source'))),
      ...given('region', region !== null && /^\d{6}$/.test(region) ? region : undefined),
      ...given('cursor', search.get('cursor')?.slice(0, 200) || undefined),
    }),
  )
  return { page, sort }
}

type Loaded = Route.ComponentProps['loaderData']
type Item = Loaded['page']['items'][number]
type Facets = Loaded['page']['facets']

const groupsFrom = (facets: Facets, lang: Lang, say: (key: 'field' | 'mode' | 'region' | 'source') => string): FilterGroup[] => {
  const counted = (name: keyof Facets, order: readonly string[]) => {
    const counts = new Map((facets[name] ?? []).map(({ value, count }) => [value, count]))
    return order.filter((value) => counts.has(value)).map((value) => ({ value, label: demandWord(name, value, lang), count: counts.get(value) }))
  }
  const regions = (facets.region ?? []).map(({ value, count, label }) => ({ value, label: label === null ? value : inLang(label, lang), count }))
  return [
    { name: 'field', label: say('field'), kind: 'one', options: counted('field', FIELDS) },
    { name: 'mode', label: say('mode'), kind: 'one', options: counted('mode', MODES) },
    { name: 'region', label: say('region'), kind: 'one', options: regions },
    { name: 'source', label: say('source'), kind: 'one', options: counted('source', SOURCES) },
  ]
}

const DemandsPage = ({ loaderData: { page, sort } }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <Page width="wide">
      <PageHead title={say('title')} subtitle={say('lead')} actions={<PublishDemand />} />
      <Tabs
        label={say('state')}
        param="state"
        tabs={[
          { value: 'published', label: say('open') },
          { value: 'closed', label: say('closed') },
        ]}
      />
      <FilteredPage filters={<FilterPanel keep={['sort', 'state']} searchParam="q" searchLabel={say('search')} groups={groupsFrom(page.facets, lang, say)} />}>
        <div className={styles.bar}>
          <p className={styles.found} aria-live="polite">
            {say('found', { total: page.total ?? 0 })}
          </p>
          <Orders open={sort} />
        </div>
        <DemandTable items={page.items} />
        <Pager nextCursor={page.nextCursor} />
      </FilteredPage>
    </Page>
  )
}
export default DemandsPage

const Orders = ({ open }: { readonly open: (typeof SORTS)[number] }) => {
  const say = useSay(text)
  const { pathname, search } = useLocation()
  return (
    <ul className={styles.orders} aria-label={say('sort')}>
      {SORTS.map((sort) => {
        const params = new URLSearchParams(search)
        params.delete('cursor')
        params.set('sort', sort)
        return (
          <li key={sort}>
            <Link to={`${pathname}?${params}`} aria-current={sort === open ? 'true' : undefined} preventScrollReset>
              {say(`sort.${sort}`)}
            </Link>
          </li>
        )
      })}
    </ul>
  )
}

const DemandTable = ({ items }: { readonly items: readonly Item[] }) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  return (
    <DataTable
      caption={say('caption')}
      rows={items}
      rowKey={({ id }) => id}
      rowHref={({ id }) => localPath(lang, demandPage(id))}
      empty={
        <EmptyState
          title={say('empty')}
          action={
            <LinkButton to={demandsPage()} variant="default">
              {say('clear')}
            </LinkButton>
          }
        >
          {say('emptyAbout')}
        </EmptyState>
      }
      columns={[
        {
          key: 'name',
          header: say('name'),
          cell: (item) => (
            <span>
              <span className={styles.name}>{both(item.title)}</span>
              <span className={styles.meta}>
                {item.organisationName === null ? say('unknownOwner') : both(item.organisationName)}
                {item.field === null ? '' : ` · ${demandWord('field', item.field, lang)}`}
              </span>
            </span>
          ),
        },
        {
          key: 'mode',
          header: say('mode'),
          cell: (item) => item.modes.map((mode) => demandWord('mode', mode, lang)).join(lang === 'zh' ? '、' : ', ') || '—',
          isWideOnly: true,
        },
        { key: 'budget', header: say('budget'), align: 'end', cell: (item) => priceText(item.budgetMinMinor, item.budgetMaxMinor, lang) || say('negotiable') },
        { key: 'deadline', header: say('deadline'), cell: (item) => (item.deadline === null ? say('noDeadline') : formatDate(item.deadline, lang)) },
        { key: 'responses', header: say('responses'), align: 'end', cell: (item) => say('answers', { count: item.responses }) },
      ]}
    />
  )
}
