/** The one connection pool, with the types the house speaks: int8 as bigint, timestamptz as Instant, numeric as text. */
import { CamelCasePlugin, Kysely, PostgresDialect, type PostgresDialectConfig } from 'kysely'
import pg from 'pg'
import { instant } from '#kernel/instant.ts'
import { isOutage } from './outage.ts'
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

/** How long a database may be silent, in milliseconds, before its silence is the answer. */
export interface Patience {
  /** For a connection, a free one of the pool included. */
  readonly connectMs: number
  /** For each statement, waiting for locks included. */
  readonly statementMs: number
}

export const PATIENCE: Patience = { connectMs: 5_000, statementMs: 10_000 }
/** The server gives up first and says so; what it does not say in this time more, it will not say. */
const ANSWER_GRACE_MS = 1_000
/** A process that stands still in the middle of a transaction does not hold its locks for ever. */
const IDLE_IN_TRANSACTION_MS = 60_000

/**
 * A connection that has the database read and plan each statement once. For one process that says the same thousands of times in a row and then goes: a
 * plan made for the first values may be a poor one for others, and each connection keeps its own.
 */
class RepeatingClient extends pg.Client {
  private static readonly names = new Map<string, string>()

  override query(...given: unknown[]): never {
    const [text, values, ...rest] = given
    if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0) return super.query(...(given as [never])) as never
    const { names } = RepeatingClient
    const name = names.get(text) ?? `s${names.size}`
    names.set(text, name)
    return super.query({ name, text, values }, ...(rest as [never])) as never
  }
}

/** Settings of a pool whose users wait for an answer. Only a pipelining connection is ended by the driver when an answer is too late; else it is lent out again, dumb. */
export const patientPool = ({ connectMs, statementMs }: Patience): pg.PoolConfig => ({
  connectionTimeoutMillis: connectMs,
  statement_timeout: statementMs,
  query_timeout: statementMs + ANSWER_GRACE_MS,
  idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
  keepAlive: true,
  pipeline: true,
})

export interface DatabaseOptions {
  readonly url: string
  readonly max?: number
  /** Absent: waits as long as it takes, for commands of an operator and for tests. */
  readonly patience?: Patience | undefined
  /** Commits reach the disk a moment later, in their order: for what is made anew when the machine stops before. */
  readonly isLazy?: boolean | undefined
  /** Called for errors of idle connections; without a listener a database restart would end the process. */
  readonly onIdleError: (error: Error) => void
}

const RETRYABLE = new Set(['40001', '40P01'])
/** Two transactions got in each other's way. */
export const isRetryable = (error: unknown): boolean => RETRYABLE.has((error as { code?: string } | null)?.code ?? '')
const MAX_TRIES = 4

/** Columns are snake_case in the database and camelCase here; what lies inside a jsonb value keeps its own spelling. */
const speaking = (config: PostgresDialectConfig): Kysely<never> =>
  new Kysely<never>({ dialect: new PostgresDialect(config), plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })] })

/** Kysely on one borrowed connection. Its own transaction would hold each statement back until the last is answered. */
const kyselyOf = (client: pg.PoolClient): Kysely<never> => {
  const lent = { query: client.query.bind(client), release: () => undefined }
  return speaking({ pool: { connect: async () => lent, end: async () => undefined } as never })
}

/** One transaction on a connection of its own. What was sent ahead is awaited with the commit; the first failure is the one that is thrown. */
const inTransaction = async <Value>(client: pg.PoolClient, kysely: Kysely<never>, work: (tx: Tx) => Promise<Value>): Promise<Value> => {
  let sent: Promise<unknown>[] = []
  // Statements by hand have nothing to be spelled anew, and the lane's have thousands of parameters.
  const asWritten = kysely.withoutPlugins()
  const send = (text: string, parameters: readonly unknown[] = []): void => {
    const answer = client.query(text, [...parameters])
    // Looked at with the commit; until then a failure is nobody's surprise.
    answer.catch(() => undefined)
    sent.push(answer)
  }
  send('begin')
  try {
    const value = await work(
      txOf(kysely, {
        send: (statement) => {
          const { sql, parameters } = statement.compile(asWritten)
          send(sql, parameters)
        },
        arrived: async () => {
          const arriving = sent
          sent = []
          await Promise.all(arriving)
        },
      }),
    )
    const committed = client.query('commit')
    committed.catch(() => undefined)
    await Promise.all(sent)
    // A transaction that failed inside answers a commit with a rollback, and without an error.
    if ((await committed).command !== 'COMMIT') throw new Error('the transaction had failed and was rolled back')
    return value
  } catch (error) {
    // A connection that is gone or silent cannot roll back, and need not: the pool drops it.
    if (isOutage(error)) throw error
    await client.query('rollback').catch(() => undefined)
    for (const answer of sent) await answer
    throw error
  }
}

export const openDatabase = ({ url, max = 10, patience, isLazy = false, onIdleError }: DatabaseOptions): Database => {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types,
    pipeline: true,
    application_name: 'zhepai',
    ...(isLazy ? { options: '-c synchronous_commit=off', Client: RepeatingClient } : {}),
    ...(patience ? patientPool(patience) : {}),
  })
  let isClosing = false
  // The sockets close a moment after the pool says so; a server that stops meanwhile is no news.
  const report = (error: Error) => {
    if (!isClosing) onIdleError(error)
  }
  pool.on('error', report)
  // The pool listens to idle connections only: one that is lent out when the database dies would end the process.
  pool.on('connect', (client) => client.on('error', report))
  const kysely = speaking({ pool })
  const borrowed = new WeakMap<pg.PoolClient, Kysely<never>>()
  const once = async <Value>(work: (tx: Tx) => Promise<Value>): Promise<Value> => {
    const client = await pool.connect()
    const own = borrowed.get(client) ?? kyselyOf(client)
    borrowed.set(client, own)
    let isGone = false
    try {
      return await inTransaction(client, own, work)
    } catch (error) {
      isGone = isOutage(error)
      throw error
    } finally {
      // What a silent connection still has to say belongs to nobody: it is not lent out again.
      client.release(isGone)
    }
  }
  const transact = async <Value>(work: (tx: Tx) => Promise<Value>): Promise<Value> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await once(work)
      } catch (error) {
        if (attempt >= MAX_TRIES || !isRetryable(error)) throw error
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
