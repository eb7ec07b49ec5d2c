/** Who may confirm for an organisation: filing, checking and revoking written authority, and agreeing on the method. */
import { verdictsOf } from '#kernel/acts.ts'
import { actsFor, type Actor, type Mandate } from '#kernel/actor.ts'
import { calendarDate, dateOf, endOfDay, startOfDay, toIso, isoOrNull, type Instant } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { Act, View } from '#platform/command/act.ts'
import type { Commands, Queries } from '#platform/command/module.ts'
import type { Reader } from '#platform/db/transaction.ts'
import type { partyContract } from './api.ts'
import {
  authorityActs,
  authorityFor,
  authorityLife,
  AUTHORITY_MATTERS,
  decideAuthority,
  decideFiling,
  isInForce,
  permitFiling,
  SIGNING_KINDS,
  SIGNING_ROLES,
  signs,
  type Authority,
  type AuthorityDraft,
  type AuthorityEvent,
  type AuthorityMatter,
} from './core/authority.ts'
import { CONFIRMATION_EDITION, CONFIRMATION_TERMS, PERSONAL_CONFIRMATION_TERMS } from './core/confirmation-agreement.ts'
import { isOfficer } from './core/organisation.ts'
import { holdersOf, organisationById, personsByIds } from './doors.ts'
import { partyFacts } from './facts.ts'
import { insertAgreement, insertAuthority, lockAuthority, readAgreement, readAuthorities, saveAuthorityStep } from './authority-store.ts'

type Contract = typeof partyContract

interface Signature {
  readonly personId: string | null
  readonly organisationId: string
  readonly matter: AuthorityMatter
}

/**
 * May this person confirm electronically for the organisation in this matter? Answers with the authority's id, or with what is missing: the agreement
 * on the method, or a written authority in force.
 */
export const mayConfirmFor = async (reader: Reader, { personId, organisationId, matter }: Signature, at: Instant): Promise<Result<string>> => {
  if ((await readAgreement(reader, organisationId, CONFIRMATION_EDITION)) === null) return refuse('party.confirmation_not_agreed')
  return authorityFor(personId === null ? [] : await readAuthorities(reader, organisationId, personId), matter, at)
}

/** Who of the organisation may confirm in this matter now. */
export const empoweredOf = async (reader: Reader, organisationId: string, matter: AuthorityMatter, at: Instant): Promise<readonly string[]> => {
  if ((await readAgreement(reader, organisationId, CONFIRMATION_EDITION)) === null) return []
  const inOffice = new Set((await signatoriesOf(reader, organisationId, at)).map(({ id }) => id))
  const standing = (await readAuthorities(reader, organisationId)).filter((authority) => authority.matters.includes(matter) && isInForce(authority, at))
  return [...new Set(standing.map(({ personId }) => personId))].filter((id) => inOffice.has(id))
}

/** Puts beside a confirmation by which authority and which edition of the agreement it was given. */
export const noteAuthority = (
  act: Act,
  authorityId: string,
  { personId, organisationId, matter, subject, parties }: Signature & { readonly subject: string; readonly parties: readonly string[] },
): void =>
  act.publish(partyFacts.authority_used, {
    subject,
    related: [authorityId],
    body: { authorityId, personId, organisationId, matter, edition: CONFIRMATION_EDITION },
    visibleTo: parties,
  })

const factOf = ({ id, organisationId, personId, basis, matters, validFrom, validUntil, letterDocumentId }: Authority) => ({
  authorityId: id,
  organisationId,
  personId,
  basis,
  matters: [...matters],
  validFrom: toIso(validFrom),
  validUntil: isoOrNull(validUntil),
  letterDocumentId,
})
const told = (authority: Authority) => ({
  subject: authority.id,
  related: [authority.organisationId],
  visibleTo: [authority.organisationId, authority.personId],
})

const DECIDED = {
  confirm: partyFacts.authority_confirmed,
  refuse: partyFacts.authority_refused,
  revoke: partyFacts.authority_revoked,
} as const satisfies Record<AuthorityEvent, unknown>

const decide = async (act: Act, id: string, event: AuthorityEvent, reason = ''): Promise<Result<Record<string, never>>> => {
  const authority = await lockAuthority(act.tx, id)
  if (!authority || !maySeeAuthorities(act.actor, authority.organisationId)) return refuse('party.not_found', { id })
  const decided = decideAuthority(act.actor, authority, event)
  if (!decided.ok) return decided
  await saveAuthorityStep(act.tx, id, { state: decided.value, by: act.actor.personId, at: act.now, reason })
  act.publish(DECIDED[event], { ...told(authority), body: { ...factOf(authority), reason } })
  return ok({})
}

const maySeeAuthorities = (actor: Actor, organisationId: string): boolean => actsFor(actor, organisationId) || isOfficer(actor)

/** One of the organisation's people in a role that signs. */
const signatoriesOf = async (reader: Reader, organisationId: string, now: Instant) => {
  const held = (await holdersOf(reader, [organisationId], now)).filter(({ role }) => SIGNING_ROLES.some((signing) => signing === role))
  const persons = await personsByIds(reader, [...new Set(held.map(({ personId }) => personId))])
  return [...persons.values()].map(({ id, name }) => ({ id, name: { ...name } }))
}

const agreed = (act: Act, organisationId: string, agreement: { readonly agreedBy: string; readonly authorityId: string }): void =>
  act.publish(partyFacts.confirmation_agreed, {
    subject: organisationId,
    body: { organisationId, edition: CONFIRMATION_EDITION, personId: agreement.agreedBy, authorityId: agreement.authorityId },
    visibleTo: [organisationId],
  })

export const authorityCommands: Commands<Contract, 'fileAuthority' | 'confirmAuthority' | 'refuseAuthority' | 'revokeAuthority' | 'agreeConfirmation'> = {
  fileAuthority: async (act, input) => {
    const { organisationId, personId } = input
    const organisation = await organisationById(act.tx, organisationId)
    if (!organisation || !maySeeAuthorities(act.actor, organisationId)) return refuse('party.not_found', { id: organisationId })
    const isLetter = input.basis === 'delegated'
    const draft: AuthorityDraft = {
      organisationId,
      personId,
      basis: input.basis,
      matters: [...new Set(input.matters)],
      validFrom: startOfDay(input.validFrom === undefined ? dateOf(act.now) : calendarDate(input.validFrom)),
      validUntil: isLetter && input.validUntil !== undefined ? endOfDay(calendarDate(input.validUntil)) : null,
      letterDocumentId: input.letterDocumentId ?? null,
    }
    const decided = decideFiling(act.actor, draft, act.now)
    if (!decided.ok) return decided
    if (!(await signatoriesOf(act.tx, organisationId, act.now)).some(({ id }) => id === personId))
      return refuse('party.not_signatory', {}, { field: 'personId' })
    const authority: Authority = { ...draft, id: act.newId('atr'), state: authorityLife.initial, filedBy: act.actor.personId }
    await insertAuthority(act.tx, authority, act.now)
    act.publish(partyFacts.authority_filed, { ...told(authority), body: factOf(authority) })
    return ok({ authorityId: authority.id })
  },
  confirmAuthority: (act, { id }) => decide(act, id, 'confirm'),
  refuseAuthority: (act, { id, reason }) => decide(act, id, 'refuse', reason),
  revokeAuthority: (act, { id, reason }) => decide(act, id, 'revoke', reason),

  agreeConfirmation: async (act, { organisationId, edition }) => {
    const { personId } = act.actor
    if (personId === null || !actsFor(act.actor, organisationId)) return refuse('party.not_found', { id: organisationId })
    const permitted = await permitAgreement(act.tx, act.actor, organisationId, act.now)
    if (!permitted.ok) return permitted
    if (edition !== CONFIRMATION_EDITION) return refuse('party.confirmation_edition.stale', {}, { field: 'edition' })
    const agreement = { agreedBy: personId, authorityId: permitted.value }
    if (!(await insertAgreement(act.tx, { organisationId, edition, ...agreement, at: act.now }))) return refuse('party.confirmation_agreed.conflict')
    agreed(act, organisationId, agreement)
    return ok({})
  },
}

/** Whoever agrees for the organisation has the authority to. */
const permitAgreement = async (reader: Reader, actor: Actor, organisationId: string, at: Instant): Promise<Result<string>> => {
  if (!signs(actor, organisationId)) return refuse('party.authority.forbidden')
  if ((await readAgreement(reader, organisationId, CONFIRMATION_EDITION)) !== null) return refuse('party.confirmation_agreed.conflict')
  return authorityFor(actor.personId === null ? [] : await readAuthorities(reader, organisationId, actor.personId), 'agreement', at)
}

const agreementOf = async ({ reader }: View, organisationId: string) => {
  const isPerson = (await organisationById(reader, organisationId))?.kind === 'person'
  const standing = await readAgreement(reader, organisationId, CONFIRMATION_EDITION)
  const by = standing === null ? undefined : (await personsByIds(reader, [standing.agreedBy])).get(standing.agreedBy)
  return {
    edition: CONFIRMATION_EDITION,
    terms: (isPerson ? PERSONAL_CONFIRMATION_TERMS : CONFIRMATION_TERMS).map((term) => ({ ...term })),
    agreedAt: standing?.agreedAt ?? null,
    agreedByName: by ? { ...by.name } : null,
  }
}

export const authorityQueries: Queries<Contract, 'authorities'> = {
  authorities: {
    list: async (view, { organisationId }) => {
      const { actor, reader, now } = view
      if (!maySeeAuthorities(actor, organisationId)) return refuse('party.not_found', { id: organisationId })
      const rows = await readAuthorities(reader, organisationId)
      const persons = await personsByIds(reader, [...new Set(rows.map(({ personId }) => personId))])
      return ok({
        items: rows.map((row) => ({
          id: row.id,
          personId: row.personId,
          personName: { ...(persons.get(row.personId)?.name ?? { zh: '', en: '' }) },
          basis: row.basis,
          matters: [...row.matters],
          validFrom: row.validFrom,
          validUntil: row.validUntil,
          letterDocumentId: row.letterDocumentId,
          state: row.state,
          isInForce: isInForce(row, now),
          reason: row.reason,
          acts: authorityActs(actor, row),
        })),
        signatories: await signatoriesOf(reader, organisationId, now),
        agreement: await agreementOf(view, organisationId),
        acts: verdictsOf<'file' | 'agree'>({
          file: signs(actor, organisationId) ? permitFiling(actor, organisationId) : undefined,
          agree: signs(actor, organisationId) ? await permitAgreement(reader, actor, organisationId, now) : undefined,
        }),
      })
    },
  },
}

/** Puts on record an authority that nobody files: taken over, or a natural person's own. Returns its id. */
export const layAuthority = async (act: Act, laid: Pick<Authority, 'organisationId' | 'personId' | 'basis' | 'validFrom'>): Promise<string> => {
  const authority: Authority = {
    ...laid,
    id: act.newId('atr'),
    matters: AUTHORITY_MATTERS,
    validUntil: null,
    letterDocumentId: null,
    state: 'confirmed',
    filedBy: null,
  }
  await insertAuthority(act.tx, authority, act.now, act.now)
  act.publish(partyFacts.authority_laid, { ...told(authority), body: factOf(authority) })
  return authority.id
}

/** Lays what people sign by as if it had been filed, checked and agreed to: for seeds, imports and tests. */
export const layAuthorities = async (act: Act, personId: string, mandates: readonly Mandate[]): Promise<Result<null>> => {
  for (const organisationId of new Set(
    mandates.filter(({ role }) => SIGNING_ROLES.some((signing) => signing === role)).map((mandate) => mandate.organisationId),
  )) {
    const organisation = await organisationById(act.tx, organisationId)
    if (!organisation || !SIGNING_KINDS.includes(organisation.kind)) continue
    const authorityId = await layAuthority(act, { organisationId, personId, basis: 'representative', validFrom: startOfDay(dateOf(act.now)) })
    const agreement = { agreedBy: personId, authorityId }
    if (await insertAgreement(act.tx, { organisationId, edition: CONFIRMATION_EDITION, ...agreement, at: act.now })) agreed(act, organisationId, agreement)
  }
  return ok(null)
}
