/** Contracts of the viewer's organisations; all of them for officers. */
import type { Route } from './+types/contract-list.ts'
import { localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { Tag } from '../../ui/badges.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Due } from '../../ui/due.tsx'
import { Page, PageHead, Tabs } from '../../ui/layout.tsx'
import { ListTools, NoneFound } from '../../ui/list-tools.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Price } from '../../ui/price.tsx'
import { useSelection } from '../../ui/selection.tsx'
import { contractPage, contractsFile } from './addresses.ts'
import { CONTRACT_READERS, contractsAsked } from './contract-list.server.ts'
import { ContractStateBadge } from './contract-state.tsx'
import { text } from './contract.text.ts'

const PAGE = 50

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'list')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  requireRole(context, request, CONTRACT_READERS)
  const search = new URL(request.url).searchParams
  const cursor = search.get('cursor')
  return orNotFound(apiOf(context).contract.list({ ...contractsAsked(search), limit: PAGE, ...(cursor === null ? {} : { cursor }) }))
}

const ContractListPage = ({ loaderData: { items, nextCursor } }: Route.ComponentProps) => {
  const say = useSay(text)
  const inLang = useInLang()
  const lang = useLang()
  const { boxes, sum } = useSelection({
    rows: items,
    rowKey: ({ id }) => id,
    nameOf: ({ number }) => number,
    of: say('price'),
    minorOf: ({ priceMinor }) => priceMinor,
  })
  return (
    <Page width="wide">
      <PageHead title={say('list')} subtitle={say('listLead')} />
      <Tabs
        label={say('stage')}
        param="stage"
        tabs={[
          { value: 'open', label: say('open') },
          { value: 'ended', label: say('ended') },
        ]}
      />
      <ListTools searchLabel={say('search')} file={contractsFile()} />
      <DataTable
        caption={say('list')}
        rows={items}
        rowKey={(row) => row.id}
        rowHref={(row) => localPath(lang, contractPage(row.id))}
        nextCursor={nextCursor}
        empty={
          <NoneFound>
            <EmptyState title={say('empty')}>{say('emptyAbout')}</EmptyState>
          </NoneFound>
        }
        columns={[
          ...boxes,
          { key: 'contract', header: say('contract'), cell: (row) => `${row.number} ${inLang(row.title)}`, sort: (row) => row.number },
          {
            key: 'state',
            header: say('state'),
            sort: (row) => row.state,
            cell: (row) => (
              <>
                <ContractStateBadge state={row.state} /> {row.isMine ? <Tag>{say('mine')}</Tag> : null}
              </>
            ),
          },
          { key: 'parties', header: say('parties'), cell: (row) => `${inLang(row.seller.name)} / ${inLang(row.buyer.name)}`, isWideOnly: true },
          { key: 'price', header: say('price'), align: 'end', cell: (row) => <Price minor={row.priceMinor} size="s" />, sort: (row) => BigInt(row.priceMinor) },
          { key: 'due', header: say('due'), align: 'end', cell: (row) => <Due at={row.dueAt} isOpen />, sort: (row) => row.dueAt },
        ]}
      />
      {sum}
      <Pager nextCursor={nextCursor} />
    </Page>
  )
}
export default ContractListPage
