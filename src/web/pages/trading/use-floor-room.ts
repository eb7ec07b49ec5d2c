/** The room as the floor clerk sees it, read again from the API by itself: the console stays on the screen when nobody answers. */
import { useCallback, useState } from 'react'
import type { LiveState } from '../../live/use-live.ts'
import type { Auction } from './lot-loaded.ts'
import { useRoom } from './lot-room.ts'

interface Paddle {
  readonly number: number
}

interface FloorRoom {
  readonly auction: Auction
  readonly numbers: readonly Paddle[]
}

const NO_BIDS: never[] = []

/** Null when there is no answer, whatever the reason: the last figures stay. */
const readJson = async <Value>(path: string): Promise<Value | null> => {
  try {
    const response = await fetch(path)
    return response.ok ? ((await response.json()) as Value) : null
  } catch {
    return null
  }
}

export const useFloorRoom = (loaded: FloorRoom): FloorRoom & { readonly live: LiveState; readonly readAgain: () => Promise<void> } => {
  const [read, setRead] = useState(loaded)
  const { id } = loaded.auction
  const readAgain = useCallback(async () => {
    const [auction, floor] = await Promise.all([
      readJson<Auction>(`/api/v1/auctions/${id}`),
      readJson<Pick<FloorRoom, 'numbers'>>(`/api/v1/auctions/${id}/floor`),
    ])
    setRead((before) => ({ auction: auction ?? before.auction, numbers: floor?.numbers ?? before.numbers }))
  }, [id])
  const { auction, live } = useRoom({ auction: read.auction, bids: NO_BIDS }, readAgain)
  return { auction, numbers: read.numbers, live, readAgain }
}
