/** The auctioneer's console: the room as numbers, and the few acts the law gives to the person who presides. */
import type { Route } from './+types/auctioneer-session.ts'
import { NextActs } from '../../ui/next-acts.tsx'
import { formatDuration, formatEnd } from '../../i18n/dates.ts'
import { langOfPath, localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole, runCommand } from '../../shell/calls.ts'
import { withMoments } from '../../shell/moments.ts'
import { nextActs } from '../../shell/next.server.ts'
import { plainTitle } from '../../shell/title.ts'
import { ActPanel } from '../../ui/acts.tsx'
import { LiveSign } from '../../ui/live-sign.tsx'
import { Countdown } from '../../ui/countdown.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { Columns, Page, PageHead, Section, Stack } from '../../ui/layout.tsx'
import { LinkButton } from '../../ui/links.tsx'
import { Price } from '../../ui/price.tsx'
import { wordedActs } from '../evidence/evidence-words.server.ts'
import { lotPage, sessionsPage } from './addresses.ts'
import { BidTable } from './lot-bid-record.tsx'
import { useAnnouncement, useRoom } from './lot-room.ts'
import { PhaseBadge } from './trading-tables.tsx'
import { useSessionActs } from './auctioneer-acts.tsx'
import { text } from './auctioneer.text.ts'
import type { SessionData } from './lot-loaded.ts'
import { auctionMoments } from './lot-moments.ts'

const BIDS_SHOWN = 20

export const loader = async ({ context, request, params: { id } }: Route.LoaderArgs) => {
  requireRole(context, request, ['auctioneer', 'clerk'])
  const api = apiOf(context)
  const { auction } = api
  const [room, bids, session] = await Promise.all([
    orNotFound(auction.auctionById({ id })),
    orNotFound(auction.bidRecord({ id, limit: BIDS_SHOWN })),
    orNotFound(auction.session({ id })),
  ])
  return {
    next: await nextActs(api, { kind: 'auction_session', state: room.phase }),
    auction: room,
    bids: bids.items,
    acts: wordedActs(langOfPath(new URL(request.url).pathname), session.acts),
    hosts: session.hosts,
  }
}

export const handle = withMoments<typeof loader>(({ auction }) => auctionMoments(auction))

export const meta: Route.MetaFunction = ({ params, loaderData }) => plainTitle((params as { readonly lang?: string }).lang, loaderData?.auction.lotNumber ?? '')

export const action = async ({ context, request, params: { id } }: Route.ActionArgs) =>
  runCommand(context, request, async ({ auction }, form, call) => {
    switch (form.text('intent')) {
      case 'take':
        return auction.assign({ id }, call)
      case 'appoint':
        return auction.assign({ id, personId: form.text('personId') }, call)
      case 'remarks':
        return auction.openRemarks({ id, remarks: form.bilingual('remarks') }, call)
      case 'suspend':
        return auction.suspend({ id, reason: form.text('reason') }, call)
      case 'causeEnded':
        return auction.causeEnded({ id, note: form.text('note') }, call)
      case 'callOff':
        return auction.callOff({ id, reason: form.text('reason') }, call)
      case 'resume':
        return auction.resume({ id }, call)
      case 'sign':
        return auction.signRecord({ id, note: form.text('note') }, call)
      default:
        return null
    }
  })

const SessionPage = ({ loaderData, actionData }: Route.ComponentProps) => {
  const say = useSay(text)
  const inLang = useInLang()
  const lang = useLang()
  const { auction, bids, live } = useRoom({ auction: loaderData.auction, bids: loaderData.bids })
  const announcement = useAnnouncement({ auction, bids })
  const acts = useSessionActs({ ...loaderData, auction }, actionData)
  return (
    <Page width="wide">
      <PageHead
        outcome={actionData}
        title={inLang(auction.title)}
        number={auction.lotNumber}
        state={<PhaseBadge auction={auction} />}
        trail={[{ label: say('sessions'), to: localPath(lang, sessionsPage()) }]}
        actions={
          <LinkButton to={lotPage(auction.lotId)} variant="default">
            {say('openLot')}
          </LinkButton>
        }
      />
      <NextActs outcome={actionData} acts={loaderData.next} />
      <Columns
        main={
          <Stack gap={24}>
            <Section title={say('console')} aside={auction.phase === 'closed' ? null : <LiveSign state={live} />} isSheet>
              <ConsoleFacts auction={auction} />
            </Section>
            <Section title={say('bidRecord')}>
              {bids.length === 0 ? <p>{say('noBids')}</p> : <BidTable bids={bids} ownNumber={null} caption={say('bidRecord')} />}
            </Section>
          </Stack>
        }
        side={<ActPanel title={say('acts')} acts={acts} />}
      />
      <div className="visually-hidden" role="status" aria-live="polite">
        {announcement}
      </div>
    </Page>
  )
}
export default SessionPage

const ConsoleFacts = ({ auction }: { readonly auction: SessionData['auction'] }) => {
  const say = useSay(text)
  const lang = useLang()
  const isRunning = auction.phase === 'free' || auction.phase === 'timed'
  return (
    <FactsTable
      columns={2}
      rows={[
        {
          label: say(auction.topPriceMinor === null ? 'start' : 'current'),
          value: <Price minor={auction.topPriceMinor ?? auction.startingPriceMinor} size="l" />,
        },
        { label: say('endsIn'), value: isRunning ? <Countdown until={auction.endsAt} size="m" withMoment isSpoken /> : null },
        { label: say('opensIn'), value: auction.phase === 'scheduled' ? <Countdown until={auction.opensAt} size="m" withMoment /> : null },
        { label: say('deadline'), value: auction.resumeBy === null ? null : formatEnd(auction.resumeBy, lang) },
        { label: say('next'), value: auction.phase === 'closed' ? null : <Price minor={auction.nextMinimumMinor} /> },
        { label: say('bids'), value: say('count', { count: auction.bidCount }) },
        { label: say('bidders'), value: say('people', { count: auction.bidderCount }) },
        { label: say('extensions'), value: say('count', { count: auction.extensionCount }) },
        { label: say('start'), value: auction.topPriceMinor === null ? null : <Price minor={auction.startingPriceMinor} size="s" /> },
        { label: say('increment'), value: <Price minor={auction.incrementMinor} size="s" /> },
        { label: say('reserve'), value: say(auction.hasReserve ? 'hasReserve' : 'noReserve') },
        { label: say('extension'), value: formatDuration(auction.extensionSeconds * 1_000, lang) },
        { label: say('auctioneer'), value: auction.auctioneerName ?? say('nobody') },
        { label: say('digest'), value: auction.recordSha256 },
      ]}
    />
  )
}
