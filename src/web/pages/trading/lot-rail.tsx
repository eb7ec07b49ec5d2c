/** The rail of an auction: price, clock, own standing, the next bid. It stays in sight: beside the page, at the bottom of a phone. */
import { toIso, type Instant } from '#kernel/instant.ts'
import { isScored } from '#modules/auction/core/method.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { useLang, useSay } from '../../i18n/lang.ts'
import type { CommandOutcome } from '../../shell/calls.ts'
import { LiveSign } from '../../ui/live-sign.tsx'
import { Countdown } from '../../ui/countdown.tsx'
import { Banner } from '../../ui/notices.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { Price } from '../../ui/price.tsx'
import { sealedBox } from '../sealing/addresses.ts'
import { scoredPage, wonPage } from './addresses.ts'
import { BidBox } from './lot-bid-box.tsx'
import { Result } from './lot-result.tsx'
import { useAnnouncement, type Room } from './lot-room.ts'
import { useClockPrice } from './lot-clock-price.ts'
import type { LotPageData } from './lot-loaded.ts'
import type { LiveState } from '../../live/use-live.ts'
import styles from './lot.module.css'
import { text } from './lot.text.ts'
import { LotStateBadge } from './lot-state.tsx'
import { PhaseBadge } from './phase-badge.tsx'

interface RailProps {
  readonly data: LotPageData
  readonly room: Room & { readonly live: LiveState }
  readonly outcome: CommandOutcome<unknown> | undefined
}

export const Rail = ({ data, room, outcome }: RailProps) => {
  const say = useSay(text)
  const { auction, live } = room
  const announcement = useAnnouncement(room)
  const isOver = auction.phase === 'closed'
  return (
    <section
      className={styles.market}
      aria-label={say('market')}
      data-live={auction.phase === 'free' || auction.phase === 'timed' ? '' : undefined}
      data-running={isOver ? undefined : ''}
    >
      <div className={styles.marketHead}>
        {data.lot.state === 'subject' ? <LotStateBadge state="subject" /> : <PhaseBadge auction={auction} />}
        {isOver ? null : <LiveSign state={live} />}
      </div>
      <div className={styles.figures}>
        <PriceBlock auction={auction} hasForm={data.standing?.standing === 'confirmed'} />
        <Clock auction={auction} />
      </div>
      {isOver ? <Result auction={auction} highest={data.lot.said.subject?.highest ?? null} /> : null}
      <Standing data={data} auction={auction} />
      {isOver ? null : <BidBox auction={auction} standing={data.standing} quickBids={data.quickBids} outcome={outcome} />}
      <div className="visually-hidden" role="status" aria-live="polite">
        {announcement}
      </div>
    </section>
  )
}

const labelOf = ({ outcome, topPriceMinor, capMinor, clock }: Room['auction']) => {
  if (outcome === 'sold') return 'hammer'
  if (clock !== null && outcome === null) return 'current'
  if (outcome === null && topPriceMinor !== null && topPriceMinor === capMinor) return 'atCap'
  if (topPriceMinor === null) return 'startPrice'
  return outcome === null ? 'current' : 'highest'
}

const FallsIn = ({ at }: { readonly at: Instant | null }) => {
  const say = useSay(text)
  return at === null ? null : (
    <p className={styles.small}>
      {say('fallsIn')} <Countdown until={toIso(at)} size="s" />
    </p>
  )
}

/** Bids and bidders in one line; who leads, while it runs. */
const useCounts = ({ phase, topNumber, bidCount, bidderCount }: Room['auction']): string => {
  const say = useSay(text)
  const isOver = phase === 'closed'
  const leader = isOver || topNumber === null ? '' : `${say('topBy', { number: topNumber })} · `
  if (bidCount > 0) return leader + say('bidCount', { count: bidCount, bidders: bidderCount })
  return `${isOver ? '' : `${say('noBids')} · `}${say('bidders', { bidders: bidderCount })}`
}

const PriceBlock = ({ auction, hasForm }: { readonly auction: Room['auction']; readonly hasForm: boolean }) => {
  const say = useSay(text)
  const { topPriceMinor, startingPriceMinor, phase } = auction
  const falling = useClockPrice(auction)
  const shown = topPriceMinor ?? falling?.minor ?? startingPriceMinor
  return (
    <div>
      <p className={styles.label}>{say(labelOf(auction))}</p>
      <p key={shown} className={topPriceMinor === null && falling === null ? undefined : styles.flash}>
        <Price minor={shown} size="xl" />
      </p>
      <p className={styles.small}>{useCounts(auction)}</p>
      {auction.call === null ? null : (
        <p role="status">
          <strong>{say('called', { call: auction.call })}</strong>
        </p>
      )}
      {/* The bid form says it at its field. */}
      {phase === 'timed' ? <FallsIn at={falling?.fallsAt ?? null} /> : null}
      {phase === 'closed' || hasForm || falling !== null || auction.boxId !== null || isScored(auction.method) ? null : (
        <p className={styles.nextLine}>
          {say('next')} <Price minor={auction.nextMinimumMinor} size="m" />
        </p>
      )}
    </div>
  )
}

const CLOCK = { scheduled: ['opensIn', 'opensAt'], free: ['freeEndsIn', 'freeEndsAt'], timed: ['endsIn', 'endsAt'] } as const

/** What its clock runs to, where the phases hold marks and rounds. */
const SCORED_CLOCK = { free: 'firstRoundIn', timed: 'lastRoundEnds' } as const

const Clock = ({ auction }: { readonly auction: Room['auction'] }) => {
  const say = useSay(text)
  const lang = useLang()
  const { phase } = auction
  if (phase === 'closed') return null
  if (phase === 'suspended')
    return (
      <Banner tone="warning" title={say('suspended', { reason: auction.suspensionReason ?? '' })}>
        {auction.resumeBy === null ? null : say('resumeBy', { time: formatInstant(auction.resumeBy, lang) })}
      </Banner>
    )
  const [label, bound] = CLOCK[phase]
  return (
    <div className={styles.clock}>
      <p className={styles.label}>{say(isScored(auction.method) && phase !== 'scheduled' ? SCORED_CLOCK[phase] : label)}</p>
      <Countdown
        until={auction[bound]}
        size="l"
        withMoment
        isSpoken
        {...(phase === 'timed' ? { over: say(auction.boxId === null ? 'closing' : 'awaitsOpening') } : {})}
      />
      {auction.boxId === null ? null : <LocalLink to={sealedBox(auction.boxId)}>{say('seeEnvelopes')}</LocalLink>}
      {isScored(auction.method) ? <LocalLink to={scoredPage(auction.lotId)}>{say('scoredRoom')}</LocalLink> : null}
      {auction.extensionCount > 0 ? <p className={styles.small}>{say('extended', { count: auction.extensionCount })}</p> : null}
    </div>
  )
}

type OwnStanding = NonNullable<LotPageData['standing']>

/** How the own number stands, as a word of the texts and a tone. */
const standingOf = (auction: Room['auction'], { number, lastPriceMinor }: OwnStanding, { subject }: LotPageData['lot']) => {
  const isTop = auction.topNumber === number || auction.winners.some((won) => won.number === number)
  if (auction.phase !== 'closed' && number !== null && auction.willing.includes(number)) return ['willing', 'leading'] as const
  // Who has first refusal may still take it, or has; the banner above says how it stands.
  if (auction.phase === 'closed' && isTop && subject !== null && subject.outcome !== 'stood')
    return subject.outcome === null ? (['leading', 'leading'] as const) : (['notWon', 'new'] as const)
  if (auction.phase === 'closed') return isTop && auction.outcome === 'sold' ? (['won', 'leading'] as const) : (['notWon', 'new'] as const)
  if (isTop) return ['leading', 'leading'] as const
  return lastPriceMinor === null ? (['notYet', 'new'] as const) : (['outbid', 'outbid'] as const)
}

/** One line that a bidder looks at most. */
const Standing = ({ data, auction }: { readonly data: LotPageData; readonly auction: Room['auction'] }) => {
  const say = useSay(text)
  const { standing } = data
  if (standing?.number === null || standing?.number === undefined) return null
  const [words, tone] = standingOf(auction, standing, data.lot)
  // The rank is as old as the page; whoever was first then is second now.
  const rank = standing.rank === 1 ? 2 : (standing.rank ?? '')
  return (
    <section className={styles.standing} data-tone={tone} aria-label={say('standing')}>
      <span>
        {say('myNumber')} <strong className={styles.number}>{standing.number}</strong>
      </span>
      <strong>{words === 'won' ? <LocalLink to={wonPage(data.application?.boughtLotId ?? data.lot.id)}>{say('won')}</LocalLink> : say(words, { rank })}</strong>
    </section>
  )
}
