/** The one connection pool, with the types the house speaks: int8 as bigint, timestamptz as Instant, numeric as text. */
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { instant } from '#kernel/instant.ts'
import { readerOf, txOf, type Reader, type Tx } from './transaction.ts'

const OID = { int8: 20, date: 1082, timestamptz: 1184 } as const

/**
 * Parsers belong to this pool only: `pg.types.setTypeParser` is process-wide and would change what better-auth reads.
 * `date` stays text, because a calendar date has no instant.
 */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (format === 'binary') return pg.types.getTypeParser(oid, 'binary')
    if (oid === OID.int8) return (text: string) => BigInt(text)
    if (oid === OID.timestamptz) return (text: string) => instant(new Date(isoFromPostgres(text)).getTime())
    if (oid === OID.date) return (text: string) => text
    return pg.types.getTypeParser(oid, 'text')
  }) as typeof pg.types.getTypeParser,
}

/** `2026-01-01 00:00:00.123+00` → ISO 8601. */
const isoFromPostgres = (text: string): string => text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')

/** One moment of the database: whatever is asked of it, nothing that commits meanwhile is seen. */
export interface Snapshot {
  readonly reader: Reader
  readonly rows: (statement: string) => Promise<readonly Record<string, unknown>[]>
}

export interface Database {
  readonly pool: pg.Pool
  readonly reader: Reader
  readonly kysely: Kysely<never>
  /** Runs the work in one transaction; deadlocks and serialization failures are retried. Done when the commit is on disk. */
  readonly transact: <Value>(work: (tx: Tx) => Promise<Value>) => Promise<Value>
  /** Reads as of one moment, however long it takes. */
  readonly snapshot: <Value>(work: (snapshot: Snapshot) => Promise<Value>) => Promise<Value>
  /** A connection outside the pool that the caller ends: for copying tables, which can't share one with statements sent ahead. */
  readonly connect: () => Promise<pg.Client>
  readonly close: () => Promise<void>
}

export interface DatabaseOptions {
  readonly url: string
  readonly max?: number
  /** Called for errors of idle connections; without a listener a database restart would end the process. */
  readonly onIdleError: (error: Error) => void
}

const RETRYABLE = new Set(['40001', '40P01'])
const MAX_TRIES = 4

/** Kysely on one borrowed connection. Its own transaction would hold each statement back until the last is answered. */
const kyselyOf = (client: pg.PoolClient): Kysely<never> => {
  const lent = { query: client.query.bind(client), release: () => undefined }
  return new Kysely<never>({ dialect: new PostgresDialect({ pool: { connect: async () => lent, end: async () => undefined } as never }) })
}

/** One transaction on a connection of its own. What was sent ahead is awaited with the commit; the first failure is the one that is thrown. */
const inTransaction = async <Value>(client: pg.PoolClient, kysely: Kysely<never>, work: (tx: Tx) => Promise<Value>): Promise<Value> => {
  const sent: Promise<unknown>[] = []
  const send = (text: string, parameters: readonly unknown[] = []): void => {
    const answer = client.query(text, [...parameters])
    // Looked at with the commit; until then a failure is nobody's surprise.
    answer.catch(() => undefined)
    sent.push(answer)
  }
  send('begin')
  try {
    const value = await work(
      txOf(kysely, (statement) => {
        const { sql, parameters } = statement.compile(kysely)
        send(sql, parameters)
      }),
    )
    const committed = client.query('commit')
    committed.catch(() => undefined)
    await Promise.all(sent)
    // A transaction that failed inside answers a commit with a rollback, and without an error.
    if ((await committed).command !== 'COMMIT') throw new Error('the transaction had failed and was rolled back')
    return value
  } catch (error) {
    // A connection that is gone cannot roll back, and need not: the pool drops it.
    await client.query('rollback').catch(() => undefined)
    for (const answer of sent) await answer
    throw error
  }
}

export const openDatabase = ({ url, max = 10, onIdleError }: DatabaseOptions): Database => {
  const pool = new pg.Pool({ connectionString: url, max, types, pipeline: true, application_name: 'zhepai' })
  let isClosing = false
  // The sockets close a moment after the pool says so; a server that stops meanwhile is no news.
  const report = (error: Error) => {
    if (!isClosing) onIdleError(error)
  }
  pool.on('error', report)
  // The pool listens to idle connections only: one that is lent out when the database dies would end the process.
  pool.on('connect', (client) => client.on('error', report))
  const kysely = new Kysely<never>({ dialect: new PostgresDialect({ pool }) })
  const borrowed = new WeakMap<pg.PoolClient, Kysely<never>>()
  const once = async <Value>(work: (tx: Tx) => Promise<Value>): Promise<Value> => {
    const client = await pool.connect()
    const own = borrowed.get(client) ?? kyselyOf(client)
    borrowed.set(client, own)
    try {
      return await inTransaction(client, own, work)
    } finally {
      client.release()
    }
  }
  const transact = async <Value>(work: (tx: Tx) => Promise<Value>): Promise<Value> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await once(work)
      } catch (error) {
        if (attempt >= MAX_TRIES || !RETRYABLE.has((error as { code?: string }).code ?? '')) throw error
        await new Promise((resolve) => setTimeout(resolve, 5 * 2 ** attempt))
      }
    }
  }
  const snapshot = async <Value>(work: (snapshot: Snapshot) => Promise<Value>): Promise<Value> => {
    const client = await pool.connect()
    try {
      await client.query('begin isolation level repeatable read read only')
      return await work({ reader: readerOf(kyselyOf(client)), rows: async (statement) => (await client.query<Record<string, unknown>>(statement)).rows })
    } finally {
      await client.query('rollback').catch(() => undefined)
      client.release()
    }
  }
  const connect = async () => {
    const client = new pg.Client({ connectionString: url, types, application_name: 'zhepai' })
    client.on('error', report)
    await client.connect()
    return client
  }
  /** Kysely ends the pool only if it was used; the migrations use the pool alone. */
  const close = async () => {
    isClosing = true
    await kysely.destroy()
    if (!pool.ended) await pool.end()
  }
  return { pool, reader: readerOf(kysely), kysely, transact, snapshot, connect, close }
}
