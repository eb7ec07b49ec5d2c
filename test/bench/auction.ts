/**
 * Q1: accepted and refused bids per second on one hot lot, 256 bidders over HTTP with real sessions and deposits, every rule,
 * evidence and event rows, committed before the answer. Yardsticks of the same run: the same server's empty POST, and the same
 * rules with one transaction and one row lock per bid. Prints one JSON object as its last line; a wrong history exits with 1.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { judge, type History } from './auction-history.ts'
import type { LoadOrder, LoadReport } from './auction-load.ts'

const seconds = (name: string, standard: number): number => Number(process.env[name] ?? standard) * 1_000

const WARM_MS = seconds('BENCH_WARM_S', 3)
const MEASURE_MS = seconds('BENCH_SECONDS', 8)

interface Ready {
  readonly address: string
  readonly cookies: readonly string[]
  readonly rowLock: string
  readonly hot: readonly string[]
  readonly startMinor: string
  readonly incrementMinor: string
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })

const directory = mkdtempSync(path.join(tmpdir(), 'zhepai-bench-auction-'))
// The database runs under another account when the bench runs as root.
chmodSync(directory, 0o755)
const port = await freePort()
const children: ChildProcess[] = []

const launch = (file: string): ChildProcess => {
  const { DATABASE_URL: _, NODE_ENV: __, ...rest } = process.env
  const child = fork(path.join(import.meta.dirname, file), {
    execArgv: process.execArgv,
    env: { ...rest, PORT: String(port), HOST: '127.0.0.1', ZHEPAI_DATA_DIR: directory, ZHEPAI_DEMO: '1', ROLES: 'web,worker,relay', LOG_LEVEL: 'error' },
    // Standard output belongs to the one line of figures.
    stdio: ['ignore', process.stderr.fd, process.stderr.fd, 'ipc'],
  })
  children.push(child)
  return child
}

const answerOf = <Message>(child: ChildProcess): Promise<Message> =>
  new Promise((resolve, reject) => {
    const onExit = (code: number | null) => reject(new Error(`a bench process ended with ${code}`))
    child.once('exit', onExit)
    child.once('message', (message) => {
      child.off('exit', onExit)
      resolve(message as Message)
    })
  })

const tell = (line: string) => console.error(`${new Date().toISOString().slice(11, 19)} ${line}`)

const stop = async () => {
  for (const child of children) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    const ended = new Promise((resolve) => child.once('exit', resolve))
    if (child.connected && child === children[0]) child.send({ kind: 'stop' })
    else child.kill('SIGTERM')
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 15_000))])
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
  }
  rmSync(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
}

interface Outcome {
  readonly figures: Readonly<Record<string, string | number | boolean>>
  readonly isCorrect: boolean
}

const measure = async (): Promise<Outcome> => {
  tell('starting database and server; 256 sign-ups and deposits take about a minute')
  const server = launch('auction-server.ts')
  const ready = await answerOf<Ready>(server)
  const load = launch('auction-load.ts')
  const order = (run: string, paths: readonly string[], milliseconds: number, start = ready.startMinor): LoadOrder => ({
    host: '127.0.0.1',
    port,
    cookies: ready.cookies,
    paths,
    milliseconds,
    startMinor: start,
    incrementMinor: ready.incrementMinor,
    run,
    isKept: paths.some((target) => target.includes('/auctions/')),
  })
  const run = async (what: LoadOrder): Promise<LoadReport> => {
    load.send(what)
    const report = await answerOf<LoadReport>(load)
    tell(
      `${what.run}: ${Math.round(report.answers / report.seconds)}/s, accepted ${report.accepted}, refused ${report.refused}, failed ${report.failed}, p50 ${report.p50Ms.toFixed(1)} ms, p99 ${report.p99Ms.toFixed(1)} ms`,
    )
    return report
  }
  const empty = ['/api/v1/bench/empty']
  const rowLock = [`/api/v1/bench/row-lock/${ready.rowLock}`]
  const hot = ready.hot.map((id) => `/api/v1/auctions/${id}/bids`)
  // Prices go on where the warm-up stopped: it can at most have used one step per answer.
  const further = (report: LoadReport) => String(BigInt(ready.startMinor) + BigInt(report.answers + 2 * ready.cookies.length) * BigInt(ready.incrementMinor))
  await run(order('warm-empty', empty, WARM_MS))
  const warm = await run(order('warm-bids', hot, WARM_MS))
  const emptyReport = await run(order('empty', empty, MEASURE_MS))
  const bids = await run(order('bids', hot, MEASURE_MS, further(warm)))
  const locked = await run(order('row-lock', rowLock, Math.min(MEASURE_MS, 5_000)))
  tell('reading the record and judging it')
  server.send({ kind: 'history' })
  const history = await answerOf<History>(server)
  const faults = judge(history, [...warm.kept, ...bids.kept], [...warm.unanswered, ...bids.unanswered])
  for (const fault of faults.slice(0, 20)) tell(`FAULT ${fault}`)
  const perSecond = (report: LoadReport) => (report.answers - report.failed) / report.seconds
  const isCorrect = faults.length === 0 && bids.failed === 0 && bids.accepted > 0
  const round = (value: number, digits = 0) => Number(value.toFixed(digits))
  return {
    isCorrect,
    figures: {
      bench: 'auction',
      empty_post_per_s: round(perSecond(emptyReport)),
      row_lock_per_s: round(perSecond(locked)),
      bids_per_s: round(perSecond(bids)),
      accepted_per_s: round(bids.accepted / bids.seconds),
      refused_per_s: round(bids.refused / bids.seconds),
      ratio_to_empty_post: round(perSecond(bids) / perSecond(emptyReport), 3),
      ratio_to_row_lock: round(perSecond(bids) / perSecond(locked), 1),
      p50_ms: round(bids.p50Ms, 1),
      p99_ms: round(bids.p99Ms, 1),
      lots: ready.hot.length,
      bidders: ready.cookies.length,
      correct: isCorrect,
    },
  }
}

try {
  const { figures, isCorrect } = await measure()
  await stop()
  console.log(JSON.stringify(figures))
  process.exit(isCorrect ? 0 : 1)
} catch (error) {
  console.error(error)
  await stop()
  process.exit(1)
}
