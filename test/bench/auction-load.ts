/**
 * The load generator of the auction bench: one keep-alive connection per bidder, one request in flight on each, HTTP/1.1
 * written by hand so that the generator takes little of the machine that it shares with the server.
 */
import { connect, type Socket } from 'node:net'

export interface LoadOrder {
  readonly host: string
  readonly port: number
  readonly cookies: readonly string[]
  /** Path with the auction; connections are spread over the paths in turn. */
  readonly paths: readonly string[]
  readonly milliseconds: number
  readonly startMinor: string
  readonly incrementMinor: string
  /** Distinguishes the idempotency keys of this run. */
  readonly run: string
  /** Keeps every answer for the history checker. */
  readonly isKept: boolean
}

export interface KeptAnswer {
  readonly key: string
  readonly path: string
  readonly price: string
  readonly status: number
  readonly seq: number | null
  readonly code: string | null
}

export interface LoadReport {
  /** One for each answer, in ascending order. */
  readonly latenciesMs: readonly number[]
  readonly accepted: number
  readonly refused: number
  readonly failed: number
  readonly seconds: number
  readonly unanswered: readonly string[]
  readonly kept: readonly KeptAnswer[]
}

interface Sent {
  readonly key: string
  readonly price: string
  readonly at: number
}

const HEAD_END = Buffer.from('\r\n\r\n')

/** Splits a stream into answers by Content-Length; the server never chunks these. */
const answerReader = (onAnswer: (status: number, body: string) => void) => {
  let buffered: Buffer = Buffer.alloc(0)
  return (chunk: Buffer) => {
    buffered = buffered.length === 0 ? chunk : Buffer.concat([buffered, chunk])
    for (;;) {
      const end = buffered.indexOf(HEAD_END)
      if (end < 0) return
      const head = buffered.toString('latin1', 0, end)
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0)
      const total = end + HEAD_END.length + length
      if (buffered.length < total) return
      const body = buffered.toString('utf8', end + HEAD_END.length, total)
      buffered = buffered.subarray(total)
      onAnswer(Number(head.slice(9, 12)), body)
    }
  }
}

/** Every bidder names the next free grid price of its lot, as if all watched the same board. */
const board = (order: LoadOrder) => {
  const next = new Map(order.paths.map((path) => [path, BigInt(order.startMinor)]))
  const increment = BigInt(order.incrementMinor)
  return {
    take: (path: string): string => {
      const price = next.get(path) ?? 0n
      next.set(path, price + increment)
      return String(price)
    },
    /** A refusal says what the lowest price is now. */
    learn: (path: string, minimum: string | undefined) => {
      if (minimum !== undefined && BigInt(minimum) > (next.get(path) ?? 0n)) next.set(path, BigInt(minimum))
    },
  }
}

export const runLoad = (order: LoadOrder): Promise<LoadReport> =>
  new Promise((resolve, reject) => {
    const prices = board(order)
    const latencies: number[] = []
    const kept: KeptAnswer[] = []
    const open = new Map<Socket, Sent>()
    const sockets: Socket[] = []
    const tally = { accepted: 0, refused: 0, failed: 0 }
    let count = 0
    let begun = 0
    let isOver = false

    const finish = () => {
      isOver = true
      const seconds = (performance.now() - begun) / 1000
      latencies.sort((a, b) => a - b)
      // What is still under way gets a moment to be answered, so that the checker knows its fate.
      setTimeout(() => {
        for (const socket of sockets) socket.destroy()
        resolve({
          latenciesMs: latencies,
          ...tally,
          seconds,
          unanswered: [...open.values()].map(({ key }) => key),
          kept,
        })
      }, 1_000)
    }

    const send = (socket: Socket, bidder: number, path: string) => {
      const price = prices.take(path)
      const key = `${order.run}-${(count += 1)}`
      // Hundreds who bid at once run ahead of the price that the server knows: each of them means what it bids.
      const body = `{"priceMinor":"${price}","confirmedAmountMinor":"${price}"}`
      open.set(socket, { key, price, at: performance.now() })
      socket.write(
        `POST ${path} HTTP/1.1\r\nhost: ${order.host}:${order.port}\r\ncookie: ${order.cookies[bidder] ?? ''}\r\nsec-fetch-site: same-origin\r\nidempotency-key: ${key}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
      )
    }

    const note = (socket: Socket, path: string, answer: { readonly status: number; readonly body: string }) => {
      const sent = open.get(socket)
      if (!sent) return
      open.delete(socket)
      if (!isOver) latencies.push(performance.now() - sent.at)
      const said = (answer.status < 500 ? JSON.parse(answer.body) : {}) as {
        readonly seq?: number
        readonly code?: string
        readonly params?: { readonly minimumMinor?: string }
      }
      if (!isOver) tally[answer.status === 200 ? 'accepted' : answer.status < 500 ? 'refused' : 'failed'] += 1
      if (answer.status !== 200) prices.learn(path, said.params?.minimumMinor)
      if (order.isKept) kept.push({ key: sent.key, path, price: sent.price, status: answer.status, seq: said.seq ?? null, code: said.code ?? null })
    }

    const openSocket = (bidder: number) =>
      new Promise<void>((connected) => {
        const path = order.paths[bidder % order.paths.length] ?? '/'
        const socket = connect(order.port, order.host, connected)
        socket.setNoDelay(true)
        socket.on('error', reject)
        socket.on(
          'data',
          answerReader((status, body) => {
            note(socket, path, { status, body })
            if (!isOver) send(socket, bidder, path)
          }),
        )
        sockets.push(socket)
      })

    void Promise.all(order.cookies.map((_, bidder) => openSocket(bidder))).then(() => {
      begun = performance.now()
      setTimeout(finish, order.milliseconds)
      sockets.forEach((socket, bidder) => send(socket, bidder, order.paths[bidder % order.paths.length] ?? '/'))
    })
  })

process.on('message', (order: LoadOrder) => {
  runLoad(order).then(
    (report) => process.send?.(report),
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
})
