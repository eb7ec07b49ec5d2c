/**
 * How long until the market answers: first start (database made, migrated, demo data laid) and second start, in a data
 * directory and on a port of its own. Pages and program are built before, so that their build is not measured.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { readyPages } from '../../src/app/cli/pages.ts'
import { projectDirectory } from '../../src/platform/config/project.ts'
import { hasStrayBackends } from '../../src/platform/db/embedded/processes.ts'

const READY_MS = 180_000
const IDLE_MS = 8_000
const LOOK_MS = 10

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })

const directory = mkdtempSync(path.join(tmpdir(), 'zhepai-bench-start-'))
chmodSync(directory, 0o755)
const port = await freePort()
const origin = `http://127.0.0.1:${port}`

const environment = (): NodeJS.ProcessEnv => {
  const { DATABASE_URL: _, NODE_ENV: __, ...rest } = process.env
  return { ...rest, PORT: String(port), HOST: '127.0.0.1', ZHEPAI_DATA_DIR: directory, ZHEPAI_DEMO: '1', ROLES: 'web,worker,relay' }
}

const status = (where: string): Promise<number> =>
  fetch(`${origin}${where}`, { signal: AbortSignal.timeout(5_000) }).then(
    async (response) => {
      await response.arrayBuffer()
      return response.status
    },
    () => 0,
  )

interface Started {
  readonly child: ChildProcess
  readonly readySeconds: number
}

const running: ChildProcess[] = []

const start = async (): Promise<Started> => {
  const begun = performance.now()
  const child = spawn(process.execPath, [path.join(projectDirectory(), 'bin/zhepai.mjs'), 'start'], {
    cwd: projectDirectory(),
    env: environment(),
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  running.push(child)
  while ((await status('/readyz')) !== 200) {
    if (child.exitCode !== null) throw new Error(`the server ended with code ${child.exitCode}`)
    if (performance.now() - begun > READY_MS) throw new Error('the server did not become ready')
    await sleep(LOOK_MS)
  }
  return { child, readySeconds: (performance.now() - begun) / 1000 }
}

const stop = async ({ child }: Started): Promise<boolean> => {
  const gone = new Promise<number | null>((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  return (await gone) === 0
}

const residentMegabytes = ({ child }: Started): number => {
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]
  return Math.round(Number(kilobytes) / 1000)
}

const total = async (): Promise<string> => {
  const response = await fetch(`${origin}/api/v1/achievements?limit=50`)
  const { items } = (await response.json()) as { items?: readonly { id: string }[] }
  return (items ?? []).map(({ id }) => id).join(' ')
}

/** The scenes that follow behind the opening have been laid when the catalogue has not grown for this long. */
const STILL_MS = 4_000

const laidAll = async (): Promise<number> => {
  const begun = performance.now()
  let grownAt = begun
  let known = -1
  while (performance.now() - grownAt < STILL_MS) {
    const response = await fetch(`${origin}/api/v1/achievements?limit=1`)
    const { total: count } = (await response.json()) as { total?: number }
    if (count !== known) grownAt = performance.now()
    known = count ?? 0
    await sleep(200)
  }
  return (grownAt - begun) / 1000
}

const answersPages = async (): Promise<boolean> => (await status('/zh/')) === 200 && (await status('/en/')) === 200

const measure = async () => {
  await readyPages()
  spawnSync(process.execPath, [path.join(projectDirectory(), 'bin/zhepai.mjs'), 'help'])
  const first = await start()
  const firstPages = await answersPages()
  const behind = await laidAll()
  const laid = await total()
  const firstStopped = await stop(first)
  const second = await start()
  const secondPages = await answersPages()
  await sleep(IDLE_MS)
  const idle = residentMegabytes(second)
  const kept = await total()
  const secondStopped = await stop(second)
  const correct =
    firstPages && secondPages && firstStopped && secondStopped && laid !== '' && laid === kept && !hasStrayBackends(path.join(directory, 'pg/data'))
  return {
    bench: 'start',
    first_ready_s: round(first.readySeconds),
    scenes_behind_s: round(behind),
    second_ready_s: round(second.readySeconds),
    idle_rss_mb: idle,
    correct,
  }
}
const round = (seconds: number): number => Math.round(seconds * 100) / 100

try {
  const figures = await measure()
  console.log(JSON.stringify(figures))
  process.exitCode = figures.correct ? 0 : 1
} finally {
  for (const child of running) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
  rmSync(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 300 })
}
