/** The page of a lot whose auction is there: the object on the left, the rail beside it, both alive. */
import type { ReactNode } from 'react'
import type { CommandOutcome } from '../../shell/calls.ts'
import { BidRecord } from './lot-bid-record.tsx'
import type { Auction, LotPageData } from './lot-loaded.ts'
import { LotObject } from './lot-object.tsx'
import { Rail } from './lot-rail.tsx'
import { Registration } from './lot-register.tsx'
import { Remarks } from './lot-remarks.tsx'
import { useRoom } from './lot-room.ts'
import styles from './lot.module.css'

interface LotAuctionProps {
  readonly data: LotPageData
  readonly auction: Auction
  readonly head: ReactNode
  readonly outcome: CommandOutcome<unknown> | undefined
}

export const LotAuction = ({ data, auction: loaded, head, outcome }: LotAuctionProps) => {
  const room = useRoom({ auction: loaded, bids: data.bids })
  const { auction, bids } = room
  const { lot, application } = data
  const number = data.standing?.number ?? null
  const registration = <Registration lot={lot} application={application} isPaused={data.paused !== null} outcome={outcome} />
  // Until the opening an applicant looks for the number; afterwards it stands in the rail.
  const isBefore = auction.phase === 'scheduled'
  return (
    <Room
      head={head}
      rail={<Rail data={data} room={room} outcome={outcome} />}
      main={
        <>
          {isBefore ? registration : null}
          <Remarks auction={auction} />
          {isBefore ? null : <BidRecord auction={auction} bids={bids} ownNumber={number} />}
          <LotObject lot={lot} auction={auction} rules={data.rules} resultClosesAt={data.resultNoticeClosesAt} />
          {isBefore ? null : registration}
        </>
      }
    />
  )
}

/** Title and object on the left, the market on the right. On a phone what runs lies at the bottom, over the page. */
export const Room = ({ head, rail, main }: { readonly head: ReactNode; readonly rail: ReactNode; readonly main: ReactNode }) => (
  <div className={styles.room}>
    <div className={styles.roomHead}>{head}</div>
    <div className={styles.rail}>{rail}</div>
    <div className={styles.roomMain}>{main}</div>
  </div>
)
