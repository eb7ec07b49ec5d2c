/** Licences of auction houses and certificates of auctioneers: filing, checking, revoking, and what others ask of them. */
import { verdictsOf } from '#kernel/acts.ts'
import { actorIdOf, actsFor, type Actor } from '#kernel/actor.ts'
import { calendarDate, endOfDay, startOfDay, toIso, type Instant } from '#kernel/instant.ts'
import type { Bilingual } from '#kernel/bilingual.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { Act, View } from '#platform/command/act.ts'
import type { Commands, Queries } from '#platform/command/module.ts'
import type { Reader } from '#platform/db/transaction.ts'
import type { partyContract } from './api.ts'
import {
  AUCTION_HOUSE_KINDS,
  bringsCredentials,
  credentialActs,
  credentialLife,
  decideCredential,
  holdsAt,
  mayFileCredential,
  stepCredential,
  type Credential,
  type CredentialDraft,
  type CredentialEvent,
} from './core/credential.ts'
import { isOfficer } from './core/organisation.ts'
import { insertCredential, lockCredential, readCredentials, readStanding, saveCredentialStep, type CredentialRow } from './credential-store.ts'
import { holdersOf, organisationById, organisationsByIds, personsByIds } from './doors.ts'
import { partyFacts } from './facts.ts'

type Contract = typeof partyContract

interface AuctionHouse {
  readonly organisationId: string
  readonly name: Bilingual
  readonly licence: { readonly number: string; readonly issuer: string; readonly validUntil: Instant }
  readonly auctioneers: readonly { readonly personId: string; readonly name: Bilingual; readonly number: string; readonly validUntil: Instant }[]
}

/** Every organisation with a checked licence in force, with its certified auctioneers who hold the role today. */
const auctionHouses = async (reader: Reader, at: Instant): Promise<readonly AuctionHouse[]> => {
  const standing = await readStanding(reader, at)
  const licences = standing.filter(({ kind }) => kind === 'auction_licence')
  const houseIds = [...new Set(licences.map(({ organisationId }) => organisationId))]
  const [names, holders] = await Promise.all([organisationsByIds(reader, houseIds), holdersOf(reader, houseIds, at)])
  const inOffice = new Set(holders.filter(({ role }) => role === 'auctioneer').map(({ organisationId, personId }) => `${organisationId} ${personId}`))
  const certificates = standing.filter(({ personId, organisationId }) => personId !== null && inOffice.has(`${organisationId} ${personId}`))
  const persons = await personsByIds(reader, [...new Set(certificates.flatMap(({ personId }) => (personId === null ? [] : [personId])))])
  return houseIds.flatMap((organisationId) => {
    const licence = licences.find((row) => row.organisationId === organisationId)
    const name = names.get(organisationId)?.name
    if (!licence || !name) return []
    return [
      {
        organisationId,
        name,
        licence: { number: licence.number, issuer: licence.issuer, validUntil: licence.validUntil },
        auctioneers: certificates
          .filter((row) => row.organisationId === organisationId)
          .map(({ personId, number, validUntil }) => ({
            personId: personId ?? '',
            name: persons.get(personId ?? '')?.name ?? { zh: '', en: '' },
            number,
            validUntil,
          })),
      },
    ]
  })
}

/** The house as it stands at this moment; null where its licence does not. */
export const auctionHouseAt = async (reader: Reader, organisationId: string, at: Instant): Promise<AuctionHouse | null> =>
  (await auctionHouses(reader, at)).find((house) => house.organisationId === organisationId) ?? null

const factOf = ({ id, organisationId, kind, personId, number, issuer, validFrom, validUntil, paperDocumentId }: Credential) => ({
  credentialId: id,
  organisationId,
  kind,
  personId,
  number,
  issuer,
  validFrom: toIso(validFrom),
  validUntil: toIso(validUntil),
  paperDocumentId,
})
const told = ({ id, organisationId, personId }: Credential) => ({
  subject: id,
  related: [organisationId],
  visibleTo: [organisationId, ...(personId === null ? [] : [personId])],
})

const DECIDED = {
  confirm: partyFacts.credential_confirmed,
  refuse: partyFacts.credential_refused,
  revoke: partyFacts.credential_revoked,
} as const satisfies Record<CredentialEvent, unknown>

const maySeeCredentials = (actor: Actor, organisationId: string): boolean => actsFor(actor, organisationId) || isOfficer(actor)

const decide = async (act: Act, id: string, event: CredentialEvent, reason = ''): Promise<Result<Record<string, never>>> => {
  const credential = await lockCredential(act.tx, id)
  if (!credential || !maySeeCredentials(act.actor, credential.organisationId)) return refuse('party.not_found', { id })
  const isMarkets = (await organisationById(act.tx, credential.organisationId))?.kind === 'market'
  const decided = stepCredential(act.actor, { ...credential, isMarkets }, event)
  if (!decided.ok) return decided
  await saveCredentialStep(act.tx, id, { state: decided.value, by: act.actor.personId, at: act.now, reason })
  act.publish(DECIDED[event], { ...told(credential), body: { ...factOf(credential), reason } })
  return ok({})
}

const auctioneersOf = async (reader: Reader, organisationId: string, at: Instant) => {
  const held = (await holdersOf(reader, [organisationId], at)).filter(({ role }) => role === 'auctioneer')
  const persons = await personsByIds(reader, [...new Set(held.map(({ personId }) => personId))])
  return [...persons.values()].map(({ id, name }) => ({ id, name: { ...name } }))
}

export const credentialCommands: Commands<Contract, 'fileCredential' | 'confirmCredential' | 'refuseCredential' | 'revokeCredential'> = {
  fileCredential: async (act, input) => {
    const { organisationId, kind } = input
    const house = await organisationById(act.tx, organisationId)
    if (!house || !maySeeCredentials(act.actor, organisationId)) return refuse('party.not_found', { id: organisationId })
    const draft: CredentialDraft = {
      organisationId,
      kind,
      personId: input.personId ?? null,
      number: input.number,
      issuer: input.issuer,
      validFrom: startOfDay(calendarDate(input.validFrom)),
      validUntil: endOfDay(calendarDate(input.validUntil)),
      paperDocumentId: input.paperDocumentId,
    }
    const auctioneerIds = (await auctioneersOf(act.tx, organisationId, act.now)).map(({ id }) => id)
    const decided = decideCredential(act.actor, draft, { house, auctioneerIds, now: act.now })
    if (!decided.ok) return decided
    const credential = { ...draft, id: act.newId('crd'), state: credentialLife.initial, filedBy: actorIdOf(act.actor) }
    await insertCredential(act.tx, credential, act.now)
    act.publish(partyFacts.credential_filed, { ...told(credential), body: factOf(credential) })
    return ok({ credentialId: credential.id })
  },
  confirmCredential: (act, { id }) => decide(act, id, 'confirm'),
  refuseCredential: (act, { id, reason }) => decide(act, id, 'refuse', reason),
  revokeCredential: (act, { id, reason }) => decide(act, id, 'revoke', reason),
}

const shown = (
  { actor, now }: View,
  row: CredentialRow,
  { isMarkets, nameOf }: { readonly isMarkets: boolean; readonly nameOf: (id: string) => Bilingual },
) => ({
  id: row.id,
  kind: row.kind,
  personId: row.personId,
  personName: row.personId === null ? null : { ...nameOf(row.personId) },
  number: row.number,
  issuer: row.issuer,
  validFrom: row.validFrom,
  validUntil: row.validUntil,
  paperDocumentId: row.paperDocumentId,
  state: row.state,
  isInForce: holdsAt(row, now),
  reason: row.reason,
  acts: credentialActs(actor, { ...row, isMarkets }),
})

export const credentialQueries: Queries<Contract, 'credentials' | 'auctionHouses'> = {
  credentials: {
    list: async (view, { organisationId }) => {
      const { actor, reader, now } = view
      const house = maySeeCredentials(actor, organisationId) ? await organisationById(reader, organisationId) : null
      if (!house) return refuse('party.not_found', { id: organisationId })
      const rows = await readCredentials(reader, organisationId)
      const persons = await personsByIds(reader, [...new Set(rows.flatMap(({ personId }) => (personId === null ? [] : [personId])))])
      const nameOf = (id: string) => persons.get(id)?.name ?? { zh: '', en: '' }
      return ok({
        isHouseKind: AUCTION_HOUSE_KINDS.includes(house.kind),
        items: rows.map((row) => shown(view, row, { isMarkets: house.kind === 'market', nameOf })),
        auctioneers: await auctioneersOf(reader, organisationId, now),
        acts: verdictsOf<'file'>({ file: bringsCredentials(actor, organisationId) ? mayFileCredential(actor, house) : undefined }),
      })
    },
  },
  auctionHouses: {
    list: async ({ reader, now }) => {
      const houses = await auctionHouses(reader, now)
      return ok({
        items: houses.map(({ organisationId, name, licence, auctioneers }) => ({
          organisationId,
          name: { ...name },
          licence: { ...licence },
          auctioneers: auctioneers.map((one) => ({ ...one, name: { ...one.name } })),
        })),
      })
    },
  },
}
