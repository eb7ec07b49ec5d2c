/** What an enterprise has applied for: qualification, deposit, number, result. */
import type { Route } from './+types/bidder.ts'
import { en, zh } from '#modules/listing/messages.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { localPath, useCodeText, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { Countdown } from '../../ui/countdown.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Page, PageHead, Stack } from '../../ui/layout.tsx'
import { LinkButton } from '../../ui/links.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Price } from '../../ui/price.tsx'
import { lotPage, tradingIn } from './addresses.ts'
import { ApplicationStateBadge, LotStateBadge } from './lot-state.tsx'
import { text } from './lot-desk.text.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'bids')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  requireRole(context, request, ['enterprise'])
  const cursor = new URL(request.url).searchParams.get('cursor')
  return orNotFound(apiOf(context).listing.myApplications(cursor === null ? {} : { cursor }))
}

const BidderPage = ({ loaderData: { items, nextCursor } }: Route.ComponentProps) => {
  const say = useSay(text)
  const word = useCodeText({ zh, en })
  const inLang = useInLang()
  const lang = useLang()
  return (
    <Page width="wide">
      <PageHead title={say('bids')} subtitle={say('bidsLead')} />
      <DataTable
        caption={say('bids')}
        rows={items}
        rowKey={(row) => row.id}
        rowHref={(row) => localPath(lang, lotPage(row.lotId))}
        empty={
          <EmptyState title={say('bidsEmpty')} action={<LinkButton to={tradingIn('registering')}>{say('toTrading')}</LinkButton>}>
            {say('bidsEmptyAbout')}
          </EmptyState>
        }
        columns={[
          { key: 'lot', header: say('lot'), cell: (row) => inLang(row.lotTitle) },
          { key: 'lotState', header: say('lotState'), cell: (row) => <LotStateBadge state={row.lotState} /> },
          { key: 'state', header: say('applicationState'), cell: (row) => <ApplicationStateBadge state={row.state} /> },
          {
            key: 'deposit',
            header: say('deposit_'),
            align: 'end',
            cell: (row) => (
              <Stack gap={4}>
                <Price minor={row.depositMinor} size="s" />
                {word(`enum.listing.deposit.${row.depositState}`)}
              </Stack>
            ),
          },
          { key: 'reference', header: say('reference'), cell: (row) => (row.depositState === 'requested' ? row.depositReference : null) },
          {
            key: 'due',
            header: say('due'),
            cell: (row) => (row.state === 'qualified' && row.depositDueAt !== null ? <Countdown until={row.depositDueAt} withMoment /> : null),
          },
          { key: 'number', header: say('number'), align: 'end', cell: (row) => row.bidderNumber },
          { key: 'applied', header: say('applied'), cell: (row) => formatInstant(row.appliedAt, lang), isWideOnly: true },
        ]}
      />
      <Pager nextCursor={nextCursor} />
    </Page>
  )
}
export default BidderPage
