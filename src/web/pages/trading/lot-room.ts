/** The room's state in the browser: what the server rendered, carried on by live frames in the order of the log. */
import { useEffect, useReducer, useRef, useState } from 'react'
import type { z } from 'zod'
import type { bidRowShape } from '#modules/auction/api.ts'
import { formatWan } from '#kernel/money.ts'
import { useReadAgain } from '../../live/use-read-again.ts'
import { useLang, useSay } from '../../i18n/lang.ts'
import { useLive, type LiveFrame, type LiveState } from '../../live/use-live.ts'
import type { Auction } from './lot-loaded.ts'
import { text } from './lot.text.ts'

export type BidRow = z.output<typeof bidRowShape>

export interface Room {
  readonly auction: Auction
  readonly bids: readonly BidRow[]
}

/** Bids that the page holds: as many as the course of the price is drawn from. */
export const BIDS_HELD = 100

const originOf = (origin: unknown): BidRow['origin'] => (origin === 'proxy' || origin === 'application' ? origin : 'bidder')

const withBid = (room: Room, data: LiveFrame['data']): Room => {
  const seq = Number(data['seq'])
  if (seq <= room.auction.seq) return room
  const bid: BidRow = {
    seq,
    number: Number(data['number']),
    priceMinor: String(data['priceMinor']),
    receivedAt: String(data['at']),
    extended: data['extended'] === true,
    origin: originOf(data['origin']),
    channel: data['channel'] === 'floor' ? 'floor' : 'online',
  }
  const { auction } = room
  return {
    bids: [bid, ...room.bids].slice(0, BIDS_HELD),
    auction: {
      ...auction,
      seq,
      bidCount: seq,
      topPriceMinor: bid.priceMinor,
      call: null,
      // At the cap whoever came first leads until the draw.
      topNumber: auction.topPriceMinor === auction.capMinor && auction.capMinor !== null ? auction.topNumber : bid.number,
      nextMinimumMinor: String(data['nextMinimumMinor']),
      willing: bid.priceMinor === auction.capMinor ? [...auction.willing, bid.number] : auction.willing,
      endsAt: String(data['endsAt']),
      extensionCount: auction.extensionCount + (bid.extended ? 1 : 0),
    },
  }
}

type RoomEvent = { readonly kind: 'loaded'; readonly room: Room } | { readonly kind: 'bid'; readonly data: LiveFrame['data'] }

/** What the server rendered last wins, unless frames have already gone further. */
const next = (room: Room, event: RoomEvent): Room => {
  if (event.kind === 'bid') return withBid(room, event.data)
  return event.room.auction.seq >= room.auction.seq ? event.room : room
}

/** `read`: how it is read again, where that is not the router's to do. */
export const useRoom = (loaded: Room, read?: () => Promise<void>): Room & { readonly live: LiveState } => {
  const [room, tell] = useReducer(next, loaded)
  const byRouter = useReadAgain()
  const readAgain = read ?? byRouter
  // By its parts, which are the same until the page is read again: who calls hands over a new object with each drawing.
  useEffect(() => tell({ kind: 'loaded', room: { auction: loaded.auction, bids: loaded.bids } }), [loaded.auction, loaded.bids])
  const isOver = loaded.auction.phase === 'closed' && loaded.auction.recordSignedAt !== null
  const live = useLive(isOver ? null : loaded.auction.id, {
    events: ['bid_accepted', 'state'],
    readAgain: read,
    onFrame: (frame) => {
      if (frame.event === 'bid_accepted') tell({ kind: 'bid', data: frame.data })
      else void readAgain()
    },
  })
  // Whatever happened between the rendering on the server and the first frame is read once more.
  useEffect(() => {
    if (live === 'live') void readAgain()
  }, [live, readAgain])
  return { ...room, live }
}

const ANNOUNCE_EVERY_MS = 4_000

/** What a screen reader is told: the price at most every four seconds, extensions and the end always. */
export const useAnnouncement = ({ auction }: Room): string => {
  const say = useSay(text)
  const lang = useLang()
  const [spoken, setSpoken] = useState('')
  const last = useRef({ seq: auction.seq, extensions: auction.extensionCount, phase: auction.phase, at: 0 })
  useEffect(() => {
    const before = last.current
    const isNews = auction.seq > before.seq || auction.extensionCount > before.extensions || auction.phase !== before.phase
    if (!isNews || auction.topPriceMinor === null) return undefined
    const words = [
      ...(auction.phase === 'closed' && before.phase !== 'closed' ? [say('announceEnd')] : []),
      say('announce', { price: formatWan(BigInt(auction.topPriceMinor), lang), number: auction.topNumber ?? '' }),
      ...(auction.extensionCount > before.extensions ? [say('announceExtended')] : []),
    ]
    const wait = Math.max(0, before.at + ANNOUNCE_EVERY_MS - performance.now())
    const timer = setTimeout(() => {
      last.current = { seq: auction.seq, extensions: auction.extensionCount, phase: auction.phase, at: performance.now() }
      setSpoken(words.join(lang === 'zh' ? '，' : '. '))
    }, wait)
    return () => clearTimeout(timer)
  }, [auction, lang, say])
  return spoken
}
