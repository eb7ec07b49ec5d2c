import { describe, expect, it } from 'vitest'
import { isAllowed } from '#kernel/acts.ts'
import type { Actor, Role } from '#kernel/actor.ts'
import { ORGANISATION_ACTS, organisationActs, permitInvitation, permitKeeping, permitResubmission, relationActs, type OrganisationAct } from './acts.ts'
import type { Organisation, OrganisationState } from './organisation.ts'
import { decideRelation, type DeclaredRelation, type RelationState } from './relation.ts'

const actor = (...roles: readonly (readonly [Role, string])[]): Actor => ({
  kind: 'person',
  personId: 'per_1',
  mandates: roles.map(([role, organisationId]) => ({ role, organisationId })),
})

const organisation = (state: OrganisationState): Organisation => ({
  id: 'org_e',
  kind: 'enterprise',
  name: { zh: '甲', en: '' },
  creditCode: '91330100799655058B',
  region: '330100',
  legalNature: '100',
  state,
  stateReason: '',
  licenceDocumentId: null,
})
const open = (who: Actor, state: OrganisationState) => {
  const verdicts = organisationActs(organisation(state), who)
  return ORGANISATION_ACTS.filter((act) => isAllowed(verdicts, act))
}
const against = (who: Actor, state: OrganisationState, act: OrganisationAct) =>
  organisationActs(organisation(state), who).find((verdict) => verdict.act === act)?.refusal?.code

const clerk = actor(['clerk', 'org_m'])
const agent = actor(['enterprise', 'org_e'])

describe('an organisation', () => {
  it.each<[string, Actor, OrganisationState, readonly OrganisationAct[]]>([
    ['a clerk decides on a registration', clerk, 'registered', ['verify', 'refuse']],
    ['a clerk suspends one that is verified', clerk, 'verified', ['suspend']],
    ['a clerk lets one back in', clerk, 'suspended', ['reinstate']],
    ['a clerk waits for the correction of a refused one', clerk, 'refused', []],
    ['its agent corrects it', agent, 'refused', ['resubmit']],
    ['its head corrects it', actor(['approver', 'org_e']), 'refused', ['resubmit']],
    ['its agent brings in colleagues once it is verified', agent, 'verified', ['invite']],
    ['an administrator brings people in', actor(['admin', 'org_m']), 'verified', ['invite']],
    ['its researcher does none of these', actor(['researcher', 'org_e']), 'verified', []],
  ])('%s', (_, who, state, acts) => expect(open(who, state)).toEqual(acts))

  it('is not decided on by somebody of its own, nor by other officers', () => {
    expect(against(actor(['clerk', 'org_m'], ['enterprise', 'org_e']), 'registered', 'verify')).toBe('party.own_organisation.forbidden')
    expect(against(actor(['regulator', 'org_o']), 'registered', 'verify')).toBe('party.clerk_only.forbidden')
    expect(against(actor(['regulator', 'org_o']), 'registered', 'suspend')).toBe('party.state_does_not_allow')
  })

  it('is not corrected by strangers, nor do they bring people in', () => {
    const stranger = actor(['enterprise', 'org_x'])
    expect(permitResubmission(organisation('refused'), stranger)).toMatchObject({ refusal: { code: 'party.not_found' } })
    expect(permitInvitation(organisation('verified'), stranger)).toMatchObject({ refusal: { code: 'party.grant.forbidden' } })
  })
  it('that is a market lets its head bring in another head, and nobody else', () => {
    const market: Organisation = { ...organisation('verified'), kind: 'market' }
    expect(organisationActs(market, actor(['approver', 'org_e']))).toContainEqual({ act: 'invite', refusal: null })
    expect(permitInvitation(market, actor(['approver', 'org_e'])).ok).toBe(true)
  })
  it('says why it cannot bring people in yet', () => expect(against(agent, 'registered', 'invite')).toBe('party.invitation_unverified'))

  it('is no concern of strangers', () => expect(organisationActs(organisation('registered'), actor(['enterprise', 'org_x']))).toEqual([]))
})

const relation = (state: RelationState, change: Partial<DeclaredRelation> = {}): DeclaredRelation => ({
  from: 'org_a',
  to: 'org_b',
  kind: 'parent',
  state,
  declaredFor: 'org_a',
  endAskedFor: null,
  ...change,
})
const openOn = (given: DeclaredRelation, who: Actor) => relationActs(given, who).flatMap(({ act, refusal }) => (refusal === null ? [act] : []))

describe('what may be made of a relation', () => {
  const declarer = actor(['enterprise', 'org_a'])
  const other = actor(['approver', 'org_b'])
  const stranger = actor(['enterprise', 'org_c'], ['tto', 'org_b'])
  it.each([
    ['the declarer of one that waits', declarer, relation('declared'), ['withdraw']],
    ['the other side', other, relation('declared'), ['confirm', 'object']],
    ['the officer', clerk, relation('declared'), ['confirmByEvidence', 'reject']],
    ['somebody else of the other side', stranger, relation('declared'), []],
    ['the other side after its objection', other, relation('objected'), ['confirm']],
    ['a side of one that binds', other, relation('confirmed'), ['askEnd']],
    ['a side while its question waits', declarer, relation('confirmed', { endAskedFor: 'org_b' }), []],
    ['the officer of one that binds', clerk, relation('confirmed'), ['end']],
    ['the officer who was asked for the end', clerk, relation('confirmed', { endAskedFor: 'org_b' }), ['end', 'keep']],
    ['an officer who belongs to a side', actor(['clerk', 'org_m'], ['tto', 'org_b']), relation('declared'), []],
    ['the sides of one from before there were two', other, relation('declared', { declaredFor: null }), []],
    ['the first side of one from before there were two', declarer, relation('declared', { declaredFor: null }), []],
    ['the first side of what the second declared', declarer, relation('declared', { declaredFor: 'org_b' }), ['confirm', 'object']],
    ['the second side of what it declared', other, relation('declared', { declaredFor: 'org_b' }), ['withdraw']],
    ['anybody, of one that is over', clerk, relation('rejected'), []],
  ] as const)('by %s', (_, who, given, expected) => expect(openOn(given, who)).toEqual(expected))

  it('is told to the sides with its reason, and not spoken of to others', () => {
    const asked = relationActs(relation('confirmed', { endAskedFor: 'org_b' }), declarer)
    expect(asked.find(({ act }) => act === 'askEnd')?.refusal?.code).toBe('party.relation_end_asked.conflict')
    expect(relationActs(relation('declared'), stranger)).toEqual([])
    expect(relationActs(relation('declared'), clerk).map(({ act }) => act)).toEqual(['confirmByEvidence', 'reject', 'end', 'keep'])
  })

  it('is confirmed by an officer with evidence only, and kept without a word of how', () => {
    expect(decideRelation(relation('declared'), clerk, 'confirm')).toMatchObject({ refusal: { code: 'party.relation_evidence_missing', field: 'evidence' } })
    expect(decideRelation(relation('declared'), other, 'confirm')).toEqual({ ok: true, value: 'confirmed' })
    expect(permitKeeping(relation('confirmed', { endAskedFor: 'org_b' }), clerk)).toEqual({ ok: true, value: null })
    expect(permitKeeping(relation('confirmed', { endAskedFor: 'org_b' }), other)).toMatchObject({ refusal: { code: 'party.relation.forbidden' } })
  })
})
