/** Rows of distribution plans. */
import { sql, type Insertable, type Selectable, type Updateable } from 'kysely'
import type { Instant } from '#kernel/instant.ts'
import { reading, timestamp, writing, type Reader, type Tx } from '#platform/db/transaction.ts'
import type { CostLine } from './core/base.ts'
import type { PlanView } from './core/permit.ts'
import type { Payout } from './core/plan.ts'
import type { IncomeTables, PlanTable } from './tables.ts'

const db = (tx: Tx) => writing<IncomeTables>(tx)
const read = (reader: Reader) => reading<IncomeTables>(reader)

export type PlanRow = Selectable<PlanTable>
export type PayeeRow = Selectable<IncomeTables['income.payee']>

export const nextSerial = async (tx: Tx, year: number): Promise<number> => {
  const row = await db(tx)
    .insertInto('income.serial')
    .values({ year, last: 1 })
    .onConflict((conflict) => conflict.column('year').doUpdateSet({ last: sql<number>`income.serial.last + 1` }))
    .returning('last')
    .executeTakeFirstOrThrow()
  return row.last
}

export const insertPlan = async (tx: Tx, row: Insertable<PlanTable>): Promise<void> => {
  await db(tx).insertInto('income.plan').values(row).execute()
}
export const updatePlan = async (tx: Tx, id: string, change: Updateable<PlanTable>): Promise<void> => {
  await db(tx).updateTable('income.plan').set(change).where('id', '=', id).execute()
}
export const planRow = (reader: Reader, id: string): Promise<PlanRow | undefined> =>
  read(reader).selectFrom('income.plan').selectAll().where('id', '=', id).executeTakeFirst()
export const planOfContract = (reader: Reader, contractId: string): Promise<PlanRow | undefined> =>
  read(reader).selectFrom('income.plan').selectAll().where('contract_id', '=', contractId).executeTakeFirst()
export const planOfNotice = (reader: Reader, noticeId: string): Promise<PlanRow | undefined> =>
  read(reader).selectFrom('income.plan').selectAll().where('notice_id', '=', noticeId).executeTakeFirst()
export const lockPlan = (tx: Tx, id: string): Promise<PlanRow | undefined> =>
  db(tx).selectFrom('income.plan').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export const costsOf = async (reader: Reader, id: string): Promise<readonly CostLine[]> => {
  const rows = await read(reader).selectFrom('income.cost').selectAll().where('plan_id', '=', id).orderBy('line').execute()
  return rows.map((row) => ({ kind: row.kind, label: row.label, amountMinor: row.amount_minor, voucherDocumentId: row.voucher_document_id }))
}
export const replaceCosts = async (tx: Tx, id: string, costs: readonly CostLine[]): Promise<void> => {
  await db(tx).deleteFrom('income.cost').where('plan_id', '=', id).execute()
  const rows = costs.map((cost, line) => ({
    plan_id: id,
    line,
    kind: cost.kind,
    label: cost.label,
    amount_minor: cost.amountMinor,
    voucher_document_id: cost.voucherDocumentId ?? '',
  }))
  if (rows.length > 0) await db(tx).insertInto('income.cost').values(rows).execute()
}

export const payeesOf = (reader: Reader, id: string): Promise<readonly PayeeRow[]> =>
  read(reader).selectFrom('income.payee').selectAll().where('plan_id', '=', id).orderBy('line').execute()
/** By plan, in the order of the lines. */
export const payeesOfMany = async (reader: Reader, ids: readonly string[]): Promise<(id: string) => readonly PayeeRow[]> => {
  const rows =
    ids.length === 0
      ? []
      : await read(reader)
          .selectFrom('income.payee')
          .selectAll()
          .where('plan_id', 'in', [...ids])
          .orderBy('line')
          .execute()
  return (id) => rows.filter((row) => row.plan_id === id)
}
export const replacePayees = async (tx: Tx, id: string, payouts: readonly Payout[]): Promise<void> => {
  await db(tx).deleteFrom('income.payee').where('plan_id', '=', id).execute()
  await db(tx)
    .insertInto('income.payee')
    .values(
      payouts.map((payout, line) => ({
        plan_id: id,
        person_id: payout.personId,
        line,
        share_group: payout.group,
        basis_points: payout.basisPoints,
        amount_minor: payout.amountMinor,
        payout_id: null,
        settled_at: null,
        received_at: null,
      })),
    )
    .execute()
}
export const setPayout = async (tx: Tx, at: { readonly planId: string; readonly personId: string }, payoutId: string): Promise<void> => {
  await db(tx).updateTable('income.payee').set({ payout_id: payoutId }).where('plan_id', '=', at.planId).where('person_id', '=', at.personId).execute()
}
/** True when the payee was not settled before. */
export const settlePayee = async (tx: Tx, payoutId: string, at: Instant): Promise<PayeeRow | undefined> =>
  db(tx)
    .updateTable('income.payee')
    .set({ settled_at: timestamp(at) })
    .where('payout_id', '=', payoutId)
    .where('settled_at', 'is', null)
    .returningAll()
    .executeTakeFirst()
export const markReceived = async (tx: Tx, at: { readonly planId: string; readonly personId: string; readonly now: Instant }): Promise<void> => {
  await db(tx)
    .updateTable('income.payee')
    .set({ received_at: timestamp(at.now) })
    .where('plan_id', '=', at.planId)
    .where('person_id', '=', at.personId)
    .execute()
}
export const countUnsettled = async (reader: Reader, planId: string): Promise<number> => {
  const row = await read(reader)
    .selectFrom('income.payee')
    .select((eb) => eb.fn.countAll<bigint>().as('open'))
    .where('plan_id', '=', planId)
    .where('settled_at', 'is', null)
    .where('amount_minor', '>', 0n)
    .executeTakeFirstOrThrow()
  return Number(row.open)
}

export const viewOf = (row: PlanRow, payees: readonly PayeeRow[]): PlanView => ({
  institutionId: row.institution_id,
  state: row.state,
  makerId: row.maker_id,
  firstApproverId: row.first_approver_id,
  payeeIds: payees.map((payee) => payee.person_id),
})
