/** A natural person as a side of a deal, who acts for nobody else and by nobody else. */
import { dateOf, startOfDay } from '#kernel/instant.ts'
import type { Act } from '#platform/command/act.ts'
import { layAuthority } from './authorities.ts'
import type { Reader } from '#platform/db/transaction.ts'
import { NATURAL_PERSON, organisationLife, type Organisation } from './core/organisation.ts'
import { decideByFrom, factsOf, giveMandate, personById, publishRegistered } from './doors.ts'
import { partyFacts } from './facts.ts'
import { insertOrganisation, lockOrganisation, saveOrganisation } from './store.ts'
import { saveResubmission } from './store-joining.ts'
import { isPersonNamed, readPartyOfPerson } from './store-natural-person.ts'

/**
 * The party that is this person, made where there is none yet. Whose name an officer has compared with a paper is verified by that; anybody else waits for a
 * clerk. Returns its id; null for nobody on record.
 */
export const ensureNaturalPerson = async (act: Act, personId: string, region: string): Promise<string | null> => {
  const known = await readPartyOfPerson(act.tx, personId)
  if (known !== null) {
    await bringAgain(act, known)
    return known
  }
  const person = await personById(act.tx, personId)
  if (!person) return null
  const party: Organisation = {
    id: act.newId('org'),
    kind: 'person',
    name: NATURAL_PERSON,
    creditCode: '',
    region,
    legalNature: '400',
    state: person.isNameVerified ? 'verified' : organisationLife.initial,
    stateReason: '',
    licenceDocumentId: null,
  }
  await insertOrganisation(act.tx, party, { by: personId, at: act.now, decideBy: person.isNameVerified ? null : await decideByFrom(act), personId })
  publishRegistered(act, party)
  if (person.isNameVerified) act.publish(partyFacts.organisation_verified, { subject: party.id, body: factsOf(party) })
  await giveMandate(act, personId, { organisationId: party.id, role: 'enterprise' }, null)
  await layAuthority(act, { organisationId: party.id, personId, basis: 'self', validFrom: startOfDay(dateOf(act.now)) })
  return party.id
}

/** Whom a clerk refused waits anew with a new right. */
const bringAgain = async (act: Act, id: string): Promise<void> => {
  const party = await lockOrganisation(act.tx, id)
  const state = party && organisationLife.next(party.state, 'resubmit')
  if (!party || state !== 'registered') return
  await saveOrganisation(act.tx, { ...party, state, stateReason: '' })
  await saveResubmission(act.tx, id, { at: act.now, decideBy: await decideByFrom(act) })
  publishRegistered(act, { ...party, state, stateReason: '' })
}

export const naturalPersonOf = (reader: Reader, personId: string): Promise<string | null> => readPartyOfPerson(reader, personId)

/** A natural person is verified by the name, which an officer compares with the identity card. */
export const isNamed = async (reader: Reader, { id, kind }: Pick<Organisation, 'id' | 'kind'>): Promise<boolean> =>
  kind !== 'person' || (await isPersonNamed(reader, id))
