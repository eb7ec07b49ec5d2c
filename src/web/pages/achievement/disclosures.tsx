/** Achievements that the viewer disclosed or completed. */
import type { Route } from './+types/disclosures.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireViewer } from '../../shell/calls.ts'
import { holdsAny, useViewer } from '../../shell/market.ts'
import { pageTitle } from '../../shell/title.ts'
import { StageBadge } from './stage-badge.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Page, PageHead } from '../../ui/layout.tsx'
import { LinkButton } from '../../ui/links.tsx'
import { ListTools } from '../../ui/list-tools.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { Pager } from '../../ui/pager.tsx'
import { achievementDesk, disclosurePage, disclosuresFile, newDisclosurePage } from './addresses.ts'
import styles from './achievements.module.css'
import { text } from './disclosure.text.ts'

const PAGE = 20

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'mine')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  requireViewer(context, request)
  const cursor = new URL(request.url).searchParams.get('cursor')
  return orNotFound(apiOf(context).achievement.mine({ limit: PAGE, ...(cursor === null ? {} : { cursor: cursor.slice(0, 200) }) }))
}

const DisclosuresPage = ({ loaderData: { items, nextCursor, total } }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  const mayDisclose = holdsAny(useViewer(), ['researcher'])
  const start = mayDisclose ? <LinkButton to={newDisclosurePage()}>{say('newTitle')}</LinkButton> : null
  return (
    <Page width="wide">
      <PageHead title={say('mine')} subtitle={say('mineLead')} actions={start} />
      <ListTools {...(mayDisclose ? { file: disclosuresFile() } : {})} />
      <DataTable
        caption={say('caption')}
        rows={items}
        rowKey={({ id }) => id}
        rowHref={({ id, state }) => localPath(lang, state === 'draft' ? disclosurePage(id) : achievementDesk(id))}
        empty={
          <EmptyState title={say('empty')} action={start}>
            {say('emptyAbout')}
          </EmptyState>
        }
        columns={[
          {
            key: 'name',
            header: say('name'),
            cell: (item) => (
              <span>
                <span className={styles.name}>{both(item.title) || say('untitled')}</span>
                <span className={styles.meta}>{item.catalogueNumber ?? both(item.institutionName)}</span>
              </span>
            ),
          },
          {
            key: 'state',
            header: say('state'),
            cell: (item) => (
              <span>
                <StageBadge of={item} />
                <span className={styles.meta}>
                  {item.awaitsMyConfirmation
                    ? say('confirmMine')
                    : item.unconfirmed > 0 && item.state !== 'draft'
                      ? say('unconfirmed', { count: item.unconfirmed })
                      : ''}
                </span>
              </span>
            ),
          },
          { key: 'changed', header: say('changed'), cell: (item) => formatInstant(item.changedAt, lang), isWideOnly: true },
        ]}
      />
      <Pager nextCursor={nextCursor} total={total} />
    </Page>
  )
}
export default DisclosuresPage
