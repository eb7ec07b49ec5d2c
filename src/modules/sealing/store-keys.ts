/** Rows of officers' keys and of who sits over a box. */
import type { Instant } from '#kernel/instant.ts'
import { reading, timestamp, writing, type Reader, type Tx } from '#platform/db/transaction.ts'
import type { KeyState, OfficerKey, OfficerRole } from './core/officers.ts'
import type { SealingTables } from './tables.ts'

const db = (tx: Tx) => writing<SealingTables>(tx)
const from = (reader: Reader) => reading<SealingTables>(reader)

export interface KeyRecord extends OfficerKey {
  readonly organisationId: string
  readonly registeredAt: Instant
  readonly certifiedBy: string | null
  readonly certifierRole: OfficerRole | null
  readonly certifiedAt: Instant | null
  readonly revokedAt: Instant | null
  readonly revokeReason: string
}

export const insertKey = async (
  tx: Tx,
  key: Omit<KeyRecord, 'certifiedBy' | 'certifierRole' | 'certifiedAt' | 'revokedAt' | 'revokeReason'>,
): Promise<void> => {
  await db(tx)
    .insertInto('sealing.officerKey')
    .values({ ...key, registeredAt: timestamp(key.registeredAt) })
    .execute()
}

export const lockKey = async (tx: Tx, id: string): Promise<KeyRecord | null> =>
  (await db(tx).selectFrom('sealing.officerKey').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()) ?? null

export const selectKeys = (reader: Reader) => from(reader).selectFrom('sealing.officerKey as k').selectAll('k')

export const readKeys = async (reader: Reader, ids: readonly string[]): Promise<readonly KeyRecord[]> =>
  selectKeys(reader)
    .where('k.id', 'in', ['', ...ids])
    .execute()

export const readKeysIn = async (reader: Reader, ...states: readonly KeyState[]): Promise<readonly KeyRecord[]> =>
  selectKeys(reader)
    .where('k.state', 'in', [...states])
    .orderBy('k.registeredAt')
    .orderBy('k.id')
    .execute()

/** Known already, in whatever state: a key is registered once. */
export const isKnownKey = async (reader: Reader, publicKey: string): Promise<boolean> =>
  (await selectKeys(reader).where('k.publicKey', '=', publicKey).executeTakeFirst()) !== undefined

export const readLiveKey = async (reader: Reader, personId: string): Promise<KeyRecord | null> =>
  (await selectKeys(reader).where('k.personId', '=', personId).where('k.state', '<>', 'revoked').executeTakeFirst()) ?? null

export const saveCertified = async (tx: Tx, id: string, by: { readonly personId: string; readonly role: OfficerRole; readonly at: Instant }): Promise<void> => {
  await db(tx)
    .updateTable('sealing.officerKey')
    .set({ state: 'certified', certifiedBy: by.personId, certifierRole: by.role, certifiedAt: timestamp(by.at) })
    .where('id', '=', id)
    .execute()
}

export const saveRevoked = async (tx: Tx, id: string, by: { readonly actorId: string; readonly reason: string; readonly at: Instant }): Promise<void> => {
  await db(tx)
    .updateTable('sealing.officerKey')
    .set({ state: 'revoked', revokedBy: by.actorId, revokedAt: timestamp(by.at), revokeReason: by.reason })
    .where('id', '=', id)
    .execute()
}

export interface SeatRecord {
  readonly boxId: string
  readonly keyId: string
  readonly rehearsedAt: Instant | null
  readonly releasedAt: Instant | null
  readonly releaseDigest: string | null
}

export const insertSeats = async (tx: Tx, boxId: string, keyIds: readonly string[]): Promise<void> => {
  await db(tx)
    .insertInto('sealing.seat')
    .values(keyIds.map((keyId, place) => ({ boxId, keyId, place })))
    .execute()
}

/** In the order of the policy. */
export const readSeats = async (reader: Reader, boxId: string): Promise<readonly SeatRecord[]> =>
  from(reader).selectFrom('sealing.seat').selectAll().where('boxId', '=', boxId).orderBy('place').execute()

export const saveRehearsed = async (tx: Tx, { boxId, keyId }: Pick<SeatRecord, 'boxId' | 'keyId'>, at: Instant): Promise<void> => {
  await db(tx)
    .updateTable('sealing.seat')
    .set({ rehearsedAt: timestamp(at) })
    .where('boxId', '=', boxId)
    .where('keyId', '=', keyId)
    .execute()
}

export const saveReleased = async (
  tx: Tx,
  { boxId, keyId }: Pick<SeatRecord, 'boxId' | 'keyId'>,
  { at, digest }: { readonly at: Instant; readonly digest: string },
): Promise<void> => {
  await db(tx)
    .updateTable('sealing.seat')
    .set({ releasedAt: timestamp(at), releaseDigest: digest })
    .where('boxId', '=', boxId)
    .where('keyId', '=', keyId)
    .execute()
}
