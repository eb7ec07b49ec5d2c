/**
 * Watchers and bidders of the live bench. Watchers are event streams over HTTP/1.1 read by hand, from as many loopback addresses as the bound for one
 * address asks for; bids go out at a steady pace, and each is timed from its sending to its arrival at every watcher. Both stand in this process, so
 * that one clock times both; what it takes to read its thousands of sockets is in the figures.
 */
import { connect, type Socket } from 'node:net'

export interface LiveOrder {
  readonly host: string
  readonly port: number
  readonly auctionId: string
  readonly watchers: number
  readonly cookies: readonly string[]
  readonly startMinor: string
  readonly incrementMinor: string
  readonly bidsPerSecond: number
  readonly milliseconds: number
  /** In the middle of the run these lose their line and come back with the last event they saw. */
  readonly cutShare: number
}

export interface LiveReport {
  /** From sending a bid to its frame at a watcher, ascending; not of frames that a watcher fetched after its line was cut. */
  readonly latenciesMs: readonly number[]
  readonly accepted: number
  /** Of bidding: where the machine is too slow for the pace, bids come slower. */
  readonly seconds: number
  readonly refused: number
  readonly frames: number
  readonly cut: number
  /** Accepted bids that a watcher never saw, saw twice, or saw out of order. */
  readonly missing: number
  readonly repeated: number
}

/** Below the bound for one address. */
const OF_ONE_ADDRESS = 250
/** So many lines are opened at once. */
const OPENING = 200
const FRAMES_END = '\n\n'

interface Watcher {
  socket: Socket
  readonly address: string
  lastId: string | null
  lastSeq: number
  seen: number
  repeated: number
  isBack: boolean
}

/** A hundred thousand frames a second are read beside the server on the same machine: found by their places, not parsed. */
const between = (text: string, before: string, after: string): string | null => {
  const at = text.indexOf(before)
  return at < 0 ? null : text.slice(at + before.length, text.indexOf(after, at + before.length))
}

const wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds))

export const runLive = async (order: LiveOrder): Promise<LiveReport> => {
  const { host, port, auctionId } = order
  const latencies: number[] = []
  const sentAt = new Map<string, number>()
  const accepted = new Set<number>()
  let refused = 0
  let frames = 0

  /** One event: `id`, `event` and `data` lines. Chunk sizes stand on lines of their own and are passed over. */
  const read = (watcher: Watcher, text: string) => {
    const id = between(text, 'id: ', '\n')
    if (id === null) return
    watcher.lastId = id
    if (!text.includes('event: bid_accepted')) return
    const seq = Number.parseInt(between(text, '"seq":', '}') ?? '', 10)
    const priceMinor = between(text, '"priceMinor":"', '"') ?? ''
    frames += 1
    if (seq <= watcher.lastSeq) watcher.repeated += 1
    else watcher.seen += 1
    watcher.lastSeq = Math.max(watcher.lastSeq, seq)
    const at = sentAt.get(priceMinor)
    if (at !== undefined && !watcher.isBack) latencies.push(performance.now() - at)
  }

  const open = (watcher: Watcher) =>
    new Promise<void>((resolve, reject) => {
      const socket = connect({ host, port, localAddress: watcher.address })
      watcher.socket = socket
      let buffered = ''
      socket.setEncoding('utf8')
      socket.on('error', reject)
      socket.on('data', (piece: string) => {
        buffered += piece
        for (let end = buffered.indexOf(FRAMES_END); end >= 0; end = buffered.indexOf(FRAMES_END)) {
          const text = buffered.slice(0, end)
          buffered = buffered.slice(end + FRAMES_END.length)
          if (text.includes('watching')) resolve()
          read(watcher, text)
        }
        watcher.isBack = false
      })
      const last = watcher.lastId === null ? '' : `last-event-id: ${watcher.lastId}\r\n`
      socket.write(`GET /api/v1/live/${auctionId} HTTP/1.1\r\nhost: ${host}:${port}\r\naccept: text/event-stream\r\n${last}\r\n`)
    })

  const nobody = null as unknown as Socket
  const watchers = Array.from({ length: order.watchers }, (_, index): Watcher => {
    const address = `127.0.${1 + Math.floor(index / OF_ONE_ADDRESS)}.1`
    return { socket: nobody, address, lastId: null, lastSeq: 0, seen: 0, repeated: 0, isBack: false }
  })
  for (let from = 0; from < watchers.length; from += OPENING) await Promise.all(watchers.slice(from, from + OPENING).map(open))

  let price = BigInt(order.startMinor)
  const bid = async (count: number) => {
    const priceMinor = String(price)
    price += BigInt(order.incrementMinor)
    sentAt.set(priceMinor, performance.now())
    const response = await fetch(`http://${host}:${port}/api/v1/auctions/${auctionId}/bids`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'sec-fetch-site': 'same-origin',
        cookie: order.cookies[count % order.cookies.length] ?? '',
        'idempotency-key': `live-${priceMinor}`,
      },
      body: JSON.stringify({ priceMinor, confirmedAmountMinor: priceMinor }),
    })
    const { seq } = (await response.json()) as { readonly seq?: number }
    if (response.status !== 200 || seq === undefined) {
      refused += 1
      return
    }
    accepted.add(seq)
  }

  const cut = watchers.slice(0, Math.floor(watchers.length * order.cutShare))
  const comeBack = async (watcher: Watcher) => {
    watcher.socket.destroy()
    await wait(Math.random() * 500)
    watcher.isBack = true
    await open(watcher)
  }
  const step = 1_000 / order.bidsPerSecond
  const count = Math.floor(order.milliseconds / step)
  const begun = performance.now()
  let returning: Promise<unknown> = Promise.resolve()
  for (let index = 0; index < count; index += 1) {
    await wait(Math.max(0, begun + index * step - performance.now()))
    // One after the other: a bid that overtakes a lower one makes it void.
    await bid(index)
    if (index === Math.floor(count / 2)) returning = Promise.all(cut.map(comeBack))
  }
  const seconds = (performance.now() - begun) / 1_000
  await returning
  // Patience of the reader, not a measure: the last frames are under way.
  for (let looks = 0; looks < 50 && watchers.some(({ seen }) => seen < accepted.size); looks += 1) await wait(100)
  const report = {
    latenciesMs: latencies.toSorted((a, b) => a - b),
    accepted: accepted.size,
    seconds,
    refused,
    frames,
    cut: cut.length,
    missing: watchers.reduce((sum, { seen }) => sum + Math.max(0, accepted.size - seen), 0),
    repeated: watchers.reduce((sum, { repeated }) => sum + repeated, 0),
  }
  for (const { socket } of watchers) socket.destroy()
  return report
}

process.on('message', (order: LiveOrder) => {
  runLive(order).then(
    (report) => process.send?.(report),
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
})
