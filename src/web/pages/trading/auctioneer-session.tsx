/** The auctioneer's console: the room as numbers, and the few acts the law gives to the person who presides. */
import type { Route } from './+types/auctioneer-session.ts'
import type { Seat } from '#modules/auction/core/acts.ts'
import { isScored } from '#modules/auction/core/method.ts'
import { NextActs } from '../../ui/next-acts.tsx'
import { formatDuration, formatEnd } from '../../i18n/dates.ts'
import { langOfPath, localPath, useInLang, useLang, useSay, type Lang, type Say } from '../../i18n/lang.ts'
import { apiOf, nowOf, orNotFound, requireRole, runCommand } from '../../shell/calls.ts'
import { withMoments } from '../../shell/moments.ts'
import { nextActs } from '../../shell/next.server.ts'
import { plainTitle } from '../../shell/title.ts'
import { ActPanel } from '../../ui/acts.tsx'
import { LiveSign } from '../../ui/live-sign.tsx'
import { Countdown } from '../../ui/countdown.tsx'
import { FactsTable, type FactRow } from '../../ui/facts-table.tsx'
import { Columns, Page, PageHead, Section, Stack } from '../../ui/layout.tsx'
import { LinkButton, LocalLink } from '../../ui/links.tsx'
import { Price } from '../../ui/price.tsx'
import { wordedActs } from '../evidence/evidence-words.server.ts'
import { floorPage, lotPage, scoredPage, sessionsPage } from './addresses.ts'
import { BidTable } from './lot-bid-record.tsx'
import { reserveSaid } from './lot-said.server.ts'
import { useAnnouncement, useRoom } from './lot-room.ts'
import { PhaseBadge } from './phase-badge.tsx'
import { useSessionActs } from './auctioneer-acts.tsx'
import { text } from './auctioneer.text.ts'
import type { SessionData } from './lot-loaded.ts'
import { auctionMoments } from './lot-moments.ts'

const BIDS_SHOWN = 20

export const loader = async ({ context, request, params: { id } }: Route.LoaderArgs) => {
  requireRole(context, request, ['auctioneer', 'clerk'])
  const api = apiOf(context)
  const { auction } = api
  const room = await orNotFound(auction.get({ id }))
  const [lot, bids, session] = await Promise.all([
    orNotFound(api.listing.get({ id: room.lotId })),
    orNotFound(auction.bids.list({ id, limit: BIDS_SHOWN })),
    orNotFound(auction.sessions.get({ id })),
  ])
  return {
    next: await nextActs(api, { kind: 'auction_session', state: room.phase }),
    auction: room,
    reserve: reserveSaid({ ...lot, hasReserve: room.hasReserve }, { lang: langOfPath(new URL(request.url).pathname), now: nowOf(context) }),
    bids: bids.items,
    acts: wordedActs(langOfPath(new URL(request.url).pathname), session.acts),
    hosts: session.hosts,
    attendants: session.attendants,
    isFloorClerk: session.isFloorClerk,
  }
}

export const handle = withMoments<typeof loader>(({ auction }) => auctionMoments(auction))

export const meta: Route.MetaFunction = ({ params, loaderData }) => plainTitle((params as { readonly lang?: string }).lang, loaderData?.auction.lotNumber ?? '')

const SEATED: Readonly<Record<string, Seat | undefined>> = {
  takeFloor: 'floorClerk',
  appointFloor: 'floorClerk',
  takeRecorder: 'recorder',
  appointRecorder: 'recorder',
}

export const action = async ({ context, request, params: { id } }: Route.ActionArgs) =>
  runCommand(context, request, async ({ auction }, form, call) => {
    const intent = form.text('intent')
    const seat = SEATED[intent]
    if (seat !== undefined) {
      const personId = form.optional('personId')
      return auction.fillSeat({ id, seat, ...(personId === undefined ? {} : { personId }) }, call)
    }
    switch (intent) {
      case 'take':
        return auction.assign({ id }, call)
      case 'appoint':
        return auction.assign({ id, personId: form.text('personId') }, call)
      case 'callOnce':
        return auction.call({ id, call: 1 }, call)
      case 'callTwice':
        return auction.call({ id, call: 2 }, call)
      case 'keepRecord':
        return auction.keepRecord({ id }, call)
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
          <>
            {loaderData.isFloorClerk ? <LinkButton to={floorPage(auction.id)}>{say('openFloor')}</LinkButton> : null}
            <LinkButton to={lotPage(auction.lotId)} variant="default">
              {say('openLot')}
            </LinkButton>
          </>
        }
      />
      <NextActs outcome={actionData} acts={loaderData.next} />
      <Columns
        main={
          <Stack gap={24}>
            <Section title={say('console')} aside={auction.phase === 'closed' ? null : <LiveSign state={live} />} isSheet>
              <ConsoleFacts auction={auction} reserve={loaderData.reserve} />
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

/** Prices that move step by step: how far, and for how long a bid moves the end. */
const stepRows = (
  { boxId, method, clock, incrementMinor, extensionSeconds }: SessionData['auction'],
  say: Say<'increment' | 'decrement' | 'extension'>,
  lang: Lang,
): readonly FactRow[] => {
  if (boxId !== null || isScored(method)) return []
  const step = { label: say(clock === null ? 'increment' : 'decrement'), value: <Price minor={incrementMinor} size="s" /> }
  return clock === null ? [step, { label: say('extension'), value: formatDuration(extensionSeconds * 1_000, lang) }] : [step]
}

const ConsoleFacts = ({ auction, reserve }: { readonly auction: SessionData['auction']; readonly reserve: string }) => {
  const say = useSay(text)
  const lang = useLang()
  const isRunning = auction.phase === 'free' || auction.phase === 'timed'
  const isRounds = isScored(auction.method)
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
        ...stepRows(auction, say, lang),
        { label: say('reserve'), value: reserve },
        { label: say('rounds'), value: isRounds ? <LocalLink to={scoredPage(auction.lotId)}>{say('seeRounds')}</LocalLink> : null },
        { label: say('called'), value: auction.call === null ? null : say('calledTimes', { call: auction.call }) },
        { label: say(auction.regime === 'licensed' ? 'certified' : 'auctioneer'), value: auction.auctioneerName ?? say('nobody') },
        { label: say('floorClerk'), value: auction.floorClerkName },
        { label: say('recorder'), value: auction.recorderName },
        { label: say('digest'), value: auction.recordSha256 },
      ]}
    />
  )
}
