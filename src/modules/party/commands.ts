/** Registering, verifying, giving roles, declaring relations, setting accounts. */
import { createHash, randomBytes } from 'node:crypto'
import { ok, refuse } from '#kernel/result.ts'
import type { Act } from '#platform/command/act.ts'
import type { Commands } from '#platform/command/module.ts'
import type { partyContract } from './api.ts'
import { checkAccountName, maskedNumber, maySetAccount } from './core/account.ts'
import { decideEnd, decideGrant } from './core/mandate.ts'
import { permitResubmission } from './core/acts.ts'
import { decideState, maySee, type Organisation, type OrganisationEvent } from './core/organisation.ts'
import { addOrganisation, checkedDraft, decideByFrom, factsOf, factsOfPerson, giveMandate, organisationById, personById, publishRegistered } from './doors.ts'
import { isNamed } from './natural-person.ts'
import { partyFacts } from './facts.ts'
import { authorityCommands } from './authorities.ts'
import { credentialCommands } from './credentials.ts'
import { invitationCommands } from './invitations.ts'
import { tell } from './letters.ts'
import { nameCommands } from './names.ts'
import { particularsCommands } from './particulars.ts'
import { relationCommands } from './relation-commands.ts'
import { withLatinForm } from './latin-name.ts'
import {
  endMandateRow,
  hasOpenMandate,
  isCreditCodeTaken,
  lockAdmins,
  lockMandate,
  lockOrganisation,
  replacePayoutAccount,
  saveOrganisation,
  saveOrganisationDecision,
  savePerson,
} from './store.ts'
import { readRegistrant, saveResubmission } from './store-joining.ts'

type Contract = typeof partyContract

const notFound = (id: string) => refuse('party.not_found', { id })

const FACT_OF_EVENT = {
  verify: partyFacts.organisation_verified,
  refuse: partyFacts.organisation_refused,
  suspend: partyFacts.organisation_suspended,
  reinstate: partyFacts.organisation_reinstated,
} as const satisfies Record<OrganisationEvent, unknown>

const moveOrganisation = async (act: Act, id: string, event: OrganisationEvent, reason = '') => {
  const organisation = await lockOrganisation(act.tx, id)
  if (!organisation) return notFound(id)
  const decided = decideState(organisation, act.actor, event)
  if (!decided.ok) return decided
  if (event === 'verify' && !(await isNamed(act.tx, organisation))) return refuse('party.person_name_first')
  await saveOrganisation(act.tx, { ...organisation, state: decided.value, stateReason: reason })
  await saveOrganisationDecision(act.tx, id, { by: act.actor.personId, at: act.now })
  const body = { ...factsOf(organisation), ...(reason === '' ? {} : { reason }) }
  // A refusal concerns the applicant alone; the other steps change who may trade, which is public.
  if (event === 'refuse') act.publish(FACT_OF_EVENT[event], { subject: id, body, visibleTo: [id] })
  else act.publish(FACT_OF_EVENT[event], { subject: id, body })
  if (event === 'verify' || event === 'refuse') await tellApplicant(act, { ...organisation, stateReason: reason }, event === 'verify' ? 'verified' : 'refused')
  return ok({})
}

const tellApplicant = async (act: Act, organisation: Organisation, key: 'verified' | 'refused'): Promise<void> => {
  const applicant = await readRegistrant(act.tx, organisation.id)
  const person = applicant === null ? null : await personById(act.tx, applicant)
  await tell(act, key, { person, organisation, reason: organisation.stateReason })
}

export const commands: Commands<
  Contract,
  | 'changeMyName'
  | 'registerEnterprise'
  | 'resubmitOrganisation'
  | 'createOrganisation'
  | 'verifyOrganisation'
  | 'refuseOrganisation'
  | 'suspendOrganisation'
  | 'reinstateOrganisation'
  | 'grantMandate'
  | 'endMandate'
  | keyof typeof relationCommands
  | 'setPayoutAccount'
  | keyof typeof invitationCommands
  | keyof typeof particularsCommands
  | keyof typeof nameCommands
  | keyof typeof authorityCommands
  | keyof typeof credentialCommands
> = {
  ...invitationCommands,
  ...nameCommands,
  ...authorityCommands,
  ...credentialCommands,
  ...particularsCommands,

  changeMyName: async (act, input) => {
    const person = act.actor.personId === null ? null : await personById(act.tx, act.actor.personId)
    if (!person) return notFound(act.actor.personId ?? '')
    const isOtherName = input.name.zh !== person.name.zh || input.name.en !== person.name.en
    if (person.isNameVerified && isOtherName) return refuse('party.name_verified', {}, { field: 'name' })
    const changed = { ...person, name: await withLatinForm(input.name), title: input.title }
    await savePerson(act.tx, changed)
    act.publish(partyFacts.person_changed, {
      subject: person.id,
      body: factsOfPerson(changed),
      visibleTo: [person.id],
    })
    return ok({})
  },

  registerEnterprise: async (act, input) => {
    const { personId } = act.actor
    if (personId === null) return notFound('')
    if (await hasOpenMandate(act.tx, personId)) return refuse('party.has_mandate', {})
    const added = await addOrganisation(act, { ...input, verified: false })
    if (!added.ok) return added
    await giveMandate(act, personId, { organisationId: added.value, role: 'enterprise' })
    return ok({ organisationId: added.value })
  },

  resubmitOrganisation: async (act, input) => {
    const organisation = await lockOrganisation(act.tx, input.id)
    if (!organisation) return notFound(input.id)
    const permitted = permitResubmission(organisation, act.actor)
    if (!permitted.ok) return permitted
    const draft = await checkedDraft(act.tx, { ...input, kind: organisation.kind })
    if (!draft.ok) return draft
    const { creditCode } = draft.value
    if (await isCreditCodeTaken(act.tx, creditCode, organisation.id)) return refuse('party.credit_code_taken.conflict', { creditCode }, { field: 'creditCode' })
    const licenceDocumentId = input.licenceDocumentId ?? organisation.licenceDocumentId
    const changed = { ...organisation, ...draft.value, state: permitted.value, stateReason: '', licenceDocumentId }
    await saveOrganisation(act.tx, changed)
    await saveResubmission(act.tx, organisation.id, { at: act.now, decideBy: await decideByFrom(act) })
    publishRegistered(act, changed)
    return ok({})
  },

  createOrganisation: async (act, input) => {
    const added = await addOrganisation(act, { ...input, verified: false })
    return added.ok ? ok({ organisationId: added.value }) : added
  },

  verifyOrganisation: (act, input) => moveOrganisation(act, input.id, 'verify'),
  refuseOrganisation: (act, input) => moveOrganisation(act, input.id, 'refuse', input.reason),
  suspendOrganisation: (act, input) => moveOrganisation(act, input.id, 'suspend', input.reason),
  reinstateOrganisation: (act, input) => moveOrganisation(act, input.id, 'reinstate'),

  grantMandate: async (act, input) => {
    const organisation = await lockOrganisation(act.tx, input.organisationId)
    const person = await personById(act.tx, input.personId)
    if (!organisation || !person || !maySee(organisation, act.actor)) return notFound(input.organisationId)
    const decided = decideGrant(organisation, act.actor, input)
    if (!decided.ok) return decided
    if (await hasOpenMandate(act.tx, person.id, input)) return refuse('party.has_role.conflict', { role: input.role })
    const mandateId = await giveMandate(act, person.id, { organisationId: organisation.id, role: input.role })
    await tell(act, 'role_given', { person, organisation, role: input.role })
    return ok({ mandateId })
  },

  endMandate: async (act, input) => {
    const mandate = await lockMandate(act.tx, input.id)
    if (!mandate) return notFound(input.id)
    const decided = decideEnd(mandate, act.actor, mandate.role === 'admin' ? await lockAdmins(act.tx) : 0)
    if (!decided.ok) return decided
    await endMandateRow(act.tx, mandate.id, { by: act.actor.personId, at: act.now })
    act.publish(partyFacts.mandate_ended, {
      subject: mandate.id,
      related: [mandate.personId, mandate.organisationId],
      body: { mandateId: mandate.id, personId: mandate.personId, organisationId: mandate.organisationId, role: mandate.role },
      visibleTo: [mandate.personId, mandate.organisationId],
    })
    const organisation = await organisationById(act.tx, mandate.organisationId)
    const isOwn = mandate.personId === act.actor.personId
    if (organisation && !isOwn) await tell(act, 'role_ended', { person: await personById(act.tx, mandate.personId), organisation, role: mandate.role })
    return ok({})
  },

  ...relationCommands,

  setPayoutAccount: async (act, input) => {
    const { personId } = act.actor
    if (personId === null || !maySetAccount(act.actor, input.holderId)) return notFound(input.holderId)
    const holder = (await personById(act.tx, input.holderId)) ?? (await organisationById(act.tx, input.holderId))
    if (!holder) return notFound(input.holderId)
    const checked = checkAccountName(input.accountName, [holder.name.zh, holder.name.en])
    if (!checked.ok) return checked
    const salt = randomBytes(16)
    const account = { ...input, id: act.newId('pac') }
    await replacePayoutAccount(act.tx, account, salt, { by: personId, at: act.now })
    act.publish(partyFacts.payout_account_set, {
      subject: account.id,
      related: [input.holderId],
      body: {
        accountId: account.id,
        holderId: input.holderId,
        accountName: input.accountName,
        bankName: input.bankName,
        bankCode: input.bankCode,
        numberDigest: createHash('sha256').update(salt).update(input.number).digest('hex'),
      },
      visibleTo: [input.holderId],
    })
    return ok({ maskedNumber: maskedNumber(input.number) })
  },
}
