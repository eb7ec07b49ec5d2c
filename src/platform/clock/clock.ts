/** The market's time. In production it is the server's; in a demo it may be set forward, never back. */
import { sql } from 'kysely'
import { instant, type Instant } from '#kernel/instant.ts'
import type { Database } from '#platform/db/database.ts'
import { reading, writing } from '#platform/db/transaction.ts'
import type { PlatformTables } from '#platform/outbox/tables.ts'

export interface Clock {
  readonly now: () => Instant
}

export interface DemoClock extends Clock {
  readonly offsetMs: () => number
  /** Sets the clock to a moment; one that has passed is nothing to do, so two who wish for the same moment move it once. */
  readonly advanceTo: (at: Instant) => Promise<void>
  /** Other processes may have moved the clock. */
  readonly refresh: () => Promise<void>
}

/* eslint-disable-next-line no-restricted-globals -- the one place where the machine's clock is read */
export const systemClock: Clock = { now: () => instant(Date.now()) }

/** `base` is what the demo's offset is counted from: the machine's clock, or a moment that a test has fixed. */
export const openDemoClock = async (database: Database, base: Clock = systemClock): Promise<DemoClock> => {
  let offset = 0
  const refresh = async () => {
    const row = await reading<PlatformTables>(database.reader).selectFrom('platform.demoClock').select('offsetMs').executeTakeFirst()
    offset = Math.max(offset, Number(row?.offsetMs ?? 0n))
  }
  await refresh()
  return {
    now: () => instant(base.now() + offset),
    offsetMs: () => offset,
    refresh,
    advanceTo: async (at) => {
      const wanted = BigInt(at - base.now())
      if (wanted <= BigInt(offset)) return
      await database.transact(async (tx) => {
        await writing<PlatformTables>(tx)
          .insertInto('platform.demoClock')
          .values({ offsetMs: wanted })
          .onConflict((conflict) =>
            conflict.column('onlyRow').doUpdateSet({ offsetMs: sql<bigint>`greatest(platform.demo_clock.offset_ms, excluded.offset_ms)` }),
          )
          .execute()
      })
      await refresh()
    },
  }
}
