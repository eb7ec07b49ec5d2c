/** Rows of contracts. */
import { sql, type Insertable, type Selectable, type Updateable } from 'kysely'
import type { Instant } from '#kernel/instant.ts'
import { reading, timestamp, writing, type Reader, type Tx } from '#platform/db/transaction.ts'
import type { Deduction } from './core/amounts.ts'
import type { Confirmation } from './core/confirmation.ts'
import type { HandoverOutcome } from './core/terms.ts'
import type { ContractTable, ContractTables } from './tables.ts'

const db = (tx: Tx) => writing<ContractTables>(tx)
const read = (reader: Reader) => reading<ContractTables>(reader)

export type ContractRow = Selectable<ContractTable>
export type ConfirmationRow = Selectable<ContractTables['contract.confirmation']>
export type HandoverRow = Selectable<ContractTables['contract.handover']>
export type SaleRow = Selectable<ContractTables['contract.sale']>

/** The first hammer of a lot stands; the same fact read again changes nothing. */
export const insertSale = async (tx: Tx, sale: Insertable<ContractTables['contract.sale']>): Promise<void> => {
  await db(tx)
    .insertInto('contract.sale')
    .values(sale)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
export const saleOfLot = (reader: Reader, lotId: string): Promise<SaleRow | undefined> =>
  read(reader).selectFrom('contract.sale').selectAll().where('lotId', '=', lotId).executeTakeFirst()

/** The next number of a year: locked, so that numbers have no gaps and no twins. */
export const nextSerial = async (tx: Tx, year: number): Promise<number> => {
  const row = await db(tx)
    .insertInto('contract.serial')
    .values({ year, last: 1 })
    .onConflict((conflict) => conflict.column('year').doUpdateSet({ last: sql<number>`contract.serial.last + 1` }))
    .returning('last')
    .executeTakeFirstOrThrow()
  return row.last
}

export const insertContract = async (tx: Tx, row: Insertable<ContractTable>): Promise<void> => {
  await db(tx).insertInto('contract.contract').values(row).execute()
}
export const updateContract = async (tx: Tx, id: string, change: Updateable<ContractTable>): Promise<void> => {
  await db(tx).updateTable('contract.contract').set(change).where('id', '=', id).execute()
}

export const contractRow = (reader: Reader, id: string): Promise<ContractRow | undefined> =>
  read(reader).selectFrom('contract.contract').selectAll().where('id', '=', id).executeTakeFirst()
export const contractOfLot = (reader: Reader, lotId: string): Promise<ContractRow | undefined> =>
  read(reader).selectFrom('contract.contract').selectAll().where('lotId', '=', lotId).executeTakeFirst()
export const lockContract = (tx: Tx, id: string): Promise<ContractRow | undefined> =>
  db(tx).selectFrom('contract.contract').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export const deductionsOf = async (reader: Reader, id: string): Promise<readonly Deduction[]> => {
  const rows = await read(reader).selectFrom('contract.deduction').selectAll().where('contractId', '=', id).orderBy('line').execute()
  return rows.map((row) => ({ kind: row.kind, label: row.label, amountMinor: row.amountMinor }))
}
export const replaceDeductions = async (tx: Tx, id: string, lines: readonly Deduction[]): Promise<void> => {
  await db(tx).deleteFrom('contract.deduction').where('contractId', '=', id).execute()
  if (lines.length === 0) return
  await db(tx)
    .insertInto('contract.deduction')
    .values(lines.map((entry, line) => ({ contractId: id, line, kind: entry.kind, label: entry.label, amountMinor: entry.amountMinor })))
    .execute()
}

export const confirmationsOf = (reader: Reader, id: string): Promise<readonly ConfirmationRow[]> =>
  read(reader).selectFrom('contract.confirmation').selectAll().where('contractId', '=', id).orderBy('confirmedAt').execute()

interface NewConfirmation extends Confirmation {
  readonly contractId: string
  readonly personId: string
  readonly statement: string
  readonly at: Instant
}
export const insertConfirmation = async (tx: Tx, given: NewConfirmation): Promise<void> => {
  const { contractId, personId, at, ...rest } = given
  await db(tx)
    .insertInto('contract.confirmation')
    .values({ contractId, personId, confirmedAt: timestamp(at), ...rest })
    .execute()
}

export const handoversOf = (reader: Reader, id: string): Promise<readonly HandoverRow[]> =>
  read(reader).selectFrom('contract.handover').selectAll().where('contractId', '=', id).orderBy('round').execute()
export const insertHandover = async (tx: Tx, row: Insertable<ContractTables['contract.handover']>): Promise<void> => {
  await db(tx).insertInto('contract.handover').values(row).execute()
}

interface HandoverDecision {
  readonly contractId: string
  readonly outcome: HandoverOutcome
  /** Null where nobody decided: silence did. */
  readonly by: string | null
  readonly at: Instant
  readonly reason: string | null
  readonly acceptedMinor?: bigint
}
export const decideHandover = async (tx: Tx, { contractId, outcome, by, at, reason, acceptedMinor }: HandoverDecision): Promise<void> => {
  await db(tx)
    .updateTable('contract.handover')
    .set({ outcome, decidedBy: by, decidedAt: timestamp(at), reason, acceptedMinor: acceptedMinor ?? null })
    .where('contractId', '=', contractId)
    .where('outcome', 'is', null)
    .execute()
}
