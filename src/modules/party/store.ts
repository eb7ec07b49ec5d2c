/** Rows of people, organisations, roles and relations. */
import type { ColumnType } from 'kysely'
import type { Role } from '#kernel/actor.ts'
import type { Bilingual } from '#kernel/bilingual.ts'
import type { Instant } from '#kernel/instant.ts'
import { reading, timestamp, writing, type InstantColumn, type NullableInstantColumn, type Reader, type SqlInstant, type Tx } from '#platform/db/transaction.ts'
import type { LegalNature, Organisation, OrganisationKind, OrganisationState } from './core/organisation.ts'
import type { RelationKind, RelationState } from './core/relation.ts'

/** The end of something that still lasts is null. */
type OpenEndColumn = ColumnType<Instant | null, SqlInstant | null | undefined, SqlInstant | null>
type Defaulted<Value> = ColumnType<Value, Value | undefined, Value>

export interface PartyTables {
  'party.branch': { id: string; region: string; name_zh: string; name_en: string; parent_id: string | null }
  'party.person': {
    id: string
    user_id: string
    name_zh: string
    name_en: string
    title_zh: Defaulted<string>
    title_en: Defaulted<string>
    created_at: InstantColumn
    name_verified_at: NullableInstantColumn
    name_verified_by: string | null
    name_reason: Defaulted<string>
  }
  'party.organisation': {
    id: string
    kind: OrganisationKind
    name_zh: string
    name_en: string
    credit_code: string
    region: string
    legal_nature: LegalNature
    state: OrganisationState
    state_reason: Defaulted<string>
    registered_by: string | null
    registered_at: InstantColumn
    decided_by: string | null
    decided_at: NullableInstantColumn
    decide_by: NullableInstantColumn
    licence_document_id: string | null
  }
  'party.mandate': {
    id: string
    person_id: string
    organisation_id: string
    role: Role
    valid_from: InstantColumn
    valid_to: OpenEndColumn
    granted_by: string | null
    ended_by: ColumnType<string | null, string | null | undefined, string | null>
  }
  'party.relation': {
    id: string
    from_id: string
    to_id: string
    kind: RelationKind
    note: string
    declared_by: string | null
    valid_from: InstantColumn
    valid_to: OpenEndColumn
    ended_by: ColumnType<string | null, string | null | undefined, string | null>
    state: RelationState
    declared_for: string | null
    evidence_document_id: string | null
    answer_reason: Defaulted<string>
    objection: Defaulted<string>
    answered_by: string | null
    answered_at: NullableInstantColumn
    answer_by: NullableInstantColumn
    end_asked_for: ColumnType<string | null, string | null | undefined, string | null>
    end_asked_at: OpenEndColumn
    end_reason: Defaulted<string>
  }
  'party.payout_account': {
    id: string
    holder_id: string
    account_name: string
    number: string
    bank_name: string
    bank_code: string
    salt: Uint8Array
    set_by: string
    valid_from: InstantColumn
    valid_to: OpenEndColumn
  }
}

export interface Person {
  readonly id: string
  readonly userId: string
  readonly name: Bilingual
  readonly title: Bilingual
  /** An officer compared the name with a paper; only an officer changes it since. */
  readonly isNameVerified: boolean
}

export interface MandateRecord {
  readonly id: string
  readonly personId: string
  readonly organisationId: string
  readonly role: Role
}

export interface PayoutAccount {
  readonly id: string
  readonly holderId: string
  readonly accountName: string
  readonly number: string
  readonly bankName: string
  /** CNAPS code of the branch, 12 digits, or empty. */
  readonly bankCode: string
}

const from = (reader: Reader) => reading<PartyTables>(reader)
const db = (tx: Tx) => writing<PartyTables>(tx)

export const organisationFrom = (row: {
  id: string
  kind: OrganisationKind
  name_zh: string
  name_en: string
  credit_code: string
  region: string
  legal_nature: LegalNature
  state: OrganisationState
  state_reason: string
  licence_document_id: string | null
}): Organisation => ({
  id: row.id,
  kind: row.kind,
  name: { zh: row.name_zh, en: row.name_en },
  creditCode: row.credit_code,
  region: row.region,
  legalNature: row.legal_nature,
  state: row.state,
  stateReason: row.state_reason,
  licenceDocumentId: row.licence_document_id,
})

export const readOrganisations = async (reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, Organisation>> => {
  if (ids.length === 0) return new Map()
  const rows = await from(reader)
    .selectFrom('party.organisation')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [row.id, organisationFrom(row)]))
}

export const lockOrganisation = async (tx: Tx, id: string): Promise<Organisation | null> => {
  const row = await db(tx).selectFrom('party.organisation').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row ? organisationFrom(row) : null
}

export const isCreditCodeTaken = async (reader: Reader, creditCode: string, exceptId = ''): Promise<boolean> => {
  const row = await from(reader)
    .selectFrom('party.organisation')
    .select('id')
    .where('credit_code', '=', creditCode)
    .where('id', '<>', exceptId)
    .executeTakeFirst()
  return row !== undefined
}

export const insertOrganisation = async (
  tx: Tx,
  organisation: Organisation,
  registered: { readonly by: string | null; readonly at: Instant; readonly decideBy: Instant | null },
): Promise<void> => {
  await db(tx)
    .insertInto('party.organisation')
    .values({
      id: organisation.id,
      kind: organisation.kind,
      name_zh: organisation.name.zh,
      name_en: organisation.name.en,
      credit_code: organisation.creditCode,
      region: organisation.region,
      legal_nature: organisation.legalNature,
      state: organisation.state,
      state_reason: organisation.stateReason,
      registered_by: registered.by,
      registered_at: timestamp(registered.at),
      decided_by: null,
      decided_at: null,
      decide_by: registered.decideBy === null ? null : timestamp(registered.decideBy),
      licence_document_id: organisation.licenceDocumentId,
    })
    .execute()
}

export const saveOrganisation = async (tx: Tx, organisation: Organisation): Promise<void> => {
  await db(tx)
    .updateTable('party.organisation')
    .set({
      name_zh: organisation.name.zh,
      name_en: organisation.name.en,
      credit_code: organisation.creditCode,
      region: organisation.region,
      legal_nature: organisation.legalNature,
      state: organisation.state,
      state_reason: organisation.stateReason,
      licence_document_id: organisation.licenceDocumentId,
    })
    .where('id', '=', organisation.id)
    .execute()
}

export const saveOrganisationDecision = async (tx: Tx, id: string, decided: { readonly by: string | null; readonly at: Instant }): Promise<void> => {
  await db(tx)
    .updateTable('party.organisation')
    .set({ decided_by: decided.by, decided_at: timestamp(decided.at) })
    .where('id', '=', id)
    .execute()
}

interface PersonRow {
  readonly id: string
  readonly user_id: string
  readonly name_zh: string
  readonly name_en: string
  readonly title_zh: string
  readonly title_en: string
  readonly name_verified_at: Instant | null
}

const personFrom = (row: PersonRow): Person => ({
  id: row.id,
  userId: row.user_id,
  name: { zh: row.name_zh, en: row.name_en },
  title: { zh: row.title_zh, en: row.title_en },
  isNameVerified: row.name_verified_at !== null,
})

export const readPersons = async (reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, Person>> => {
  if (ids.length === 0) return new Map()
  const rows = await from(reader)
    .selectFrom('party.person')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [row.id, personFrom(row)]))
}

export const readPersonOfUser = async (reader: Reader, userId: string): Promise<Person | null> => {
  const row = await from(reader).selectFrom('party.person').selectAll().where('user_id', '=', userId).executeTakeFirst()
  return row ? personFrom(row) : null
}

export const readPersonsOfUsers = async (reader: Reader, userIds: readonly string[]): Promise<readonly Person[]> => {
  if (userIds.length === 0) return []
  const rows = await from(reader).selectFrom('party.person').selectAll().where('user_id', 'in', userIds).execute()
  return rows.map(personFrom)
}

/** False when the account has its person already. */
export const insertPerson = async (tx: Tx, person: Person, at: Instant): Promise<boolean> => {
  const row = await db(tx)
    .insertInto('party.person')
    .values({
      id: person.id,
      user_id: person.userId,
      name_zh: person.name.zh,
      name_en: person.name.en,
      title_zh: person.title.zh,
      title_en: person.title.en,
      created_at: timestamp(at),
      name_verified_at: person.isNameVerified ? timestamp(at) : null,
      name_verified_by: null,
    })
    .onConflict((conflict) => conflict.column('user_id').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export const savePerson = async (tx: Tx, person: Person): Promise<void> => {
  await db(tx)
    .updateTable('party.person')
    .set({ name_zh: person.name.zh, name_en: person.name.en, title_zh: person.title.zh, title_en: person.title.en })
    .where('id', '=', person.id)
    .execute()
}

/** Roles in force; those of a suspended or closed organisation rest. */
export const readMandates = async (reader: Reader, personIds: readonly string[], now: Instant): Promise<readonly MandateRecord[]> => {
  if (personIds.length === 0) return []
  const rows = await from(reader)
    .selectFrom('party.mandate as m')
    .innerJoin('party.organisation as o', 'o.id', 'm.organisation_id')
    .select(['m.id', 'm.person_id', 'm.organisation_id', 'm.role'])
    .where('m.person_id', 'in', personIds)
    .where('m.valid_from', '<=', timestamp(now))
    .where((eb) => eb.or([eb('m.valid_to', 'is', null), eb('m.valid_to', '>', timestamp(now))]))
    .where('o.state', 'not in', ['suspended', 'closed'])
    .orderBy('m.valid_from')
    .orderBy('m.id')
    .execute()
  return rows.map((row) => ({ id: row.id, personId: row.person_id, organisationId: row.organisation_id, role: row.role }))
}

export const hasOpenMandate = async (reader: Reader, personId: string, grant?: { readonly organisationId: string; readonly role: Role }): Promise<boolean> => {
  const row = await from(reader)
    .selectFrom('party.mandate')
    .select('id')
    .where('person_id', '=', personId)
    .where('valid_to', 'is', null)
    .$if(grant !== undefined, (q) => q.where('organisation_id', '=', grant?.organisationId ?? '').where('role', '=', grant?.role ?? 'researcher'))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export interface Holder {
  readonly personId: string
  readonly userId: string
  readonly organisationId: string
  readonly role: Role
}

/** Who may act for these organisations now. */
export const readHolders = async (reader: Reader, organisationIds: readonly string[], now: Instant): Promise<readonly Holder[]> => {
  if (organisationIds.length === 0) return []
  const rows = await from(reader)
    .selectFrom('party.mandate as m')
    .innerJoin('party.person as p', 'p.id', 'm.person_id')
    .select(['m.person_id', 'p.user_id', 'm.organisation_id', 'm.role'])
    .where('m.organisation_id', 'in', organisationIds)
    .where('m.valid_from', '<=', timestamp(now))
    .where((eb) => eb.or([eb('m.valid_to', 'is', null), eb('m.valid_to', '>', timestamp(now))]))
    .orderBy('m.person_id')
    .execute()
  return rows.map((row) => ({ personId: row.person_id, userId: row.user_id, organisationId: row.organisation_id, role: row.role }))
}

export const insertMandate = async (tx: Tx, mandate: MandateRecord, granted: { readonly by: string | null; readonly at: Instant }): Promise<void> => {
  await db(tx)
    .insertInto('party.mandate')
    .values({
      id: mandate.id,
      person_id: mandate.personId,
      organisation_id: mandate.organisationId,
      role: mandate.role,
      valid_from: timestamp(granted.at),
      granted_by: granted.by,
    })
    .execute()
}

export const lockMandate = async (tx: Tx, id: string): Promise<MandateRecord | null> => {
  const row = await db(tx).selectFrom('party.mandate').selectAll().where('id', '=', id).where('valid_to', 'is', null).forUpdate().executeTakeFirst()
  return row ? { id: row.id, personId: row.person_id, organisationId: row.organisation_id, role: row.role } : null
}

export const endMandateRow = async (tx: Tx, id: string, ended: { readonly by: string | null; readonly at: Instant }): Promise<void> => {
  await db(tx)
    .updateTable('party.mandate')
    .set({ valid_to: timestamp(ended.at), ended_by: ended.by })
    .where('id', '=', id)
    .execute()
}

/** Locked, so that two administrators cannot leave at once. */
export const lockAdmins = async (tx: Tx): Promise<number> => {
  const rows = await db(tx)
    .selectFrom('party.mandate')
    .select('id')
    .where('role', '=', 'admin')
    .where('valid_to', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.length
}

export const readPayoutAccount = async (reader: Reader, holderId: string): Promise<PayoutAccount | null> => {
  const row = await from(reader)
    .selectFrom('party.payout_account')
    .selectAll()
    .where('holder_id', '=', holderId)
    .where('valid_to', 'is', null)
    .executeTakeFirst()
  return row
    ? { id: row.id, holderId: row.holder_id, accountName: row.account_name, number: row.number, bankName: row.bank_name, bankCode: row.bank_code }
    : null
}

/** Ends the account before; numbers used in earlier payouts stay on record. */
export const replacePayoutAccount = async (
  tx: Tx,
  account: PayoutAccount,
  salt: Uint8Array,
  set: { readonly by: string; readonly at: Instant },
): Promise<void> => {
  await db(tx)
    .updateTable('party.payout_account')
    .set({ valid_to: timestamp(set.at) })
    .where('holder_id', '=', account.holderId)
    .where('valid_to', 'is', null)
    .execute()
  await db(tx)
    .insertInto('party.payout_account')
    .values({
      id: account.id,
      holder_id: account.holderId,
      account_name: account.accountName,
      number: account.number,
      bank_name: account.bankName,
      bank_code: account.bankCode,
      salt,
      set_by: set.by,
      valid_from: timestamp(set.at),
    })
    .execute()
}
