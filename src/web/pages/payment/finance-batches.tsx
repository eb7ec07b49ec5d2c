/** Payout batches, newest first. */
import type { Route } from './+types/finance-batches.ts'
import { localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { Page, PageHead } from '../../ui/layout.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Price } from '../../ui/price.tsx'
import { batchPage, payoutsPage } from './addresses.ts'
import { LedgerState, READERS, useMoment, useTrail } from './finance-parts.tsx'
import { text } from './finance.text.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'batches')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  requireRole(context, request, READERS)
  const cursor = new URL(request.url).searchParams.get('cursor')
  return orNotFound(apiOf(context).payment.batches.list(cursor ? { cursor } : {}))
}

const Batches = ({ loaderData }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  const name = useInLang()
  const moment = useMoment()
  return (
    <Page width="wide">
      <PageHead title={say('batches')} trail={useTrail([{ key: 'payouts', to: payoutsPage() }])} />
      <DataTable
        caption={say('batches')}
        rows={loaderData.items}
        rowKey={(row) => row.id}
        rowHref={(row) => localPath(lang, batchPage(row.id))}
        columns={[
          { key: 'made', header: say('madeAt'), cell: (row) => moment(row.madeAt) },
          { key: 'state', header: say('state'), cell: (row) => <LedgerState of="batch" state={row.state} /> },
          { key: 'count', header: say('payoutCount'), align: 'end', cell: (row) => row.payoutCount },
          { key: 'total', header: say('total'), align: 'end', cell: (row) => <Price minor={row.totalMinor} isExact size="s" /> },
          { key: 'by', header: say('madeBy'), cell: (row) => (row.madeBy ? name(row.madeBy) : '') },
          { key: 'decided', header: say('decidedBy'), cell: (row) => (row.decidedBy ? name(row.decidedBy) : '') },
        ]}
        empty={<EmptyState title={say('noBatches')}>{say('noBatchesAbout')}</EmptyState>}
      />
      <Pager nextCursor={loaderData.nextCursor} total={loaderData.total} />
    </Page>
  )
}
export default Batches
