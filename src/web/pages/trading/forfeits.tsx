/** Sales in default: for finance officers all, for a unit its own. */
import * as WORDS from '#modules/listing/core/forfeit-messages.ts'
import * as LISTING_WORDS from '#modules/listing/core/state-messages.ts'
import type { Route } from './+types/forfeits.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { localPath, useCodeText, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { StateBadge } from '../../ui/badges.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Page, PageHead } from '../../ui/layout.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Price } from '../../ui/price.tsx'
import { forfeitPage } from './addresses.ts'
import { text } from './forfeits.text.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'title')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  requireRole(context, request, ['finance', 'tto', 'approver', 'enterprise'])
  const cursor = new URL(request.url).searchParams.get('cursor')
  return orNotFound(apiOf(context).listing.forfeits.list({ limit: 50, ...(cursor ? { cursor } : {}) }))
}

const ForfeitsPage = ({ loaderData: { items, nextCursor, total } }: Route.ComponentProps) => {
  const say = useSay(text)
  const word = useCodeText(WORDS)
  const listingWord = useCodeText(LISTING_WORDS)
  const inLang = useInLang()
  const lang = useLang()
  return (
    <Page width="wide">
      <PageHead title={say('title')} subtitle={say('lead')} />
      <DataTable
        caption={say('title')}
        rows={items}
        rowKey={({ lotId }) => lotId}
        rowHref={({ lotId }) => localPath(lang, forfeitPage(lotId))}
        nextCursor={nextCursor}
        empty={<EmptyState title={say('none')}>{say('noneAbout')}</EmptyState>}
        columns={[
          { key: 'lot', header: say('lot'), cell: (row) => `${inLang(row.lotTitle)} · ${row.lotNumber}` },
          { key: 'buyer', header: say('buyer'), cell: (row) => inLang(row.organisationName) },
          { key: 'kind', header: say('kind'), cell: (row) => listingWord(`enum.listing.depositKind.${row.depositKind}`) },
          {
            key: 'deposit',
            header: say('deposit'),
            align: 'end',
            cell: (row) => <Price minor={row.depositMinor} isExact size="s" />,
            sort: (row) => BigInt(row.depositMinor),
          },
          { key: 'recorded', header: say('recorded'), cell: (row) => formatInstant(row.recordedAt, lang), sort: (row) => row.recordedAt },
          {
            key: 'state',
            header: say('state'),
            cell: (row) => <StateBadge tone={row.state === 'booked' ? 'done' : 'waiting'}>{word(`state.listing.forfeit.${row.state}`)}</StateBadge>,
          },
        ]}
      />
      <Pager nextCursor={nextCursor} total={total} />
    </Page>
  )
}
export default ForfeitsPage
