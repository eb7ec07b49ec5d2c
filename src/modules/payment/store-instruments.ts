/** The only SQL that writes instruments and the claims on them. */
import type { Insertable, Selectable, Updateable } from 'kysely'
import { writing, type Tx } from '#platform/db/transaction.ts'
import type { PaymentTables } from './store-tables.ts'

const db = (tx: Tx) => writing<PaymentTables>(tx)

export type InstrumentRow = Selectable<PaymentTables['payment.instrument']>
export type CallRow = Selectable<PaymentTables['payment.call']>

/** False where the same paper stands already. */
export const insertInstrument = async (tx: Tx, row: Insertable<PaymentTables['payment.instrument']>): Promise<boolean> => {
  const added = await db(tx)
    .insertInto('payment.instrument')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return added !== undefined
}

export const lockInstrument = (tx: Tx, id: string): Promise<InstrumentRow | undefined> =>
  db(tx).selectFrom('payment.instrument').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export const updateInstrument = async (tx: Tx, id: string, change: Updateable<PaymentTables['payment.instrument']>): Promise<void> => {
  await db(tx).updateTable('payment.instrument').set(change).where('id', '=', id).execute()
}

export const insertCall = async (tx: Tx, row: Insertable<PaymentTables['payment.call']>): Promise<void> => {
  await db(tx).insertInto('payment.call').values(row).execute()
}

export const callsOn = (tx: Tx, instrumentId: string): Promise<CallRow[]> =>
  db(tx).selectFrom('payment.call').selectAll().where('instrumentId', '=', instrumentId).orderBy('calledAt').forUpdate().execute()

/** The claim that this money answers. */
export const callOf = (tx: Tx, organisationId: string, subject: string): Promise<CallRow | undefined> =>
  db(tx)
    .selectFrom('payment.call')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('subject', '=', subject)
    .where('state', '<>', 'paid')
    .forUpdate()
    .executeTakeFirst()

export const updateCall = async (tx: Tx, id: string, change: Updateable<PaymentTables['payment.call']>): Promise<void> => {
  await db(tx).updateTable('payment.call').set(change).where('id', '=', id).execute()
}
