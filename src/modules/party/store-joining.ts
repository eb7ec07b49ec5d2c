/** Rows of joining: invitations, codes taken by hand, the founding code, branches. */
import { sql } from 'kysely'
import type { Role } from '#kernel/actor.ts'
import type { Bilingual } from '#kernel/bilingual.ts'
import { later, type Instant } from '#kernel/instant.ts'
import { holdLock } from '#platform/db/lock.ts'
import { reading, timestamp, writing, type InstantColumn, type NullableInstantColumn, type Reader, type Tx } from '#platform/db/transaction.ts'
import { SEND_WINDOW_MS, type Invitation, type Sent } from './core/invitation.ts'
import type { PartyTables } from './store.ts'

export interface JoiningTables extends PartyTables {
  'party.invitation': {
    id: string
    organisation_id: string
    address: string
    roles: Role[]
    name_zh: string
    name_en: string
    lang: 'zh' | 'en'
    token_hash: string
    invited_by: string | null
    invited_at: InstantColumn
    sent_at: InstantColumn
    sends: number
    expires_at: InstantColumn
    ended_at: NullableInstantColumn
    ended_as: Invitation['endedAs']
    ended_by: string | null
    person_id: string | null
  }
  'party.accepted_code': { credit_code: string; reason: string; accepted_by: string; accepted_at: InstantColumn }
  'party.founding_code': { only_row: boolean; code_hash: string; made_at: InstantColumn; wrong_tries: number }
}

/** Given once in the house, see `holdLock`. */
const FOUNDING_LOCK = 7_217_010

const from = (reader: Reader) => reading<JoiningTables>(reader)
const db = (tx: Tx) => writing<JoiningTables>(tx)

interface InvitationRow {
  readonly id: string
  readonly organisation_id: string
  readonly address: string
  readonly roles: readonly Role[]
  readonly name_zh: string
  readonly name_en: string
  readonly lang: 'zh' | 'en'
  readonly invited_by: string | null
  readonly invited_at: Instant
  readonly expires_at: Instant
  readonly sends: number
  readonly ended_as: Invitation['endedAs']
}

const invitationFrom = (row: InvitationRow): Invitation => ({
  id: row.id,
  organisationId: row.organisation_id,
  address: row.address,
  roles: row.roles,
  name: { zh: row.name_zh, en: row.name_en },
  lang: row.lang,
  invitedBy: row.invited_by,
  invitedAt: row.invited_at,
  expiresAt: row.expires_at,
  sends: row.sends,
  endedAs: row.ended_as,
})

/** False when the organisation has an open invitation to that address. */
export const insertInvitation = async (tx: Tx, invitation: Invitation, tokenHash: string): Promise<boolean> => {
  const row = await db(tx)
    .insertInto('party.invitation')
    .values({
      id: invitation.id,
      organisation_id: invitation.organisationId,
      address: invitation.address,
      roles: [...invitation.roles],
      name_zh: invitation.name.zh,
      name_en: invitation.name.en,
      lang: invitation.lang,
      token_hash: tokenHash,
      invited_by: invitation.invitedBy,
      invited_at: timestamp(invitation.invitedAt),
      sent_at: timestamp(invitation.invitedAt),
      sends: 1,
      expires_at: timestamp(invitation.expiresAt),
      ended_at: null,
      ended_as: null,
      ended_by: null,
      person_id: null,
    })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'address']).where('ended_at', 'is', null).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export const lockInvitation = async (tx: Tx, by: { readonly id: string } | { readonly tokenHash: string }): Promise<Invitation | null> => {
  const row = await db(tx)
    .selectFrom('party.invitation')
    .selectAll()
    .where((eb) => ('id' in by ? eb('id', '=', by.id) : eb('token_hash', '=', by.tokenHash)))
    .forUpdate()
    .executeTakeFirst()
  return row ? invitationFrom(row) : null
}

export const readInvitationByToken = async (reader: Reader, tokenHash: string): Promise<Invitation | null> => {
  const row = await from(reader).selectFrom('party.invitation').selectAll().where('token_hash', '=', tokenHash).executeTakeFirst()
  return row ? invitationFrom(row) : null
}

const MOST_LISTED = 200

export const readOpenInvitations = async (reader: Reader, organisationId: string, now: Instant): Promise<readonly Invitation[]> => {
  const rows = await from(reader)
    .selectFrom('party.invitation')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', timestamp(now))
    .orderBy('invited_at')
    .limit(MOST_LISTED)
    .execute()
  return rows.map(invitationFrom)
}

export const countSent = async (reader: Reader, organisationId: string, now: Instant): Promise<Sent> => {
  const since = timestamp(later(now, -SEND_WINDOW_MS))
  const row = await from(reader)
    .selectFrom('party.invitation')
    .select((eb) => [
      eb.fn.countAll().filterWhere('ended_at', 'is', null).as('open'),
      // A letter sent again counts as often as it was sent: never too few.
      eb.fn.coalesce(eb.fn.sum('sends').filterWhere('sent_at', '>', since), sql.lit(0)).as('lastDay'),
    ])
    .where('organisation_id', '=', organisationId)
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
      token_hash: resent.tokenHash,
      invited_by: resent.by,
      sent_at: timestamp(resent.at),
      expires_at: timestamp(resent.expiresAt),
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
    .set({ ended_at: timestamp(end.at), ended_as: end.as, ended_by: end.by, person_id: end.personId ?? null })
    .where('id', '=', id)
    .execute()
}

export const readAcceptedCode = async (reader: Reader, creditCode: string): Promise<{ readonly reason: string; readonly acceptedAt: Instant } | null> => {
  const row = await from(reader).selectFrom('party.accepted_code').selectAll().where('credit_code', '=', creditCode).executeTakeFirst()
  return row ? { reason: row.reason, acceptedAt: row.accepted_at } : null
}

/** False when the code was accepted before. */
export const insertAcceptedCode = async (
  tx: Tx,
  creditCode: string,
  accepted: { readonly reason: string; readonly by: string; readonly at: Instant },
): Promise<boolean> => {
  const row = await db(tx)
    .insertInto('party.accepted_code')
    .values({ credit_code: creditCode, reason: accepted.reason, accepted_by: accepted.by, accepted_at: timestamp(accepted.at) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('credit_code')
    .executeTakeFirst()
  return row !== undefined
}

/** Two foundings at once take turns: the second finds a founded market. */
export const lockFounding = (tx: Tx): Promise<void> => holdLock(tx, FOUNDING_LOCK)

/** The oldest organisation that is the market itself, or null while nobody has founded it. */
export const readMarketOrganisation = async (reader: Reader): Promise<string | null> =>
  (await from(reader).selectFrom('party.organisation').select('id').where('kind', '=', 'market').orderBy('registered_at').orderBy('id').executeTakeFirst())
    ?.id ?? null

export const replaceFoundingCode = async (tx: Tx, codeHash: string, at: Instant): Promise<void> => {
  await db(tx).deleteFrom('party.founding_code').execute()
  await db(tx)
    .insertInto('party.founding_code')
    .values({ only_row: true, code_hash: codeHash, made_at: timestamp(at), wrong_tries: 0 })
    .execute()
}

export const lockFoundingCode = async (tx: Tx): Promise<{ readonly codeHash: string; readonly wrongTries: number } | null> => {
  const row = await db(tx).selectFrom('party.founding_code').selectAll().forUpdate().executeTakeFirst()
  return row ? { codeHash: row.code_hash, wrongTries: row.wrong_tries } : null
}

export const countWrongTry = async (tx: Tx): Promise<void> => {
  await db(tx)
    .updateTable('party.founding_code')
    .set((eb) => ({ wrong_tries: eb('wrong_tries', '+', 1) }))
    .execute()
}

export const dropFoundingCode = async (tx: Tx): Promise<void> => {
  await db(tx).deleteFrom('party.founding_code').execute()
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
        name_zh: name.zh,
        name_en: name.en,
        parent_id: region === main.region ? null : idOf(main.region),
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
    .innerJoin('party.organisation as o', 'o.id', 'm.organisation_id')
    .innerJoin('party.person as p', 'p.id', 'm.person_id')
    .select(['m.role', 'p.user_id', 'p.name_zh', 'p.name_en'])
    .where('m.valid_to', 'is', null)
    .where('o.kind', 'in', ['market', 'government'])
    .where('o.state', '=', 'verified')
    .orderBy('m.valid_from')
    .execute()
  return rows.map((row) => ({ role: row.role, userId: row.user_id, name: { zh: row.name_zh, en: row.name_en } }))
}

/** Roles of open invitations of the market itself and of authorities. */
export const readInvitedOfficers = async (reader: Reader, now: Instant): Promise<readonly Role[]> => {
  const rows = await from(reader)
    .selectFrom('party.invitation as i')
    .innerJoin('party.organisation as o', 'o.id', 'i.organisation_id')
    .select('i.roles')
    .where('i.ended_at', 'is', null)
    .where('i.expires_at', '>', timestamp(now))
    .where('o.kind', 'in', ['market', 'government'])
    .execute()
  return rows.flatMap((row) => row.roles)
}

/** Who sent the registration; null for one that the system laid. */
export const readRegistrant = async (reader: Reader, id: string): Promise<string | null> =>
  (await from(reader).selectFrom('party.organisation').select('registered_by').where('id', '=', id).executeTakeFirst())?.registered_by ?? null

/** Organisations in which the person has a role. */
export const readOpenOrganisations = async (reader: Reader, personId: string): Promise<readonly string[]> => {
  const rows = await from(reader)
    .selectFrom('party.mandate')
    .select('organisation_id')
    .distinct()
    .where('person_id', '=', personId)
    .where('valid_to', 'is', null)
    .execute()
  return rows.map((row) => row.organisation_id)
}

/** The applicant sent it again: nobody has decided on this one yet. */
export const saveResubmission = async (tx: Tx, id: string, sent: { readonly at: Instant; readonly decideBy: Instant | null }): Promise<void> => {
  await db(tx)
    .updateTable('party.organisation')
    .set({ registered_at: timestamp(sent.at), decide_by: sent.decideBy === null ? null : timestamp(sent.decideBy), decided_by: null, decided_at: null })
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
      name_zh: verified.name.zh,
      name_en: verified.name.en,
      name_verified_at: timestamp(verified.at),
      name_verified_by: verified.by,
      name_reason: verified.reason,
    })
    .where('id', '=', personId)
    .execute()
}

/** Of these organisations those for which somebody may sign whose name nobody has verified. */
export const readUnverifiedActing = async (reader: Reader, organisationIds: readonly string[]): Promise<string[]> => {
  if (organisationIds.length === 0) return []
  const rows = await from(reader)
    .selectFrom('party.mandate as m')
    .innerJoin('party.person as p', 'p.id', 'm.person_id')
    .select('m.organisation_id')
    .distinct()
    .where('m.organisation_id', 'in', [...organisationIds])
    .where('m.role', 'in', ['enterprise', 'tto', 'approver'])
    .where('m.valid_to', 'is', null)
    .where('p.name_verified_at', 'is', null)
    .execute()
  return rows.map((row) => row.organisation_id)
}
