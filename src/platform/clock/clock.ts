/** The market's time. In production it is the server's; in a demo it may be set forward, never back. */
import { instant, type Instant } from '#kernel/instant.ts'
import type { Database } from '#platform/db/database.ts'
import { reading, writing } from '#platform/db/transaction.ts'
import type { PlatformTables } from '#platform/outbox/tables.ts'

export interface Clock {
  readonly now: () => Instant
}

export interface DemoClock extends Clock {
  readonly offsetMs: () => number
  readonly advance: (byMs: number) => Promise<Instant>
  /** Other processes may have moved the clock. */
  readonly refresh: () => Promise<void>
}

/* eslint-disable-next-line no-restricted-globals -- the one place where the machine's clock is read */
export const systemClock: Clock = { now: () => instant(Date.now()) }

const MAX_ADVANCE_MS = 400 * 24 * 3_600_000

/** `base` is the clock that the demo runs ahead of. */
export const openDemoClock = async (database: Database, base: Clock = systemClock): Promise<DemoClock> => {
  let offset = 0
  const refresh = async () => {
    const row = await reading<PlatformTables>(database.reader).selectFrom('platform.demo_clock').select('offset_ms').executeTakeFirst()
    offset = Math.max(offset, Number(row?.offset_ms ?? 0n))
  }
  await refresh()
  return {
    now: () => instant(base.now() + offset),
    offsetMs: () => offset,
    refresh,
    advance: async (byMs) => {
      if (!Number.isSafeInteger(byMs) || byMs <= 0 || byMs > MAX_ADVANCE_MS) throw new RangeError('the demo clock moves forward, by at most 400 days at a time')
      await database.transact(async (tx) => {
        await writing<PlatformTables>(tx)
          .insertInto('platform.demo_clock')
          .values({ offset_ms: BigInt(byMs) })
          .onConflict((conflict) => conflict.column('only_row').doUpdateSet((eb) => ({ offset_ms: eb('platform.demo_clock.offset_ms', '+', BigInt(byMs)) })))
          .execute()
      })
      await refresh()
      return instant(base.now() + offset)
    },
  }
}
