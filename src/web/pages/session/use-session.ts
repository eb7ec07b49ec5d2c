/** A session in the browser: what the server rendered, carried on by the market's live stream. */
import { useEffect, useState } from 'react'
import { useLive, type LiveFrame, type LiveState } from '../../live/use-live.ts'
import { useReadAgain } from '../../live/use-read-again.ts'
import type { Entry, Session } from './session-words.ts'

interface Bid {
  readonly topPriceMinor: string
  readonly topNumber: number
  readonly bidCount: number
  readonly endsAt: string
  /** A new bid clears what was called. */
  readonly call: null
}
type Bids = Readonly<Record<string, Bid>>

const bidOf = ({ data: { priceMinor, number, seq, endsAt } }: LiveFrame): Bid | null =>
  typeof priceMinor === 'string' && typeof number === 'number' && typeof seq === 'number' && typeof endsAt === 'string'
    ? { topPriceMinor: priceMinor, topNumber: number, bidCount: seq, endsAt, call: null }
    : null

/** Whichever knows more bids is newer: the frame, or a page that was read again since. */
const withBid = (entry: Entry, bids: Bids): Entry => {
  const bid = entry.auction ? bids[entry.auction.id] : undefined
  return entry.auction && bid && bid.bidCount > entry.auction.bidCount ? { ...entry, auction: { ...entry.auction, ...bid } } : entry
}

const concerns = ({ data }: LiveFrame, { id, entries }: Session): boolean => {
  const { sessionId, lotId, auctionId } = data
  return sessionId === id || entries.some((entry) => entry.lotId === lotId || (entry.auction !== null && entry.auction.id === auctionId))
}

/** `live` while the session may still change. `read`: how it is read again, where that is not the router's to do. */
export const useSession = (loaded: Session, read?: () => Promise<void>): { readonly session: Session; readonly live: LiveState } => {
  const [bids, setBids] = useState<Bids>({})
  const byRouter = useReadAgain()
  const readAgain = read ?? byRouter
  const isOver = loaded.state === 'held' || loaded.state === 'cancelled'
  const live = useLive(isOver ? null : 'market', {
    events: ['bid_accepted', 'state', 'lot', 'session'],
    readAgain: read,
    onFrame: (frame) => {
      if (!concerns(frame, loaded)) return
      const bid = frame.event === 'bid_accepted' ? bidOf(frame) : null
      if (bid === null) void readAgain()
      else setBids((before) => ({ ...before, [String(frame.data['auctionId'])]: bid }))
    },
  })
  // Whatever happened between the rendering on the server and the first frame is read once more.
  useEffect(() => {
    if (live === 'live') void readAgain()
  }, [live, readAgain])
  return { session: { ...loaded, entries: loaded.entries.map((entry) => withBid(entry, bids)) }, live }
}
