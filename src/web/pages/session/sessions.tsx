/** Sessions that run, come, or were held. */
import type { Route } from './+types/sessions.ts'
import { FIELDS } from '#kernel/field.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { StateBadge } from '../../ui/badges.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { FilteredPage, FilterPanel } from '../../ui/filter-panel.tsx'
import { Page, PageHead, Tabs } from '../../ui/layout.tsx'
import { LinkButton } from '../../ui/links.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { Pager } from '../../ui/pager.tsx'
import { demandWord } from '../demand/demands-words.ts'
import { auctionSessionPage, calendarPage } from './addresses.ts'
import { placeText, sessionSign, type SessionCard } from './session-words.ts'
import styles from './sessions.module.css'
import { text } from './sessions.text.ts'

const PAGE = 20

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'title', 'lead')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  const search = new URL(request.url).searchParams
  const field = FIELDS.find((each) => each === search.get('field'))
  const cursor = search.get('cursor')
  const when = search.get('when') === 'over' ? ('over' as const) : ('coming' as const)
  const page = await orNotFound(
    apiOf(context).session.list({
      limit: PAGE,
      when,
      ...(field === undefined ? {} : { field }),
      ...(cursor === null ? {} : { cursor: cursor.slice(0, 200) }),
    }),
  )
  return { page, when }
}

const SessionsPage = ({ loaderData: { page, when } }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <Page width="wide">
      <PageHead
        title={say('title')}
        subtitle={say('lead')}
        actions={
          <LinkButton to={calendarPage()} variant="default">
            {say('calendar')}
          </LinkButton>
        }
      />
      <Tabs
        label={say('when')}
        param="when"
        tabs={[
          { value: 'coming', label: say('coming') },
          { value: 'over', label: say('over') },
        ]}
      />
      <FilteredPage
        filters={
          <FilterPanel
            keep={['when']}
            groups={[{ name: 'field', label: say('field'), kind: 'one', options: FIELDS.map((value) => ({ value, label: demandWord('field', value, lang) })) }]}
          />
        }
      >
        <SessionTable items={page.items} isOver={when === 'over'} />
        <Pager nextCursor={page.nextCursor} />
      </FilteredPage>
    </Page>
  )
}
export default SessionsPage

const SessionTable = ({ items, isOver }: { readonly items: readonly SessionCard[]; readonly isOver: boolean }) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  return (
    <DataTable
      caption={say('title')}
      rows={items}
      rowKey={({ id }) => id}
      rowHref={({ id }) => localPath(lang, auctionSessionPage(id))}
      empty={<EmptyState title={say(isOver ? 'noneOver' : 'none')}>{say('noneAbout')}</EmptyState>}
      columns={[
        {
          key: 'name',
          header: say('name'),
          cell: (item) => (
            <span>
              <span className={styles.name}>{both(item.title)}</span>
              <span className={styles.meta}>
                {[both(item.organiser.name), both(item.regionName), placeText(item, { online: say('online'), shown: both(item.place) })].join(' · ')}
              </span>
            </span>
          ),
        },
        {
          key: 'field',
          header: say('field'),
          cell: ({ field }) => (field === null ? say('anyField') : demandWord('field', field, lang)),
          isWideOnly: true,
        },
        { key: 'time', header: say('time'), cell: ({ startsAt }) => <time dateTime={startsAt}>{formatInstant(startsAt, lang)}</time> },
        {
          key: 'lots',
          header: say('lots'),
          align: 'end',
          cell: ({ totals, state }) =>
            state === 'held' ? say('sold', { sold: totals.soldCount, lots: totals.lotCount }) : say('lotsCount', { count: totals.lotCount }),
        },
        {
          key: 'state',
          header: say('state'),
          cell: ({ state }) => {
            const { tone, word } = sessionSign(state, lang)
            return <StateBadge tone={tone}>{word}</StateBadge>
          },
        },
      ]}
    />
  )
}
