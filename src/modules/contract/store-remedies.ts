/** Rows of what goes beside the straight way: filings of the register, statements of a dispute, splits; and what the pure permissions read of them all. */
import type { Insertable, Selectable, Updateable } from 'kysely'
import { reading, timestamp, writing, type Reader, type Tx } from '#platform/db/transaction.ts'
import type { Instant } from '#kernel/instant.ts'
import type { ContractView } from './core/permit.ts'
import type { ConfirmationRow, ContractRow } from './store.ts'
import type { ContractTables } from './tables.ts'

const db = (tx: Tx) => writing<ContractTables>(tx)
const read = (reader: Reader) => reading<ContractTables>(reader)

export type FilingRow = Selectable<ContractTables['contract.filing']>
export type StatementRow = Selectable<ContractTables['contract.statement']>
export type SplitRow = Selectable<ContractTables['contract.split']>

/** What belongs to one contract, in the order in which it came. */
export interface Records {
  readonly confirmations: readonly ConfirmationRow[]
  readonly filings: readonly FilingRow[]
  readonly statements: readonly StatementRow[]
  readonly splits: readonly SplitRow[]
}

const NONE: Records = { confirmations: [], filings: [], statements: [], splits: [] }

/** Of several contracts at once, by their id. */
export const recordsOfMany = async (reader: Reader, ids: readonly string[]): Promise<(id: string) => Records> => {
  if (ids.length === 0) return () => NONE
  const wanted = [...ids]
  const [confirmations, filings, statements, splits] = await Promise.all([
    read(reader).selectFrom('contract.confirmation').selectAll().where('contractId', 'in', wanted).orderBy('confirmedAt').execute(),
    read(reader).selectFrom('contract.filing').selectAll().where('contractId', 'in', wanted).orderBy('round').execute(),
    read(reader).selectFrom('contract.statement').selectAll().where('contractId', 'in', wanted).orderBy('no').execute(),
    read(reader).selectFrom('contract.split').selectAll().where('contractId', 'in', wanted).orderBy('no').execute(),
  ])
  return (id) => {
    const own = ({ contractId }: { readonly contractId: string }) => contractId === id
    return { confirmations: confirmations.filter(own), filings: filings.filter(own), statements: statements.filter(own), splits: splits.filter(own) }
  }
}

export const recordsOf = async (reader: Reader, id: string): Promise<Records> => (await recordsOfMany(reader, [id]))(id)

export const insertFiling = async (tx: Tx, row: Insertable<ContractTables['contract.filing']>): Promise<void> => {
  await db(tx).insertInto('contract.filing').values(row).execute()
}
export const updateFiling = async (tx: Tx, { contractId, round }: FilingRow, change: Updateable<ContractTables['contract.filing']>): Promise<void> => {
  await db(tx).updateTable('contract.filing').set(change).where('contractId', '=', contractId).where('round', '=', round).execute()
}

export const insertStatement = async (tx: Tx, row: Insertable<ContractTables['contract.statement']>): Promise<void> => {
  await db(tx).insertInto('contract.statement').values(row).execute()
}

/** A new proposal takes the place of the one before it. */
export const insertSplit = async (tx: Tx, row: Insertable<ContractTables['contract.split']>): Promise<void> => {
  await db(tx).updateTable('contract.split').set({ state: 'replaced' }).where('contractId', '=', row.contractId).where('state', '=', 'open').execute()
  await db(tx).insertInto('contract.split').values(row).execute()
}
export const confirmSplitRow = async (tx: Tx, { contractId, no }: SplitRow, by: { readonly personId: string; readonly at: Instant }): Promise<void> => {
  await db(tx)
    .updateTable('contract.split')
    .set({ state: 'confirmed', confirmedBy: by.personId, confirmedAt: timestamp(by.at) })
    .where('contractId', '=', contractId)
    .where('no', '=', no)
    .execute()
}

const rescissionOf = ({ rescindedSide: side, rescindedGround: ground, objectionEndsAt }: ContractRow): ContractView['rescission'] =>
  side === null || ground === null || objectionEndsAt === null ? null : { side, ground, objectionEndsAt }

const disputeOf = ({ disputedSide: side, disputedFrom: from }: ContractRow): ContractView['dispute'] => (side === null || from === null ? null : { side, from })

export const openSplitOf = ({ splits }: Records): SplitRow | null => splits.find(({ state }) => state === 'open') ?? null

/** What the pure permissions read. */
export const viewOf = (row: ContractRow, records: Records): ContractView => ({
  state: row.state,
  sellerOrganisationId: row.sellerOrganisationId,
  buyerOrganisationId: row.buyerOrganisationId,
  saleSha256: row.saleSha256,
  contractSha256: row.contractSha256,
  confirmations: records.confirmations,
  signBy: row.signBy,
  paidAt: row.paidAt,
  demandedAt: row.demandedAt,
  cureEndsAt: row.cureEndsAt,
  handoverDueAt: row.handoverDueAt,
  acceptanceDueAt: row.acceptanceDueAt,
  registrationDueAt: row.registrationDueAt,
  silenceDays: row.terms.silenceDays ?? null,
  rejections: row.rejections,
  isRegistered: (row.registers ?? []).length > 0,
  filing: records.filings.at(-1) ?? null,
  rescission: rescissionOf(row),
  dispute: disputeOf(row),
  statements: records.statements.map(({ side }) => side),
  split: openSplitOf(records),
})
