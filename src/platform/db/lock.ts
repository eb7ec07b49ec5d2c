import { sql } from 'kysely'
import { writing, type Tx } from './transaction.ts'

/** Holds an advisory lock of the whole database until the transaction ends. Numbers are given once in the house: 7_217_001 and following. */
export const holdLock = async (tx: Tx, lock: number): Promise<void> => {
  await sql`select pg_advisory_xact_lock(${lock})`.execute(writing<never>(tx))
}

/** The same for a name, as `demand:org_…`: who counts before adding holds it, so that many at once do not pass together. */
export const holdNamedLock = async (tx: Tx, name: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(writing<never>(tx))
}
