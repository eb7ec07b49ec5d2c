/** Sends what the floor clerk entered, one after the other and each until it is answered. */
import type { FloorEntry } from './floor-queue.ts'

/** Nobody answered in time, or somebody said to try later: it keeps its place and its key. */
export type Later = 'unreachable' | 'login' | 'busy'

export type Sent =
  | { readonly kind: 'accepted'; readonly seq: number }
  | { readonly kind: 'refused'; readonly reason: { readonly zh: string; readonly en: string } }
  | { readonly kind: 'later'; readonly why: Later }

interface Answer {
  readonly seq?: number
  readonly text?: { readonly zh: string; readonly en: string }
}

const TIMEOUT_MS = 10_000

const meaningOf = (status: number, answer: Answer): Sent => {
  if (status === 200 && answer.seq !== undefined) return { kind: 'accepted', seq: answer.seq }
  if (status === 401) return { kind: 'later', why: 'login' }
  if (status === 429 || status >= 500 || answer.text === undefined) return { kind: 'later', why: 'busy' }
  return { kind: 'refused', reason: answer.text }
}

export const sendEntry = async ({ auctionId, key, number, priceMinor, isConfirmed }: FloorEntry): Promise<Sent> => {
  try {
    const response = await fetch(`/api/v1/auctions/${auctionId}/bids`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify({ number, priceMinor, ...(isConfirmed ? { confirmedAmountMinor: priceMinor } : {}) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    return meaningOf(response.status, (await response.json()) as Answer)
  } catch {
    return { kind: 'later', why: 'unreachable' }
  }
}
