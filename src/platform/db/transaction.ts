/**
 * Two handles on the database. A `Reader` sees committed rows; a `Tx` is a `Reader` that may also write and exists only
 * inside the command road. Modules name their own tables when they take the handle, so a stranger's table does not compile.
 */
import type { ColumnType, CompiledQuery, Kysely } from 'kysely'
import type { Instant } from '#kernel/instant.ts'

const handle = Symbol('database handle')
const sender = Symbol('sends ahead')
const arrivals = Symbol('what was sent ahead')

/** A query of the builder, or one written by hand: that one spells its columns as the database does. */
export interface Statement {
  readonly compile: (kysely: Kysely<never>) => CompiledQuery
}

export interface Reader {
  readonly [handle]: unknown
}
export interface Tx extends Reader {
  readonly [sender]: (statement: Statement) => void
  readonly [arrivals]: () => Promise<void>
}

declare const asParameter: unique symbol
/** An instant in the form the driver takes. Only `timestamp()` makes it, so a bare number cannot be written by mistake. */
export type SqlInstant = Instant & { readonly [asParameter]: true }
/** timestamptz: read as `Instant` (epoch milliseconds), written and compared as `timestamp(instant)`. */
export type InstantColumn = ColumnType<Instant, SqlInstant, SqlInstant>
export type NullableInstantColumn = ColumnType<Instant | null, SqlInstant | null, SqlInstant | null>
/** jsonb: read parsed, written as text made by `json()`. */
export type JsonColumn<Value> = ColumnType<Value, string, string>

/** The driver sends a Date as timestamptz; to the types it stays an instant, because comparisons are typed by what is read. */
export const timestamp = (at: Instant): SqlInstant => new Date(at) as unknown as SqlInstant
export const json = (value: unknown): string => JSON.stringify(value)

/** What a reader may do with a module's own tables. */
export type Reads<Tables> = Pick<Kysely<Tables>, 'selectFrom' | 'selectNoFrom' | 'with' | 'fn' | 'dynamic'>

/** The module's own tables, for reading only. */
export const reading = <Tables>(reader: Reader): Reads<Tables> => reader[handle] as Kysely<Tables>
/** What may be done inside the road's transaction: all but to open or end one. */
export type Writes<Tables> = Omit<Kysely<Tables>, 'connection' | 'destroy' | 'startTransaction' | 'transaction'>

/** The module's own tables, for writing inside the road's transaction. */
export const writing = <Tables>(tx: Tx): Writes<Tables> => tx[handle] as Kysely<Tables>

/** Names go to the database as they are spelled here: for tables of a library that writes its columns in camelCase. */
export const readingVerbatim = <Tables>(reader: Reader): Reads<Tables> => (reader[handle] as Kysely<Tables>).withoutPlugins()
export const writingVerbatim = <Tables>(tx: Tx): Writes<Tables> => (tx[handle] as Kysely<Tables>).withoutPlugins()

/**
 * Sends a write without waiting for it: the next statement is on its way before this one is done, and the commit waits for all of them
 * and fails with the first that failed. For writes whose outcome decides nothing more inside the transaction.
 */
export const sendAhead = (tx: Tx, statement: Statement): void => tx[sender](statement)

/** Waits for what was sent ahead so far and throws the first failure: for who must know before the commit, because it can still turn back. */
export const sentArrived = (tx: Tx): Promise<void> => tx[arrivals]()

export const readerOf = (db: Kysely<never>): Reader => ({ [handle]: db })
interface Sending {
  readonly send: (statement: Statement) => void
  readonly arrived: () => Promise<void>
}
export const txOf = (transaction: Kysely<never>, { send, arrived }: Sending): Tx => ({ [handle]: transaction, [sender]: send, [arrivals]: arrived })
