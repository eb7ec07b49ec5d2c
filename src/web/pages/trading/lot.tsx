/** A lot and its room: left the object, right the market. */
import { Link, redirect } from 'react-router'
import type { Route } from './+types/lot.ts'
import type { Api } from '../../contract.ts'
import { inLang, langOfParam, langOfPath, localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { useLive } from '../../live/use-live.ts'
import { apiOf, ifAllowed, nowOf, orNotFound, runCommand, viewerOf } from '../../shell/calls.ts'
import { withMoments } from '../../shell/moments.ts'
import { plainTitle } from '../../shell/title.ts'
import { Tag } from '../../ui/badges.tsx'
import { Page, PageHead } from '../../ui/layout.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { Banner } from '../../ui/notices.tsx'
import { wordedActs } from '../evidence/evidence-words.server.ts'
import { lotWatchPage } from '../session/addresses.ts'
import { lotRoadshow } from '../session/lot-roadshow.server.ts'
import { nextOfferPage, tradingPage, unitsPage } from './addresses.ts'
import { lotMoments } from './lot-moments.ts'
import { pausedNotice, resultNoticeEnd } from './lot-notice.server.ts'
import { LotStateBadge } from './lot-state.tsx'
import { LotAuction, Room } from './lot-auction.tsx'
import { Agreement } from './lot-negotiated.tsx'
import { LotObject } from './lot-object.tsx'
import { NoticePaused } from './lot-paused.tsx'
import { Registration } from './lot-register.tsx'
import { BIDS_HELD } from './lot-room.ts'
import { namedRules } from './lot-rules.server.ts'
import { lotSaid } from './lot-said.server.ts'
import { text } from './lot.text.ts'

/** What everybody sees of the auction. */
const auctionOf = async (api: Api, auctionId: string | null) => {
  if (auctionId === null) return { auction: null, bids: [], quickBids: 0 }
  const [auction, bids, quick] = await Promise.all([
    api.auction.get({ id: auctionId }),
    api.auction.bids.list({ id: auctionId, limit: BIDS_HELD }),
    api.auction.quickBids.list({ id: auctionId }),
  ])
  return { auction, bids: bids.items, quickBids: quick.pricesMinor.length }
}

/** What a bidder sees beside it. */
const ownOf = async (api: Api, { id, auctionId }: Awaited<ReturnType<Api['listing']['get']>>) => {
  const [standing, applications] = await Promise.all([
    auctionId === null ? null : ifAllowed(api.auction.standing.mine({ id: auctionId })),
    ifAllowed(api.listing.applications.mine({ lotId: id, limit: 5 })),
  ])
  return { standing, application: applications?.items[0] ?? null }
}

export const loader = async ({ context, request, params: { id } }: Route.LoaderArgs) => {
  const api = apiOf(context)
  const isBidder = viewerOf(context)?.mandates.some(({ role }) => role === 'enterprise') ?? false
  const lot = await orNotFound(api.listing.get({ id }))
  const lang = langOfPath(new URL(request.url).pathname)
  // Nobody bids for it: what is offered to the next bidder has a page of its own.
  if (lot.offer !== null) throw redirect(localPath(lang, nextOfferPage(id)))
  if (lot.unitOf !== null) throw redirect(localPath(lang, unitsPage(lot.unitOf)))
  const [open, own, resultNoticeClosesAt, paused, shows] = await Promise.all([
    auctionOf(api, lot.auctionId),
    isBidder ? ownOf(api, lot) : { standing: null, application: null },
    resultNoticeEnd(api, lot),
    pausedNotice(api, id, lang),
    lotRoadshow(api, id, lang),
  ])
  const rules = namedRules([...(open.auction?.rules ?? []), ...lot.rules], lang)
  const said = lotSaid(lot, { lang, now: nowOf(context) })
  return { lot: { ...lot, said, acts: wordedActs(lang, lot.acts) }, rules, ...open, ...own, resultNoticeClosesAt, paused, shows }
}

export const handle = withMoments<typeof loader>(({ lot, auction, resultNoticeClosesAt, paused }) => [
  ...(paused === null ? lotMoments(lot, auction) : []),
  { name: 'resultNoticeEnds', at: resultNoticeClosesAt },
])

export const meta: Route.MetaFunction = ({ params, loaderData }) => {
  const { lang } = params as { readonly lang?: string }
  if (!loaderData) return plainTitle(lang, '')
  const { title, summary } = loaderData.lot
  return plainTitle(lang, inLang(title, langOfParam(lang)), inLang(summary, langOfParam(lang)))
}

export const action = async ({ context, request, params: { id } }: Route.ActionArgs) =>
  runCommand(context, request, async (api, form, call) => {
    const organisationId = form.optional('organisationId')
    const acting = organisationId === undefined ? {} : { organisationId }
    switch (form.text('intent')) {
      case 'apply':
        return api.listing.apply({ id, statement: form.text('statement'), undertakingAccepted: form.flag('undertakingAccepted'), ...acting }, call)
      case 'declineAgreement':
        return api.listing.declineAgreement({ id, reason: form.text('reason') }, call)
      case 'confirmAgreement':
        return api.listing.confirmAgreement({ id, priceMinor: form.text('priceMinor') }, call)
      case 'withdrawApplication':
        return api.listing.withdrawApplication({ id: form.text('applicationId') }, call)
      case 'bid':
        return api.auction.placeBid({ id: form.text('auctionId'), priceMinor: form.amount('priceMinor'), ...acting }, call)
      case 'confirmBid': {
        const confirmedAmountMinor = form.text('confirmedAmountMinor')
        return api.auction.placeBid({ id: form.text('auctionId'), priceMinor: confirmedAmountMinor, confirmedAmountMinor, ...acting }, call)
      }
      default:
        return null
    }
  })

const LotPage = ({ loaderData, actionData }: Route.ComponentProps) => {
  const { lot } = loaderData
  const say = useSay(text)
  const shown = useInLang()
  const lang = useLang()
  const other = lang === 'zh' ? lot.title.en : lot.title.zh
  // Until there is a room to watch, the lot itself says when its notice ends and its auction is planned.
  useLive(lot.auctionId === null ? lot.id : null, { events: ['lot', 'state'] })
  const { auction } = loaderData
  const head = (
    <>
      <PageHead
        title={shown(lot.title)}
        subtitle={other === shown(lot.title) ? null : other}
        number={lot.number}
        state={
          <>
            {lot.regime === 'licensed' ? <Tag>{say('licensed')}</Tag> : null} <LotStateBadge state={lot.state} isAgreed={lot.agreement !== null} />
          </>
        }
        trail={[{ label: say('trading'), to: localPath(lang, tradingPage()) }]}
        actions={
          <>
            {loaderData.shows ? <Link to={loaderData.shows.to}>{loaderData.shows.label}</Link> : null}
            {lot.closedAt === null && lot.agreement === null ? <LocalLink to={lotWatchPage(lot.id)}>{say('watch')}</LocalLink> : null}
          </>
        }
      />
      {lot.state === 'suspended' && auction?.phase !== 'suspended' ? (
        <Banner tone="warning">{say('suspendedLot', { reason: lot.stateReason ?? '' })}</Banner>
      ) : null}
      {lot.said.subject === null ? null : <Banner tone="info">{lot.said.subject.words}</Banner>}
      <NoticePaused paused={loaderData.paused} />
    </>
  )
  return (
    <Page width="wide">
      {auction === null ? (
        <Room
          head={head}
          rail={
            lot.agreement === null ? (
              <Registration lot={lot} application={loaderData.application} isPaused={loaderData.paused !== null} outcome={actionData} />
            ) : (
              <Agreement lot={lot} outcome={actionData} />
            )
          }
          main={<LotObject lot={lot} auction={null} rules={loaderData.rules} resultClosesAt={loaderData.resultNoticeClosesAt} />}
        />
      ) : (
        <LotAuction key={auction.id} data={loaderData} auction={auction} head={head} outcome={actionData} />
      )}
    </Page>
  )
}
export default LotPage
