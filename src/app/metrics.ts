/** Figures of this process for Prometheus. */
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client'
import type { Database } from '#platform/db/database.ts'
import type { Log } from '#platform/log/log.ts'
import { parkedWork } from '#platform/work/queue.ts'

/** What the doors know of themselves. */
export interface DoorFigures {
  /** Open live streams. */
  readonly watching: number
  /** Threads that draw pages and are ready. */
  readonly drawing: number
}

export const openMetrics = (database: Database) => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const failures = new Counter({
    name: 'zhepai_deferred_work_failures_total',
    help: 'Failed attempts of deferred work',
    labelNames: ['parked'],
    registers: [registry],
  })
  const watchers = new Gauge({ name: 'zhepai_live_watchers', help: 'Open live streams', registers: [registry] })
  const drawers = new Gauge({ name: 'zhepai_drawing_threads', help: 'Threads that draw pages and are ready', registers: [registry] })
  const pool = new Gauge({ name: 'zhepai_database_connections', help: 'Open connections', labelNames: ['state'], registers: [registry] })
  const parked = new Gauge({ name: 'zhepai_parked_work', help: 'Deferred work that failed too often and waits for an operator', registers: [registry] })
  return {
    failed:
      (log: Log) =>
      (key: string, error: unknown, isParked: boolean): void => {
        failures.inc({ parked: String(isParked) })
        log[isParked ? 'error' : 'warn']({ key, err: error }, isParked ? 'deferred work parked' : 'deferred work failed, will be tried again')
      },
    text: async ({ watching, drawing }: DoorFigures): Promise<string> => {
      parked.set((await parkedWork(database.reader)).length)
      watchers.set(watching)
      drawers.set(drawing)
      pool.set({ state: 'open' }, database.pool.totalCount)
      pool.set({ state: 'waiting' }, database.pool.waitingCount)
      return registry.metrics()
    },
  }
}
