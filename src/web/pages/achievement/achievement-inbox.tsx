/** Achievements of the institution by state; what waits comes first. */
import type { Route } from './+types/achievement-inbox.ts'
import { formatDate, formatInstant } from '../../i18n/dates.ts'
import { localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole } from '../../shell/calls.ts'
import { holdsAny, useViewer } from '../../shell/market.ts'
import { pageTitle } from '../../shell/title.ts'
import { StageBadge } from './stage-badge.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Page, PageHead, Tabs } from '../../ui/layout.tsx'
import { LinkButton } from '../../ui/links.tsx'
import { ListTools, NoneFound } from '../../ui/list-tools.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { Pager } from '../../ui/pager.tsx'
import { achievementDesk, achievementImport, achievementInboxFile } from './addresses.ts'
import { firstState, inboxAsked } from './achievement-inbox.server.ts'
import { achievementWord } from './achievements-words.ts'
import styles from './achievements.module.css'
import { text } from './achievement.text.ts'

const PAGE = 50
const ALL = 'all'
const TABS = [
  ['disclosed', 'waiting'],
  ['assessed', 'toApprove'],
  ['approved', 'toFile'],
  ['catalogued', 'catalogued'],
  ['returned', 'returnedTab'],
  ['secret', 'secret'],
  ['released', 'released'],
  [ALL, 'all'],
] as const

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'inbox')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  const viewer = requireRole(context, request, ['tto', 'approver'])
  const search = new URL(request.url).searchParams
  const first = firstState(viewer)
  const cursor = search.get('cursor')
  const page = await orNotFound(
    apiOf(context).achievement.waiting({ limit: PAGE, ...inboxAsked(search, first), ...(cursor === null ? {} : { cursor: cursor.slice(0, 200) }) }),
  )
  return { page, first }
}

const InboxPage = ({ loaderData: { page, first } }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  const isOfficer = holdsAny(useViewer(), ['tto'])
  const tabs = TABS.toSorted(([a], [b]) => Number(b === first) - Number(a === first)).map(([value, key]) => ({ value, label: say(key) }))
  return (
    <Page width="wide">
      <PageHead
        title={say('inbox')}
        subtitle={say('inboxLead')}
        actions={
          isOfficer ? (
            <LinkButton to={achievementImport()} variant="default">
              {say('importLink')}
            </LinkButton>
          ) : null
        }
      />
      <Tabs label={say('tabs')} param="state" tabs={tabs} />
      <ListTools searchLabel={say('searchTitle')} file={achievementInboxFile()} />
      <DataTable
        caption={say('caption')}
        rows={page.items}
        rowKey={({ id }) => id}
        rowHref={({ id }) => localPath(lang, achievementDesk(id))}
        nextCursor={page.nextCursor}
        empty={
          <NoneFound>
            <EmptyState title={say('empty')}>{say('emptyAbout')}</EmptyState>
          </NoneFound>
        }
        columns={[
          {
            key: 'name',
            header: say('name'),
            sort: (item) => both(item.title),
            cell: (item) => (
              <span>
                <span className={styles.name}>{both(item.title)}</span>
                <span className={styles.meta}>{item.catalogueNumber ?? achievementWord('field', item.field, lang)}</span>
              </span>
            ),
          },
          { key: 'writer', header: say('writer'), cell: (item) => item.createdByName || achievementWord('source', item.source, lang) },
          {
            key: 'state',
            header: say('state'),
            cell: (item) => (
              <span>
                <StageBadge of={item} />
                <span className={styles.meta}>{item.unconfirmed > 0 ? say('unconfirmed', { count: item.unconfirmed }) : ''}</span>
              </span>
            ),
          },
          {
            key: 'decision',
            header: say('decision'),
            sort: (item) => item.decisionDueOn,
            cell: (item) => (
              <span>
                {achievementWord('decision', item.decision, lang) || '—'}
                <span className={styles.meta}>{item.decisionDueOn === null ? '' : say('due', { date: formatDate(item.decisionDueOn, lang) })}</span>
              </span>
            ),
            isWideOnly: true,
          },
          {
            key: 'disclosed',
            header: say('disclosed'),
            sort: (item) => item.disclosedAt,
            cell: (item) => (item.disclosedAt === null ? '—' : formatInstant(item.disclosedAt, lang)),
            isWideOnly: true,
          },
        ]}
      />
      <Pager nextCursor={page.nextCursor} total={page.total} />
    </Page>
  )
}
export default InboxPage
