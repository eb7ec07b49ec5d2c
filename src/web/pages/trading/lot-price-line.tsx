/** The price over time, drawn from the bid record that stands below it in figures. */
import type { Instant } from '#kernel/instant.ts'
import { formatWan } from '#kernel/money.ts'
import { formatInstant, toInstant } from '../../i18n/dates.ts'
import { useLang, useSay } from '../../i18n/lang.ts'
import { useMarketSecond } from '../../live/market-clock.tsx'
import { priceSteps } from './lot-price-steps.ts'
import type { Room } from './lot-room.ts'
import styles from './lot.module.css'
import { text } from './lot.text.ts'

export const PriceLine = ({ auction, bids }: Room) => {
  const say = useSay(text)
  const lang = useLang()
  const now = useMarketSecond()
  const oldest = bids.at(-1)
  const last = bids[0]
  if (!oldest || !last) return null
  const isWhole = auction.bidCount <= bids.length
  const startsAt = toInstant(isWhole ? auction.opensAt : oldest.receivedAt)
  const endsAt = Math.max(auction.closedAt === null ? now : toInstant(auction.closedAt), toInstant(last.receivedAt)) as Instant
  const { corners, lowMinor, highMinor } = priceSteps({
    startsAt,
    startMinor: BigInt(isWhole ? auction.startingPriceMinor : oldest.priceMinor),
    bids: bids.toReversed().map(({ receivedAt, priceMinor }) => ({ at: toInstant(receivedAt), minor: BigInt(priceMinor) })),
    endsAt,
  })
  const prices = { from: formatWan(lowMinor, lang), to: formatWan(highMinor, lang) }
  return (
    <figure className={styles.course}>
      <p className={styles.courseScale} aria-hidden="true">
        <span>{prices.to}</span>
        <span>{prices.from}</span>
      </p>
      <svg viewBox="0 0 1000 1000" preserveAspectRatio="none" role="img" aria-label={say('courseWords', { ...prices, count: auction.bidCount })}>
        <polyline points={corners.map(([across, down]) => `${across},${down}`).join(' ')} vectorEffect="non-scaling-stroke" />
      </svg>
      <p className={styles.courseTime} aria-hidden="true">
        <span>{formatInstant(startsAt, lang)}</span>
        <span>{auction.closedAt === null ? say('courseNow') : formatInstant(endsAt, lang)}</span>
      </p>
    </figure>
  )
}
