/** Lots of the viewer's institution. */
import type { Route } from './+types/lots.ts'
import { NEGOTIATED } from '#modules/listing/core/negotiated.ts'
import { LOT_STATES } from '#modules/listing/core/lifecycle.ts'
import { en, zh } from '#modules/listing/core/state-messages.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { localPath, useCodeText, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole } from '../../shell/calls.ts'
import { holdsAny, useViewer } from '../../shell/market.ts'
import { pageTitle } from '../../shell/title.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { FilteredPage, FilterPanel } from '../../ui/filter-panel.tsx'
import { Page, PageHead, Row } from '../../ui/layout.tsx'
import { LinkButton } from '../../ui/links.tsx'
import { ListTools, NoneFound } from '../../ui/list-tools.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Price } from '../../ui/price.tsx'
import { lotDesk, newAgreedPage, newLotPage, ownLotsFile } from './addresses.ts'
import { text as agreedText } from './negotiated-form.text.ts'
import { ownLotsAsked } from './lists.server.ts'
import { LotStateBadge } from './lot-state.tsx'
import { text } from './lot-desk.text.ts'

const PAGE = 50

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'myLots')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  requireRole(context, request, ['tto', 'approver'])
  const search = new URL(request.url).searchParams
  const cursor = search.get('cursor')
  return orNotFound(apiOf(context).listing.mine({ ...ownLotsAsked(search), limit: PAGE, ...(cursor === null ? {} : { cursor }) }))
}

const LotsPage = ({ loaderData: { items, nextCursor } }: Route.ComponentProps) => {
  const say = useSay(text)
  const agreed = useSay(agreedText)
  const word = useCodeText({ zh, en })
  const inLang = useInLang()
  const lang = useLang()
  // Who approves does not draft.
  const create = holdsAny(useViewer(), ['tto']) ? (
    <Row>
      <LinkButton to={newLotPage()}>{say('newLot')}</LinkButton>
      <LinkButton to={newAgreedPage()} variant="default">
        {agreed('newAgreed')}
      </LinkButton>
    </Row>
  ) : null
  return (
    <Page width="wide">
      <PageHead title={say('myLots')} subtitle={say('myLotsLead')} actions={create} />
      <FilteredPage
        filters={
          <FilterPanel
            groups={[
              { name: 'state', label: say('state'), kind: 'one', options: LOT_STATES.map((value) => ({ value, label: word(`state.listing.${value}`) })) },
            ]}
          />
        }
      >
        <ListTools searchLabel={say('searchLots')} file={ownLotsFile()} />
        <DataTable
          caption={say('myLots')}
          rows={items}
          rowKey={(row) => row.id}
          rowHref={(row) => localPath(lang, lotDesk(row.id))}
          nextCursor={nextCursor}
          empty={
            <NoneFound>
              <EmptyState title={say('empty')} action={create}>
                {say('emptyAbout')}
              </EmptyState>
            </NoneFound>
          }
          columns={[
            {
              key: 'lot',
              header: say('lot'),
              cell: (row) => `${row.number} ${inLang(row.title)}${row.unitNo === null ? '' : say('unitNo', { no: row.unitNo })}`,
              sort: (row) => row.number,
            },
            {
              key: 'state',
              header: say('state'),
              cell: (row) => <LotStateBadge state={row.state} isAgreed={row.method === NEGOTIATED} />,
              sort: (row) => word(`state.listing.${row.state}`),
            },
            {
              key: 'price',
              header: say('price'),
              align: 'end',
              cell: (row) => <Price minor={row.priceMinor ?? row.startingPriceMinor} size="s" />,
              sort: (row) => BigInt(row.priceMinor ?? row.startingPriceMinor),
            },
            {
              key: 'changed',
              header: say('changed'),
              align: 'end',
              cell: (row) => formatInstant(row.changedAt, lang),
              sort: (row) => row.changedAt,
              isWideOnly: true,
            },
          ]}
        />
        <Pager nextCursor={nextCursor} />
      </FilteredPage>
    </Page>
  )
}
export default LotsPage
