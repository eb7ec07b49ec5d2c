/** Periods as PostgreSQL keeps them. */
import { sql } from 'kysely'
import { toIso, type Instant } from '#kernel/instant.ts'

export const period = (start: Instant, end: Instant | null): string => `[${toIso(start)},${end === null ? '' : toIso(end)})`

export const bound = (which: 'lower' | 'upper') => sql<Instant | null>`${sql.raw(which)}(period)`
