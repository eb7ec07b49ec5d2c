/** Rows of boxes, envelopes and released shares. */
import { dateOf, type Instant } from '#kernel/instant.ts'
import { reading, timestamp, writing, type Reader, type Tx } from '#platform/db/transaction.ts'
import type { Bilingual } from '#kernel/bilingual.ts'
import type { BoxState, Purpose } from './core/box.ts'
import type { Outcome } from './core/record.ts'
import type { SealingTables } from './tables.ts'

const db = (tx: Tx) => writing<SealingTables>(tx)
const from = (reader: Reader) => reading<SealingTables>(reader)

export interface BoxRecord {
  readonly id: string
  readonly serial: bigint
  readonly subject: string
  readonly ownerOrganisationId: string
  readonly purpose: Purpose
  readonly title: Bilingual
  readonly step: number
  readonly steps: number
  readonly corrections: number
  readonly state: BoxState
  readonly openedForAt: Instant
  readonly opensAt: Instant
  readonly closesAt: Instant
  /** Null until the officers are named. */
  readonly sealedBy: { readonly policy: string; readonly digest: string; readonly threshold: number; readonly rehearsal: string } | null
  readonly openBy: Instant | null
  readonly endedAt: Instant | null
  readonly endReason: string
}

export const selectBoxes = (reader: Reader) => from(reader).selectFrom('sealing.box as b').selectAll('b')
type BoxRow = Awaited<ReturnType<ReturnType<typeof selectBoxes>['executeTakeFirstOrThrow']>>

export const boxFrom = (row: BoxRow): BoxRecord => {
  const { titleZh, titleEn, threshold, policy, policyDigest, rehearsal, namedBy: _by, namedAt: _at, ...rest } = row
  const isFixed = threshold !== null && policy !== null && policyDigest !== null && rehearsal !== null
  return { ...rest, title: { zh: titleZh, en: titleEn }, sealedBy: isFixed ? { policy, digest: policyDigest, threshold, rehearsal } : null }
}

/** By which people call it: 密封投递 2026-000001. */
export const numberOf = ({ openedForAt, serial }: Pick<BoxRecord, 'openedForAt' | 'serial'>): string =>
  `MF-${dateOf(openedForAt).slice(0, 4)}-${String(serial).padStart(6, '0')}`

export const insertBox = async (tx: Tx, box: Omit<BoxRecord, 'serial' | 'sealedBy' | 'openBy' | 'endedAt' | 'endReason'>): Promise<void> => {
  const { title, openedForAt, opensAt, closesAt, ...rest } = box
  await db(tx)
    .insertInto('sealing.box')
    .values({
      ...rest,
      titleZh: title.zh,
      titleEn: title.en,
      openedForAt: timestamp(openedForAt),
      opensAt: timestamp(opensAt),
      closesAt: timestamp(closesAt),
    })
    .execute()
}

export const readBox = async (reader: Reader, id: string): Promise<BoxRecord | null> => {
  const row = await selectBoxes(reader).where('b.id', '=', id).executeTakeFirst()
  return row ? boxFrom(row) : null
}

export const lockBox = async (tx: Tx, id: string): Promise<BoxRecord | null> => {
  const row = await db(tx).selectFrom('sealing.box').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row ? boxFrom(row) : null
}

/** The latest one about a subject. */
export const readBoxOf = async (reader: Reader, subject: string, purpose: Purpose): Promise<BoxRecord | null> => {
  const row = await selectBoxes(reader)
    .where('b.subject', '=', subject)
    .where('b.purpose', '=', purpose)
    .orderBy('b.openedForAt', 'desc')
    .orderBy('b.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? boxFrom(row) : null
}

export interface Named {
  readonly policy: string
  readonly digest: string
  readonly threshold: number
  readonly rehearsal: string
  readonly by: string
  readonly at: Instant
}

export const saveNamed = async (tx: Tx, id: string, { policy, digest, threshold, rehearsal, by, at }: Named): Promise<void> => {
  await db(tx)
    .updateTable('sealing.box')
    .set({ state: 'open', policy, policyDigest: digest, threshold, rehearsal, namedBy: by, namedAt: timestamp(at) })
    .where('id', '=', id)
    .execute()
}

export const saveClosed = async (tx: Tx, id: string, { closesAt, openBy }: { readonly closesAt: Instant; readonly openBy: Instant }): Promise<void> => {
  await db(tx)
    .updateTable('sealing.box')
    .set({ state: 'closed', closesAt: timestamp(closesAt), openBy: timestamp(openBy) })
    .where('id', '=', id)
    .execute()
}

export const saveOpening = async (tx: Tx, id: string): Promise<void> => {
  await db(tx).updateTable('sealing.box').set({ state: 'opening' }).where('id', '=', id).execute()
}

export const saveBoxEnd = async (tx: Tx, id: string, end: { readonly state: BoxState; readonly at: Instant; readonly reason: string }): Promise<void> => {
  await db(tx)
    .updateTable('sealing.box')
    .set({ state: end.state, endedAt: timestamp(end.at), endReason: end.reason })
    .where('id', '=', id)
    .execute()
}

export interface EnvelopeRecord extends Outcome {
  readonly id: string
  readonly boxId: string
  readonly bidderKey: string
  readonly turn: number
  readonly digest: string
  readonly text: string
  readonly depositedByPersonId: string | null
  readonly receivedAt: Instant
  readonly withdrawnAt: Instant | null
}

const selectEnvelopes = (reader: Reader) => from(reader).selectFrom('sealing.envelope').selectAll()
type EnvelopeRow = Awaited<ReturnType<ReturnType<typeof selectEnvelopes>['executeTakeFirstOrThrow']>>
const envelopeFrom = ({ seq: _seq, faultOfficers, ...row }: EnvelopeRow): EnvelopeRecord => ({ ...row, officers: faultOfficers })

/** In the order of receipt. */
export const readEnvelopes = async (reader: Reader, boxId: string): Promise<readonly EnvelopeRecord[]> =>
  (await selectEnvelopes(reader).where('boxId', '=', boxId).orderBy('receivedAt').orderBy('seq').execute()).map(envelopeFrom)

export const readEnvelopesOf = async (reader: Reader, boxId: string, bidderKey: string): Promise<readonly EnvelopeRecord[]> =>
  (await selectEnvelopes(reader).where('boxId', '=', boxId).where('bidderKey', '=', bidderKey).orderBy('turn').execute()).map(envelopeFrom)

export const isDigestIn = async (reader: Reader, boxId: string, digest: string): Promise<boolean> =>
  (await selectEnvelopes(reader).where('boxId', '=', boxId).where('digest', '=', digest).executeTakeFirst()) !== undefined

export const insertEnvelope = async (tx: Tx, envelope: Omit<EnvelopeRecord, keyof Outcome | 'withdrawnAt'>): Promise<void> => {
  await db(tx)
    .insertInto('sealing.envelope')
    .values({ ...envelope, receivedAt: timestamp(envelope.receivedAt) })
    .execute()
}

export const saveWithdrawn = async (tx: Tx, id: string, at: Instant): Promise<void> => {
  await db(tx)
    .updateTable('sealing.envelope')
    .set({ withdrawnAt: timestamp(at) })
    .where('id', '=', id)
    .execute()
}

export const saveOutcome = async (tx: Tx, id: string, { payload, fault, officers }: Outcome): Promise<void> => {
  await db(tx)
    .updateTable('sealing.envelope')
    .set({ payload, fault, faultOfficers: [...officers] })
    .where('id', '=', id)
    .execute()
}

export interface ReleaseRecord {
  readonly keyId: string
  readonly boxId: string
  readonly envelopeId: string
  /** Base64; null: the officer could not read it. */
  readonly share: string | null
}

export const insertReleases = async (tx: Tx, releases: readonly ReleaseRecord[]): Promise<void> => {
  await db(tx)
    .insertInto('sealing.release')
    .values([...releases])
    .execute()
}

export const readReleases = async (reader: Reader, boxId: string): Promise<readonly ReleaseRecord[]> =>
  from(reader).selectFrom('sealing.release').selectAll().where('boxId', '=', boxId).orderBy('envelopeId').orderBy('keyId').execute()
