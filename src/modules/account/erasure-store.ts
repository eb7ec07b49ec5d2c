/** Rows of erasures, and the statements by which modules say what they keep of a person. */
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Instant } from '#kernel/instant.ts'
import { reading, timestamp, writing, type InstantColumn, type NullableInstantColumn, type Reader, type Tx } from '#platform/db/transaction.ts'
import type { PersonalPart } from '#platform/command/personal.ts'

interface ErasureTables {
  'account.erasure': {
    id: string
    personId: string
    state: 'asked' | 'withdrawn' | 'done'
    askedAt: InstantColumn
    dueAt: InstantColumn
    closedAt: NullableInstantColumn
  }
}

/** Of one part of the copy; who has more is told so. */
export const MOST_ROWS = 10_000

type Row = Record<string, z.infer<ReturnType<typeof z.json>>>

/** The declared statement with the person and the mail address as parameters. */
const bind = (text: string, personId: string, address = '') =>
  sql.join(
    text.split(/(\$[12])/).map((piece) => (piece === '$1' ? sql`${personId}::text` : piece === '$2' ? sql`${address}::text` : sql.raw(piece))),
    sql.raw(''),
  )

/** One more than is shown, to know whether there are more. */
export const rowsOf = async (reader: Reader, { sql: text }: Pick<PersonalPart, 'sql'>, personId: string): Promise<readonly Row[]> => {
  const part = sql<{ row: string }>`(select to_jsonb(q)::text as row from (${bind(text, personId)}) q limit ${MOST_ROWS + 1})`.as<'part'>('part')
  const rows = await reading<ErasureTables>(reader).selectFrom(part).select('part.row').execute()
  return rows.map(({ row }) => JSON.parse(row) as Row)
}

export const isOpen = async (reader: Reader, text: string, personId: string): Promise<boolean> => {
  const row = await reading<ErasureTables>(reader)
    .selectNoFrom(sql<boolean>`exists (${bind(text, personId)})`.as('found'))
    .executeTakeFirst()
  return row?.found ?? false
}

export const runErasing = async (tx: Tx, text: string, { personId, address }: { readonly personId: string; readonly address: string }): Promise<void> => {
  await sql`${bind(text, personId, address)}`.execute(writing<ErasureTables>(tx))
}

const select = (reader: Reader) => reading<ErasureTables>(reader).selectFrom('account.erasure').selectAll()

export const openErasureOf = async (reader: Reader, personId: string) =>
  (await select(reader).where('personId', '=', personId).where('state', '=', 'asked').executeTakeFirst()) ?? null
export const erasureById = async (reader: Reader, id: string) => (await select(reader).where('id', '=', id).executeTakeFirst()) ?? null
export const lockErasure = async (tx: Tx, id: string) =>
  (await writing<ErasureTables>(tx).selectFrom('account.erasure').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()) ?? null

/** Those that wait, the soonest due first. */
export const pendingErasures = (
  reader: Reader,
  { after, limit }: { readonly after: { readonly at: Instant; readonly id: string } | null; readonly limit: number },
) =>
  select(reader)
    .where('state', '=', 'asked')
    .$if(after !== null, (q) => q.where((eb) => eb(eb.refTuple('dueAt', 'id'), '>', eb.tuple(timestamp(after?.at ?? (0 as Instant)), after?.id ?? ''))))
    .orderBy('dueAt')
    .orderBy('id')
    .limit(limit)
    .execute()

/** False when one waits already: asked twice at once. */
export const insertErasure = async (tx: Tx, asked: { readonly id: string; readonly personId: string; readonly askedAt: Instant; readonly dueAt: Instant }) => {
  const row = await writing<ErasureTables>(tx)
    .insertInto('account.erasure')
    .values({ id: asked.id, personId: asked.personId, state: 'asked', askedAt: timestamp(asked.askedAt), dueAt: timestamp(asked.dueAt), closedAt: null })
    .onConflict((conflict) => conflict.column('personId').where('state', '=', 'asked').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export const closeErasure = async (tx: Tx, id: string, state: 'withdrawn' | 'done', at: Instant): Promise<void> => {
  await writing<ErasureTables>(tx)
    .updateTable('account.erasure')
    .set({ state, closedAt: timestamp(at) })
    .where('id', '=', id)
    .execute()
}

export const postponeErasure = async (tx: Tx, id: string, dueAt: Instant): Promise<void> => {
  await writing<ErasureTables>(tx)
    .updateTable('account.erasure')
    .set({ dueAt: timestamp(dueAt) })
    .where('id', '=', id)
    .execute()
}
