/** Rows of people, organisations, roles and relations. */
import type { Role } from '#kernel/actor.ts'
import type { Bilingual } from '#kernel/bilingual.ts'
import type { Instant } from '#kernel/instant.ts'
import { reading, timestamp, writing, type Reader, type Tx } from '#platform/db/transaction.ts'
import { registeredName, type LegalNature, type Organisation, type OrganisationKind, type OrganisationState } from './core/organisation.ts'
import type { PartyTables } from './tables.ts'

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
  nameZh: string
  nameEn: string
  creditCode: string
  region: string
  legalNature: LegalNature
  state: OrganisationState
  stateReason: string
  licenceDocumentId: string | null
  personNameZh: string | null
  personNameEn: string | null
}): Organisation => ({
  id: row.id,
  kind: row.kind,
  name: { zh: row.personNameZh ?? row.nameZh, en: row.personNameEn ?? row.nameEn },
  creditCode: row.creditCode,
  region: row.region,
  legalNature: row.legalNature,
  state: row.state,
  stateReason: row.stateReason,
  licenceDocumentId: row.licenceDocumentId,
})

/** With the names of natural persons, which stand with the person. */
export const selectOrganisations = (reader: Reader) =>
  from(reader)
    .selectFrom('party.organisation as o')
    .leftJoin('party.person as n', 'n.id', 'o.personId')
    .selectAll('o')
    .select(['n.nameZh as personNameZh', 'n.nameEn as personNameEn'])

export const readOrganisations = async (reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, Organisation>> => {
  if (ids.length === 0) return new Map()
  const rows = await selectOrganisations(reader)
    .where('o.id', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [row.id, organisationFrom(row)]))
}

export const lockOrganisation = async (tx: Tx, id: string): Promise<Organisation | null> => {
  const row = await selectOrganisations(tx).where('o.id', '=', id).forUpdate('o').executeTakeFirst()
  return row ? organisationFrom(row) : null
}

export const isCreditCodeTaken = async (reader: Reader, creditCode: string, exceptId = ''): Promise<boolean> => {
  const row = await from(reader)
    .selectFrom('party.organisation')
    .select('id')
    .where('creditCode', '=', creditCode)
    .where('id', '<>', exceptId)
    .executeTakeFirst()
  return row !== undefined
}

export const insertOrganisation = async (
  tx: Tx,
  organisation: Organisation,
  registered: { readonly by: string | null; readonly at: Instant; readonly decideBy: Instant | null; readonly personId?: string },
): Promise<void> => {
  const { zh: nameZh, en: nameEn } = registeredName(organisation)
  await db(tx)
    .insertInto('party.organisation')
    .values({
      id: organisation.id,
      kind: organisation.kind,
      nameZh,
      nameEn,
      personId: registered.personId ?? null,
      creditCode: organisation.creditCode,
      region: organisation.region,
      legalNature: organisation.legalNature,
      state: organisation.state,
      stateReason: organisation.stateReason,
      registeredBy: registered.by,
      registeredAt: timestamp(registered.at),
      decidedBy: null,
      decidedAt: null,
      decideBy: registered.decideBy === null ? null : timestamp(registered.decideBy),
      licenceDocumentId: organisation.licenceDocumentId,
    })
    .execute()
}

export const saveOrganisation = async (tx: Tx, organisation: Organisation): Promise<void> => {
  const { zh: nameZh, en: nameEn } = registeredName(organisation)
  await db(tx)
    .updateTable('party.organisation')
    .set({
      nameZh,
      nameEn,
      creditCode: organisation.creditCode,
      region: organisation.region,
      legalNature: organisation.legalNature,
      state: organisation.state,
      stateReason: organisation.stateReason,
      licenceDocumentId: organisation.licenceDocumentId,
    })
    .where('id', '=', organisation.id)
    .execute()
}

export const saveOrganisationDecision = async (tx: Tx, id: string, decided: { readonly by: string | null; readonly at: Instant }): Promise<void> => {
  await db(tx)
    .updateTable('party.organisation')
    .set({ decidedBy: decided.by, decidedAt: timestamp(decided.at) })
    .where('id', '=', id)
    .execute()
}

interface PersonRow {
  readonly id: string
  readonly userId: string
  readonly nameZh: string
  readonly nameEn: string
  readonly titleZh: string
  readonly titleEn: string
  readonly nameVerifiedAt: Instant | null
}

const personFrom = (row: PersonRow): Person => ({
  id: row.id,
  userId: row.userId,
  name: { zh: row.nameZh, en: row.nameEn },
  title: { zh: row.titleZh, en: row.titleEn },
  isNameVerified: row.nameVerifiedAt !== null,
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
  const row = await from(reader).selectFrom('party.person').selectAll().where('userId', '=', userId).executeTakeFirst()
  return row ? personFrom(row) : null
}

export const readPersonsOfUsers = async (reader: Reader, userIds: readonly string[]): Promise<readonly Person[]> => {
  if (userIds.length === 0) return []
  const rows = await from(reader).selectFrom('party.person').selectAll().where('userId', 'in', userIds).execute()
  return rows.map(personFrom)
}

/** False when the account has its person already. */
export const insertPerson = async (tx: Tx, person: Person, at: Instant): Promise<boolean> => {
  const row = await db(tx)
    .insertInto('party.person')
    .values({
      id: person.id,
      userId: person.userId,
      nameZh: person.name.zh,
      nameEn: person.name.en,
      titleZh: person.title.zh,
      titleEn: person.title.en,
      createdAt: timestamp(at),
      nameVerifiedAt: person.isNameVerified ? timestamp(at) : null,
      nameVerifiedBy: null,
    })
    .onConflict((conflict) => conflict.column('userId').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export const savePerson = async (tx: Tx, person: Person): Promise<void> => {
  await db(tx)
    .updateTable('party.person')
    .set({ nameZh: person.name.zh, nameEn: person.name.en, titleZh: person.title.zh, titleEn: person.title.en })
    .where('id', '=', person.id)
    .execute()
}

/** The name gives way, and with it who compared it with which paper; the reason may name the person. */
export const eraseName = async (tx: Tx, person: Person): Promise<void> => {
  await savePerson(tx, person)
  await db(tx)
    .updateTable('party.person')
    .set((eb) => ({ nameReason: eb.case().when('nameVerifiedBy', 'is', null).then('').else('—').end() }))
    .where('id', '=', person.id)
    .execute()
}

/** Roles in force; those of a suspended or closed organisation rest. */
export const readMandates = async (reader: Reader, personIds: readonly string[], now: Instant): Promise<readonly MandateRecord[]> => {
  if (personIds.length === 0) return []
  const rows = await from(reader)
    .selectFrom('party.mandate as m')
    .innerJoin('party.organisation as o', 'o.id', 'm.organisationId')
    .select(['m.id', 'm.personId', 'm.organisationId', 'm.role'])
    .where('m.personId', 'in', personIds)
    .where('m.validFrom', '<=', timestamp(now))
    .where((eb) => eb.or([eb('m.validTo', 'is', null), eb('m.validTo', '>', timestamp(now))]))
    .where('o.state', 'not in', ['suspended', 'closed'])
    .orderBy('m.validFrom')
    .orderBy('m.id')
    .execute()
  return rows.map((row) => ({ id: row.id, personId: row.personId, organisationId: row.organisationId, role: row.role }))
}

export const hasOpenMandate = async (reader: Reader, personId: string, grant?: { readonly organisationId: string; readonly role: Role }): Promise<boolean> => {
  const row = await from(reader)
    .selectFrom('party.mandate')
    .select('id')
    .where('personId', '=', personId)
    .where('validTo', 'is', null)
    .$if(grant !== undefined, (q) => q.where('organisationId', '=', grant?.organisationId ?? '').where('role', '=', grant?.role ?? 'researcher'))
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
    .innerJoin('party.person as p', 'p.id', 'm.personId')
    .select(['m.personId', 'p.userId', 'm.organisationId', 'm.role'])
    .where('m.organisationId', 'in', organisationIds)
    .where('m.validFrom', '<=', timestamp(now))
    .where((eb) => eb.or([eb('m.validTo', 'is', null), eb('m.validTo', '>', timestamp(now))]))
    .orderBy('m.personId')
    .execute()
  return rows.map((row) => ({ personId: row.personId, userId: row.userId, organisationId: row.organisationId, role: row.role }))
}

/** Every mandate of those who hold the role of an expert now, by person. */
export const readExpertMandates = async (reader: Reader, now: Instant): Promise<readonly Omit<Holder, 'userId'>[]> => {
  const at = timestamp(now)
  const rows = await from(reader)
    .selectFrom('party.mandate as m')
    .select(['m.personId', 'm.organisationId', 'm.role'])
    .where('m.validFrom', '<=', at)
    .where((eb) => eb.or([eb('m.validTo', 'is', null), eb('m.validTo', '>', at)]))
    .where('m.personId', 'in', (eb) =>
      eb
        .selectFrom('party.mandate as e')
        .select('e.personId')
        .where('e.role', '=', 'expert')
        .where('e.validFrom', '<=', at)
        .where((inner) => inner.or([inner('e.validTo', 'is', null), inner('e.validTo', '>', at)])),
    )
    .orderBy('m.personId')
    .orderBy('m.organisationId')
    .execute()
  return rows
}

export const insertMandate = async (tx: Tx, mandate: MandateRecord, granted: { readonly by: string | null; readonly at: Instant }): Promise<void> => {
  await db(tx)
    .insertInto('party.mandate')
    .values({
      id: mandate.id,
      personId: mandate.personId,
      organisationId: mandate.organisationId,
      role: mandate.role,
      validFrom: timestamp(granted.at),
      grantedBy: granted.by,
    })
    .execute()
}

export const lockMandate = async (tx: Tx, id: string): Promise<MandateRecord | null> => {
  const row = await db(tx).selectFrom('party.mandate').selectAll().where('id', '=', id).where('validTo', 'is', null).forUpdate().executeTakeFirst()
  return row ? { id: row.id, personId: row.personId, organisationId: row.organisationId, role: row.role } : null
}

export const endMandateRow = async (tx: Tx, id: string, ended: { readonly by: string | null; readonly at: Instant }): Promise<void> => {
  await db(tx)
    .updateTable('party.mandate')
    .set({ validTo: timestamp(ended.at), endedBy: ended.by })
    .where('id', '=', id)
    .execute()
}

/** Locked, so that two administrators cannot leave at once. */
export const lockAdmins = async (tx: Tx): Promise<number> => {
  const rows = await db(tx)
    .selectFrom('party.mandate')
    .select('id')
    .where('role', '=', 'admin')
    .where('validTo', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.length
}

export const readPayoutAccount = async (reader: Reader, holderId: string): Promise<PayoutAccount | null> => {
  const row = await from(reader).selectFrom('party.payoutAccount').selectAll().where('holderId', '=', holderId).where('validTo', 'is', null).executeTakeFirst()
  return row ? { id: row.id, holderId: row.holderId, accountName: row.accountName, number: row.number, bankName: row.bankName, bankCode: row.bankCode } : null
}

/** Who of them has a current account. */
export const readAccountHolders = async (reader: Reader, holderIds: readonly string[]): Promise<ReadonlySet<string>> => {
  const rows = await from(reader)
    .selectFrom('party.payoutAccount')
    .select('holderId')
    .where('holderId', 'in', ['', ...holderIds])
    .where('validTo', 'is', null)
    .execute()
  return new Set(rows.map(({ holderId }) => holderId))
}

/** Ends the account before; numbers used in earlier payouts stay on record. */
export const replacePayoutAccount = async (
  tx: Tx,
  account: PayoutAccount,
  salt: Uint8Array,
  set: { readonly by: string; readonly at: Instant },
): Promise<void> => {
  await db(tx)
    .updateTable('party.payoutAccount')
    .set({ validTo: timestamp(set.at) })
    .where('holderId', '=', account.holderId)
    .where('validTo', 'is', null)
    .execute()
  await db(tx)
    .insertInto('party.payoutAccount')
    .values({
      id: account.id,
      holderId: account.holderId,
      accountName: account.accountName,
      number: account.number,
      bankName: account.bankName,
      bankCode: account.bankCode,
      salt,
      setBy: set.by,
      validFrom: timestamp(set.at),
    })
    .execute()
}
