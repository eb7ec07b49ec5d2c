/** Inviting colleagues by mail: one letter, one address, one use. */
import { createHash, randomBytes } from 'node:crypto'
import { SYSTEM, type Actor, type Role } from '#kernel/actor.ts'
import type { Bilingual } from '#kernel/bilingual.ts'
import { DAY_MS, later, toIso, type Instant } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { rulesAt, type RuleSet } from '#modules/rulebook/index.ts'
import { addressOfUser, confirmAddress, isShutOut, normalAddress } from '#platform/auth/account-rows.ts'
import type { Act } from '#platform/command/act.ts'
import type { Commands, Task } from '#platform/command/module.ts'
import type { Reader } from '#platform/db/transaction.ts'
import type { partyContract } from './api.ts'
import { permitInvitation } from './core/acts.ts'
import { decideAccept, decideHandle, decideInvite, decideResend, type Invitation } from './core/invitation.ts'
import type { Organisation } from './core/organisation.ts'
import { actorForUser, giveMandate, organisationById, personById } from './doors.ts'
import { partyFacts } from './facts.ts'
import { invitationLink, sendInvitation } from './letters.ts'
import { hasOpenMandate, lockOrganisation } from './store.ts'
import { countSent, endInvitation, insertInvitation, lockInvitation, readInvitationByToken, saveResent, saveVerifiedName } from './store-joining.ts'

const TOKEN_BYTES = 32
const EXPIRE = 'party.expireInvitation'

export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')
const newToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url')

const limitsFrom = (rules: RuleSet) => ({ open: rules.number('party.invitation.open'), perDay: rules.number('party.invitation.perDay') })

const expiryFrom = (rules: RuleSet, now: Instant): Instant => later(now, rules.number('party.invitation.days') * DAY_MS)

/** Addresses stay out of the log: only who asked whom into what. */
const publishChange = (act: Act, step: 'sent' | 'accepted' | 'withdrawn' | 'expired', invitation: Invitation, personId?: string): void =>
  act.publish(partyFacts[`invitation_${step}`], {
    subject: invitation.id,
    related: [invitation.organisationId, ...(personId ? [personId] : [])],
    body: {
      invitationId: invitation.id,
      organisationId: invitation.organisationId,
      roles: [...invitation.roles],
      isByOperator: invitation.invitedBy === null,
      ...(personId ? { personId } : {}),
    },
    visibleTo: [invitation.organisationId, ...(personId ? [personId] : [])],
  })

export interface NewInvitation {
  readonly address: string
  readonly roles: readonly Role[]
  readonly lang: 'zh' | 'en'
  readonly name?: Bilingual | undefined
}

interface Invited {
  readonly invitationId: string
  readonly expiresAt: Instant
  /** What the letter leads to: for the operator's terminal only. */
  readonly link: string
}

/** Writes and sends one invitation in the name of `actor`; the system's are the operator's. */
export const inviteTo = async (act: Act, organisation: Organisation, input: NewInvitation, actor: Actor = act.actor): Promise<Result<Invited>> => {
  const rules = await rulesAt(act.tx, act.now)
  const roles = [...new Set(input.roles)]
  const permitted = permitInvitation(organisation, actor)
  if (!permitted.ok) return permitted
  const decided = decideInvite(organisation, actor, { roles, sent: await countSent(act.tx, organisation.id, act.now), limits: limitsFrom(rules) })
  if (!decided.ok) return decided
  const invitation: Invitation = {
    id: act.newId('inv'),
    organisationId: organisation.id,
    address: normalAddress(input.address),
    roles,
    name: input.name ?? { zh: '', en: '' },
    lang: input.lang,
    invitedBy: actor.personId,
    invitedAt: act.now,
    expiresAt: expiryFrom(rules, act.now),
    sends: 1,
    endedAs: null,
  }
  const own = actor.personId === null ? null : await personById(act.tx, actor.personId)
  if (own && (await addressOfUser(act.tx, own.userId)) === invitation.address) return refuse('party.self_grant.forbidden', {}, { field: 'address' })
  const token = newToken()
  if (!(await insertInvitation(act.tx, invitation, hashOf(token)))) return refuse('party.invitation_open.conflict', {}, { field: 'address' })
  await sendInvitation(act, invitation, organisation, token)
  act.schedule({ key: `${EXPIRE}:${invitation.id}`, task: EXPIRE, payload: { id: invitation.id }, dueAt: invitation.expiresAt })
  publishChange(act, 'sent', invitation)
  return ok({ invitationId: invitation.id, expiresAt: invitation.expiresAt, link: invitationLink(token, invitation.lang) })
}

interface Handled {
  readonly invitation: Invitation
  readonly organisation: Organisation
}

/**
 * Whoever has lost the office or the account since brings nobody in any more: a colleague who may sends the letter again, in their own name.
 * An account that was taken over invites others first of all.
 */
const standsBehind = async (reader: Reader, { invitation, organisation }: Handled, now: Instant): Promise<boolean> => {
  if (invitation.invitedBy === null) return true
  const inviter = await personById(reader, invitation.invitedBy)
  if (!inviter || (await isShutOut(reader, inviter.userId))) return false
  return decideHandle(organisation, await actorForUser(reader, inviter.userId, now), invitation).ok
}

/** Organisation first, as everywhere: two who handle the same invitation wait for each other and never in a circle. */
const lockHandled = async (act: Act, organisationId: string, id: string): Promise<Result<Handled>> => {
  const organisation = await lockOrganisation(act.tx, organisationId)
  const invitation = await lockInvitation(act.tx, { id })
  if (!organisation || invitation?.organisationId !== organisationId) return refuse('party.not_found', { id })
  const decided = decideHandle(organisation, act.actor, invitation)
  return decided.ok ? ok({ invitation, organisation }) : decided
}

/** Somebody's own name comes from whoever invited them, who knows them: verified, unless an officer has verified another. */
const takeName = async (act: Act, invitation: Invitation, personId: string): Promise<void> => {
  const person = await personById(act.tx, personId)
  if (!person || person.isNameVerified || invitation.name.zh === '') return
  await saveVerifiedName(act.tx, personId, { name: invitation.name, by: invitation.invitedBy, at: act.now, reason: `invitation ${invitation.id}` })
  act.publish(partyFacts.name_verified, {
    subject: personId,
    related: [invitation.organisationId],
    body: { personId, nameZh: invitation.name.zh, nameEn: invitation.name.en, reason: '' },
    visibleTo: [personId, invitation.organisationId],
  })
}

export const invitationCommands: Commands<typeof partyContract, 'invite' | 'resendInvitation' | 'withdrawInvitation' | 'acceptInvitation'> = {
  invite: async (act, input) => {
    const organisation = await lockOrganisation(act.tx, input.organisationId)
    if (!organisation) return refuse('party.not_found', { id: input.organisationId })
    const invited = await inviteTo(act, organisation, input)
    return invited.ok ? ok({ invitationId: invited.value.invitationId, expiresAt: toIso(invited.value.expiresAt) }) : invited
  },

  resendInvitation: async (act, input) => {
    const handled = await lockHandled(act, input.organisationId, input.id)
    if (!handled.ok) return handled
    const { invitation, organisation } = handled.value
    const rules = await rulesAt(act.tx, act.now)
    const decided = decideResend(invitation, await countSent(act.tx, organisation.id, act.now), limitsFrom(rules))
    if (!decided.ok) return decided
    const token = newToken()
    const expiresAt = expiryFrom(rules, act.now)
    await saveResent(act.tx, invitation.id, { tokenHash: hashOf(token), by: act.actor.personId, at: act.now, expiresAt })
    await sendInvitation(act, { ...invitation, expiresAt }, organisation, token)
    act.schedule({ key: `${EXPIRE}:${invitation.id}`, task: EXPIRE, payload: { id: invitation.id }, dueAt: expiresAt })
    publishChange(act, 'sent', invitation)
    return ok({ expiresAt: toIso(expiresAt) })
  },

  withdrawInvitation: async (act, input) => {
    const handled = await lockHandled(act, input.organisationId, input.id)
    if (!handled.ok) return handled
    await endInvitation(act.tx, input.id, { as: 'withdrawn', at: act.now, by: act.actor.personId })
    act.unschedule(`${EXPIRE}:${input.id}`)
    publishChange(act, 'withdrawn', handled.value.invitation)
    return ok({})
  },

  acceptInvitation: async (act, input) => {
    const tokenHash = hashOf(input.token)
    const found = await readInvitationByToken(act.tx, tokenHash)
    const organisation = found ? await lockOrganisation(act.tx, found.organisationId) : null
    const invitation = await lockInvitation(act.tx, { tokenHash })
    const person = act.actor.personId === null ? null : await personById(act.tx, act.actor.personId)
    if (!invitation || !organisation || !person) return refuse('party.invitation_gone', {})
    const address = await addressOfUser(act.tx, person.userId)
    const decided = decideAccept(invitation, { personId: person.id, address, now: act.now })
    if (!decided.ok) return decided
    if (!(await standsBehind(act.tx, { invitation, organisation }, act.now))) return refuse('party.invitation_gone', {})
    if (organisation.state !== 'verified') return refuse('party.state_does_not_allow', { state: organisation.state })
    for (const role of invitation.roles) {
      const grant = { organisationId: organisation.id, role }
      if (!(await hasOpenMandate(act.tx, person.id, grant))) await giveMandate(act, person.id, grant, invitation.invitedBy)
    }
    await takeName(act, invitation, person.id)
    await confirmAddress(act.tx, person.userId)
    await endInvitation(act.tx, invitation.id, { as: 'accepted', at: act.now, by: person.id, personId: person.id })
    act.unschedule(`${EXPIRE}:${invitation.id}`)
    publishChange(act, 'accepted', invitation, person.id)
    return ok({ organisationId: organisation.id })
  },
}

export const expireInvitation: Task = async (act, payload) => {
  const invitation = await lockInvitation(act.tx, { id: String(payload['id']) })
  if (!invitation || invitation.endedAs !== null || invitation.expiresAt > act.now) return ok(null)
  await endInvitation(act.tx, invitation.id, { as: 'expired', at: act.now, by: null })
  publishChange(act, 'expired', invitation)
  return ok(null)
}

/** What the letter's link opens: only for whoever has it. */
export const openInvitationByToken = async (reader: Reader, token: string, now: Instant) => {
  const invitation = await readInvitationByToken(reader, hashOf(token))
  const organisation = invitation ? await organisationById(reader, invitation.organisationId) : null
  if (!invitation || !organisation || invitation.endedAs !== null || invitation.expiresAt <= now) return null
  return (await standsBehind(reader, { invitation, organisation }, now)) ? { invitation, organisation } : null
}

/** The operator's own invitation, to recover a market whose administrators are gone: in the log as the operator's. */
export const inviteByOperator = async (act: Act, organisationId: string, input: NewInvitation): Promise<Result<Invited>> => {
  const organisation = await lockOrganisation(act.tx, organisationId)
  return organisation ? inviteTo(act, organisation, input, SYSTEM) : refuse('party.not_found', { id: organisationId })
}
