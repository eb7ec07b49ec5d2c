/** The console of the clerk who bids for people in the hall. What is entered survives the network, the tab and the battery. */
import type { Route } from './+types/floor.ts'
import { useEffect, useRef, useState } from 'react'
import { formatTime } from '../../i18n/dates.ts'
import { localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { useMarketSecond } from '../../live/market-clock.tsx'
import { apiOf, orNotFound, requireRole, runCommand } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { Countdown } from '../../ui/countdown.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { Columns, Page, PageHead, Section, Stack } from '../../ui/layout.tsx'
import { LiveSign } from '../../ui/live-sign.tsx'
import { Banner } from '../../ui/notices.tsx'
import { Price } from '../../ui/price.tsx'
import { sessionsPage } from './addresses.ts'
import { FloorDesk } from './floor-desk.tsx'
import { FloorEntries } from './floor-entries.tsx'
import { text } from './floor.text.ts'
import type { Auction } from './lot-loaded.ts'
import { PhaseBadge } from './phase-badge.tsx'
import { useFloorQueue } from './use-floor-queue.ts'
import { useFloorRoom } from './use-floor-room.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'title')

export const loader = async ({ context, request, params: { id } }: Route.LoaderArgs) => {
  requireRole(context, request, ['auctioneer'])
  const { auction } = apiOf(context)
  const [room, floor] = await Promise.all([orNotFound(auction.get({ id })), orNotFound(auction.floor.get({ id }))])
  return { auction: room, ...floor }
}

/** Before any script runs, and where the browser keeps nothing. */
export const action = async ({ context, request, params: { id } }: Route.ActionArgs) =>
  runCommand(context, request, async ({ auction }, form, call) => {
    const priceMinor = form.amount('priceMinor')
    return auction.placeBid({ id, number: Number(form.text('number')), priceMinor }, call)
  })

const FloorPage = ({ loaderData, actionData }: Route.ComponentProps) => {
  const say = useSay(text)
  const inLang = useInLang()
  const lang = useLang()
  const { auction, numbers, live, readAgain } = useFloorRoom(loaderData)
  const second = useMarketSecond()
  const now = useRef(second)
  useEffect(() => {
    now.current = second
  }, [second])
  const queue = useFloorQueue({ auctionId: auction.id, personId: loaderData.personId, now: () => now.current, onAnswer: () => void readAgain() })
  const isCut = live === 'interrupted' || queue.why === 'unreachable'
  return (
    <Page width="wide">
      <PageHead
        title={say('title')}
        subtitle={say('lead')}
        number={auction.lotNumber}
        state={<PhaseBadge auction={auction} />}
        trail={[{ label: say('sessions'), to: localPath(lang, sessionsPage()) }]}
      />
      <div role="status" aria-live="polite">
        {queue.why === null ? null : <Banner tone="warning">{say(queue.why)}</Banner>}
        {queue.store === 'none' ? <Banner tone="danger">{say('noStore')}</Banner> : null}
      </div>
      {actionData?.ok ? <Banner tone="success">{say('done')}</Banner> : null}
      <Columns
        main={<FloorDesk auction={auction} numbers={numbers} queue={queue} outcome={actionData} />}
        side={
          <Stack gap={24}>
            <Section title={say('room')} aside={<LiveSign state={isCut ? 'interrupted' : live} />} isSheet>
              <p>{inLang(auction.title)}</p>
              <RoomFacts auction={auction} isCut={isCut} />
            </Section>
            <Section title={say('queue')}>
              <FloorEntries queue={queue} />
            </Section>
          </Stack>
        }
      />
    </Page>
  )
}
export default FloorPage

/** The last figures; when the line is cut they say how old they are. */
const RoomFacts = ({ auction, isCut }: { readonly auction: Auction; readonly isCut: boolean }) => {
  const say = useSay(text)
  const now = useMarketSecond()
  const [heardAt, setHeardAt] = useState(now)
  useEffect(() => {
    if (!isCut) setHeardAt(now)
  }, [isCut, now])
  const isRunning = auction.phase === 'free' || auction.phase === 'timed'
  return (
    <>
      <FactsTable
        rows={[
          {
            label: say(auction.topPriceMinor === null ? 'start' : 'current'),
            value: <Price minor={auction.topPriceMinor ?? auction.startingPriceMinor} size="l" />,
          },
          { label: say('leads'), value: auction.topNumber ?? say('nobody') },
          { label: say('next'), value: <Price minor={auction.nextMinimumMinor} /> },
          { label: say('endsIn'), value: isRunning && !isCut ? <Countdown until={auction.endsAt} size="m" withMoment /> : null },
        ]}
      />
      {auction.call === null ? null : (
        <p role="status">
          <strong>{say('called', { call: auction.call })}</strong>
        </p>
      )}
      {isCut ? <p>{say('asOf', { time: formatTime(heardAt, true) })}</p> : null}
    </>
  )
}
