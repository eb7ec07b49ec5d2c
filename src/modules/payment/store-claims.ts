/** Writes payment requests, payout orders and their batches. */
import { createHash } from 'node:crypto'
import { sql, type Insertable, type Selectable } from 'kysely'
import type { Instant } from '#kernel/instant.ts'
import type { Act } from '#platform/command/act.ts'
import { timestamp, writing, type Tx } from '#platform/db/transaction.ts'
import type { MoneyPurpose } from '#modules/ledger/index.ts'
import { makeReference } from './core/reference.ts'
import type { PayoutAccount, PayoutState, RequestState } from './core/payout.ts'
import type { Maker } from './core/permit.ts'
import type { PaymentTables } from './store-tables.ts'

const db = (tx: Tx) => writing<PaymentTables>(tx)

export type RequestRow = Selectable<PaymentTables['payment.paymentRequest']>
export type PayoutRow = Selectable<PaymentTables['payment.payout']>
export type BatchRow = Selectable<PaymentTables['payment.payoutBatch']>

const MAX_REFERENCE_TRIES = 8

/** Reserves an unused reference. 35 random bits: a collision is rare, and then the next one is taken. */
export const reserveReference = async (act: Act, kind: 'request' | 'payout', targetId: string): Promise<string> => {
  for (let attempt = 0; attempt < MAX_REFERENCE_TRIES; attempt += 1) {
    const reference = makeReference(createHash('sha256').update(act.newId('ref')).digest())
    const added = await db(act.tx)
      .insertInto('payment.reference')
      .values({ reference, targetKind: kind, targetId })
      .onConflict((conflict) => conflict.column('reference').doNothing())
      .returning('reference')
      .executeTakeFirst()
    if (added !== undefined) return reference
  }
  throw new Error('no unused transfer reference was found')
}

export const insertRequest = async (tx: Tx, row: Insertable<PaymentTables['payment.paymentRequest']>): Promise<boolean> => {
  const added = await db(tx)
    .insertInto('payment.paymentRequest')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return added !== undefined
}

/** The request that stands for this payer, purpose and subject; a refunded or cancelled one no longer does. */
export const standingRequest = async (
  tx: Tx,
  by: { readonly payerOrganisationId: string; readonly purpose: MoneyPurpose; readonly subject: string },
): Promise<RequestRow | undefined> =>
  db(tx)
    .selectFrom('payment.paymentRequest')
    .selectAll()
    .where('payerOrganisationId', '=', by.payerOrganisationId)
    .where('purpose', '=', by.purpose)
    .where('subject', '=', by.subject)
    .where('state', 'in', ['open', 'paid'])
    .forUpdate()
    .executeTakeFirst()

export const lockRequests = async (tx: Tx, ids: readonly string[]): Promise<readonly RequestRow[]> =>
  ids.length === 0
    ? []
    : db(tx)
        .selectFrom('payment.paymentRequest')
        .selectAll()
        .where('id', '=', sql<string>`any(${ids})`)
        .orderBy('id')
        .forUpdate()
        .execute()

/** The request that brought the money which a hold binds. */
export const lockRequestOfHold = async (tx: Tx, holdId: string): Promise<RequestRow | undefined> =>
  db(tx).selectFrom('payment.paymentRequest').selectAll().where('holdId', '=', holdId).forUpdate().executeTakeFirst()

export const setRequestDue = async (tx: Tx, id: string, dueAt: Instant): Promise<void> => {
  await db(tx)
    .updateTable('payment.paymentRequest')
    .set({ dueAt: timestamp(dueAt) })
    .where('id', '=', id)
    .execute()
}

/** `paid`: null takes it back. */
export const setRequestState = async (
  tx: Tx,
  id: string,
  state: RequestState,
  paid?: { readonly at: Instant; readonly holdId: string } | null,
): Promise<void> => {
  const change = paid === undefined ? {} : { paidAt: paid === null ? null : timestamp(paid.at), holdId: paid?.holdId ?? null }
  await db(tx)
    .updateTable('payment.paymentRequest')
    .set({ state, ...change })
    .where('id', '=', id)
    .execute()
}

export const targetsOf = async (tx: Tx, references: readonly string[]) =>
  references.length === 0
    ? []
    : db(tx)
        .selectFrom('payment.reference')
        .selectAll()
        .where('reference', '=', sql<string>`any(${references})`)
        .execute()

export const insertPayout = async (tx: Tx, row: Insertable<PaymentTables['payment.payout']>): Promise<void> => {
  await db(tx).insertInto('payment.payout').values(row).execute()
}

export const payoutByName = async (tx: Tx, by: { readonly purpose: string; readonly subject: string; readonly key: string }): Promise<PayoutRow | undefined> =>
  db(tx)
    .selectFrom('payment.payout')
    .selectAll()
    .where('purpose', '=', by.purpose)
    .where('subject', '=', by.subject)
    .where('key', '=', by.key)
    .executeTakeFirst()

export const lockPayouts = async (tx: Tx, ids: readonly string[]): Promise<readonly PayoutRow[]> =>
  ids.length === 0
    ? []
    : db(tx)
        .selectFrom('payment.payout')
        .selectAll()
        .where('id', '=', sql<string>`any(${ids})`)
        .orderBy('id')
        .forUpdate()
        .execute()

export const lockPayoutsOfBatch = async (tx: Tx, batchId: string): Promise<readonly PayoutRow[]> =>
  db(tx).selectFrom('payment.payout').selectAll().where('batchId', '=', batchId).orderBy('id').forUpdate().execute()

export const lockPayoutsAwaitingAccount = async (tx: Tx, beneficiaryId?: string): Promise<readonly PayoutRow[]> => {
  let query = db(tx).selectFrom('payment.payout').selectAll().where('state', '=', 'awaiting_account')
  if (beneficiaryId !== undefined) query = query.where('beneficiaryId', '=', beneficiaryId)
  return query.orderBy('id').limit(500).forUpdate().execute()
}

export const setPayoutState = async (
  tx: Tx,
  ids: readonly string[],
  change: { readonly state: PayoutState; readonly batchId?: string | null; readonly settledAt?: Instant; readonly lineId?: string },
): Promise<void> => {
  if (ids.length === 0) return
  await db(tx)
    .updateTable('payment.payout')
    .set({
      state: change.state,
      ...(change.batchId === undefined ? {} : { batchId: change.batchId }),
      ...(change.settledAt === undefined ? {} : { settledAt: timestamp(change.settledAt) }),
      ...(change.lineId === undefined ? {} : { lineId: change.lineId }),
    })
    .where('id', '=', sql<string>`any(${ids})`)
    .execute()
}

export const setPayoutAccount = async (tx: Tx, id: string, account: PayoutAccount, state: PayoutState): Promise<void> => {
  await db(tx)
    .updateTable('payment.payout')
    .set({ accountName: account.accountName, accountNumber: account.accountNumber, bankName: account.bankName, state })
    .where('id', '=', id)
    .execute()
}

export const insertAccountProposal = async (tx: Tx, row: Insertable<PaymentTables['payment.accountProposal']>): Promise<boolean> => {
  const added = await db(tx)
    .insertInto('payment.accountProposal')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return added !== undefined
}

export const lockAccountProposal = async (tx: Tx, payoutId: string) =>
  db(tx).selectFrom('payment.accountProposal').selectAll().where('payoutId', '=', payoutId).where('state', '=', 'proposed').forUpdate().executeTakeFirst()

export const decideAccountProposal = async (
  tx: Tx,
  id: string,
  decision: { readonly state: 'confirmed' | 'rejected'; readonly by: string; readonly at: Instant },
): Promise<void> => {
  await db(tx)
    .updateTable('payment.accountProposal')
    .set({ state: decision.state, decidedBy: decision.by, decidedAt: timestamp(decision.at) })
    .where('id', '=', id)
    .execute()
}

export const insertBatch = async (
  tx: Tx,
  batch: { readonly id: string; readonly payouts: readonly PayoutRow[]; readonly maker: Maker; readonly at: Instant },
): Promise<void> => {
  await db(tx)
    .insertInto('payment.payoutBatch')
    .values({
      id: batch.id,
      currency: 'CNY',
      payoutCount: batch.payouts.length,
      totalMinor: batch.payouts.reduce((sum, payout) => sum + payout.amountMinor, 0n),
      madeBy: batch.maker.personId,
      madeIn: batch.maker.organisationId,
      madeAt: timestamp(batch.at),
    })
    .execute()
}

export const lockBatch = async (tx: Tx, id: string): Promise<BatchRow | undefined> =>
  db(tx).selectFrom('payment.payoutBatch').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export const decideBatch = async (
  tx: Tx,
  id: string,
  decision: { readonly state: 'approved' | 'rejected'; readonly by: string; readonly at: Instant },
): Promise<void> => {
  await db(tx)
    .updateTable('payment.payoutBatch')
    .set({ state: decision.state, decidedBy: decision.by, decidedAt: timestamp(decision.at) })
    .where('id', '=', id)
    .execute()
}

export const markBatchExported = async (tx: Tx, id: string, by: string, at: Instant): Promise<void> => {
  await db(tx)
    .updateTable('payment.payoutBatch')
    .set({ state: 'exported', exportedBy: by, exportedAt: timestamp(at) })
    .where('id', '=', id)
    .execute()
}
