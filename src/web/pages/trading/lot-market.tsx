/** Right side of a lot page: the market. Before the auction the registration, then the room, then the result. */
import { en, zh } from '#modules/auction/messages.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { useCodeText, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import type { CommandOutcome } from '../../shell/calls.ts'
import { LiveSign } from '../../ui/bidding.tsx'
import { Countdown } from '../../ui/countdown.tsx'
import { FactsTable, type FactRow } from '../../ui/facts-table.tsx'
import { Stack } from '../../ui/layout.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { Banner } from '../../ui/notices.tsx'
import { Price } from '../../ui/price.tsx'
import { contractsPage } from '../contract/addresses.ts'
import { BidBox } from './lot-bid-box.tsx'
import { BidRecord } from './lot-bid-record.tsx'
import { Registration } from './lot-register.tsx'
import { useAnnouncement, useRoom, type Room } from './lot-room.ts'
import type { LotPageData } from './lot-loaded.ts'
import styles from './lot.module.css'
import { text } from './lot.text.ts'
import { PhaseBadge, premiumPercent } from './trading-tables.tsx'
import { text as tradingText } from './trading.text.ts'

interface MarketProps {
  readonly data: LotPageData
  readonly outcome: CommandOutcome<unknown> | undefined
}

export const LotMarket = ({ data, outcome }: MarketProps) => {
  const { lot, auction, bids, application } = data
  if (auction === null) return <Registration lot={lot} application={application} isPaused={data.paused !== null} outcome={outcome} />
  return <AuctionRoom data={data} room={{ auction, bids }} outcome={outcome} />
}

const AuctionRoom = ({ data, room: loaded, outcome }: MarketProps & { readonly room: Room }) => {
  const { auction, bids, live } = useRoom(loaded)
  const announcement = useAnnouncement({ auction, bids })
  const isOver = auction.phase === 'closed'
  const number = data.standing?.number ?? null
  return (
    <Stack gap={16}>
      <section className={styles.market} data-live={auction.phase === 'free' || auction.phase === 'timed' ? '' : undefined}>
        <div className={styles.marketHead}>
          <PhaseBadge auction={auction} />
          {isOver ? null : <LiveSign state={live} />}
        </div>
        <PriceBlock auction={auction} />
        <Clock auction={auction} />
        {isOver ? <Result auction={auction} /> : null}
      </section>
      <Standing data={data} auction={auction} />
      {isOver ? null : <BidBox auction={auction} standing={data.standing} quickMinor={data.quickMinor} outcome={outcome} />}
      <Registration lot={data.lot} application={data.application} isPaused={data.paused !== null} outcome={outcome} />
      {auction.remarks === null ? null : <Remarks auction={auction} />}
      <BidRecord auction={auction} bids={bids} ownNumber={number} />
      <div className="visually-hidden" role="status" aria-live="polite">
        {announcement}
      </div>
    </Stack>
  )
}

const PriceBlock = ({ auction }: { readonly auction: Room['auction'] }) => {
  const say = useSay(text)
  const { topPriceMinor, startingPriceMinor, outcome } = auction
  const label = outcome === 'sold' ? 'hammer' : topPriceMinor === null ? 'startPrice' : 'current'
  return (
    <div>
      <p className={styles.label}>{say(label)}</p>
      <p key={topPriceMinor ?? 'start'} className={topPriceMinor === null ? undefined : styles.flash}>
        <Price minor={topPriceMinor ?? startingPriceMinor} size="xl" />
      </p>
      <p className={styles.small}>
        {auction.topNumber === null || auction.phase === 'closed' ? '' : `${say('topBy', { number: auction.topNumber })} · `}
        {auction.bidCount === 0
          ? `${say('noBids')} · ${say('bidders', { bidders: auction.bidderCount })}`
          : say('bidCount', { count: auction.bidCount, bidders: auction.bidderCount })}
      </p>
      {auction.phase === 'closed' ? null : (
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

const Result = ({ auction }: { readonly auction: Room['auction'] }) => {
  const say = useSay(text)
  const sayTrading = useSay(tradingText)
  const word = useCodeText({ zh, en })
  const inLang = useInLang()
  const lang = useLang()
  const isSold = auction.outcome === 'sold'
  const rows: readonly FactRow[] = [
    { label: say('winner'), value: isSold && auction.winnerName !== null ? `${inLang(auction.winnerName)} · ${auction.topNumber}` : null },
    {
      label: sayTrading('result'),
      value: isSold
        ? sayTrading('premium', { percent: premiumPercent(auction.startingPriceMinor, auction.topPriceMinor ?? '0') })
        : word(`enum.auction.failReason.${auction.failReason ?? 'no_bids'}`),
    },
    { label: say('reserve'), value: auction.reserveMet === null ? null : say(auction.reserveMet ? 'reserveMet' : 'reserveNotMet') },
    { label: sayTrading('endedAt'), value: auction.closedAt === null ? null : formatInstant(auction.closedAt, lang, true) },
    { label: say('auctioneer'), value: auction.auctioneerName },
  ]
  return (
    <>
      <FactsTable rows={rows} />
      {auction.recordSha256 === null ? null : <p className={styles.small}>{say('recordSigned', { digest: `${auction.recordSha256.slice(0, 16)}…` })}</p>}
    </>
  )
}

const Remarks = ({ auction }: { readonly auction: Room['auction'] }) => {
  const say = useSay(text)
  const inLang = useInLang()
  if (auction.remarks === null) return null
  return (
    <Banner tone="info" title={`${say('remarks')}${auction.auctioneerName === null ? '' : ` · ${auction.auctioneerName}`}`}>
      <p className={styles.prose}>{inLang(auction.remarks)}</p>
    </Banner>
  )
}

/** After the close: won, and what comes next, or not. */
const Ended = ({ isWon, number }: { readonly isWon: boolean; readonly number: number }) => {
  const say = useSay(text)
  return (
    <>
      <section className={styles.standing} data-tone={isWon ? 'leading' : 'new'} aria-label={say('standing')}>
        <span>
          {say('myNumber')} <strong className={styles.number}>{number}</strong>
        </span>
        <strong>{say(isWon ? 'won' : 'notWon')}</strong>
      </section>
      {isWon ? (
        <p className={styles.small}>
          {say('wonNext')} <LocalLink to={contractsPage()}>{say('toContracts')}</LocalLink>
        </p>
      ) : null}
    </>
  )
}

/** One line that a bidder looks at most. */
const Standing = ({ data, auction }: { readonly data: LotPageData; readonly auction: Room['auction'] }) => {
  const say = useSay(text)
  const { standing } = data
  if (standing?.number === null || standing?.number === undefined) return null
  if (auction.phase === 'closed') return <Ended isWon={auction.outcome === 'sold' && auction.topNumber === standing.number} number={standing.number} />
  const isLeading = auction.topNumber === standing.number
  const isNew = standing.lastPriceMinor === null
  const words = isLeading ? say('leading') : isNew ? say('notYet') : say('outbid', { rank: standing.rank === 1 ? 2 : (standing.rank ?? '') })
  return (
    <section className={styles.standing} data-tone={isLeading ? 'leading' : isNew ? 'new' : 'outbid'} aria-label={say('standing')}>
      <span>
        {say('myNumber')} <strong className={styles.number}>{standing.number}</strong>
      </span>
      <strong>{words}</strong>
    </section>
  )
}
