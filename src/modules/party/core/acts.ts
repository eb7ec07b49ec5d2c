/** Which act on an organisation, and on a relation between two, is open to whom, and why not. */
import { actsBy, verdictsOf, type Permit, type Verdict } from '#kernel/acts.ts'
import { holdsRole, type Actor } from '#kernel/actor.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { rolesToGive } from './invitation.ts'
import { decideState, isOfficer, organisationLife, type Organisation, type OrganisationEvent } from './organisation.ts'
import { decideEndAsked, decideRelation, isOtherSide, type DeclaredRelation, type Evidence } from './relation.ts'

export const ORGANISATION_ACTS = ['verify', 'refuse', 'suspend', 'reinstate', 'resubmit', 'invite'] as const
export type OrganisationAct = (typeof ORGANISATION_ACTS)[number]

const stateRefuses = ({ state }: Organisation) => refuse('party.state_does_not_allow', { state })

/** Whoever registers or leads the organisation brings what was refused again. */
const isRegistrant = ({ id, kind }: Organisation, actor: Actor): boolean =>
  kind !== 'person' && (holdsRole(actor, 'enterprise', id) || holdsRole(actor, 'approver', id))

export const permitResubmission = (organisation: Organisation, actor: Actor): Result<'registered'> => {
  if (!isRegistrant(organisation, actor)) return refuse('party.not_found', { id: organisation.id })
  return organisationLife.next(organisation.state, 'resubmit') === 'registered' ? ok('registered') : stateRefuses(organisation)
}

/** Only verified organisations write to people: the market's mail carries no name that nobody has checked. */
export const permitInvitation = (organisation: Organisation, actor: Actor): Result<null> => {
  if (rolesToGive(organisation, actor).length === 0) return refuse('party.grant.forbidden')
  return organisation.state === 'verified' ? ok(null) : refuse('party.invitation_unverified')
}

/** Officers are told who decides instead of them; an act that the state does not know is not held against anybody. */
const decision = (organisation: Organisation, actor: Actor, event: OrganisationEvent): Result<unknown> | undefined => {
  if (!isOfficer(actor)) return undefined
  return organisationLife.next(organisation.state, event) === null ? stateRefuses(organisation) : decideState(organisation, actor, event)
}

export const organisationActs = (organisation: Organisation, actor: Actor): Verdict<OrganisationAct>[] =>
  verdictsOf<OrganisationAct>({
    verify: decision(organisation, actor, 'verify'),
    refuse: decision(organisation, actor, 'refuse'),
    suspend: decision(organisation, actor, 'suspend'),
    reinstate: decision(organisation, actor, 'reinstate'),
    resubmit: isRegistrant(organisation, actor) ? permitResubmission(organisation, actor) : undefined,
    invite: rolesToGive(organisation, actor).length > 0 ? permitInvitation(organisation, actor) : undefined,
  })

export const RELATION_ACTS = ['confirm', 'confirmByEvidence', 'object', 'reject', 'withdraw', 'askEnd', 'end', 'keep'] as const
export type RelationAct = (typeof RELATION_ACTS)[number]

const forbidden = () => refuse('party.relation.forbidden')
const whether = (result: Result<unknown>): Result<null> => (result.ok ? ok(null) : result)
const on =
  (event: Parameters<typeof decideRelation>[2], evidence?: Evidence): Permit<DeclaredRelation> =>
  (actor, relation) =>
    whether(decideRelation(relation, actor, event, evidence))

/** What a form asks for before it is sent. */
const PROOF: Evidence = { documentId: '', reason: '' }

const RELATION_PERMITS: Readonly<Record<RelationAct, Permit<DeclaredRelation>>> = {
  confirm: (actor, relation) => (isOtherSide(actor, relation) ? on('confirm')(actor, relation) : forbidden()),
  confirmByEvidence: (actor, relation) => (isOtherSide(actor, relation) ? forbidden() : on('confirm', PROOF)(actor, relation)),
  object: on('object'),
  reject: on('reject'),
  withdraw: on('withdraw'),
  askEnd: (actor, relation) => whether(decideEndAsked(relation, actor)),
  end: on('end'),
  keep: (actor, relation) => {
    const verdict = on('end')(actor, relation)
    if (!verdict.ok) return verdict
    return relation.endAskedFor === null ? refuse('party.relation_state', { state: relation.state }) : ok(null)
  },
}

export const permitKeeping = (relation: DeclaredRelation, actor: Actor): Result<null> => RELATION_PERMITS.keep(actor, relation)

const relationTable = actsBy(RELATION_PERMITS)

export const relationActs = (relation: DeclaredRelation, actor: Actor): Verdict<RelationAct>[] => relationTable(actor, relation)
