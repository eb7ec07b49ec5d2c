/** Rows of licences of auction houses and certificates of auctioneers. */
import type { Instant } from '#kernel/instant.ts'
import { reading, timestamp, writing, type InstantColumn, type NullableInstantColumn, type Reader, type Tx } from '#platform/db/transaction.ts'
import type { Credential, CredentialKind, CredentialState } from './core/credential.ts'
import type { PartyTables } from './tables.ts'

export interface CredentialTables {
  'party.credential': {
    id: string
    organisationId: string
    kind: CredentialKind
    personId: string | null
    number: string
    issuer: string
    validFrom: InstantColumn
    validUntil: InstantColumn
    paperDocumentId: string
    state: CredentialState
    filedBy: string
    filedAt: InstantColumn
    decidedBy: string | null
    decidedAt: NullableInstantColumn
    reason: string
  }
}

export interface CredentialRow extends Credential {
  readonly filedAt: Instant
  readonly decidedAt: Instant | null
  readonly reason: string
}

const MOST_SHOWN = 200

export const readCredentials = (reader: Reader, organisationId: string): Promise<readonly CredentialRow[]> =>
  reading<CredentialTables>(reader)
    .selectFrom('party.credential')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .orderBy('filedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST_SHOWN)
    .execute()

/** Of every verified house. */
export const readStanding = (reader: Reader, at: Instant): Promise<readonly CredentialRow[]> =>
  reading<CredentialTables & PartyTables>(reader)
    .selectFrom('party.credential as c')
    .innerJoin('party.organisation as o', 'o.id', 'c.organisationId')
    .selectAll('c')
    .where('c.state', '=', 'confirmed')
    .where('o.state', '=', 'verified')
    .where('c.validFrom', '<=', timestamp(at))
    .where('c.validUntil', '>', timestamp(at))
    .orderBy('c.id')
    .limit(MOST_SHOWN)
    .execute()

export const lockCredential = async (tx: Tx, id: string): Promise<CredentialRow | null> =>
  (await writing<CredentialTables>(tx).selectFrom('party.credential').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()) ?? null

export const insertCredential = async (tx: Tx, credential: Credential & { readonly filedBy: string }, at: Instant): Promise<void> => {
  await writing<CredentialTables>(tx)
    .insertInto('party.credential')
    .values({
      ...credential,
      validFrom: timestamp(credential.validFrom),
      validUntil: timestamp(credential.validUntil),
      filedAt: timestamp(at),
      decidedBy: null,
      decidedAt: null,
      reason: '',
    })
    .execute()
}

export const saveCredentialStep = async (
  tx: Tx,
  id: string,
  step: { readonly state: CredentialState; readonly by: string | null; readonly at: Instant; readonly reason: string },
): Promise<void> => {
  await writing<CredentialTables>(tx)
    .updateTable('party.credential')
    .set({ state: step.state, decidedBy: step.by, decidedAt: timestamp(step.at), reason: step.reason })
    .where('id', '=', id)
    .execute()
}
