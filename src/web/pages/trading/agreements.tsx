/** Prices that sellers agreed with the viewer's house. */
import type { Route } from './+types/agreements.ts'
import { BUYER_ROLES } from '#kernel/actor.ts'
import { formatEnd } from '../../i18n/dates.ts'
import { localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, requireRole } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { Tag } from '../../ui/badges.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Page, PageHead } from '../../ui/layout.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { Price } from '../../ui/price.tsx'
import { lotPage } from './addresses.ts'
import { text } from './negotiated-form.text.ts'
import { LotStateBadge } from './lot-state.tsx'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'list')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  requireRole(context, request, BUYER_ROLES)
  return apiOf(context).listing.agreements.mine({})
}

const AgreementsPage = ({ loaderData: { items } }: Route.ComponentProps) => {
  const say = useSay(text)
  const inLang = useInLang()
  const lang = useLang()
  return (
    <Page width="wide">
      <PageHead title={say('list')} subtitle={say('listLead')} />
      <DataTable
        caption={say('list')}
        rows={items}
        rowKey={(row) => row.id}
        rowHref={(row) => localPath(lang, lotPage(row.id))}
        empty={<EmptyState title={say('empty')}>{say('emptyAbout')}</EmptyState>}
        columns={[
          { key: 'lot', header: say('lot'), cell: (row) => `${row.number} ${inLang(row.title)}` },
          { key: 'seller', header: say('seller'), cell: (row) => inLang(row.sellerName), isWideOnly: true },
          {
            key: 'state',
            header: say('state'),
            cell: (row) => (
              <>
                <LotStateBadge state={row.state} isAgreed /> {row.state === 'checked' && !row.isConfirmed ? <Tag>{say('toConfirm')}</Tag> : null}
              </>
            ),
          },
          { key: 'price', header: say('price'), align: 'end', cell: (row) => <Price minor={row.priceMinor} size="s" isExact /> },
          { key: 'closes', header: say('closes'), align: 'end', cell: (row) => (row.noticeClosesAt === null ? '—' : formatEnd(row.noticeClosesAt, lang)) },
        ]}
      />
    </Page>
  )
}
export default AgreementsPage
