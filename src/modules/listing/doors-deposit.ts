/** What the contract asks of the winner's deposit where no money stands for it. */
import type { Act } from '#platform/command/act.ts'
import type { Reader } from '#platform/db/transaction.ts'
import type { DepositKind } from './core/words.ts'
import { freeCoverOf } from './cover.ts'
import { lotRow, updateApplication, winnersApplication, type ApplicationRow } from './store.ts'

/** Null: nobody who applied; a negotiated price has no deposit. */
export const winnersDeposit = async (
  reader: Reader,
  lotId: string,
  organisationId: string,
): Promise<{ readonly kind: DepositKind; readonly amountMinor: bigint } | null> => {
  const row = await winnersApplication(reader, lotId, organisationId)
  return row ? { kind: row.depositKind, amountMinor: row.depositMinor } : null
}

/** The lot that a deposit was paid for: of a unit, the one that it is a unit of. */
export const depositSubjectOf = async (reader: Reader, lotId: string): Promise<string> => (await lotRow(reader, lotId))?.unitOf ?? lotId

const secured = async (act: Act, lotId: string, organisationId: string): Promise<ApplicationRow | null> => {
  const row = await winnersApplication(act.tx, lotId, organisationId)
  return row?.instrumentId ? row : null
}

/** The price is paid, or the deal ended without the buyer's fault: what stood for the deposit is free. */
export const freeWinnersCover = async (act: Act, lotId: string, organisationId: string): Promise<void> => {
  const row = await secured(act, lotId, organisationId)
  if (row === null || row.depositState === 'released') return
  await freeCoverOf(act, row)
  await updateApplication(act.tx, row.id, { depositState: 'released' })
}
