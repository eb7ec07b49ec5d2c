/** The rail of an auction: price, clock, own standing, the next bid. It stays in sight: beside the page, at the bottom of a phone. */
import { formatInstant } from '../../i18n/dates.ts'
import { useLang, useSay } from '../../i18n/lang.ts'
import type { CommandOutcome } from '../../shell/calls.ts'
import { LiveSign } from '../../ui/live-sign.tsx'
import { Countdown } from '../../ui/countdown.tsx'
import { Banner } from '../../ui/notices.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { Price } from '../../ui/price.tsx'
import { wonPage } from './addresses.ts'
import { BidBox } from './lot-bid-box.tsx'
import { Result } from './lot-result.tsx'
import { useAnnouncement, type Room } from './lot-room.ts'
import type { LotPageData } from './lot-loaded.ts'
import type { LiveState } from '../../live/use-live.ts'
import styles from './lot.module.css'
import { text } from './lot.text.ts'
import { PhaseBadge } from './trading-tables.tsx'

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
        <PhaseBadge auction={auction} />
        {isOver ? null : <LiveSign state={live} />}
      </div>
      <div className={styles.figures}>
        <PriceBlock auction={auction} hasForm={data.standing?.standing === 'confirmed'} />
        <Clock auction={auction} />
      </div>
      {isOver ? <Result auction={auction} /> : null}
      <Standing data={data} auction={auction} />
      {isOver ? null : <BidBox auction={auction} standing={data.standing} quickBids={data.quickBids} outcome={outcome} />}
      <div className="visually-hidden" role="status" aria-live="polite">
        {announcement}
      </div>
    </section>
  )
}

const labelOf = ({ outcome, topPriceMinor }: Room['auction']) => {
  if (outcome === 'sold') return 'hammer'
  if (topPriceMinor === null) return 'startPrice'
  return outcome === null ? 'current' : 'highest'
}

const PriceBlock = ({ auction, hasForm }: { readonly auction: Room['auction']; readonly hasForm: boolean }) => {
  const say = useSay(text)
  const { topPriceMinor, startingPriceMinor, phase, topNumber } = auction
  return (
    <div>
      <p className={styles.label}>{say(labelOf(auction))}</p>
      <p key={topPriceMinor ?? 'start'} className={topPriceMinor === null ? undefined : styles.flash}>
        <Price minor={topPriceMinor ?? startingPriceMinor} size="xl" />
      </p>
      <p className={styles.small}>
        {phase === 'closed' || topNumber === null ? '' : `${say('topBy', { number: topNumber })} · `}
        {auction.bidCount === 0
          ? `${phase === 'closed' ? '' : `${say('noBids')} · `}${say('bidders', { bidders: auction.bidderCount })}`
          : say('bidCount', { count: auction.bidCount, bidders: auction.bidderCount })}
      </p>
      {/* The bid form says it at its field. */}
      {phase === 'closed' || hasForm ? null : (
        <p className={styles.nextLine}>
          {say('next')} <Price minor={auction.nextMinimumMinor} size="m" />
        </p>
      )}
    </div>
  )
}

const CLOCK = { scheduled: ['opensIn', 'opensAt'], free: ['freeEndsIn', 'freeEndsAt'], timed: ['endsIn', 'endsAt'] } as const

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
      <p className={styles.label}>{say(label)}</p>
      <Countdown until={auction[bound]} size="l" withMoment isSpoken {...(phase === 'timed' ? { over: say('closing') } : {})} />
      {auction.extensionCount > 0 ? <p className={styles.small}>{say('extended', { count: auction.extensionCount })}</p> : null}
    </div>
  )
}

type OwnStanding = NonNullable<LotPageData['standing']>

/** How the own number stands, as a word of the texts and a tone. */
const standingOf = (auction: Room['auction'], { number, lastPriceMinor }: OwnStanding) => {
  const isTop = auction.topNumber === number
  if (auction.phase === 'closed') return isTop && auction.outcome === 'sold' ? (['won', 'leading'] as const) : (['notWon', 'new'] as const)
  if (isTop) return ['leading', 'leading'] as const
  return lastPriceMinor === null ? (['notYet', 'new'] as const) : (['outbid', 'outbid'] as const)
}

/** One line that a bidder looks at most. */
const Standing = ({ data, auction }: { readonly data: LotPageData; readonly auction: Room['auction'] }) => {
  const say = useSay(text)
  const { standing } = data
  if (standing?.number === null || standing?.number === undefined) return null
  const [words, tone] = standingOf(auction, standing)
  // The rank is as old as the page; whoever was first then is second now.
  const rank = standing.rank === 1 ? 2 : (standing.rank ?? '')
  return (
    <section className={styles.standing} data-tone={tone} aria-label={say('standing')}>
      <span>
        {say('myNumber')} <strong className={styles.number}>{standing.number}</strong>
      </span>
      <strong>{words === 'won' ? <LocalLink to={wonPage(data.lot.id)}>{say('won')}</LocalLink> : say(words, { rank })}</strong>
    </section>
  )
}
