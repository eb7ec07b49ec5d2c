/**
 * Visitors of the page bench: connections that stay open, HTTP/1.1 written by hand. With a rate, one request is due every so often whether the last
 * one was answered or not (its wait counts from the moment at which it was due); without one, every connection asks again as soon as it is answered.
 */
import { connect, type Socket } from 'node:net'

export interface PageOrder {
  readonly kind: 'pages'
  readonly host: string
  readonly port: number
  readonly connections: number
  /** Asked for in turn. */
  readonly paths: readonly string[]
  /** One for each connection in turn; empty: visitors. */
  readonly cookies: readonly string[]
  readonly milliseconds: number
  /** Null: as fast as it goes. */
  readonly perSecond: number | null
}

export interface PageReport {
  readonly latenciesMs: readonly number[]
  readonly failed: number
  readonly seconds: number
  readonly bytes: number
}

const HEAD_END = Buffer.from('\r\n\r\n')
const CHUNKS_END = Buffer.from('0\r\n\r\n')

/** Reads answers with a length or in chunks; of chunks only the end matters. */
const answerReader = (onAnswer: (status: number, bytes: number) => void) => {
  let buffered: Buffer = Buffer.alloc(0)
  return (chunk: Buffer) => {
    buffered = buffered.length === 0 ? chunk : Buffer.concat([buffered, chunk])
    for (;;) {
      const end = buffered.indexOf(HEAD_END)
      if (end < 0) return
      const head = buffered.toString('latin1', 0, end).toLowerCase()
      const length = /content-length: (\d+)/.exec(head)?.[1]
      const body = end + HEAD_END.length
      let total = body + Number(length ?? 0)
      if (head.includes('transfer-encoding: chunked')) {
        if (!buffered.subarray(-CHUNKS_END.length).equals(CHUNKS_END)) return
        total = buffered.length
      }
      if (buffered.length < total) return
      buffered = buffered.subarray(total)
      onAnswer(Number(head.slice(9, 12)), total)
    }
  }
}

interface Visitor {
  readonly socket: Socket
  readonly cookie: string
  askedAt: number | null
}

export const runPages = (order: PageOrder): Promise<PageReport> =>
  new Promise((resolve, reject) => {
    const { host, port, paths, cookies, perSecond } = order
    const latencies: number[] = []
    const visitors: Visitor[] = []
    /** Moments at which requests were due while all connections were busy. */
    const due: number[] = []
    let asked = 0
    let failed = 0
    let bytes = 0
    let isOver = false

    const ask = (visitor: Visitor, at: number) => {
      const path = paths[(asked += 1) % paths.length]
      visitor.askedAt = at
      visitor.socket.write(
        `GET ${path} HTTP/1.1\r\nhost: ${host}:${port}\r\naccept-encoding: gzip\r\nsec-fetch-site: none\r\n${visitor.cookie ? `cookie: ${visitor.cookie}\r\n` : ''}\r\n`,
      )
    }
    const note = (visitor: Visitor, status: number, size: number) => {
      if (visitor.askedAt !== null && !isOver) latencies.push(performance.now() - visitor.askedAt)
      visitor.askedAt = null
      bytes += size
      if (status !== 200) failed += 1
      if (isOver) return
      const next = perSecond === null ? performance.now() : due.shift()
      if (next !== undefined) ask(visitor, next)
    }
    const open = (index: number) =>
      new Promise<void>((connected) => {
        const socket = connect(port, host, connected)
        const visitor: Visitor = { socket, cookie: cookies.length === 0 ? '' : (cookies[index % cookies.length] ?? ''), askedAt: null }
        socket.setNoDelay(true)
        socket.on('error', reject)
        socket.on(
          'data',
          answerReader((status, size) => note(visitor, status, size)),
        )
        visitors.push(visitor)
      })

    void Promise.all(Array.from({ length: order.connections }, (_, index) => open(index))).then(() => {
      const begun = performance.now()
      let planned = 0
      const plan = () => {
        for (; perSecond !== null && begun + (planned * 1_000) / perSecond <= performance.now(); planned += 1) {
          const at = begun + (planned * 1_000) / perSecond
          const free = visitors.find(({ askedAt }) => askedAt === null)
          if (free) ask(free, at)
          else due.push(at)
        }
      }
      const timer = perSecond === null ? undefined : setInterval(plan, 1)
      if (perSecond === null) for (const visitor of visitors) ask(visitor, performance.now())
      setTimeout(() => {
        isOver = true
        clearInterval(timer)
        const seconds = (performance.now() - begun) / 1_000
        // Who still waits has waited at least as long.
        for (const at of [...due, ...visitors.flatMap(({ askedAt }) => (askedAt === null ? [] : [askedAt]))]) latencies.push(performance.now() - at)
        for (const { socket } of visitors) socket.destroy()
        resolve({ latenciesMs: latencies.toSorted((a, b) => a - b), failed, seconds, bytes })
      }, order.milliseconds)
    })
  })

process.on('message', (order: PageOrder) => {
  runPages(order).then(
    (report) => process.send?.(report),
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
})
