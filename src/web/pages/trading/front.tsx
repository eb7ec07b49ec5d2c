/** Auctions that run now, kept current by the market's live stream; the next ones fill up the row. */
import { useState } from 'react'
import { useReadAgain } from '../../live/use-read-again.ts'
import type { Api } from '../../contract.ts'
import { useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { useLive, type LiveFrame, type LiveState } from '../../live/use-live.ts'
import { StateBadge, Tag } from '../../ui/badges.tsx'
import { LiveSign } from '../../ui/live-sign.tsx'
import { Countdown } from '../../ui/countdown.tsx'
import { Section } from '../../ui/layout.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { LivePrice, Price } from '../../ui/price.tsx'
import { unbroken } from '../../ui/unbroken.tsx'
import { frontBlock } from '../front/block.ts'
import { lotPage, tradingPage } from './addresses.ts'
import { CalendarStrip, loadCalendar } from './calendar-strip.tsx'
import styles from './front.module.css'
import { text } from './front.text.ts'

const CARDS = 6

const load = async (api: Api) => {
  const [live, upcoming] = await Promise.all([api.auction.list({ status: 'live', limit: CARDS }), api.auction.list({ status: 'upcoming', limit: CARDS })])
  return { live: live.items, upcoming: upcoming.items }
}

type Board = Awaited<ReturnType<typeof load>>
type AuctionCard = Board['live'][number]

/** What bids changed since the page was read. */
type Changes = Readonly<Record<string, { readonly priceMinor: string; readonly bidCount: number; readonly endsAt: string }>>

const ROW = 3

const applyBid = (changes: Changes, cards: readonly AuctionCard[], { data }: LiveFrame): Changes => {
  const { auctionId, priceMinor, endsAt, seq } = data
  const card = cards.find(({ id }) => id === auctionId)
  if (!card || typeof priceMinor !== 'string' || typeof endsAt !== 'string') return changes
  return { ...changes, [card.id]: { priceMinor, endsAt, bidCount: typeof seq === 'number' ? seq : card.bidCount + 1 } }
}

const LiveBoard = ({ live, upcoming }: Board) => {
  const [changes, setChanges] = useState<Changes>({})
  const readAgain = useReadAgain()
  const state = useLive('market', {
    events: ['bid_accepted', 'state'],
    onFrame: (frame) => {
      if (frame.event === 'bid_accepted') setChanges((before) => applyBid(before, live, frame))
      else void readAgain()
    },
  })
  const cards = [...live, ...upcoming.slice(0, Math.max(0, ROW - live.length))]
  return (
    <ul className={styles.board}>
      {cards.map((card) => (
        <li key={card.id}>
          <Card card={{ ...card, ...merge(card, changes) }} live={state} />
        </li>
      ))}
    </ul>
  )
}

/** Whichever knows more bids is newer: the frame, or a page that was read again since. */
const merge = (card: AuctionCard, changes: Changes): Partial<AuctionCard> => {
  const change = changes[card.id]
  return change && change.bidCount > card.bidCount ? { topPriceMinor: change.priceMinor, bidCount: change.bidCount, endsAt: change.endsAt } : {}
}

const Card = ({ card, live }: { readonly card: AuctionCard; readonly live: LiveState }) => {
  const say = useSay(text)
  const lang = useLang()
  const inLang = useInLang()
  const isLive = card.phase === 'free' || card.phase === 'timed'
  return (
    <article className={styles.card} data-live={isLive ? '' : undefined}>
      <div className={styles.top}>
        <StateBadge tone={isLive ? 'live' : card.phase === 'suspended' ? 'waiting' : 'neutral'}>{say(`phase_${card.phase}`)}</StateBadge>
        <Tag>{say(`right_${card.right}`)}</Tag>
        {isLive ? <LiveSign state={live} /> : null}
      </div>
      <h3 className={styles.title}>
        <LocalLink to={lotPage(card.lotId)}>{inLang(card.title)}</LocalLink>
      </h3>
      <p className={styles.seller}>{inLang(card.sellerName)}</p>
      <dl className={styles.figures}>
        <div className={styles.price}>
          <dt>{card.topPriceMinor === null ? say('start') : say('current')}</dt>
          <dd>{isLive ? <LivePrice minor={card.topPriceMinor ?? card.startingPriceMinor} size="xl" /> : <Price minor={card.startingPriceMinor} size="l" />}</dd>
        </div>
        <div>
          <dt>{isLive ? say('endsIn') : say('opensIn')}</dt>
          <dd>
            <Countdown until={isLive ? card.endsAt : card.opensAt} size="m" />
          </dd>
        </div>
        <div>
          <dt>{isLive ? say('start') : say('opensAt')}</dt>
          <dd>{isLive ? <Price minor={card.startingPriceMinor} /> : unbroken(formatInstant(card.opensAt, lang))}</dd>
        </div>
      </dl>
      <p className={styles.bids}>{card.bidCount === 0 ? say('noBids') : say('bids', { count: card.bidCount })}</p>
    </article>
  )
}

const LiveAuctions = ({ data: { live, upcoming } }: { readonly data: Board }) => {
  const say = useSay(text)
  return (
    <Section title={live.length > 0 ? say('liveNow') : say('nextUp')} aside={<LocalLink to={tradingPage()}>{say('allAuctions')}</LocalLink>}>
      {live.length + upcoming.length === 0 ? (
        <EmptyState title={say('noLive')}>{say('noLiveAbout')}</EmptyState>
      ) : (
        <LiveBoard live={live} upcoming={upcoming} />
      )}
    </Section>
  )
}

export const liveAuctions = frontBlock({
  name: 'auctions',
  load,
  Shown: LiveAuctions,
  moments: ({ live, upcoming }) => [
    ...upcoming.map(({ opensAt }) => ({ name: 'nextOpening' as const, at: opensAt })),
    ...live.map(({ endsAt }) => ({ name: 'nextEnd' as const, at: endsAt })),
  ],
})

export const calendarStrip = frontBlock({ name: 'calendar', load: loadCalendar, Shown: CalendarStrip })
