/**
 * Q1: accepted and refused bids per second on one hot lot, 256 bidders over HTTP with real sessions and deposits, every rule,
 * evidence and event rows, committed before the answer. Yardsticks of the same run: the same server's empty POST, and the same
 * rules with one transaction and one row lock per bid. Prints one JSON object as its last line; a wrong history exits with 1.
 */
import { judge, type History } from './auction-history.ts'
import type { LoadOrder, LoadReport } from './auction-load.ts'
import { answerOf, openProcesses, tell } from './processes.ts'

const seconds = (name: string, standard: number): number => Number(process.env[name] ?? standard) * 1_000

const WARM_MS = seconds('BENCH_WARM_S', 3)
const MEASURE_MS = seconds('BENCH_SECONDS', 8)
/** What is compared takes turns, so that a slow moment of the machine falls on all of it. */
const ROUNDS = 4

interface Ready {
  readonly address: string
  readonly cookies: readonly string[]
  readonly rowLock: string
  readonly hot: readonly string[]
  readonly startMinor: string
  readonly incrementMinor: string
}

const { port, launch, stop } = await openProcesses('auction')

/** Runs of one kind as if they were one. */
const joined = (reports: readonly LoadReport[]): LoadReport => {
  const sum = (of: (report: LoadReport) => number) => reports.reduce((total, report) => total + of(report), 0)
  return {
    latenciesMs: reports.flatMap((report) => report.latenciesMs).toSorted((a, b) => a - b),
    accepted: sum((report) => report.accepted),
    refused: sum((report) => report.refused),
    failed: sum((report) => report.failed),
    seconds: sum((report) => report.seconds),
    unanswered: reports.flatMap((report) => report.unanswered),
    kept: reports.flatMap((report) => report.kept),
  }
}

const percentile = ({ latenciesMs }: LoadReport, share: number): number =>
  latenciesMs[Math.min(latenciesMs.length - 1, Math.floor(latenciesMs.length * share))] ?? 0

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
      `${what.run}: ${Math.round(report.latenciesMs.length / report.seconds)}/s, accepted ${report.accepted}, refused ${report.refused}, failed ${report.failed}, p50 ${percentile(report, 0.5).toFixed(1)} ms, p99 ${percentile(report, 0.99).toFixed(1)} ms`,
    )
    return report
  }
  const empty = ['/api/v1/bench/empty']
  const rowLock = [`/api/v1/bench/row-lock/${ready.rowLock}`]
  const hot = ready.hot.map((id) => `/api/v1/auctions/${id}/bids`)
  // Prices go on where the last run stopped: it can at most have used one step per answer.
  let price = BigInt(ready.startMinor)
  const bid = async (name: string, milliseconds: number) => {
    const report = await run(order(name, hot, milliseconds, String(price)))
    price += BigInt(report.latenciesMs.length + 2 * ready.cookies.length) * BigInt(ready.incrementMinor)
    return report
  }
  await run(order('warm-empty', empty, WARM_MS))
  const warm = await bid('warm-bids', WARM_MS)
  const rounds: { readonly empty: LoadReport; readonly bids: LoadReport; readonly locked: LoadReport }[] = []
  for (let round = 1; round <= ROUNDS; round += 1)
    rounds.push({
      empty: await run(order(`empty-${round}`, empty, MEASURE_MS / ROUNDS)),
      bids: await bid(`bids-${round}`, MEASURE_MS / ROUNDS),
      locked: await run(order(`row-lock-${round}`, rowLock, MEASURE_MS / ROUNDS / 2)),
    })
  const emptyReport = joined(rounds.map((round) => round.empty))
  const bids = joined(rounds.map((round) => round.bids))
  const locked = joined(rounds.map((round) => round.locked))
  tell('reading the record and judging it')
  server.send({ kind: 'history' })
  const history = await answerOf<History>(server)
  const faults = judge(history, [...warm.kept, ...bids.kept], [...warm.unanswered, ...bids.unanswered])
  for (const fault of faults.slice(0, 20)) tell(`FAULT ${fault}`)
  const perSecond = (report: LoadReport) => (report.latenciesMs.length - report.failed) / report.seconds
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
      p50_ms: round(percentile(bids, 0.5), 1),
      p99_ms: round(percentile(bids, 0.99), 1),
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
