/**
 * Pages: how many visitors one process serves from memory, what a visit costs that is drawn for one person, how long visitors wait while bids flow on a
 * busy lot and what that takes from the bids, and how long lists of the signed-in take. What is compared takes turns in one run, and costs are counted
 * in processor time of the server, so that other programs on the machine matter little. Prints one JSON object as its last line.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { LoadOrder, LoadReport } from './auction-load.ts'
import type { PageOrder, PageReport } from './page-load.ts'
import { answerOf, openProcesses, tell } from './processes.ts'

const MEASURE_MS = Number(process.env['BENCH_SECONDS'] ?? 4) * 1_000
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 3)
const BIDDERS = process.env['BENCH_BIDDERS'] ?? '32'

const FRONT = ['/zh']
/** What a crowd around one auction looks at. */
const CROWD = (lotId: string) => [
  '/zh',
  '/zh',
  '/zh',
  '/en',
  '/zh/trading',
  `/zh/lots/${lotId}`,
  `/zh/lots/${lotId}`,
  '/zh/notices',
  '/zh/data',
  '/zh/achievements',
]
const DESKS = ['/zh/desk', '/zh/desk/bids', '/zh/desk/contracts', '/zh/desk/demands']
const CROWD_PER_S = 200
const DESKS_PER_S = 50
/** 0: what the loop can do by itself. */
const DRAWING_THREADS = Number(process.env['BENCH_DRAWING'] ?? 1)
const LOOK_MS = 200

interface Ready {
  readonly cookies: readonly string[]
  readonly hot: readonly string[]
  readonly startMinor: string
  readonly incrementMinor: string
}

interface Run {
  readonly report: PageReport
  readonly cpuMs: number
}

const { port, launch, stop } = await openProcesses('pages')
const server = launch('auction-server.ts', { BENCH_PAGES: '1', BENCH_BIDDERS: BIDDERS })
const pages = launch('page-load.ts')
const bids = launch('auction-load.ts')

const cpuMs = async (): Promise<number> => {
  server.send({ kind: 'cpu' })
  const { user, system } = await answerOf<NodeJS.CpuUsage>(server)
  return (user + system) / 1_000
}

const percentile = (latencies: readonly number[], share: number): number => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0
const round = (value: number, digits = 0) => Number(value.toFixed(digits))
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

type Asked = Pick<PageOrder, 'paths' | 'connections' | 'perSecond'> & Partial<Pick<PageOrder, 'cookies'>>

const visit = async (name: string, asked: Asked): Promise<Run> => {
  const before = await cpuMs()
  pages.send({ kind: 'pages', host: '127.0.0.1', port, milliseconds: MEASURE_MS, cookies: [], ...asked } satisfies PageOrder)
  const report = await answerOf<PageReport>(pages)
  const run = { report, cpuMs: (await cpuMs()) - before }
  const { latenciesMs: times, failed, seconds } = report
  tell(
    `${name}: ${round(times.length / seconds)}/s, ${round(run.cpuMs / times.length, 2)} ms of the server each, p50 ${round(percentile(times, 0.5), 1)} ms, p99 ${round(percentile(times, 0.99), 1)} ms, failed ${failed}`,
  )
  return run
}

/** Prices go on where the last run stopped. */
const bidding = ({ cookies, hot, startMinor, incrementMinor }: Ready) => {
  let price = BigInt(startMinor)
  return async (name: string): Promise<LoadReport> => {
    const paths = hot.map((id) => `/api/v1/auctions/${id}/bids`)
    const order = { host: '127.0.0.1', port, cookies, paths, milliseconds: MEASURE_MS, startMinor: String(price), incrementMinor, run: name, isKept: false }
    bids.send(order satisfies LoadOrder)
    const report = await answerOf<LoadReport>(bids)
    price += BigInt(report.latenciesMs.length + 2 * cookies.length) * BigInt(incrementMinor)
    tell(
      `${name}: ${round(report.latenciesMs.length / report.seconds)} bids/s, p99 ${round(percentile(report.latenciesMs, 0.99), 1)} ms, failed ${report.failed}`,
    )
    return report
  }
}

const lotOf = async (auctionId: string): Promise<string> => {
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/auctions/${auctionId}`)
  return ((await answer.json()) as { readonly lotId: string }).lotId
}

const perCpuSecond = (runs: readonly Run[]) => sum(runs.map(({ report }) => report.latenciesMs.length)) / (sum(runs.map((run) => run.cpuMs)) / 1_000)
const waits = (runs: readonly Run[]) => runs.flatMap(({ report }) => report.latenciesMs).toSorted((a, b) => a - b)
const perSecond = (reports: readonly LoadReport[]) =>
  sum(reports.map(({ latenciesMs, failed }) => latenciesMs.length - failed)) / sum(reports.map(({ seconds }) => seconds))

/** Until a thread draws, the loop does: that is not what is measured. */
const threadsDraw = async (): Promise<void> => {
  for (;;) {
    const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
    if (Number(/^zhepai_drawing_threads (\d+)/m.exec(metrics)?.[1]) >= DRAWING_THREADS) return
    await sleep(LOOK_MS)
  }
}

const measure = async () => {
  tell('starting database and server')
  const ready = await answerOf<Ready>(server)
  await threadsDraw()
  const crowd = { paths: CROWD(await lotOf(ready.hot[0] ?? '')), connections: 64, perSecond: CROWD_PER_S }
  const bid = bidding(ready)
  await visit('warm', { paths: crowd.paths, connections: 8, perSecond: null })
  await visit('warm-drawn', { paths: FRONT, connections: 4, perSecond: 20, cookies: ready.cookies })
  await bid('warm-bids')
  await visit('warm-desks', { paths: DESKS, connections: 16, perSecond: DESKS_PER_S, cookies: ready.cookies })
  const shared: Run[] = []
  const drawn: Run[] = []
  const beside: Run[] = []
  const desks: Run[] = []
  const alone: LoadReport[] = []
  const together: LoadReport[] = []
  for (let turn = 1; turn <= ROUNDS; turn += 1) {
    shared.push(await visit(`front-${turn}`, { paths: FRONT, connections: 16, perSecond: null }))
    drawn.push(await visit(`front-drawn-${turn}`, { paths: FRONT, connections: 4, perSecond: null, cookies: ready.cookies }))
    alone.push(await bid(`bids-${turn}`))
    // A crowd that is there already: the first who come after a while have their pages drawn.
    await visit(`crowd-gathers-${turn}`, crowd)
    const [with200, without] = await Promise.all([visit(`crowd-${turn}`, crowd), bid(`bids-and-crowd-${turn}`)])
    beside.push(with200)
    together.push(without)
    desks.push(await visit(`desks-${turn}`, { paths: DESKS, connections: 16, perSecond: DESKS_PER_S, cookies: ready.cookies }))
  }
  const failed = sum([...shared, ...drawn, ...beside, ...desks].map(({ report }) => report.failed))
  return {
    bench: 'pages',
    front_per_s: round(sum(shared.map(({ report }) => report.latenciesMs.length)) / sum(shared.map(({ report }) => report.seconds))),
    front_per_cpu_s: round(perCpuSecond(shared)),
    drawn_per_cpu_s: round(perCpuSecond(drawn), 1),
    ratio_to_drawn: round(perCpuSecond(shared) / perCpuSecond(drawn), 1),
    bids_per_s: round(perSecond(alone)),
    bids_beside_200_pages_per_s: round(perSecond(together)),
    bids_kept: round(perSecond(together) / perSecond(alone), 3),
    crowd_per_s: CROWD_PER_S,
    crowd_p50_ms: round(percentile(waits(beside), 0.5), 1),
    crowd_p99_ms: round(percentile(waits(beside), 0.99), 1),
    desks_per_s: DESKS_PER_S,
    desks_p50_ms: round(percentile(waits(desks), 0.5), 1),
    desks_p99_ms: round(percentile(waits(desks), 0.99), 1),
    desks_per_cpu_s: round(perCpuSecond(desks), 1),
    drawing_threads: DRAWING_THREADS,
    failed,
  }
}

try {
  const figures = await measure()
  await stop()
  console.log(JSON.stringify(figures))
  process.exit(figures.failed === 0 ? 0 : 1)
} catch (error) {
  console.error(error)
  await stop()
  process.exit(1)
}
