/** Domiciles and legal representatives. */
import { reading, timestamp, writing, type InstantColumn, type Reader, type Tx } from '#platform/db/transaction.ts'
import type { Instant } from '#kernel/instant.ts'

interface ParticularsTables {
  'party.particulars': { organisationId: string; address: string; representative: string; setBy: string; setAt: InstantColumn }
}

export interface Particulars {
  readonly address: string
  readonly representative: string
}

/** Empty for an organisation that has not said. */
export const NO_PARTICULARS: Particulars = { address: '', representative: '' }

export const readParticulars = async (reader: Reader, organisationIds: readonly string[]): Promise<ReadonlyMap<string, Particulars>> => {
  if (organisationIds.length === 0) return new Map()
  const rows = await reading<ParticularsTables>(reader)
    .selectFrom('party.particulars')
    .select(['organisationId', 'address', 'representative'])
    .where('organisationId', 'in', [...organisationIds])
    .execute()
  return new Map(rows.map(({ organisationId, address, representative }) => [organisationId, { address, representative }]))
}

export const saveParticulars = async (
  tx: Tx,
  organisationId: string,
  given: Particulars,
  set: { readonly by: string; readonly at: Instant },
): Promise<void> => {
  const values = { address: given.address, representative: given.representative, setBy: set.by, setAt: timestamp(set.at) }
  await writing<ParticularsTables>(tx)
    .insertInto('party.particulars')
    .values({ organisationId, ...values })
    .onConflict((conflict) => conflict.column('organisationId').doUpdateSet(values))
    .execute()
}
