/** Rows of authorities and of what organisations agreed on. */
import type { Instant } from '#kernel/instant.ts'
import { reading, timestamp, writing, type InstantColumn, type NullableInstantColumn, type Reader, type Tx } from '#platform/db/transaction.ts'
import type { Authority, AuthorityBasis, AuthorityMatter, AuthorityState } from './core/authority.ts'

export interface AuthorityTables {
  'party.authority': {
    id: string
    organisationId: string
    personId: string
    basis: AuthorityBasis
    matters: readonly AuthorityMatter[]
    validFrom: InstantColumn
    validUntil: NullableInstantColumn
    letterDocumentId: string | null
    state: AuthorityState
    filedBy: string | null
    filedAt: InstantColumn
    decidedBy: string | null
    decidedAt: NullableInstantColumn
    reason: string
  }
  'party.confirmationAgreement': { organisationId: string; edition: string; agreedBy: string; authorityId: string; agreedAt: InstantColumn }
}

export interface AuthorityRow extends Authority {
  readonly filedAt: Instant
  readonly decidedBy: string | null
  readonly decidedAt: Instant | null
  readonly reason: string
}

const MOST_SHOWN = 200

export const readAuthorities = (reader: Reader, organisationId: string, personId?: string): Promise<readonly AuthorityRow[]> =>
  reading<AuthorityTables>(reader)
    .selectFrom('party.authority')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .$if(personId !== undefined, (q) => q.where('personId', '=', personId ?? ''))
    .orderBy('filedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST_SHOWN)
    .execute()

export const lockAuthority = async (tx: Tx, id: string): Promise<AuthorityRow | null> =>
  (await writing<AuthorityTables>(tx).selectFrom('party.authority').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()) ?? null

export const insertAuthority = async (tx: Tx, { matters, ...authority }: Authority, at: Instant, decidedAt: Instant | null = null): Promise<void> => {
  await writing<AuthorityTables>(tx)
    .insertInto('party.authority')
    .values({
      ...authority,
      matters: [...matters],
      validFrom: timestamp(authority.validFrom),
      validUntil: authority.validUntil === null ? null : timestamp(authority.validUntil),
      filedAt: timestamp(at),
      decidedBy: null,
      decidedAt: decidedAt === null ? null : timestamp(decidedAt),
      reason: '',
    })
    .execute()
}

export const saveAuthorityStep = async (
  tx: Tx,
  id: string,
  step: { readonly state: AuthorityState; readonly by: string | null; readonly at: Instant; readonly reason: string },
): Promise<void> => {
  await writing<AuthorityTables>(tx)
    .updateTable('party.authority')
    .set({ state: step.state, decidedBy: step.by, decidedAt: timestamp(step.at), reason: step.reason })
    .where('id', '=', id)
    .execute()
}

export const readAgreement = async (reader: Reader, organisationId: string, edition: string) =>
  (await reading<AuthorityTables>(reader)
    .selectFrom('party.confirmationAgreement')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('edition', '=', edition)
    .executeTakeFirst()) ?? null

/** False when it stands already. */
export const insertAgreement = async (
  tx: Tx,
  agreed: { readonly organisationId: string; readonly edition: string; readonly agreedBy: string; readonly authorityId: string; readonly at: Instant },
): Promise<boolean> => {
  const { at, ...values } = agreed
  const row = await writing<AuthorityTables>(tx)
    .insertInto('party.confirmationAgreement')
    .values({ ...values, agreedAt: timestamp(at) })
    .onConflict((conflict) => conflict.columns(['organisationId', 'edition']).doNothing())
    .returning('organisationId')
    .executeTakeFirst()
  return row !== undefined
}
