/** Bidders who go on whatever happens: each sends one bid after the other and keeps what it was told, for the judge of the bench. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { KeptAnswer } from '../bench/auction-load.ts'
import type { Ready } from './server.ts'

export interface Bidding {
  readonly kept: KeptAnswer[]
  /** Bids whose fate is unknown: cut off, or answered by an outage. */
  readonly unanswered: string[]
  readonly latenciesMs: number[]
  /** The receive time a bidder was told, less the moment of sending: with the server's own offset in it. */
  readonly stampedMs: number[]
}

interface Auctioned {
  readonly origin: string
  readonly ready: Ready
}

const PAUSE_MS = 25
const PATIENCE_MS = 30_000

/** Distinguishes the idempotency keys of one drill. */
let serial = 0

export const emptyBidding = (): Bidding => ({ kept: [], unanswered: [], latenciesMs: [], stampedMs: [] })

/** The price board that all bidders of a drill watch. */
export const openBoard = ({ startMinor, incrementMinor }: Ready) => {
  let next = BigInt(startMinor)
  const step = BigInt(incrementMinor)
  return {
    take: (): string => {
      const price = next
      next += step
      return String(price)
    },
    learn: (minimum: string | undefined) => {
      if (minimum !== undefined && BigInt(minimum) > next) next = BigInt(minimum)
    },
  }
}
export type Board = ReturnType<typeof openBoard>

/** Everybody bids until told to stop; what is under way is waited for. */
export const startBidding = ({ origin, ready }: Auctioned, board: Board, told: Bidding): { readonly stop: () => Promise<void> } => {
  let isOver = false
  const path = `/api/v1/auctions/${ready.hot[0] ?? ''}/bids`
  const bidOnce = async (cookie: string): Promise<void> => {
    const key = `drill-${(serial += 1)}`
    const price = board.take()
    const sentAt = Date.now()
    const begun = performance.now()
    try {
      const response = await fetch(origin + path, {
        method: 'POST',
        headers: { cookie, 'sec-fetch-site': 'same-origin', 'idempotency-key': key, 'content-type': 'application/json' },
        body: JSON.stringify({ priceMinor: price }),
        signal: AbortSignal.timeout(PATIENCE_MS),
      })
      const text = await response.text()
      if (response.status >= 500) throw new Error(text)
      const said = JSON.parse(text) as { seq?: number; code?: string; receivedAt?: string; params?: { minimumMinor?: string } }
      told.latenciesMs.push(performance.now() - begun)
      if (said.receivedAt !== undefined) told.stampedMs.push(Date.parse(said.receivedAt) - sentAt)
      board.learn(said.params?.minimumMinor)
      told.kept.push({ key, path, price, status: response.status, seq: said.seq ?? null, code: said.code ?? null })
    } catch {
      told.unanswered.push(key)
    }
  }
  const bidders = ready.cookies.map(async (cookie) => {
    while (!isOver) {
      await bidOnce(cookie)
      await sleep(PAUSE_MS)
    }
  })
  return {
    stop: async () => {
      isOver = true
      await Promise.all(bidders)
    },
  }
}

export const percentile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((left, right) => left - right)
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0)
}
