/** Bidders who go on whatever happens: each sends one bid after the other and keeps what it was told, for the judges. */
import { setTimeout as sleep } from 'node:timers/promises'
import { parseInstant } from '#kernel/instant.ts'
import type { Acknowledged, Word } from '#modules/auction/core/history.ts'
import type { KeptAnswer } from '../bench/auction-load.ts'
import type { Ready } from './server.ts'

export interface Bidding {
  readonly kept: KeptAnswer[]
  /** Bids whose fate is unknown: cut off, or answered by an outage, and not asked for again. */
  readonly unanswered: string[]
  readonly latenciesMs: number[]
  /** The receive time a bidder was told, less the moment of sending: with the server's own offset in it. */
  readonly stampedMs: number[]
  /** Accepted bids as they were acknowledged, by auction. */
  readonly acknowledged: Map<string, Acknowledged[]>
  /** Highest prices that were left or may have been, by auction and log-in. */
  readonly left: Map<string, { readonly cookie: string; readonly maxMinor: bigint }[]>
  /** Numbers of log-ins, by auction and log-in. */
  readonly numbers: Map<string, number>
  /** Requests that were sent again after an outage and then answered. */
  repeated: number
}

interface Auctioned {
  readonly origins: readonly string[]
  readonly ready: Ready
}

const PAUSE_MS = 25
const AGAIN_MS = 100
const PATIENCE_MS = 30_000
const PROXY_SHARE = 0.04
/** Lots where the bidding never ends come first in the list: most bids go there. */
const LASTING = 3
const LASTING_SHARE = 0.93

/** Distinguishes the idempotency keys of one drill. */
let serial = 0

export const emptyBidding = (): Bidding => ({
  kept: [],
  unanswered: [],
  latenciesMs: [],
  stampedMs: [],
  acknowledged: new Map(),
  left: new Map(),
  numbers: new Map(),
  repeated: 0,
})

interface Said {
  readonly seq?: number
  readonly number?: number
  readonly priceMinor?: string
  readonly extended?: boolean
  readonly nextMinimumMinor?: string
  readonly code?: string
  readonly receivedAt?: string
  readonly params?: { readonly minimumMinor?: string }
}

/** Not every price upwards is one: there is a cap, or the steps are others. */
const NO_STEPS = new Set(['auction.bid_above_cap', 'auction.off_increment_grid'])

/** The price board that all bidders of a drill watch, one line for each auction. */
export const openBoard = ({ startMinor, incrementMinor }: Ready) => {
  const step = BigInt(incrementMinor)
  const lines = new Map<string, { next: bigint; minimum: bigint; isStepping: boolean }>()
  const lineOf = (id: string) => {
    const line = lines.get(id) ?? { next: BigInt(startMinor), minimum: BigInt(startMinor), isStepping: true }
    lines.set(id, line)
    return line
  }
  return {
    take: (id: string): bigint => {
      const line = lineOf(id)
      const price = line.next
      if (line.isStepping) line.next += step
      return price
    },
    above: (id: string, steps: number): bigint => lineOf(id).minimum + BigInt(steps) * step,
    learn: (id: string, { code, params, nextMinimumMinor }: Said) => {
      const line = lineOf(id)
      const minimum = BigInt(nextMinimumMinor ?? params?.minimumMinor ?? 0)
      if (minimum > line.minimum) line.minimum = minimum
      if (code !== undefined && NO_STEPS.has(code)) line.isStepping = false
      if (!line.isStepping || line.minimum > line.next) line.next = line.minimum
    },
  }
}
export type Board = ReturnType<typeof openBoard>

const lotOf = ({ hot }: Ready): string => {
  const from = Math.random() < LASTING_SHARE ? hot.slice(0, LASTING) : hot.slice(LASTING)
  const lots = from.length === 0 ? hot : from
  return lots[Math.floor(Math.random() * lots.length)] ?? ''
}

const add = <Value>(to: Map<string, Value[]>, key: string, value: Value): void => void to.set(key, [...(to.get(key) ?? []), value])

/** Everybody bids until told to stop; what is under way is waited for. */
export const startBidding = ({ origins, ready }: Auctioned, board: Board, told: Bidding): { readonly stop: () => Promise<void> } => {
  let isOver = false
  let turn = 0

  /** One request, once. Null: nobody knows what became of it. */
  const ask = async (request: { readonly method: string; readonly target: string; readonly cookie: string; readonly key: string; readonly body: string }) => {
    const { method, target, cookie, key, body } = request
    turn += 1
    try {
      const response = await fetch(`${origins[turn % origins.length]}${target}`, {
        method,
        headers: { cookie, 'sec-fetch-site': 'same-origin', 'idempotency-key': key, 'content-type': 'application/json' },
        body,
        signal: AbortSignal.timeout(PATIENCE_MS),
      })
      const text = await response.text()
      return response.status >= 500 ? null : { status: response.status, said: JSON.parse(text) as Said }
    } catch {
      return null
    }
  }

  const note = (id: string, cookie: string, said: Said): void => {
    const { seq, number, priceMinor, receivedAt, extended } = said
    if (seq === undefined || number === undefined || priceMinor === undefined || receivedAt === undefined || extended === undefined) return
    told.numbers.set(`${id}\n${cookie}`, number)
    add(told.acknowledged, id, { seq, number, priceMinor: BigInt(priceMinor), receivedAt: parseInstant(receivedAt), extended })
  }

  const bidOnce = async (cookie: string): Promise<void> => {
    const id = lotOf(ready)
    const key = `drill-${(serial += 1)}`
    const price = String(board.take(id))
    const path = `/api/v1/auctions/${id}/bids`
    const request = { method: 'POST', target: path, cookie, key, body: JSON.stringify({ priceMinor: price, confirmedAmountMinor: price }) }
    for (let attempt = 1; ; attempt += 1) {
      const sentAt = Date.now()
      const begun = performance.now()
      const answer = await ask(request)
      if (answer) {
        const { status, said } = answer
        told.latenciesMs.push(performance.now() - begun)
        if (said.receivedAt !== undefined && attempt === 1) told.stampedMs.push(Date.parse(said.receivedAt) - sentAt)
        if (attempt > 1) told.repeated += 1
        board.learn(id, said)
        note(id, cookie, said)
        told.kept.push({ key, path, price: said.priceMinor ?? price, status, seq: said.seq ?? null, code: said.code ?? null })
        return
      }
      if (isOver) return void told.unanswered.push(key)
      // The same bid with the same key, perhaps to another server: whatever became of the first one, it counts once.
      await sleep(AGAIN_MS)
    }
  }

  const leaveOnce = async (cookie: string): Promise<void> => {
    const id = lotOf(ready)
    const maxMinor = board.above(id, 1 + Math.floor(Math.random() * 6))
    const body = JSON.stringify({ maxMinor: String(maxMinor), confirmedAmountMinor: String(maxMinor) })
    const answer = await ask({ method: 'PUT', target: `/api/v1/auctions/${id}/proxy`, cookie, key: `drill-${(serial += 1)}`, body })
    if (!answer || answer.status === 200) add(told.left, id, { cookie, maxMinor })
  }

  const bidders = ready.cookies.map(async (cookie) => {
    while (!isOver) {
      await (ready.hot.length > 1 && Math.random() < PROXY_SHARE ? leaveOnce(cookie) : bidOnce(cookie))
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

/** The words that are known with the number of who gave them. */
export const wordsIn = ({ left, numbers }: Bidding, id: string): readonly Word[] =>
  (left.get(id) ?? []).flatMap(({ cookie, maxMinor }) => {
    const number = numbers.get(`${id}\n${cookie}`)
    return number === undefined ? [] : [{ number, maxMinor }]
  })

export const percentile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((left, right) => left - right)
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0)
}
