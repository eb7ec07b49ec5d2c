/** The needs of the viewer's enterprise, in every state. */
import type { Route } from './+types/demand-mine.ts'
import { formatDate } from '../../i18n/dates.ts'
import { localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { StateBadge } from '../../ui/badges.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Page, PageHead } from '../../ui/layout.tsx'
import { LinkButton } from '../../ui/links.tsx'
import { ListTools } from '../../ui/list-tools.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { Pager } from '../../ui/pager.tsx'
import { priceText } from '../trading/price-text.ts'
import { demandPage, newDemandPage, ownDemandsFile } from './addresses.ts'
import { demandStateWord, demandTones } from './demands-words.ts'
import { text } from './demand.text.ts'

const PAGE = 50

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'mine')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  requireRole(context, request, ['enterprise'])
  const cursor = new URL(request.url).searchParams.get('cursor')
  return orNotFound(apiOf(context).demand.mine({ limit: PAGE, ...(cursor === null ? {} : { cursor: cursor.slice(0, 200) }) }))
}

const MyDemandsPage = ({ loaderData: { items, nextCursor, total } }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  return (
    <Page width="wide">
      <PageHead title={say('mine')} subtitle={say('mineLead')} actions={<LinkButton to={newDemandPage()}>{say('newTitle')}</LinkButton>} />
      <ListTools file={ownDemandsFile()} />
      <DataTable
        caption={say('caption')}
        rows={items}
        rowKey={({ id }) => id}
        rowHref={({ id }) => localPath(lang, demandPage(id))}
        nextCursor={nextCursor}
        empty={
          <EmptyState title={say('empty')} action={<LinkButton to={newDemandPage()}>{say('newTitle')}</LinkButton>}>
            {say('emptyAbout')}
          </EmptyState>
        }
        columns={[
          { key: 'title', header: say('title'), cell: (item) => both(item.title), sort: (item) => both(item.title) },
          { key: 'state', header: say('state'), cell: (item) => <StateBadge tone={demandTones[item.state]}>{demandStateWord(item.state, lang)}</StateBadge> },
          {
            key: 'budget',
            header: say('budget'),
            align: 'end',
            cell: (item) => priceText(item.budgetMinMinor, item.budgetMaxMinor, lang) || say('negotiable'),
          },
          {
            key: 'deadline',
            header: say('deadlineShort'),
            sort: (item) => item.deadline,
            cell: (item) => (item.deadline === null ? say('noDeadline') : formatDate(item.deadline, lang)),
          },
          { key: 'responses', header: say('responses'), align: 'end', cell: (item) => item.responses, sort: (item) => item.responses },
        ]}
      />
      <Pager nextCursor={nextCursor} total={total} />
    </Page>
  )
}
export default MyDemandsPage
