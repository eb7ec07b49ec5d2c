/** What the finance officers do: one function per operation. */
import { actorIdOf } from '#kernel/actor.ts'
import { createHash } from 'node:crypto'
import { dateOf, toIso } from '#kernel/instant.ts'
import { ok, refuse } from '#kernel/result.ts'
import { admitImport } from '#modules/rulebook/index.ts'
import { timestamp } from '#platform/db/transaction.ts'
import type { Commands } from '#platform/command/module.ts'
import type { PaymentContract } from './api.ts'
import { accountCommands } from './account-proposals.ts'
import { assignmentCommands } from './assignments.ts'
import { bookStatement, checkAccount } from './booking.ts'
import { permitDiscard, permitOnBatch } from './core/acts.ts'
import { payoutLifecycle } from './core/payout.ts'
import { payoutCsv, payoutXml, type PayoutFile } from './core/payout-file.ts'
import { makerIn, makerOf } from './core/permit.ts'
import { paymentFacts } from './facts.ts'
import { nameAccounts } from './payouts.ts'
import { returnCommands } from './returns.ts'
import { readStatement } from './statement-file/read.ts'
import {
  decideBatch,
  insertBatch,
  lockBatch,
  lockPayouts,
  lockPayoutsOfBatch,
  markBatchExported,
  setPayoutState,
  type BatchRow,
  type PayoutRow,
} from './store-claims.ts'
import {
  SUPERVISED,
  insertStatement,
  lockBankAccount,
  lockStatement,
  markStatementDiscarded,
  setBankAccount,
  statementBySha,
  statementFigures,
  type BankAccountRow,
} from './store-statements.ts'
import { tellPayout } from './telling.ts'

const uploadStatement: Commands<PaymentContract, 'uploadStatement'>['uploadStatement'] = async (act, input) => {
  const bytes = Buffer.from(input.contentBase64, 'base64')
  const bank = await lockBankAccount(act.tx)
  const statement = readStatement(bytes, bank.closingMinor)
  if (!statement.ok) return statement
  const rightAccount = checkAccount(statement.value, bank)
  if (!rightAccount.ok) return rightAccount
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const earlier = await statementBySha(act.tx, sha256)
  if (earlier !== undefined) return ok({ statementId: earlier.id, isKnown: true })
  const room = await admitImport(act, 'statement')
  if (!room.ok) return room
  const { format, currency } = statement.value
  const id = act.newId('stm')
  await insertStatement(act.tx, {
    id,
    bankAccountId: SUPERVISED,
    fileName: input.fileName,
    sha256,
    format,
    content: bytes,
    currency,
    ...statementFigures(statement.value),
    uploadedBy: actorIdOf(act.actor),
    uploadedAt: timestamp(act.now),
    bookedBy: null,
    bookedAt: null,
    bookedSeq: null,
    replacedBy: null,
  })
  return ok({ statementId: id, isKnown: false })
}

const discardStatement: Commands<PaymentContract, 'discardStatement'>['discardStatement'] = async (act, { statementId }) => {
  const statement = await lockStatement(act.tx, statementId)
  if (statement === undefined) return refuse('ledger.not_found')
  const permitted = permitDiscard(statement.state)
  if (!permitted.ok) return permitted
  await markStatementDiscarded(act.tx, statementId)
  return ok({ statementId })
}

const configureBankAccount: Commands<PaymentContract, 'configureBankAccount'>['configureBankAccount'] = async (act, input) => {
  const bank = await lockBankAccount(act.tx)
  // Statements of another account would not chain with those already booked.
  if (bank.accountNumber !== '' && bank.accountNumber !== input.accountNumber && bank.closingMinor !== 0n) {
    return refuse('ledger.bank_account.already_used', { accountNumber: bank.accountNumber })
  }
  await setBankAccount(act.tx, { ...input, isDemo: false })
  return ok({ accountNumber: input.accountNumber })
}

const makeBatch: Commands<PaymentContract, 'makeBatch'>['makeBatch'] = async (act, input) => {
  const maker = makerOf(act.actor)
  if (maker === null) return refuse('ledger.second_person.forbidden')
  const ids = [...new Set<string>(input.payoutIds)]
  const payouts = await lockPayouts(act.tx, ids)
  if (payouts.length !== ids.length) return refuse('ledger.not_found')
  const notReady = payouts.find((payout) => payoutLifecycle.next(payout.state, 'batch') === null)
  if (notReady !== undefined) return refuse('ledger.payout_not_ready', { reference: notReady.reference, state: notReady.state })
  const batchId = act.newId('pbt')
  await insertBatch(act.tx, { id: batchId, payouts, maker, at: act.now })
  await setPayoutState(act.tx, ids, { state: 'batched', batchId })
  return ok({ batchId })
}

const decide =
  (event: 'approve' | 'reject'): Commands<PaymentContract, 'approveBatch'>['approveBatch'] =>
  async (act, { batchId }) => {
    const batch = await lockBatch(act.tx, batchId)
    if (batch === undefined) return refuse('ledger.not_found')
    const permitted = permitOnBatch(event, act.actor, { state: batch.state, maker: makerIn(batch), hasBankAccount: true })
    if (!permitted.ok) return permitted
    const { personId } = act.actor
    if (personId === null) return refuse('ledger.second_person.forbidden')
    const state = event === 'approve' ? ('approved' as const) : ('rejected' as const)
    await decideBatch(act.tx, batchId, { state, by: personId, at: act.now })
    const payouts = await lockPayoutsOfBatch(act.tx, batchId)
    if (state === 'rejected')
      await setPayoutState(
        act.tx,
        payouts.map((payout) => payout.id),
        { state: 'ordered', batchId: null },
      )
    else for (const payout of payouts) tellPayout(act, payout, paymentFacts.payout_approved, { batchId, makerId: batch.madeBy })
    return ok({ batchId })
  }

const fileOf = (batch: BatchRow, payouts: readonly PayoutRow[], bank: BankAccountRow): PayoutFile => {
  const decidedAt = batch.decidedAt ?? batch.madeAt
  return {
    batchId: batch.id,
    createdAt: toIso(decidedAt),
    executeOn: dateOf(decidedAt),
    currency: batch.currency,
    debtor: { accountName: bank.accountName, accountNumber: bank.accountNumber, bankName: bank.bankName },
    items: payouts.map((payout) => ({
      reference: payout.reference,
      amountMinor: payout.amountMinor,
      accountName: payout.accountName,
      accountNumber: payout.accountNumber,
      bankName: payout.bankName,
    })),
  }
}

/** The first export hands the orders to the bank; later ones give the same file again. */
const exportBatch: Commands<PaymentContract, 'exportBatch'>['exportBatch'] = async (act, { batchId, format }) => {
  const bank = await lockBankAccount(act.tx)
  const batch = await lockBatch(act.tx, batchId)
  if (batch === undefined) return refuse('ledger.not_found')
  const permitted = permitOnBatch('export', act.actor, { state: batch.state, maker: makerIn(batch), hasBankAccount: bank.accountNumber !== '' })
  if (!permitted.ok) return permitted
  const payouts = await lockPayoutsOfBatch(act.tx, batchId)
  if (batch.state !== 'exported') {
    await markBatchExported(act.tx, batchId, actorIdOf(act.actor), act.now)
    await setPayoutState(
      act.tx,
      payouts.map((payout) => payout.id),
      { state: 'exported' },
    )
    for (const payout of payouts) tellPayout(act, payout, paymentFacts.payout_exported, { batchId })
  }
  const file = fileOf(batch, payouts, bank)
  return ok(
    format === 'csv'
      ? { fileName: `${batchId}.csv`, mediaType: 'text/csv; charset=utf-8', text: payoutCsv(file) }
      : { fileName: `${batchId}.xml`, mediaType: 'application/xml', text: payoutXml(file) },
  )
}

export const commands = {
  configureBankAccount,
  uploadStatement,
  bookStatement: (act, { statementId }) => bookStatement(act, statementId),
  discardStatement,
  ...assignmentCommands,
  ...returnCommands,
  ...accountCommands,
  nameAccounts: async (act) => ok(await nameAccounts(act)),
  makeBatch,
  approveBatch: decide('approve'),
  rejectBatch: decide('reject'),
  exportBatch,
} satisfies Partial<Commands<PaymentContract, keyof PaymentContract>>
