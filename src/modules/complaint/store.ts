/** Rows of complaints. */
import { createHash } from 'node:crypto'
import type { Generated, Selectable } from 'kysely'
import { dateOf, type Instant } from '#kernel/instant.ts'
import { reading, timestamp, writing, type InstantColumn, type NullableInstantColumn, type Reader, type Reads, type Tx } from '#platform/db/transaction.ts'
import type { ComplaintState } from './core/lifecycle.ts'
import type { Kind, Outcome } from './core/words.ts'

interface ComplaintTable {
  id: string
  serial: Generated<bigint>
  personId: string
  kind: Kind
  about: string
  text: string
  state: ComplaintState
  filedAt: InstantColumn
  dueAt: InstantColumn
  outcome: Outcome | null
  answer: Generated<string>
  closedBy: string | null
  closedAt: NullableInstantColumn
}
export interface ComplaintTables {
  'complaint.complaint': ComplaintTable
}
export type ComplaintRow = Selectable<ComplaintTable>

export const from = (reader: Reader): Reads<ComplaintTables> => reading<ComplaintTables>(reader)
const db = (tx: Tx) => writing<ComplaintTables>(tx)

/** `TS-2026-000123`: 投诉, year, serial number of the market. */
export const numberOf = ({ filedAt, serial }: Pick<ComplaintRow, 'filedAt' | 'serial'>): string =>
  `TS-${dateOf(filedAt).slice(0, 4)}-${String(serial).padStart(6, '0')}`

/** Of the words as they are stored: SHA-256 over UTF-8, in hexadecimal. */
export const digestOf = (words: string): string => createHash('sha256').update(words, 'utf8').digest('hex')

export type NewComplaint = Pick<ComplaintRow, 'id' | 'personId' | 'kind' | 'about' | 'text' | 'state' | 'filedAt' | 'dueAt'>

export const insertComplaint = (tx: Tx, { filedAt, dueAt, ...complaint }: NewComplaint): Promise<ComplaintRow> =>
  db(tx)
    .insertInto('complaint.complaint')
    .values({ ...complaint, filedAt: timestamp(filedAt), dueAt: timestamp(dueAt) })
    .returningAll()
    .executeTakeFirstOrThrow()

export const readComplaint = (reader: Reader, id: string): Promise<ComplaintRow | undefined> =>
  from(reader).selectFrom('complaint.complaint').selectAll().where('id', '=', id).executeTakeFirst()

export const lockComplaint = (tx: Tx, id: string): Promise<ComplaintRow | undefined> =>
  db(tx).selectFrom('complaint.complaint').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export const countOpen = async (reader: Reader, personId: string): Promise<number> => {
  const { count } = await from(reader)
    .selectFrom('complaint.complaint')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('personId', '=', personId)
    .where('state', '=', 'received')
    .executeTakeFirstOrThrow()
  return Number(count)
}

export interface Closing {
  readonly state: ComplaintState
  readonly outcome: Outcome | null
  readonly answer: string
  readonly by: string
  readonly at: Instant
}

export const closeComplaint = async (tx: Tx, id: string, { state, outcome, answer, by, at }: Closing): Promise<void> => {
  await db(tx)
    .updateTable('complaint.complaint')
    .set({ state, outcome, answer, closedBy: by, closedAt: timestamp(at) })
    .where('id', '=', id)
    .execute()
}
