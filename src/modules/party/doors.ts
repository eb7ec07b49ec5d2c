/** What other modules call to know who somebody is, who belongs together and where money goes. */
import { VISITOR, type Actor, type Mandate, type Role } from '#kernel/actor.ts'
import type { Bilingual } from '#kernel/bilingual.ts'
import type { Instant } from '#kernel/instant.ts'
import { textProblem } from '#kernel/plain-text.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { rulesAt, statutoryDeadline, withinCalendar } from '#modules/rulebook/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { Reader } from '#platform/db/transaction.ts'
import { eraseBodies } from '#platform/outbox/erased-bodies.ts'
import { codeAsMeant } from './core/credit-code.ts'
import { decideDraft, isOfAbroad, organisationLife, registeredName, type Organisation, type OrganisationDraft } from './core/organisation.ts'
import { related } from './core/relation.ts'
import { partyFacts } from './facts.ts'
import { hasDeclaredItself, readRelationsAround } from './relation-store.ts'
import { readAcceptedCode } from './store-joining.ts'
import { withLatinForm } from './latin-name.ts'
import {
  eraseName,
  insertMandate,
  insertOrganisation,
  insertPerson,
  isCreditCodeTaken,
  readMandates,
  readOrganisations,
  readAccountHolders,
  readExpertMandates,
  readPayoutAccount,
  readPersonOfUser,
  readPersonsOfUsers,
  readHolders,
  readPersons,
  type Holder,
  type PayoutAccount,
  type Person,
} from './store.ts'

export const organisationsByIds = (reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, Organisation>> => readOrganisations(reader, ids)
export const organisationById = async (reader: Reader, id: string): Promise<Organisation | null> => (await readOrganisations(reader, [id])).get(id) ?? null
export const personsByIds = (reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, Person>> => readPersons(reader, ids)
export const personById = async (reader: Reader, id: string): Promise<Person | null> => (await readPersons(reader, [id])).get(id) ?? null

/** Verified by a clerk and not suspended: may apply, bid, sell. */
export const isQualified = async (reader: Reader, organisationId: string): Promise<boolean> =>
  (await organisationById(reader, organisationId))?.state === 'verified'

/** A natural person deals where a law gives the right to; it neither applies, nor bids, nor posts demands. */
export const isNaturalPerson = async (reader: Reader, organisationId: string): Promise<boolean> =>
  (await organisationById(reader, organisationId))?.kind === 'person'

/** Not of the mainland, by its region or its legal nature. */
export const isForeign = async (reader: Reader, organisationId: string): Promise<boolean> => {
  const organisation = await organisationById(reader, organisationId)
  return organisation !== null && isOfAbroad(organisation)
}

/**
 * May the organisation not deal with the other one as a stranger? True for one and the same, and by confirmed relations: control in either
 * direction through any number of steps, a common controller, associates. What the organisation itself has declared and nobody has answered
 * yet counts too, against itself alone: what the other one says of it does not.
 */
export const areRelated = async (reader: Reader, organisationId: string, otherId: string): Promise<boolean> =>
  organisationId === otherId ||
  related(await readRelationsAround(reader, [organisationId, otherId]), organisationId, otherId) ||
  (await hasDeclaredItself(reader, organisationId, otherId))

export const holdersOf = (reader: Reader, organisationIds: readonly string[], now: Instant): Promise<readonly Holder[]> =>
  readHolders(reader, organisationIds, now)

/** Everybody who judges on panels: the unit that named the expert, and all organisations the expert acts for. */
export const expertsOf = async (
  reader: Reader,
  now: Instant,
): Promise<readonly { readonly personId: string; readonly unitId: string; readonly units: readonly string[] }[]> => {
  const mandates = await readExpertMandates(reader, now)
  return [...new Set(mandates.map(({ personId }) => personId))].flatMap((personId) => {
    const own = mandates.filter((mandate) => mandate.personId === personId)
    const unitId = own.find(({ role }) => role === 'expert')?.organisationId
    return unitId === undefined ? [] : [{ personId, unitId, units: [...new Set(own.map(({ organisationId }) => organisationId))] }]
  })
}

/** The current account of a person or an organisation, unmasked: for payment files only. */
export const payoutAccountOf = (reader: Reader, holderId: string): Promise<PayoutAccount | null> => readPayoutAccount(reader, holderId)

/** Who of these people and organisations can be paid. */
export const accountHoldersAmong = (reader: Reader, holderIds: readonly string[]): Promise<ReadonlySet<string>> => readAccountHolders(reader, holderIds)

/** Who log-ins are on the market, in two queries for any number of them; a log-in without a person yet is left out. */
export const actorsForUsers = async (reader: Reader, userIds: readonly string[], now: Instant): Promise<ReadonlyMap<string, Actor>> => {
  const persons = await readPersonsOfUsers(reader, userIds)
  const mandates = await readMandates(
    reader,
    persons.map(({ id }) => id),
    now,
  )
  const held = new Map<string, Mandate[]>(persons.map(({ id }) => [id, []]))
  for (const { personId, organisationId, role } of mandates) held.get(personId)?.push({ organisationId, role })
  return new Map(persons.map(({ id, userId }): [string, Actor] => [userId, { kind: 'person', personId: id, mandates: held.get(id) ?? [] }]))
}

/** Who a log-in is on the market; a visitor until `ensurePerson` has run. */
export const actorForUser = async (reader: Reader, userId: string, now: Instant): Promise<Actor> =>
  (await actorsForUsers(reader, [userId], now)).get(userId) ?? VISITOR

/** A name typed at log-in: Latin letters serve both languages. One that no paper could show is left for the person to write anew. */
const nameFrom = (typed: string): Bilingual => {
  const name = textProblem(typed) === null ? typed.trim().slice(0, 80) || '—' : '—'
  return { zh: name, en: /^[\u0020-\u024f]+$/u.test(name) ? name : '' }
}

/** The person of a log-in, made at the first sign-in. Returns its id. */
export const ensurePerson = async (act: Act, account: { readonly userId: string; readonly name: string }): Promise<string> => {
  const known = await readPersonOfUser(act.tx, account.userId)
  if (known) return known.id
  const person: Person = {
    id: act.newId('per'),
    userId: account.userId,
    name: await withLatinForm(nameFrom(account.name)),
    title: { zh: '', en: '' },
    isNameVerified: false,
  }
  if (!(await insertPerson(act.tx, person, act.now))) return (await readPersonOfUser(act.tx, account.userId))?.id ?? person.id
  act.publish(partyFacts.person_added, { subject: person.id, body: { ...factsOfPerson(person), userId: person.userId }, visibleTo: [person.id] })
  return person.id
}

export interface NewOrganisation extends OrganisationDraft {
  /** Laid by the system (seed, import) as verified already. */
  readonly verified?: boolean
  readonly licenceDocumentId?: string | undefined
}

/** A draft with what officers took by hand. */
export const checkedDraft = async (reader: Reader, draft: OrganisationDraft) =>
  decideDraft(draft, { byHand: (await readAcceptedCode(reader, codeAsMeant(draft.creditCode))) !== null })

/** Until when a clerk decides on a registration sent now; null while the calendar of that year is not out. */
export const decideByFrom = async (act: Act): Promise<Instant | null> => {
  const rules = await rulesAt(act.tx, act.now)
  const deadline = withinCalendar(() => statutoryDeadline(rules, 'party.verification.days', act.now).closesAt)
  return deadline.ok ? deadline.value : null
}

/** Adds an organisation without the clerk's desk: for seeds, imports and the commands of this module. Returns its id. */
export const addOrganisation = async (act: Act, input: NewOrganisation): Promise<Result<string>> => {
  const draft = await checkedDraft(act.tx, input)
  if (!draft.ok) return draft
  if (await isCreditCodeTaken(act.tx, draft.value.creditCode))
    return refuse('party.credit_code_taken.conflict', { creditCode: draft.value.creditCode }, { field: 'creditCode' })
  const organisation: Organisation = {
    ...draft.value,
    id: act.newId('org'),
    state: input.verified ? 'verified' : organisationLife.initial,
    stateReason: '',
    licenceDocumentId: input.licenceDocumentId ?? null,
  }
  await insertOrganisation(act.tx, organisation, { by: act.actor.personId, at: act.now, decideBy: input.verified ? null : await decideByFrom(act) })
  publishRegistered(act, organisation)
  if (input.verified) act.publish(partyFacts.organisation_verified, { subject: organisation.id, body: factsOf(organisation) })
  return ok(organisation.id)
}

/** The documents module gives the clerk the licence that is named in it. */
export const publishRegistered = (act: Act, organisation: Organisation): void =>
  act.publish(partyFacts.organisation_registered, {
    subject: organisation.id,
    body: { ...factsOf(organisation), ...(organisation.licenceDocumentId === null ? {} : { licenceDocumentId: organisation.licenceDocumentId }) },
    visibleTo: [organisation.id],
  })

/** Facts about a legal person that any business register shows. */
export const factsOf = (organisation: Organisation) => ({
  organisationId: organisation.id,
  kind: organisation.kind,
  nameZh: registeredName(organisation).zh,
  nameEn: registeredName(organisation).en,
  creditCode: organisation.creditCode,
  region: organisation.region,
  legalNature: organisation.legalNature,
})

export const factsOfPerson = ({ id, name, title }: Person) => ({ personId: id, nameZh: name.zh, nameEn: name.en, titleZh: title.zh, titleEn: title.en })

/** Facts whose content is the name of a person: it goes with the account, for no law asks to keep it (PIPL art. 47). */
export const NAMING_FACTS = ['party.person_added', 'party.person_changed', 'party.name_verified'] as const

/** The person without name and title; the id stays, by which deals and books are kept. */
export const erasePerson = async (act: Act, personId: string, name: Bilingual): Promise<void> => {
  const person = await personById(act.tx, personId)
  if (!person) return
  const erased = { ...person, name, title: { zh: '', en: '' } }
  await eraseName(act.tx, erased)
  await eraseBodies(act.tx, personId, NAMING_FACTS, act.now)
  act.publish(partyFacts.person_erased, { subject: personId, body: factsOfPerson(erased), visibleTo: [personId] })
}

export interface NewPerson {
  readonly userId: string
  readonly name: Bilingual
  readonly title?: Bilingual
  /** False where nobody has compared it with a paper. */
  readonly isNameVerified?: boolean
  readonly mandates?: readonly { readonly organisationId: string; readonly role: Role }[]
}

/** Adds a person with roles: for seeds and imports, whose names come from papers. Returns its id. */
export const addPerson = async (act: Act, { isNameVerified = true, ...input }: NewPerson): Promise<Result<string>> => {
  const person: Person = {
    id: act.newId('per'),
    userId: input.userId,
    name: await withLatinForm(input.name),
    title: input.title ?? { zh: '', en: '' },
    isNameVerified,
  }
  if (!(await insertPerson(act.tx, person, act.now))) return refuse('party.user_has_person.conflict', {}, { field: 'userId' })
  act.publish(partyFacts.person_added, { subject: person.id, body: { ...factsOfPerson(person), userId: person.userId }, visibleTo: [person.id] })
  for (const grant of input.mandates ?? []) await giveMandate(act, person.id, grant)
  return ok(person.id)
}

/** Writes a role that was decided on; returns the mandate's id. `by`: who decided, where that was not the actor. */
export const giveMandate = async (
  act: Act,
  personId: string,
  grant: { readonly organisationId: string; readonly role: Role },
  by: string | null = act.actor.personId,
): Promise<string> => {
  const mandate = { id: act.newId('man'), personId, ...grant }
  await insertMandate(act.tx, mandate, { by, at: act.now })
  act.publish(partyFacts.mandate_granted, {
    subject: mandate.id,
    related: [personId, grant.organisationId],
    body: { mandateId: mandate.id, personId, organisationId: grant.organisationId, role: grant.role },
    visibleTo: [personId, grant.organisationId],
  })
  return mandate.id
}
