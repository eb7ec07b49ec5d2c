/** The whole bid record of a lot, page by page. */
import type { Route } from './+types/lot-bids.ts'
import { data } from 'react-router'
import { localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { SealLink } from '../../ui/badges.tsx'
import { Page, PageHead } from '../../ui/layout.tsx'
import { Pager } from '../../ui/pager.tsx'
import { lotPage } from './addresses.ts'
import { BidTable } from './lot-bid-record.tsx'
import { Draw } from './lot-draw.tsx'
import { text } from './lot.text.ts'

const PAGE = 100

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'record')

export const loader = async ({ context, request, params: { id } }: Route.LoaderArgs) => {
  const api = apiOf(context)
  const cursor = new URL(request.url).searchParams.get('cursor')
  const lot = await orNotFound(api.listing.get({ id }))
  if (lot.auctionId === null) throw data(null, 404)
  const bids = await orNotFound(api.auction.bids.list({ id: lot.auctionId, limit: PAGE, ...(cursor === null ? {} : { cursor }) }))
  const auction = await orNotFound(api.auction.get({ id: lot.auctionId }))
  return { auction, lotId: lot.id, title: lot.title, number: lot.number, auctionId: lot.auctionId, bids }
}

const LotBidsPage = ({ loaderData: { auction, lotId, title, number, auctionId, bids } }: Route.ComponentProps) => {
  const say = useSay(text)
  const inLang = useInLang()
  const lang = useLang()
  return (
    <Page width="narrow">
      <PageHead
        title={say('record')}
        subtitle={say('recordAbout')}
        number={number}
        actions={<SealLink subject={auctionId} />}
        trail={[{ label: inLang(title), to: localPath(lang, lotPage(lotId)) }]}
      />
      <Draw auction={auction} />
      <BidTable bids={bids.items} ownNumber={null} caption={say('record')} />
      <Pager nextCursor={bids.nextCursor} total={bids.total} />
    </Page>
  )
}
export default LotBidsPage
