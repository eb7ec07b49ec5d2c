/**
 * What a stranger can do to the market through its doors while others bid: forms of millions of fields, bodies without end, live streams that ask for
 * the whole log, heads that never end. Bounded, on loopback, against a server of its own. DRILL_SECONDS (default 5) for each kind.
 * Prints one JSON object as its last line; `correct` says that bids stayed right, abuse was refused, and no bid was stamped late.
 */
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { judge } from '../bench/auction-history.ts'
import { requestBytes, sendRaw } from '../kit/raw-http.ts'
import { emptyBidding, openBoard, percentile, startBidding, type Bidding } from './bidders.ts'
import { openDrillServer, tell } from './server.ts'

const SECONDS = Number(process.env['DRILL_SECONDS'] ?? 5)
const HOSTILE = 5
const STREAMS = 40
/** How much later than in quiet a bid may be stamped under abuse, in milliseconds, at the 99th of a hundred. */
const LATE_MS = 500

const server = await openDrillServer({ hasPages: true })

/** Does the same again and again, a few at a time, and counts the answers by status. */
const repeat = (once: () => Promise<number>) => {
  const statuses: Record<string, number> = {}
  let isOver = false
  const running = Array.from({ length: HOSTILE }, async () => {
    while (!isOver) {
      const status = String(await once())
      statuses[status] = (statuses[status] ?? 0) + 1
      await sleep(20)
    }
  })
  return {
    stop: async () => {
      isOver = true
      await Promise.all(running)
      return statuses
    },
  }
}

const MILLIONS = Buffer.alloc(33_000_000, 'a=&')
const FORM = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }

const hugeForm = async () => (await sendRaw(server.origin, requestBytes({ method: 'POST', target: '/zh/login', headers: FORM, body: MILLIONS }))).status

const manyFields = async () =>
  (await sendRaw(server.origin, requestBytes({ method: 'POST', target: '/zh/login', headers: FORM, body: 'a=&'.repeat(21_000) }))).status

const deepJson = async () => {
  const headers = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' }
  return (await sendRaw(server.origin, requestBytes({ method: 'POST', target: '/api/v1/lots', headers, body: `{"a":${'['.repeat(60_000)}` }))).status
}

/** Asks for everything since the beginning and leaves at once; the status is that of the stream. */
const wholeLog = (): Promise<number> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(server.origin)
    const socket = connect(Number(port), hostname, () => socket.write(requestBytes({ target: '/api/v1/live/market', headers: { 'last-event-id': '0' } })))
    socket.on('error', () => resolve(0))
    socket.on('data', (chunk) => {
      resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(chunk.toString('latin1'))?.[1] ?? 0))
      socket.destroy()
    })
  })

/** Heads that are begun and never ended, held open beside the rest. */
const slowHeads = () => {
  const { hostname, port } = new URL(server.origin)
  const sockets = Array.from({ length: STREAMS }, () => connect(Number(port), hostname, () => undefined))
  for (const socket of sockets) {
    socket.on('error', () => undefined)
    socket.write('GET /zh HTTP/1.1\r\nhost: ')
  }
  return { stop: () => sockets.forEach((socket) => socket.destroy()) }
}

const drill = async () => {
  tell('starting database, server and pages, with bidders, deposits and an open auction')
  const ready = await server.start()
  const board = openBoard(ready)
  const all = emptyBidding()
  const during = async (abuse: (() => Promise<number>) | null): Promise<{ readonly bids: Bidding; readonly statuses: Record<string, number> }> => {
    const bids = emptyBidding()
    const hostile = abuse ? repeat(abuse) : null
    const bidding = startBidding({ origins: [server.origin], ready }, board, bids)
    await sleep(SECONDS * 1_000)
    await bidding.stop()
    const statuses = (await hostile?.stop()) ?? {}
    all.kept.push(...bids.kept)
    all.unanswered.push(...bids.unanswered)
    return { bids, statuses }
  }
  await during(null)
  const quiet = await during(null)
  const heads = slowHeads()
  const kinds = { huge_form: hugeForm, many_fields: manyFields, deep_json: deepJson, whole_log: wholeLog }
  const figures: Record<string, number | string | boolean> = {}
  const base = percentile(quiet.bids.stampedMs, 0.5)
  const latest = (bids: Bidding) => percentile(bids.stampedMs, 0.99) - base
  figures['quiet_p50_ms'] = percentile(quiet.bids.latenciesMs, 0.5)
  figures['quiet_p99_ms'] = percentile(quiet.bids.latenciesMs, 0.99)
  figures['quiet_stamped_late_p99_ms'] = latest(quiet.bids)
  let isHeld = true
  for (const [name, abuse] of Object.entries(kinds)) {
    const { bids, statuses } = await during(abuse)
    figures[`${name}_p50_ms`] = percentile(bids.latenciesMs, 0.5)
    figures[`${name}_p99_ms`] = percentile(bids.latenciesMs, 0.99)
    figures[`${name}_stamped_late_p99_ms`] = latest(bids)
    figures[`${name}_answers`] = Object.entries(statuses)
      .map(([status, count]) => `${status}:${count}`)
      .join(' ')
    const isRefused = Object.keys(statuses).every((status) => (name === 'whole_log' ? status === '200' : status.startsWith('4') || status === '0'))
    isHeld &&= isRefused && latest(bids) - latest(quiet.bids) < LATE_MS && bids.kept.length > 0
    tell(`${name}: bids p50 ${figures[`${name}_p50_ms`]} ms, p99 ${figures[`${name}_p99_ms`]} ms, answers ${figures[`${name}_answers`]}`)
  }
  heads.stop()
  const faults = judge(await server.history(), all.kept, all.unanswered)
  for (const fault of faults.slice(0, 20)) tell(`FAULT ${fault}`)
  return { drill: 'abuse', ...figures, bids: all.kept.length, unanswered: all.unanswered.length, faults: faults.length, correct: isHeld && faults.length === 0 }
}

try {
  const figures = await drill()
  await server.close()
  console.log(JSON.stringify(figures))
  process.exit(figures.correct ? 0 : 1)
} catch (error) {
  console.error(error)
  await server.close()
  process.exit(1)
}
