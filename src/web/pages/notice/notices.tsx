/** All public notices: what is published, for how long still, and how it ended. */
import type { Route } from './+types/notices.ts'
import type { NoticeView } from '#modules/notice/api.ts'
import { KIND_NAME } from '#modules/notice/core/notice.ts'
import { formatDate, formatInstant } from '../../i18n/dates.ts'
import { localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { oneOf } from '../../shell/asked.ts'
import { apiOf, orNotFound } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { StateBadge, Tag } from '../../ui/badges.tsx'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { FilteredPage, FilterPanel } from '../../ui/filter-panel.tsx'
import { Page, PageHead } from '../../ui/layout.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { Pager } from '../../ui/pager.tsx'
import { noticePage } from './addresses.ts'
import { daysText, noticeStateWord, noticeTones } from './notices-words.ts'
import styles from './notices.module.css'
import { text } from './notices.text.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'title', 'lead')

const STATES = ['running', 'paused', 'closed', 'upheld', 'withdrawn'] as const

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  const asked = new URL(request.url).searchParams
  const q = asked.get('q')?.trim().slice(0, 100)
  const cursor = asked.get('cursor')
  const kind = asked.get('kind')
  const state = oneOf(STATES, asked.get('state'))
  return orNotFound(
    apiOf(context).notice.list({
      limit: 20,
      ...(kind && KIND_NAME.test(kind) ? { kind } : {}),
      ...(state ? { state } : {}),
      ...(q ? { q } : {}),
      ...(cursor === null ? {} : { cursor }),
    }),
  )
}

const useColumns = (): readonly Column<NoticeView>[] => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  return [
    {
      key: 'name',
      header: say('name'),
      cell: (notice) => (
        <span className={styles.name}>
          {both(notice.title)}
          <span className={styles.under}>{notice.number}</span>
        </span>
      ),
    },
    { key: 'kind', header: say('kind'), cell: (notice) => <Tag>{both(notice.kindName)}</Tag> },
    { key: 'owner', header: say('owner'), cell: (notice) => both(notice.owner.name), isWideOnly: true },
    { key: 'opened', header: say('opened'), cell: (notice) => <time dateTime={notice.opensAt}>{formatInstant(notice.opensAt, lang)}</time>, isWideOnly: true },
    {
      key: 'ends',
      header: say('ends'),
      cell: (notice) => (
        <span className={styles.name}>
          {notice.lastDay === null ? say('paused') : formatDate(notice.lastDay, lang)}
          {notice.daysLeft > 0 ? <span className={styles.under}>{say('left', { days: daysText(notice.daysLeft, notice.unit, lang) })}</span> : null}
        </span>
      ),
    },
    {
      key: 'state',
      header: say('state'),
      cell: (notice) => <StateBadge tone={noticeTones[notice.state]}>{noticeStateWord(notice.state, lang)}</StateBadge>,
    },
  ]
}

const NoticesPage = ({ loaderData: { items, nextCursor, total, kinds, states } }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  const columns = useColumns()
  const both = useInLang()
  const kindOptions = kinds.map(({ kind, name, count }) => ({ value: kind, label: both(name), count }))
  const stateOptions = STATES.map((state) => ({
    value: state,
    label: noticeStateWord(state, lang),
    count: states.find((entry) => entry.state === state)?.count ?? 0,
  }))
  return (
    <Page width="wide">
      <PageHead title={say('title')} subtitle={say('lead')} />
      <FilteredPage
        filters={
          <FilterPanel
            groups={[
              { name: 'kind', label: say('kind'), kind: 'one', options: kindOptions },
              { name: 'state', label: say('state'), kind: 'one', options: stateOptions },
            ]}
            searchParam="q"
            searchLabel={say('search')}
          />
        }
      >
        <DataTable
          caption={say('title')}
          rows={items}
          columns={columns}
          rowKey={(notice) => notice.id}
          rowHref={(notice) => localPath(lang, noticePage(notice.id))}
          empty={<EmptyState title={say('empty')}>{say('emptyHint')}</EmptyState>}
        />
        <Pager nextCursor={nextCursor} total={total} />
      </FilteredPage>
    </Page>
  )
}
export default NoticesPage
