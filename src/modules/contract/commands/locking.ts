/** The contract of a command, locked, with what a permission reads of it. */
import { refuse, ok, type Result } from '#kernel/result.ts'
import { linkDocuments } from '#modules/document/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { ContractView } from '../core/permit.ts'
import { withRegisters } from '../performing.ts'
import { lockContract, type ContractRow } from '../store.ts'
import { recordsOf, viewOf, type Records } from '../store-remedies.ts'

export interface Permitted<Value> {
  readonly row: ContractRow
  readonly records: Records
  readonly given: Value
}

export const lockPermitted = async <Value>(act: Act, id: string, permit: (view: ContractView) => Result<Value>): Promise<Result<Permitted<Value>>> => {
  const found = await lockContract(act.tx, id)
  if (!found) return refuse('contract.not_found')
  const isDrawn = found.contractSha256 !== null
  const row = isDrawn ? await withRegisters(act, found) : found
  const records = await recordsOf(act.tx, id)
  const given = permit(viewOf(row, records))
  return given.ok ? ok({ row, records, given: given.value }) : given
}

export const outcomeOf = (row: Pick<ContractRow, 'id' | 'state'>) => ok({ contractId: row.id, state: row.state })

/** Files of one side for both sides, and for the officers where they check them. */
export const filesFor = async (act: Act, row: ContractRow, documentIds: readonly string[], officers: readonly string[] = ['role:clerk']) => {
  const linked = await linkDocuments(act, {
    documentIds,
    subject: row.id,
    visibleTo: [row.sellerOrganisationId, row.buyerOrganisationId, ...officers],
    field: 'documentIds',
  })
  if (!linked.ok) return linked
  return ok(linked.value.map(({ id, name, size, sha256 }) => ({ documentId: id, name, size, sha256 })))
}
