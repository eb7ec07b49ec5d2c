/** The catalogue of technologies: filters with counts, rows with the facts people compare. */
import { FIELDS } from '#kernel/field.ts'
import { Link, redirect, useLocation } from 'react-router'
import type { Route } from './+types/achievements.ts'
import { CHAINS, IP_KINDS, MATURITIES, MODES, OFFERS } from '#modules/achievement/core/words.ts'
import { inLang, langOfPath, useInLang, useLang, useSay, localPath, type Lang } from '../../i18n/lang.ts'
import { apiOf, orNotFound } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { StateBadge } from '../../ui/badges.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { FilteredPage, FilterPanel, type FilterGroup } from '../../ui/filter-panel.tsx'
import { Page, PageHead } from '../../ui/layout.tsx'
import { LinkButton } from '../../ui/links.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { Pager } from '../../ui/pager.tsx'
import { achievementPage, achievementsPage } from './addresses.ts'
import { achievementWord, offerTones } from './achievements-words.ts'
import { lotPage } from '../trading/addresses.ts'
import { priceText } from '../trading/price-text.ts'
import { unbroken } from '../../ui/unbroken.tsx'
import styles from './achievements.module.css'
import { text } from './achievements.text.ts'

const SORTS = ['newest', 'maturity', 'price'] as const
const PAGE = 20

const oneOf = <Value extends string>(values: readonly Value[], value: string | null): Value | undefined => values.find((item) => item === value)
const given = <Key extends string, Value>(key: Key, value: Value | undefined) => (value === undefined ? {} : { [key]: value }) as Partial<Record<Key, Value>>

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'title', 'lead')

/** The header searches here. Who types the number of a lot wants the lot. */
const LOT_NUMBER = /^[a-z]{2}\d{4}-\d{1,6}$/i

const goToLot = async (context: Route.LoaderArgs['context'], request: Request): Promise<void> => {
  const { searchParams, pathname } = new URL(request.url)
  const asked = searchParams.get('q')?.trim() ?? ''
  if (!LOT_NUMBER.test(asked)) return
  const { items } = await apiOf(context).listing.listLots({ number: asked.toUpperCase(), limit: 1 })
  if (items[0]) throw redirect(localPath(langOfPath(pathname), lotPage(items[0].id)))
}

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  const search = new URL(request.url).searchParams
  const region = search.get('region')
  await goToLot(context, request)
  const sort = oneOf(SORTS, search.get('sort')) ?? 'newest'
  const page = await orNotFound(
    apiOf(context).achievement.list({
      limit: PAGE,
      sort,
      ...given('q', search.get('q')?.trim().slice(0, 100) || undefined),
      ...given('field', oneOf(FIELDS, search.get('field'))),
      ...given('chain', oneOf(CHAINS, search.get('chain'))),
      ...given('maturity', oneOf(MATURITIES, search.get('maturity'))),
      ...given('mode', oneOf(MODES, search.get('mode'))),
      ...given('ipKind', oneOf(IP_KINDS, search.get('ipKind'))),
      ...given('offer', oneOf(OFFERS, search.get('offer'))),
      ...given('institution', search.get('institution')?.slice(0, 60) || undefined),
      ...given('region', region !== null && /^\d{6}$/.test(region) ? region : undefined),
      ...given('cursor', search.get('cursor')?.slice(0, 200) || undefined),
    }),
  )
  return { page, sort }
}

type Loaded = Route.ComponentProps['loaderData']
type Item = Loaded['page']['items'][number]
type Facets = Loaded['page']['facets']

/** Choices with how many there are; those that would leave nothing stay out, unless chosen. */
const groupsFrom = (
  facets: Facets,
  lang: Lang,
  say: (key: 'field' | 'chain' | 'maturity' | 'mode' | 'ip' | 'institution' | 'region' | 'offer') => string,
): FilterGroup[] => {
  const labelled = (name: keyof Facets) =>
    (facets[name] ?? []).map(({ value, count, label }) => ({ value, label: label === null ? value : inLang(label, lang), count }))
  const inOrder = (name: keyof Facets, order: readonly string[]) => labelled(name).toSorted((a, b) => order.indexOf(a.value) - order.indexOf(b.value))
  return [
    { name: 'field', label: say('field'), kind: 'one', options: inOrder('field', FIELDS) },
    { name: 'maturity', label: say('maturity'), kind: 'one', options: inOrder('maturity', MATURITIES) },
    { name: 'mode', label: say('mode'), kind: 'one', options: inOrder('mode', MODES) },
    { name: 'offer', label: say('offer'), kind: 'one', options: OFFERS.map((value) => ({ value, label: achievementWord('offer', value, lang) })) },
    { name: 'ipKind', label: say('ip'), kind: 'one', options: inOrder('ipKind', IP_KINDS) },
    { name: 'chain', label: say('chain'), kind: 'one', options: inOrder('chain', CHAINS) },
    { name: 'institution', label: say('institution'), kind: 'one', options: labelled('institution') },
    { name: 'region', label: say('region'), kind: 'one', options: labelled('region') },
  ]
}

const AchievementsPage = ({ loaderData: { page, sort } }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <Page width="wide">
      <PageHead title={say('title')} subtitle={say('lead')} />
      <FilteredPage filters={<FilterPanel searchParam="q" searchLabel={say('search')} groups={groupsFrom(page.facets, lang, say)} />}>
        <div className={styles.bar}>
          <p className={styles.found} aria-live="polite">
            {say('found', { total: page.total ?? 0 })}
          </p>
          <Orders open={sort} />
        </div>
        <AchievementTable items={page.items} />
        <Pager nextCursor={page.nextCursor} />
      </FilteredPage>
    </Page>
  )
}
export default AchievementsPage

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

const AchievementTable = ({ items }: { readonly items: readonly Item[] }) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  const MOST_MODES = 3
  return (
    <DataTable
      caption={say('caption')}
      rows={items}
      rowKey={({ id }) => id}
      rowHref={({ id }) => localPath(lang, achievementPage(id))}
      empty={
        <EmptyState
          title={say('empty')}
          action={
            <LinkButton to={achievementsPage()} variant="default">
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
              <span className={styles.name}>{unbroken(both(item.title))}</span>
              <span className={styles.meta}>
                {both(item.institutionName)} · {achievementWord('field', item.field, lang)}
              </span>
            </span>
          ),
        },
        {
          key: 'maturity',
          header: say('maturity'),
          cell: (item) => (
            <span>
              {achievementWord('maturity', item.maturity, lang)}
              <span className={styles.meta}>{item.trl === null ? '' : say('trl', { level: item.trl })}</span>
            </span>
          ),
        },
        { key: 'ip', header: say('ip'), cell: (item) => achievementWord('ip', item.ipKind, lang), isWideOnly: true },
        {
          key: 'modes',
          header: say('modes'),
          cell: (item) =>
            item.modes
              .slice(0, MOST_MODES)
              .map((mode) => achievementWord('mode', mode, lang))
              .join(lang === 'zh' ? '、' : ', '),
          isWideOnly: true,
        },
        { key: 'price', header: say('price'), align: 'end', cell: (item) => priceText(item.priceMinMinor, item.priceMaxMinor, lang) || say('negotiable') },
        {
          key: 'state',
          header: say('state'),
          cell: (item) => <StateBadge tone={offerTones[item.offer]}>{achievementWord('offer', item.offer, lang)}</StateBadge>,
        },
      ]}
    />
  )
}
