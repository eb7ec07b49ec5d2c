/** Rows of distribution plans. */
import { sql, type Insertable, type Selectable, type Updateable } from 'kysely'
import type { Instant } from '#kernel/instant.ts'
import { reading, timestamp, writing, type Reader, type Tx } from '#platform/db/transaction.ts'
import type { CostLine } from './core/base.ts'
import type { PlanView } from './core/permit.ts'
import type { OwnerPart } from './core/co-owners.ts'
import type { Payout } from './core/plan.ts'
import type { Share } from './core/shares.ts'
import type { IncomeTables, PlanTable } from './tables.ts'

const db = (tx: Tx) => writing<IncomeTables>(tx)
const read = (reader: Reader) => reading<IncomeTables>(reader)

export type PlanRow = Selectable<PlanTable>
export type PayeeRow = Selectable<IncomeTables['income.payee']>
export type CoOwnerRow = Selectable<IncomeTables['income.coOwner']>

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
export const planRows = (reader: Reader, ids: readonly string[]): Promise<readonly PlanRow[]> =>
  read(reader)
    .selectFrom('income.plan')
    .selectAll()
    .where('id', 'in', ['', ...ids])
    .execute()
export const planOfContract = (reader: Reader, contractId: string): Promise<PlanRow | undefined> =>
  read(reader).selectFrom('income.plan').selectAll().where('contractId', '=', contractId).executeTakeFirst()
export const planOfNotice = (reader: Reader, noticeId: string): Promise<PlanRow | undefined> =>
  read(reader).selectFrom('income.plan').selectAll().where('noticeId', '=', noticeId).executeTakeFirst()
export const lockPlan = (tx: Tx, id: string): Promise<PlanRow | undefined> =>
  db(tx).selectFrom('income.plan').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export const costsOf = async (reader: Reader, id: string): Promise<readonly CostLine[]> => {
  const rows = await read(reader).selectFrom('income.cost').selectAll().where('planId', '=', id).orderBy('line').execute()
  return rows.map((row) => ({ kind: row.kind, label: row.label, amountMinor: row.amountMinor, voucherDocumentId: row.voucherDocumentId }))
}
export const replaceCosts = async (tx: Tx, id: string, costs: readonly CostLine[]): Promise<void> => {
  await db(tx).deleteFrom('income.cost').where('planId', '=', id).execute()
  const rows = costs.map((cost, line) => ({
    planId: id,
    line,
    kind: cost.kind,
    label: cost.label,
    amountMinor: cost.amountMinor,
    voucherDocumentId: cost.voucherDocumentId ?? '',
  }))
  if (rows.length > 0) await db(tx).insertInto('income.cost').values(rows).execute()
}

export const payeesOf = (reader: Reader, id: string): Promise<readonly PayeeRow[]> =>
  read(reader).selectFrom('income.payee').selectAll().where('planId', '=', id).orderBy('line').execute()
/** By plan, in the order of the lines. */
export const payeesOfMany = async (reader: Reader, ids: readonly string[]): Promise<(id: string) => readonly PayeeRow[]> => {
  const rows =
    ids.length === 0
      ? []
      : await read(reader)
          .selectFrom('income.payee')
          .selectAll()
          .where('planId', 'in', [...ids])
          .orderBy('line')
          .execute()
  return (id) => rows.filter((row) => row.planId === id)
}
export const replacePayees = async (tx: Tx, id: string, payouts: readonly Payout[]): Promise<void> => {
  await db(tx).deleteFrom('income.payee').where('planId', '=', id).execute()
  await db(tx)
    .insertInto('income.payee')
    .values(
      payouts.map((payout, line) => ({
        planId: id,
        personId: payout.personId,
        line,
        shareGroup: payout.group,
        basisPoints: payout.basisPoints,
        amountMinor: payout.amountMinor,
        contribution: payout.contribution ?? '',
        outsideName: payout.outside?.name ?? null,
        outsideParticulars: payout.outside?.particulars ?? null,
        payoutId: null,
        settledAt: null,
        receivedAt: null,
      })),
    )
    .execute()
}
export const setPayout = async (tx: Tx, at: { readonly planId: string; readonly personId: string }, payoutId: string): Promise<void> => {
  await db(tx).updateTable('income.payee').set({ payoutId }).where('planId', '=', at.planId).where('personId', '=', at.personId).execute()
}
/** A payee's row as the share it was drafted from. */
export const shareOf = (row: PayeeRow): Share => ({
  personId: row.personId,
  group: row.shareGroup,
  basisPoints: row.basisPoints,
  contribution: row.contribution,
  outside: row.outsideName === null ? null : { name: row.outsideName, particulars: row.outsideParticulars ?? '' },
})
/** Payees with an account here: who reads and confirms. */
export const onRecord = (payees: readonly PayeeRow[]): readonly string[] => payees.filter((row) => row.outsideName === null).map((row) => row.personId)

export const coOwnersOf = (reader: Reader, id: string): Promise<readonly CoOwnerRow[]> =>
  read(reader).selectFrom('income.coOwner').selectAll().where('planId', '=', id).orderBy('organisationId').execute()
export const insertCoOwners = async (tx: Tx, planId: string, parts: readonly OwnerPart[]): Promise<void> => {
  const rows = parts.map((part) => ({ planId, ...part, recorded: part.basisPoints, payoutId: null, settledAt: null }))
  if (rows.length > 0) await db(tx).insertInto('income.coOwner').values(rows).execute()
}
export const setCoOwner = async (
  tx: Tx,
  planId: string,
  { organisationId, ...change }: Partial<Omit<CoOwnerRow, 'settledAt'>> & { readonly organisationId: string },
): Promise<void> => {
  await db(tx).updateTable('income.coOwner').set(change).where('planId', '=', planId).where('organisationId', '=', organisationId).execute()
}
export const settleCoOwner = async (tx: Tx, payoutId: string, at: Instant): Promise<CoOwnerRow | undefined> =>
  db(tx)
    .updateTable('income.coOwner')
    .set({ settledAt: timestamp(at) })
    .where('payoutId', '=', payoutId)
    .where('settledAt', 'is', null)
    .returningAll()
    .executeTakeFirst()

/** True when the payee was not settled before. */
export const settlePayee = async (tx: Tx, payoutId: string, at: Instant): Promise<PayeeRow | undefined> =>
  db(tx)
    .updateTable('income.payee')
    .set({ settledAt: timestamp(at) })
    .where('payoutId', '=', payoutId)
    .where('settledAt', 'is', null)
    .returningAll()
    .executeTakeFirst()
export const markReceived = async (tx: Tx, at: { readonly planId: string; readonly personId: string; readonly now: Instant }): Promise<void> => {
  await db(tx)
    .updateTable('income.payee')
    .set({ receivedAt: timestamp(at.now) })
    .where('planId', '=', at.planId)
    .where('personId', '=', at.personId)
    .execute()
}
export const countUnsettled = async (reader: Reader, planId: string): Promise<number> => {
  const open = (table: 'income.payee' | 'income.coOwner') =>
    read(reader)
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<bigint>().as('open'))
      .where('planId', '=', planId)
      .where('settledAt', 'is', null)
      .where('amountMinor', '>', 0n)
      .executeTakeFirstOrThrow()
  return Number((await open('income.payee')).open + (await open('income.coOwner')).open)
}

export const viewOf = (row: PlanRow, payees: readonly PayeeRow[]): PlanView => ({
  institutionId: row.institutionId,
  state: row.state,
  makerId: row.makerId,
  firstApproverId: row.firstApproverId,
  payeeIds: onRecord(payees),
})
