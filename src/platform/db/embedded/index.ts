/**
 * A real PostgreSQL from the npm package, for machines that have none. One process owns it; further processes of the
 * same data directory attach as guests. It is reachable by a unix socket only.
 */
import { rmSync } from 'node:fs'
import { startProblem } from '#platform/config/start-problem.ts'
import { databaseAccount, thisMachine, type Account, type AccountWorld } from './account.ts'
import { makeSocketDirectory, openArea, type Area } from './area.ts'
import { installBinaries, removeOtherBinaries } from './binaries.ts'
import { readyCluster } from './cluster.ts'
import { takeOwnership, type Ownership } from './owner.ts'
import { clearStale, findRunning, isOurs, launch, readPidFile, startGuard, stopServer, watched, type Guard, type Postmaster } from './postmaster.ts'
import { cameToPass } from './processes.ts'
import { serverSettings } from './settings.ts'

export interface EmbeddedOptions {
  readonly appName: string
  /** Zhepai's data directory; the database takes its subdirectory `pg`. */
  readonly dataDirectory: string
  /** Account that runs the database when we are root (ZHEPAI_PG_USER). */
  readonly pgUser?: string | undefined
  readonly log: (line: string) => void
  /** Further PostgreSQL settings, over ours. */
  readonly settings?: Readonly<Record<string, string>>
  readonly world?: AccountWorld
}

export interface EmbeddedPostgres {
  readonly url: (database?: string) => string
  /** Owner: stops the server. Guest: only detaches. */
  readonly stop: () => Promise<void>
  /** Called once when the server goes away without being asked to. */
  readonly onExit: (listener: () => void) => void
  /** True when the server ran already. */
  readonly adopted: boolean
  readonly role: 'owner' | 'guest'
  readonly pid: number
  /** The database's part of the data directory. */
  readonly directory: string
}

export const startEmbeddedPostgres = async (options: EmbeddedOptions): Promise<EmbeddedPostgres> => {
  const area = openArea(options.dataDirectory)
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const ownership = takeOwnership(area.directory)
    const running = ownership.isMine ? await asOwner(area, ownership, options) : await asGuest(area, ownership, options)
    if (running) return running
  }
  throw startProblem(
    `无法接入 ${area.directory} 的数据库：其他进程反复占用后又退出。请只保留一个进程再试。`,
    `Cannot attach to the database in ${area.directory}: other processes keep taking it and ending. Try again with one process.`,
  )
}

const ATTEMPTS = 5
const GUEST_WAIT_MS = 120_000

const asOwner = async (area: Area, ownership: Ownership, options: EmbeddedOptions): Promise<EmbeddedPostgres> => {
  try {
    const account = databaseAccount(options.world ?? thisMachine(options.pgUser), area.data, options.log)
    const bin = installBinaries(area.directory)
    if (await readyCluster({ area, bin, account })) options.log('已建立数据库 / database created')
    const adopted = await adopt(area, bin, account)
    if (adopted) return handle(area, ownership, adopted)
    const socketDirectory = makeSocketDirectory(area, options.appName, account)
    await clearStale(area, socketDirectory)
    removeOtherBinaries(area.directory, bin)
    const { postmaster, guard } = await launch({ area, bin, account, settings: { ...serverSettings(socketDirectory), ...options.settings } })
    return handle(area, ownership, { postmaster, guard, socketDirectory, adopted: false })
  } catch (error) {
    ownership.release()
    throw error
  }
}

interface Running {
  readonly postmaster: Postmaster
  readonly guard: Guard | null
  readonly socketDirectory: string
  readonly adopted: boolean
}

/** A server that outlived its owner and the owner's guard is taken over, with a new guard. */
const adopt = async (area: Area, bin: string, account: Account | undefined): Promise<Running | null> => {
  const found = await findRunning(area)
  if (!found) return null
  const postmaster = watched(found.pid, area)
  if (!isOurs(found.pid, bin)) {
    await stopServer(postmaster)
    return null
  }
  return { postmaster, guard: startGuard(found.pid, account), socketDirectory: found.socketDirectory, adopted: true }
}

/** Null when the owner ended before its server was ready: then somebody else may own it. */
const asGuest = async (area: Area, ownership: Ownership, options: EmbeddedOptions): Promise<EmbeddedPostgres | null> => {
  const isReady = () => readPidFile(area)?.status === 'ready'
  if (!isReady()) options.log('等待另一进程启动数据库 / waiting for another process to start the database')
  const start = performance.now()
  while (performance.now() - start < GUEST_WAIT_MS) {
    if (await cameToPass(isReady, 1_000)) break
    if (!ownership.isHeld()) return null
  }
  const held = readPidFile(area)
  if (held?.status !== 'ready') return null
  const postmaster = watched(held.pid, area)
  if (postmaster.isGone()) return null
  return handle(area, null, { postmaster, guard: null, socketDirectory: held.socketDirectory, adopted: true })
}

const handle = (area: Area, ownership: Ownership | null, { postmaster, guard, socketDirectory, adopted }: Running): EmbeddedPostgres => {
  let stopping = false
  postmaster.onGone(() => {
    guard?.dismiss()
  })
  return {
    url: (database = 'postgres') => socketUrl(socketDirectory, database),
    onExit: (listener) =>
      postmaster.onGone(() => {
        if (!stopping) listener()
      }),
    stop: async () => {
      if (stopping) return
      stopping = true
      if (!ownership) return
      await stopServer(postmaster)
      guard?.dismiss()
      removeFarSocket(area, socketDirectory)
      ownership.release()
    },
    adopted,
    role: ownership ? 'owner' : 'guest',
    pid: postmaster.pid,
    directory: area.directory,
  }
}

/** A socket directory outside the area would be left for ever when the area is deleted. */
const removeFarSocket = (area: Area, socketDirectory: string): void => {
  if (!socketDirectory.startsWith(area.directory)) rmSync(socketDirectory, { recursive: true, force: true })
}

/** Port and sslmode are named, so that PGPORT or PGSSLMODE of the caller's environment can't change them. */
const socketUrl = (socketDirectory: string, database: string): string =>
  `postgres://postgres@localhost:5432/${encodeURIComponent(database)}?host=${encodeURIComponent(socketDirectory)}&sslmode=disable`
