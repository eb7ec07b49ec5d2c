/** Rows of joining: invitations, codes taken by hand, the founding code, branches. */
import { sql } from 'kysely'
import type { Role } from '#kernel/actor.ts'
import type { Bilingual } from '#kernel/bilingual.ts'
import { later, type Instant } from '#kernel/instant.ts'
import { holdLock } from '#platform/db/lock.ts'
import { reading, timestamp, writing, type InstantColumn, type NullableInstantColumn, type Reader, type Tx } from '#platform/db/transaction.ts'
import { SEND_WINDOW_MS, type Invitation, type Sent } from './core/invitation.ts'
import type { PartyTables } from './tables.ts'

export interface JoiningTables extends PartyTables {
  'party.invitation': {
    id: string
    organisationId: string
    address: string
    roles: Role[]
    nameZh: string
    nameEn: string
    lang: 'zh' | 'en'
    tokenHash: string
    invitedBy: string | null
    invitedAt: InstantColumn
    sentAt: InstantColumn
    sends: number
    expiresAt: InstantColumn
    endedAt: NullableInstantColumn
    endedAs: Invitation['endedAs']
    endedBy: string | null
    personId: string | null
  }
  'party.acceptedCode': { creditCode: string; reason: string; acceptedBy: string; acceptedAt: InstantColumn }
  'party.foundingCode': { onlyRow: boolean; codeHash: string; madeAt: InstantColumn; wrongTries: number }
}

/** Given once in the house, see `holdLock`. */
const FOUNDING_LOCK = 7_217_010

const from = (reader: Reader) => reading<JoiningTables>(reader)
const db = (tx: Tx) => writing<JoiningTables>(tx)

interface InvitationRow {
  readonly id: string
  readonly organisationId: string
  readonly address: string
  readonly roles: readonly Role[]
  readonly nameZh: string
  readonly nameEn: string
  readonly lang: 'zh' | 'en'
  readonly invitedBy: string | null
  readonly invitedAt: Instant
  readonly expiresAt: Instant
  readonly sends: number
  readonly endedAs: Invitation['endedAs']
}

const invitationFrom = (row: InvitationRow): Invitation => ({
  id: row.id,
  organisationId: row.organisationId,
  address: row.address,
  roles: row.roles,
  name: { zh: row.nameZh, en: row.nameEn },
  lang: row.lang,
  invitedBy: row.invitedBy,
  invitedAt: row.invitedAt,
  expiresAt: row.expiresAt,
  sends: row.sends,
  endedAs: row.endedAs,
})

/** False when the organisation has an open invitation to that address. */
export const insertInvitation = async (tx: Tx, invitation: Invitation, tokenHash: string): Promise<boolean> => {
  const row = await db(tx)
    .insertInto('party.invitation')
    .values({
      id: invitation.id,
      organisationId: invitation.organisationId,
      address: invitation.address,
      roles: [...invitation.roles],
      nameZh: invitation.name.zh,
      nameEn: invitation.name.en,
      lang: invitation.lang,
      tokenHash,
      invitedBy: invitation.invitedBy,
      invitedAt: timestamp(invitation.invitedAt),
      sentAt: timestamp(invitation.invitedAt),
      sends: 1,
      expiresAt: timestamp(invitation.expiresAt),
      endedAt: null,
      endedAs: null,
      endedBy: null,
      personId: null,
    })
    .onConflict((conflict) => conflict.columns(['organisationId', 'address']).where('endedAt', 'is', null).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export const lockInvitation = async (tx: Tx, by: { readonly id: string } | { readonly tokenHash: string }): Promise<Invitation | null> => {
  const row = await db(tx)
    .selectFrom('party.invitation')
    .selectAll()
    .where((eb) => ('id' in by ? eb('id', '=', by.id) : eb('tokenHash', '=', by.tokenHash)))
    .forUpdate()
    .executeTakeFirst()
  return row ? invitationFrom(row) : null
}

export const readInvitationByToken = async (reader: Reader, tokenHash: string): Promise<Invitation | null> => {
  const row = await from(reader).selectFrom('party.invitation').selectAll().where('tokenHash', '=', tokenHash).executeTakeFirst()
  return row ? invitationFrom(row) : null
}

const MOST_LISTED = 200

export const readOpenInvitations = async (reader: Reader, organisationId: string, now: Instant): Promise<readonly Invitation[]> => {
  const rows = await from(reader)
    .selectFrom('party.invitation')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('endedAt', 'is', null)
    .where('expiresAt', '>', timestamp(now))
    .orderBy('invitedAt')
    .limit(MOST_LISTED)
    .execute()
  return rows.map(invitationFrom)
}

export const countSent = async (reader: Reader, organisationId: string, now: Instant): Promise<Sent> => {
  const since = timestamp(later(now, -SEND_WINDOW_MS))
  const row = await from(reader)
    .selectFrom('party.invitation')
    .select((eb) => [
      eb.fn.countAll().filterWhere('endedAt', 'is', null).as('open'),
      // A letter sent again counts as often as it was sent: never too few.
      eb.fn.coalesce(eb.fn.sum('sends').filterWhere('sentAt', '>', since), sql.lit(0)).as('lastDay'),
    ])
    .where('organisationId', '=', organisationId)
    .executeTakeFirstOrThrow()
  return { open: Number(row.open), lastDay: Number(row.lastDay) }
}

export const saveResent = async (
  tx: Tx,
  id: string,
  resent: { readonly tokenHash: string; readonly by: string | null; readonly at: Instant; readonly expiresAt: Instant },
): Promise<void> => {
  await db(tx)
    .updateTable('party.invitation')
    .set((eb) => ({
      tokenHash: resent.tokenHash,
      invitedBy: resent.by,
      sentAt: timestamp(resent.at),
      expiresAt: timestamp(resent.expiresAt),
      sends: eb('sends', '+', 1),
    }))
    .where('id', '=', id)
    .execute()
}

interface InvitationEnd {
  readonly as: NonNullable<Invitation['endedAs']>
  readonly at: Instant
  readonly by: string | null
  readonly personId?: string
}

export const endInvitation = async (tx: Tx, id: string, end: InvitationEnd): Promise<void> => {
  await db(tx)
    .updateTable('party.invitation')
    .set({ endedAt: timestamp(end.at), endedAs: end.as, endedBy: end.by, personId: end.personId ?? null })
    .where('id', '=', id)
    .execute()
}

export const readAcceptedCode = async (reader: Reader, creditCode: string): Promise<{ readonly reason: string; readonly acceptedAt: Instant } | null> => {
  const row = await from(reader).selectFrom('party.acceptedCode').selectAll().where('creditCode', '=', creditCode).executeTakeFirst()
  return row ? { reason: row.reason, acceptedAt: row.acceptedAt } : null
}

/** False when the code was accepted before. */
export const insertAcceptedCode = async (
  tx: Tx,
  creditCode: string,
  accepted: { readonly reason: string; readonly by: string; readonly at: Instant },
): Promise<boolean> => {
  const row = await db(tx)
    .insertInto('party.acceptedCode')
    .values({ creditCode, reason: accepted.reason, acceptedBy: accepted.by, acceptedAt: timestamp(accepted.at) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('creditCode')
    .executeTakeFirst()
  return row !== undefined
}

/** Two foundings at once take turns: the second finds a founded market. */
export const lockFounding = (tx: Tx): Promise<void> => holdLock(tx, FOUNDING_LOCK)

/** The oldest organisation that is the market itself, or null while nobody has founded it. */
export const readMarketOrganisation = async (reader: Reader): Promise<string | null> =>
  (await from(reader).selectFrom('party.organisation').select('id').where('kind', '=', 'market').orderBy('registeredAt').orderBy('id').executeTakeFirst())
    ?.id ?? null

export const replaceFoundingCode = async (tx: Tx, codeHash: string, at: Instant): Promise<void> => {
  await db(tx).deleteFrom('party.foundingCode').execute()
  await db(tx)
    .insertInto('party.foundingCode')
    .values({ onlyRow: true, codeHash, madeAt: timestamp(at), wrongTries: 0 })
    .execute()
}

export const lockFoundingCode = async (tx: Tx): Promise<{ readonly codeHash: string; readonly wrongTries: number } | null> => {
  const row = await db(tx).selectFrom('party.foundingCode').selectAll().forUpdate().executeTakeFirst()
  return row ? { codeHash: row.codeHash, wrongTries: row.wrongTries } : null
}

export const countWrongTry = async (tx: Tx): Promise<void> => {
  await db(tx)
    .updateTable('party.foundingCode')
    .set((eb) => ({ wrongTries: eb('wrongTries', '+', 1) }))
    .execute()
}

export const dropFoundingCode = async (tx: Tx): Promise<void> => {
  await db(tx).deleteFrom('party.foundingCode').execute()
}

/** The first is the market itself, the others are its branches. */
export const replaceBranches = async (tx: Tx, branches: readonly { readonly region: string; readonly name: Bilingual }[]): Promise<void> => {
  await db(tx).deleteFrom('party.branch').execute()
  const [main] = branches
  if (!main) return
  const idOf = (region: string) => `bra_${region}`
  await db(tx)
    .insertInto('party.branch')
    .values(
      branches.map(({ region, name }) => ({
        id: idOf(region),
        region,
        nameZh: name.zh,
        nameEn: name.en,
        parentId: region === main.region ? null : idOf(main.region),
      })),
    )
    .execute()
}

export interface HeldRole {
  readonly role: Role
  readonly userId: string
  readonly name: Bilingual
}

/** Who holds a role in the market itself or in an authority. */
export const readOfficers = async (reader: Reader): Promise<readonly HeldRole[]> => {
  const rows = await from(reader)
    .selectFrom('party.mandate as m')
    .innerJoin('party.organisation as o', 'o.id', 'm.organisationId')
    .innerJoin('party.person as p', 'p.id', 'm.personId')
    .select(['m.role', 'p.userId', 'p.nameZh', 'p.nameEn'])
    .where('m.validTo', 'is', null)
    .where('o.kind', 'in', ['market', 'government'])
    .where('o.state', '=', 'verified')
    .orderBy('m.validFrom')
    .execute()
  return rows.map((row) => ({ role: row.role, userId: row.userId, name: { zh: row.nameZh, en: row.nameEn } }))
}

/** Roles of open invitations of the market itself and of authorities. */
export const readInvitedOfficers = async (reader: Reader, now: Instant): Promise<readonly Role[]> => {
  const rows = await from(reader)
    .selectFrom('party.invitation as i')
    .innerJoin('party.organisation as o', 'o.id', 'i.organisationId')
    .select('i.roles')
    .where('i.endedAt', 'is', null)
    .where('i.expiresAt', '>', timestamp(now))
    .where('o.kind', 'in', ['market', 'government'])
    .execute()
  return rows.flatMap((row) => row.roles)
}

/** Who sent the registration; null for one that the system laid. */
export const readRegistrant = async (reader: Reader, id: string): Promise<string | null> =>
  (await from(reader).selectFrom('party.organisation').select('registeredBy').where('id', '=', id).executeTakeFirst())?.registeredBy ?? null

/** Organisations in which the person has a role. */
export const readOpenOrganisations = async (reader: Reader, personId: string): Promise<readonly string[]> => {
  const rows = await from(reader)
    .selectFrom('party.mandate')
    .select('organisationId')
    .distinct()
    .where('personId', '=', personId)
    .where('validTo', 'is', null)
    .execute()
  return rows.map((row) => row.organisationId)
}

/** The applicant sent it again: nobody has decided on this one yet. */
export const saveResubmission = async (tx: Tx, id: string, sent: { readonly at: Instant; readonly decideBy: Instant | null }): Promise<void> => {
  await db(tx)
    .updateTable('party.organisation')
    .set({ registeredAt: timestamp(sent.at), decideBy: sent.decideBy === null ? null : timestamp(sent.decideBy), decidedBy: null, decidedAt: null })
    .where('id', '=', id)
    .execute()
}

export const saveVerifiedName = async (
  tx: Tx,
  personId: string,
  verified: { readonly name: Bilingual; readonly by: string | null; readonly at: Instant; readonly reason: string },
): Promise<void> => {
  await db(tx)
    .updateTable('party.person')
    .set({
      nameZh: verified.name.zh,
      nameEn: verified.name.en,
      nameVerifiedAt: timestamp(verified.at),
      nameVerifiedBy: verified.by,
      nameReason: verified.reason,
    })
    .where('id', '=', personId)
    .execute()
}

/** Of these organisations those for which somebody may sign whose name nobody has verified. */
export const readUnverifiedActing = async (reader: Reader, organisationIds: readonly string[]): Promise<string[]> => {
  if (organisationIds.length === 0) return []
  const rows = await from(reader)
    .selectFrom('party.mandate as m')
    .innerJoin('party.person as p', 'p.id', 'm.personId')
    .select('m.organisationId')
    .distinct()
    .where('m.organisationId', 'in', [...organisationIds])
    .where('m.role', 'in', ['enterprise', 'tto', 'approver'])
    .where('m.validTo', 'is', null)
    .where('p.nameVerifiedAt', 'is', null)
    .execute()
  return rows.map((row) => row.organisationId)
}
