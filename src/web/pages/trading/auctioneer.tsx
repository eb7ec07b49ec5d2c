/** Sessions an auctioneer presides over or may take. */
import type { Route } from './+types/auctioneer.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { Page, PageHead, Tabs } from '../../ui/layout.tsx'
import { ListTools } from '../../ui/list-tools.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Price } from '../../ui/price.tsx'
import { sessionPage, sessionsFile } from './addresses.ts'
import { sessionsAsked } from './lists.server.ts'
import { PhaseBadge } from './phase-badge.tsx'
import { text } from './auctioneer.text.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'sessions')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  requireRole(context, request, ['auctioneer', 'clerk'])
  const search = new URL(request.url).searchParams
  const cursor = search.get('cursor')
  return orNotFound(apiOf(context).auction.sessions.list({ ...sessionsAsked(search), ...(cursor === null ? {} : { cursor }) }))
}

const SessionsPage = ({ loaderData: { items, nextCursor } }: Route.ComponentProps) => {
  const say = useSay(text)
  const inLang = useInLang()
  const lang = useLang()
  return (
    <Page width="wide">
      <PageHead title={say('sessions')} subtitle={say('lead')} />
      <Tabs
        label={say('tabs')}
        tabs={[
          { value: 'all', label: say('all') },
          { value: 'mine', label: say('mine') },
        ]}
      />
      <ListTools file={sessionsFile()} />
      <DataTable
        caption={say('sessions')}
        rows={items}
        rowKey={(row) => row.id}
        rowHref={(row) => localPath(lang, sessionPage(row.id))}
        empty={<EmptyState title={say('empty')}>{say('emptyAbout')}</EmptyState>}
        columns={[
          { key: 'lot', header: say('lot'), cell: (row) => `${row.lotNumber} ${inLang(row.title)}` },
          { key: 'state', header: say('state'), cell: (row) => <PhaseBadge auction={row} /> },
          { key: 'opens', header: say('opens'), align: 'end', cell: (row) => formatInstant(row.opensAt, lang) },
          { key: 'price', header: say('price'), align: 'end', cell: (row) => <Price minor={row.topPriceMinor ?? row.startingPriceMinor} size="s" /> },
          { key: 'auctioneer', header: say('auctioneer'), cell: (row) => row.auctioneerName ?? say('nobody') },
          {
            key: 'record',
            header: say('record'),
            cell: (row) => (row.phase === 'closed' ? say(row.recordSignedAt === null ? 'unsigned' : 'signed') : null),
            isWideOnly: true,
          },
        ]}
      />
      <Pager nextCursor={nextCursor} />
    </Page>
  )
}
export default SessionsPage
