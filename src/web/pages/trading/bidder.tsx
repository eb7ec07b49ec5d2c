/** What an enterprise has applied for: qualification, deposit, number, result. */
import type { Route } from './+types/bidder.ts'
import { en, zh } from '#modules/listing/core/state-messages.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { localPath, useCodeText, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { StateBadge } from '../../ui/badges.tsx'
import { Countdown } from '../../ui/countdown.tsx'
import { DataTable, Lines } from '../../ui/data-table.tsx'
import { Page, PageHead } from '../../ui/layout.tsx'
import { LinkButton } from '../../ui/links.tsx'
import { ListTools } from '../../ui/list-tools.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Price } from '../../ui/price.tsx'
import { useSelection } from '../../ui/selection.tsx'
import { lotPage, ownBidsFile, tradingIn, wonPage } from './addresses.ts'
import { lotSign } from './lot-sign.ts'
import { ApplicationStateBadge, LotStateBadge } from './lot-state.tsx'
import { text } from './lot-desk.text.ts'

const PAGE = 50

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'bids')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  requireRole(context, request, ['enterprise'])
  const cursor = new URL(request.url).searchParams.get('cursor')
  return orNotFound(apiOf(context).listing.applications.mine({ limit: PAGE, ...(cursor === null ? {} : { cursor }) }))
}

const BidderPage = ({ loaderData: { items, nextCursor } }: Route.ComponentProps) => {
  const say = useSay(text)
  const word = useCodeText({ zh, en })
  const inLang = useInLang()
  const lang = useLang()
  const { boxes, sum } = useSelection({
    rows: items,
    rowKey: ({ id }) => id,
    nameOf: ({ lotTitle }) => inLang(lotTitle),
    of: say('deposit'),
    minorOf: ({ depositMinor }) => depositMinor,
  })
  return (
    <Page width="wide">
      <PageHead title={say('bids')} subtitle={say('bidsLead')} />
      <ListTools file={ownBidsFile()} />
      <DataTable
        caption={say('bids')}
        rows={items}
        rowKey={(row) => row.id}
        rowHref={(row) => localPath(lang, row.boughtLotId === null ? lotPage(row.lotId) : wonPage(row.boughtLotId))}
        nextCursor={nextCursor}
        empty={
          <EmptyState title={say('bidsEmpty')} action={<LinkButton to={tradingIn('registering')}>{say('toTrading')}</LinkButton>}>
            {say('bidsEmptyAbout')}
          </EmptyState>
        }
        columns={[
          ...boxes,
          { key: 'lot', header: say('lot'), cell: (row) => inLang(row.lotTitle), sort: (row) => inLang(row.lotTitle) },
          {
            key: 'lotState',
            header: say('lotState'),
            cell: (row) => (row.isBuyer ? <StateBadge tone="done">{say('wonByUs')}</StateBadge> : <LotStateBadge state={row.lotState} />),
            sort: (row) => (row.isBuyer ? say('wonByUs') : lotSign(row.lotState, lang).word),
          },
          {
            key: 'state',
            header: say('applicationState'),
            cell: (row) => (
              <Lines>
                <ApplicationStateBadge state={row.state} />
                {row.bidderNumber === null ? null : say('asNumber', { number: row.bidderNumber })}
              </Lines>
            ),
          },
          {
            key: 'deposit',
            header: say('deposit'),
            align: 'end',
            cell: (row) => (
              <Lines>
                <Price minor={row.depositMinor} size="s" />
                <span>
                  {row.depositKind === 'cash' ? null : `${word(`enum.listing.depositKind.${row.depositKind}`)} · `}
                  {word(`enum.listing.deposit.${row.depositState}`)}
                </span>
                {row.depositState === 'requested' && row.depositReference !== null ? (
                  <span>{say('withReference', { reference: row.depositReference })}</span>
                ) : null}
              </Lines>
            ),
            sort: (row) => BigInt(row.depositMinor),
          },
          {
            key: 'due',
            header: say('due'),
            sort: (row) => (row.state === 'qualified' ? row.depositDueAt : null),
            cell: (row) => (row.state === 'qualified' && row.depositDueAt !== null ? <Countdown until={row.depositDueAt} withMoment /> : null),
          },
          { key: 'applied', header: say('applied'), cell: (row) => formatInstant(row.appliedAt, lang), sort: (row) => row.appliedAt, isWideOnly: true },
        ]}
      />
      {sum}
      <Pager nextCursor={nextCursor} />
    </Page>
  )
}
export default BidderPage
