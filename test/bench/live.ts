/**
 * Q3: how long an accepted bid takes to thousands who watch the lot on one process, and whether those whose line was cut come back without a gap.
 * Prints one JSON object as its last line; a bid that a watcher missed or saw twice exits with 1.
 */
import type { LiveOrder, LiveReport } from './live-load.ts'
import { answerOf, openProcesses, tell } from './processes.ts'

const WATCHERS = Number(process.env['BENCH_WATCHERS'] ?? 5_000)
const BIDS_PER_SECOND = 20
const MEASURE_MS = Number(process.env['BENCH_SECONDS'] ?? 15) * 1_000
const CUT_SHARE = 0.1
const BYTES_PER_MB = 1_048_576

interface Ready {
  readonly cookies: readonly string[]
  readonly hot: readonly string[]
  readonly startMinor: string
  readonly incrementMinor: string
}

const { port, launch, stop } = await openProcesses('live')
const server = launch('auction-server.ts', { BENCH_BIDDERS: '16' })

const asked = async <Answer>(kind: string): Promise<Answer> => {
  server.send({ kind })
  return answerOf<Answer>(server)
}
const memoryMb = async (): Promise<number> => (await asked<NodeJS.MemoryUsage>('memory')).rss / BYTES_PER_MB
const cpuMs = async (): Promise<number> => {
  const { user, system } = await asked<NodeJS.CpuUsage>('cpu')
  return (user + system) / 1_000
}

const measure = async () => {
  tell('starting database and server')
  const { cookies, hot, startMinor, incrementMinor } = await answerOf<Ready>(server)
  const load = launch('live-load.ts')
  const run = async (watchers: number, milliseconds: number, from: string): Promise<LiveReport> => {
    const order = { host: '127.0.0.1', port, auctionId: hot[0] ?? '', cookies, startMinor: from, incrementMinor, bidsPerSecond: BIDS_PER_SECOND }
    load.send({ ...order, watchers, milliseconds, cutShare: CUT_SHARE } satisfies LiveOrder)
    return answerOf<LiveReport>(load)
  }
  const warm = await run(100, 3_000, startMinor)
  const [before, cpuBefore] = [await memoryMb(), await cpuMs()]
  tell(`${WATCHERS} watchers, ${BIDS_PER_SECOND} bids/s for ${MEASURE_MS / 1_000} s, ${CUT_SHARE * 100} % cut in the middle`)
  const running = run(WATCHERS, MEASURE_MS, String(BigInt(startMinor) + BigInt(warm.accepted + warm.refused + 1) * BigInt(incrementMinor)))
  let [most, isOver] = [before, false]
  void running.finally(() => {
    isOver = true
  })
  while (!isOver) {
    most = Math.max(most, await memoryMb())
    await Promise.race([running, new Promise((resolve) => setTimeout(resolve, 1_000))])
  }
  const report = await running
  const cpuAfter = await cpuMs()
  const at = (share: number) => Number((report.latenciesMs[Math.floor((report.latenciesMs.length - 1) * share)] ?? 0).toFixed(1))
  return {
    bench: 'live',
    watchers: WATCHERS,
    bids_per_s: Number((report.accepted / report.seconds).toFixed(1)),
    accepted: report.accepted,
    refused: report.refused,
    frames: report.frames,
    p50_ms: at(0.5),
    p99_ms: at(0.99),
    cut: report.cut,
    missing: report.missing,
    repeated: report.repeated,
    server_us_per_frame: Number((((cpuAfter - cpuBefore) * 1_000) / Math.max(1, report.frames)).toFixed(1)),
    rss_before_mb: Math.round(before),
    rss_with_watchers_mb: Math.round(most),
    correct: report.missing === 0 && report.repeated === 0 && report.refused === 0 && report.accepted > 0,
  }
}

try {
  const figures = await measure()
  await stop()
  console.log(JSON.stringify(figures))
  process.exit(figures.correct ? 0 : 1)
} catch (error) {
  console.error(error)
  await stop()
  process.exit(1)
}
