/** Whether this process can do what it is for, and if not, why. Looks at the world, not at a flag. */
import { randomUUID } from 'node:crypto'
import { rm, statfs, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Database } from '#platform/db/database.ts'
import { missingMigrations, type MigrationSet } from '#platform/db/migrate.ts'
import type { Readiness } from '#platform/http/operator.ts'

export interface ReadinessSpec {
  readonly database: Database
  readonly migrations: readonly MigrationSet[]
  readonly dataDirectory: string
  readonly isStopping: () => boolean
  /** Code of what is wrong with the clock, or null. */
  readonly clockProblem: () => string | null
  /** How it stands with the key that signs the log, in one word. */
  readonly signing?: () => Promise<string>
  /** Free bytes of the disk under the data directory. */
  readonly freeBytes?: (directory: string) => Promise<number>
  readonly elapsed?: () => number
}

/** A database that takes longer is as good as away for the load balancer. */
const DATABASE_MS = 2_000
/** Below this the built-in database cannot write its log for long. */
const MIN_FREE_BYTES = 256 * 1024 * 1024
const PROBE_BYTES = 64 * 1024
/** Load balancers ask often; the disk and the log of the database are written this seldom for it. */
const REMEMBERED_MS = 5_000

const freeBytesOf = async (directory: string): Promise<number> => {
  const { bavail, bsize } = await statfs(directory)
  return bavail * bsize
}

/** Writes, because only writing tells whether one can. */
const diskProblem = async (directory: string, freeBytes: (directory: string) => Promise<number>): Promise<string | null> => {
  const probe = path.join(directory, `ready-${randomUUID()}`)
  try {
    await writeFile(probe, Buffer.alloc(PROBE_BYTES), { flush: true })
    return (await freeBytes(directory)) < MIN_FREE_BYTES ? 'disk.nearly_full' : null
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOSPC' ? 'disk.full' : 'disk.not_writable'
  } finally {
    await rm(probe, { force: true }).catch(() => undefined)
  }
}

const within = <Value>(ms: number, work: Promise<Value>): Promise<Value> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), ms)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

interface Figures {
  readonly parked_work: number
  readonly overdue_work_s: number
  readonly relay_lag_s: number
}

/** Work parked and late, and how long the oldest fact has waited for its position. By the database's own clock: a demo's runs ahead. */
const figuresOf = async (database: Database): Promise<Figures> => {
  const { rows } = await database.pool.query<Figures>(
    `select (select count(*)::int from platform.work where parked_at is not null) as parked_work,
            (select coalesce(greatest(0, extract(epoch from now() - min(retry_at))), 0)::int from platform.work where parked_at is null and retry_at < now()) as overdue_work_s,
            (select coalesce(greatest(0, extract(epoch from now() - min(f.at))), 0)::int from platform.fact f where f.seq = (select min(seq) from platform.fact_pending)) as relay_lag_s`,
  )
  return rows[0] ?? { parked_work: 0, overdue_work_s: 0, relay_lag_s: 0 }
}

const databaseProblems = async ({ database, migrations }: ReadinessSpec): Promise<readonly string[]> => {
  const { rows } = await database.pool.query<{ recovering: boolean }>('select pg_is_in_recovery() as recovering')
  if (rows[0]?.recovering) return ['database.read_only']
  if ((await missingMigrations(database.pool, migrations)).length > 0) return ['database.migrations_missing']
  // A record in the write-ahead log, flushed: a full disk of the database answers reads as if nothing were wrong.
  await database.pool.query(`select pg_logical_emit_message(true, 'zhepai', '')`)
  return []
}

/** Answers from memory for some seconds; whoever asks meanwhile joins the look that has begun. */
export const openReadiness = (spec: ReadinessSpec): (() => Promise<Readiness>) => {
  const { database, dataDirectory, isStopping, clockProblem, signing, freeBytes = freeBytesOf, elapsed = () => performance.now() } = spec
  const lookAtDatabase = async (): Promise<Omit<Readiness, 'isReady'>> => {
    try {
      return { problems: await databaseProblems(spec), figures: { ...(await figuresOf(database)), ...(signing ? { evidence: await signing() } : {}) } }
    } catch (error) {
      const { code } = error as { readonly code?: string }
      return { problems: [code === '53100' ? 'database.disk_full' : 'database.unavailable'], figures: {} }
    }
  }
  const look = async (): Promise<Omit<Readiness, 'isReady'>> => {
    const [base, disk] = await Promise.all([
      within(DATABASE_MS, lookAtDatabase()).catch(() => ({ problems: ['database.unavailable'], figures: {} })),
      diskProblem(dataDirectory, freeBytes),
    ])
    return { problems: [...base.problems, ...(disk === null ? [] : [disk])], figures: base.figures }
  }
  let known: { readonly at: number; readonly answer: ReturnType<typeof look> } | null = null
  return async () => {
    if (known === null || elapsed() - known.at >= REMEMBERED_MS) known = { at: elapsed(), answer: look() }
    const { problems, figures } = await known.answer
    const clock = clockProblem()
    const all = [...(isStopping() ? ['stopping'] : []), ...(clock === null ? [] : [clock]), ...problems]
    return { isReady: all.length === 0, problems: all, figures }
  }
}
