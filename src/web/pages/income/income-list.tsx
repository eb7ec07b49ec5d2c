/** Distribution plans of the viewer's institution. */
import type { Route } from './+types/income-list.ts'
import { formatEnd } from '../../i18n/dates.ts'
import { localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { Tag } from '../../ui/badges.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Page, PageHead, Tabs } from '../../ui/layout.tsx'
import { ListTools } from '../../ui/list-tools.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Price } from '../../ui/price.tsx'
import { useSelection } from '../../ui/selection.tsx'
import { planPage, plansFile } from './addresses.ts'
import { plansAsked } from './income-list.server.ts'
import { PlanStateBadge } from './income-state.tsx'
import { text } from './income.text.ts'

const PAGE = 50

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'list')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  requireRole(context, request, ['tto', 'approver', 'regulator'])
  const search = new URL(request.url).searchParams
  const cursor = search.get('cursor')
  return orNotFound(apiOf(context).income.list({ ...plansAsked(search), limit: PAGE, ...(cursor === null ? {} : { cursor }) }))
}

const IncomeListPage = ({ loaderData: { items, nextCursor } }: Route.ComponentProps) => {
  const say = useSay(text)
  const inLang = useInLang()
  const lang = useLang()
  const { boxes, sum } = useSelection({
    rows: items,
    rowKey: ({ id }) => id,
    nameOf: ({ number }) => number,
    of: say('gross'),
    minorOf: ({ grossMinor }) => grossMinor,
  })
  return (
    <Page width="wide">
      <PageHead title={say('list')} subtitle={say('listLead')} />
      <Tabs
        label={say('stage')}
        param="stage"
        tabs={[
          { value: 'open', label: say('open') },
          { value: 'done', label: say('doneTab') },
        ]}
      />
      <ListTools file={plansFile()} />
      <DataTable
        caption={say('list')}
        rows={items}
        rowKey={(row) => row.id}
        rowHref={(row) => localPath(lang, planPage(row.id))}
        nextCursor={nextCursor}
        empty={<EmptyState title={say('empty')}>{say('emptyAbout')}</EmptyState>}
        columns={[
          ...boxes,
          { key: 'plan', header: say('plan'), cell: (row) => `${row.number} ${inLang(row.title)}`, sort: (row) => row.number },
          {
            key: 'state',
            header: say('state'),
            sort: (row) => row.state,
            cell: (row) => (
              <>
                <PlanStateBadge state={row.state} /> {row.isMine ? <Tag>{say('mine')}</Tag> : null}
              </>
            ),
          },
          { key: 'gross', header: say('gross'), align: 'end', cell: (row) => <Price minor={row.grossMinor} size="s" />, sort: (row) => BigInt(row.grossMinor) },
          { key: 'reward', header: say('reward'), align: 'end', cell: (row) => (row.rewardMinor === '0' ? '—' : <Price minor={row.rewardMinor} size="s" />) },
          { key: 'due', header: say('due'), align: 'end', cell: (row) => (row.dueAt === null ? '—' : formatEnd(row.dueAt, lang)) },
        ]}
      />
      {sum}
      <Pager nextCursor={nextCursor} />
    </Page>
  )
}
export default IncomeListPage
