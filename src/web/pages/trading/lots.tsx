/** Lots of the viewer's institution. */
import type { Route } from './+types/lots.ts'
import { LOT_STATES } from '#modules/listing/core/lifecycle.ts'
import { en, zh } from '#modules/listing/messages.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { localPath, useCodeText, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole } from '../../shell/calls.ts'
import { holdsAny, useViewer } from '../../shell/market.ts'
import { pageTitle } from '../../shell/title.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { FilteredPage, FilterPanel } from '../../ui/filter-panel.tsx'
import { Page, PageHead } from '../../ui/layout.tsx'
import { LinkButton } from '../../ui/links.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Price } from '../../ui/price.tsx'
import { lotDesk, newLotPage } from './addresses.ts'
import { LotStateBadge } from './lot-state.tsx'
import { text } from './lot-desk.text.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'myLots')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  requireRole(context, request, ['tto', 'approver'])
  const search = new URL(request.url).searchParams
  const cursor = search.get('cursor')
  const state = LOT_STATES.find((value) => value === search.get('state'))
  return orNotFound(apiOf(context).listing.myLots({ ...(cursor === null ? {} : { cursor }), ...(state === undefined ? {} : { state }) }))
}

const LotsPage = ({ loaderData: { items, nextCursor } }: Route.ComponentProps) => {
  const say = useSay(text)
  const word = useCodeText({ zh, en })
  const inLang = useInLang()
  const lang = useLang()
  // Who approves does not draft.
  const create = holdsAny(useViewer(), ['tto']) ? <LinkButton to={newLotPage()}>{say('newLot')}</LinkButton> : null
  return (
    <Page width="wide">
      <PageHead title={say('myLots')} subtitle={say('myLotsLead')} actions={create} />
      <FilteredPage
        filters={
          <FilterPanel
            groups={[
              { name: 'state', label: say('filter'), kind: 'one', options: LOT_STATES.map((value) => ({ value, label: word(`state.listing.${value}`) })) },
            ]}
          />
        }
      >
        <DataTable
          caption={say('myLots')}
          rows={items}
          rowKey={(row) => row.id}
          rowHref={(row) => localPath(lang, lotDesk(row.id))}
          empty={
            <EmptyState title={say('empty')} action={create}>
              {say('emptyAbout')}
            </EmptyState>
          }
          columns={[
            { key: 'lot', header: say('lot'), cell: (row) => `${row.number} ${inLang(row.title)}` },
            { key: 'state', header: say('state'), cell: (row) => <LotStateBadge state={row.state} /> },
            { key: 'price', header: say('price'), align: 'end', cell: (row) => <Price minor={row.priceMinor ?? row.startingPriceMinor} size="s" /> },
            { key: 'changed', header: say('changed'), align: 'end', cell: (row) => formatInstant(row.changedAt, lang), isWideOnly: true },
          ]}
        />
        <Pager nextCursor={nextCursor} />
      </FilteredPage>
    </Page>
  )
}
export default LotsPage
