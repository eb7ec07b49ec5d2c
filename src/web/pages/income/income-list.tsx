/** Distribution plans of the viewer's institution. */
import type { Route } from './+types/income-list.ts'
import { formatEnd } from '../../i18n/dates.ts'
import { localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { Tag } from '../../ui/badges.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Page, PageHead, Tabs } from '../../ui/layout.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Price } from '../../ui/price.tsx'
import { planPage } from './addresses.ts'
import { PlanStateBadge } from './income-state.tsx'
import { text } from './income.text.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'list')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  requireRole(context, request, ['tto', 'approver', 'regulator'])
  const search = new URL(request.url).searchParams
  const cursor = search.get('cursor')
  const stage = search.get('stage') === 'done' ? ('done' as const) : ('open' as const)
  return orNotFound(apiOf(context).income.list({ stage, ...(cursor === null ? {} : { cursor }) }))
}

const IncomeListPage = ({ loaderData: { items, nextCursor } }: Route.ComponentProps) => {
  const say = useSay(text)
  const inLang = useInLang()
  const lang = useLang()
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
      <DataTable
        caption={say('list')}
        rows={items}
        rowKey={(row) => row.id}
        rowHref={(row) => localPath(lang, planPage(row.id))}
        empty={<EmptyState title={say('empty')}>{say('emptyAbout')}</EmptyState>}
        columns={[
          { key: 'plan', header: say('plan'), cell: (row) => `${row.number} ${inLang(row.title)}` },
          {
            key: 'state',
            header: say('state'),
            cell: (row) => (
              <>
                <PlanStateBadge state={row.state} /> {row.isMine ? <Tag>{say('mine')}</Tag> : null}
              </>
            ),
          },
          { key: 'gross', header: say('gross'), align: 'end', cell: (row) => <Price minor={row.grossMinor} size="s" /> },
          { key: 'reward', header: say('reward'), align: 'end', cell: (row) => (row.rewardMinor === '0' ? '—' : <Price minor={row.rewardMinor} size="s" />) },
          { key: 'due', header: say('due'), align: 'end', cell: (row) => (row.dueAt === null ? '—' : formatEnd(row.dueAt, lang)) },
        ]}
      />
      <Pager nextCursor={nextCursor} />
    </Page>
  )
}
export default IncomeListPage
