/** The bid record by number. */
import { formatTime } from '../../i18n/dates.ts'
import { useSay } from '../../i18n/lang.ts'
import { SealLink, Tag } from '../../ui/badges.tsx'
import { Section } from '../../ui/layout.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { Price } from '../../ui/price.tsx'
import { lotBidsPage } from './addresses.ts'
import { PriceLine } from './lot-price-line.tsx'
import type { BidRow, Room } from './lot-room.ts'
import styles from './lot.module.css'
import { text } from './lot.text.ts'

/** The newest; all of them have a page of their own. */
const ROWS = 6

interface RecordProps {
  readonly auction: Room['auction']
  readonly bids: readonly BidRow[]
  readonly ownNumber: number | null
}

export const BidRecord = ({ auction, bids, ownNumber }: RecordProps) => {
  const say = useSay(text)
  return (
    <Section title={say('record')} about={say('recordAbout')} aside={<SealLink subject={auction.id} />}>
      {bids.length === 0 ? (
        <p className={styles.small}>{say('noBids')}</p>
      ) : (
        <>
          {/* Sealed prices were opened at once: they have no course. */}
          {auction.boxId === null ? <PriceLine auction={auction} bids={bids} /> : null}
          <BidTable bids={bids.slice(0, ROWS)} ownNumber={ownNumber} caption={say('record')} />
        </>
      )}
      {auction.bidCount > ROWS ? <LocalLink to={lotBidsPage(auction.lotId)}>{say('moreBids')}</LocalLink> : null}
    </Section>
  )
}

export const BidTable = ({ bids, ownNumber, caption }: { readonly bids: readonly BidRow[]; readonly ownNumber: number | null; readonly caption: string }) => {
  const say = useSay(text)
  return (
    <table className={styles.bids}>
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{say('seq')}</th>
          <th scope="col">{say('number')}</th>
          <th scope="col">{say('price')}</th>
          <th scope="col">{say('time')}</th>
        </tr>
      </thead>
      <tbody>
        {bids.map((bid) => (
          <tr key={bid.seq} data-own={bid.number === ownNumber ? '' : undefined}>
            <td>{bid.seq}</td>
            <td>
              <span className={styles.number}>{bid.number}</span> {bid.origin === 'bidder' ? null : <Tag>{say(`origin.${bid.origin}`)}</Tag>}{' '}
              {bid.channel === 'floor' ? <Tag>{say('floorMark')}</Tag> : null} {bid.number === ownNumber ? <Tag>{say('mine')}</Tag> : null}
            </td>
            <td>
              <Price minor={bid.priceMinor} size="s" />
            </td>
            <td>
              <time dateTime={bid.receivedAt}>{formatTime(bid.receivedAt, true)}</time> {bid.extended ? <Tag>{say('extendedMark')}</Tag> : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
