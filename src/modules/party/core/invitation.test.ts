import { describe, expect, it, test } from 'vitest'
import { SYSTEM, VISITOR, type Actor, type Role } from '#kernel/actor.ts'
import { instant } from '#kernel/instant.ts'
import { checkAccountName, maySeeAccount, maySetAccount } from './account.ts'
import { decideAccept, decideHandle, decideInvite, decideResend, rolesToGive, type Invitation } from './invitation.ts'
import { decideEnd, decideGrant, mayGovern } from './mandate.ts'
import { mayVerifyName } from './name.ts'
import { isOfficer, maySee, refuseCode, type Organisation, type OrganisationKind, type OrganisationState } from './organisation.ts'

const person = (role: Role, organisationId: string, personId = 'per_1'): Actor => ({ kind: 'person', personId, mandates: [{ role, organisationId }] })
const organisation = (kind: OrganisationKind, state: OrganisationState = 'verified'): Organisation => ({
  id: 'org_e',
  kind,
  name: { zh: '甲', en: '' },
  creditCode: '91330100799655058B',
  region: '330100',
  legalNature: '100',
  state,
  stateReason: '',
  licenceDocumentId: null,
})
const codeOf = (result: { readonly ok: boolean; readonly refusal?: { readonly code: string } }) => (result.ok ? 'ok' : result.refusal?.code)

const ALL: readonly (readonly [string, Actor])[] = [
  ['system', SYSTEM],
  ['admin', person('admin', 'org_m')],
  ['clerk', person('clerk', 'org_m')],
  ['finance', person('finance', 'org_m')],
  ['regulator', person('regulator', 'org_o')],
  ['head', person('approver', 'org_e')],
  ['agent', person('enterprise', 'org_e')],
  ['transfer officer', person('tto', 'org_e')],
  ['researcher', person('researcher', 'org_e')],
  ['head elsewhere', person('approver', 'org_x')],
  ['agent elsewhere', person('enterprise', 'org_x')],
  ['visitor', VISITOR],
]
const those = (may: (actor: Actor) => boolean) => ALL.filter(([, actor]) => may(actor)).map(([name]) => name)

describe('who may', () => {
  const OWN = ['head', 'agent', 'transfer officer', 'researcher']
  test.each<[string, (actor: Actor) => boolean, readonly string[]]>([
    ['vouch for a name', (actor) => mayVerifyName(actor, ['org_y', 'org_e']), ['admin', 'clerk', 'head']],
    ['vouch for the name of who belongs nowhere', (actor) => mayVerifyName(actor, []), ['admin', 'clerk']],
    ['set the account of an organisation', (actor) => maySetAccount(actor, 'org_e'), ['head', 'agent', 'transfer officer']],
    ['set his own account', (actor) => maySetAccount(actor, 'per_1'), ALL.map(([name]) => name).filter((name) => name !== 'system' && name !== 'visitor')],
    ['see an account', (actor) => maySeeAccount(actor, 'org_e'), ['finance', 'head', 'agent', 'transfer officer']],
    ['give roles', (actor) => mayGovern(actor, 'org_e'), ['admin', 'head']],
    ['see what is not verified yet', isOfficer, ['system', 'admin', 'clerk', 'regulator']],
    ['see a registered organisation', (actor) => maySee(organisation('enterprise', 'registered'), actor), ['system', 'admin', 'clerk', 'regulator', ...OWN]],
    ['see a verified one', (actor) => maySee(organisation('enterprise', 'verified'), actor), ALL.map(([name]) => name)],
    ['see a suspended one', (actor) => maySee(organisation('enterprise', 'suspended'), actor), ALL.map(([name]) => name)],
    ['see a closed one', (actor) => maySee(organisation('enterprise', 'closed'), actor), ['system', 'admin', 'clerk', 'regulator', ...OWN]],
  ])('%s', (_, may, names) => expect(those(may)).toEqual(names))
})

describe('roles to give', () => {
  it.each<[OrganisationKind, string, Actor, readonly Role[]]>([
    ['university', 'an administrator', person('admin', 'org_m'), ['researcher', 'expert', 'tto', 'approver']],
    ['market', 'the system', SYSTEM, ['clerk', 'finance', 'auctioneer', 'approver', 'admin']],
    ['market', 'its head', person('approver', 'org_e'), ['approver']],
    ['enterprise', 'its head', person('approver', 'org_e'), ['enterprise', 'expert', 'approver']],
    ['enterprise', 'its agent', person('enterprise', 'org_e'), ['enterprise', 'expert', 'approver']],
    ['broker', 'its agent', person('enterprise', 'org_e'), ['enterprise', 'expert', 'approver']],
    ['insurer', 'its agent', person('enterprise', 'org_e'), ['enterprise', 'expert', 'approver']],
    ['university', 'somebody who acts for it as for an enterprise', person('enterprise', 'org_e'), []],
    ['enterprise', 'its researcher', person('researcher', 'org_e'), []],
    ['enterprise', 'the agent of another one', person('enterprise', 'org_x'), []],
    ['enterprise', 'the head of another one', person('approver', 'org_x'), []],
  ])('of %s, by %s', (kind, _, actor, roles) => expect(rolesToGive(organisation(kind), actor)).toEqual(roles))
})

const LIMITS = { open: 3, perDay: 2 }
const invitation = (more: Partial<Invitation> = {}): Invitation => ({
  id: 'inv_1',
  organisationId: 'org_e',
  address: 'new@firm.example',
  roles: ['enterprise'],
  name: { zh: '', en: '' },
  lang: 'zh',
  invitedBy: 'per_1',
  invitedAt: instant(0),
  expiresAt: instant(1_000),
  sends: 1,
  endedAs: null,
  ...more,
})

describe('an invitation', () => {
  const agent = person('enterprise', 'org_e')
  const invite = (roles: readonly Role[], sent = { open: 0, lastDay: 0 }) =>
    codeOf(decideInvite(organisation('enterprise'), agent, { roles, sent, limits: LIMITS }))
  it.each<[string, readonly Role[], { open: number; lastDay: number }, string]>([
    ['goes out', ['enterprise'], { open: 0, lastDay: 0 }, 'ok'],
    ['goes out as the last that may be open, and the last of the day', ['enterprise', 'approver'], { open: 2, lastDay: 1 }, 'ok'],
    ['is not for a role of another kind of house', ['enterprise', 'researcher'], { open: 0, lastDay: 0 }, 'party.role_not_of_kind'],
    ['is one too many', ['enterprise'], { open: 3, lastDay: 0 }, 'party.invitation_too_many_open'],
    ['is one too many today', ['enterprise'], { open: 0, lastDay: 2 }, 'party.invitation_too_many_a_day'],
  ])('%s', (_, roles, sent, code) => expect(invite(roles, sent)).toBe(code))
  it('is not for a role that only administrators give', () => {
    const head = person('approver', 'org_e')
    const decided = decideInvite(organisation('market'), head, { roles: ['approver', 'clerk'], sent: { open: 0, lastDay: 0 }, limits: LIMITS })
    expect(codeOf(decided)).toBe('party.grant.forbidden')
  })

  it('is handled by those who could have made it, while it is open', () => {
    expect(codeOf(decideHandle(organisation('enterprise'), agent, invitation()))).toBe('ok')
    expect(codeOf(decideHandle(organisation('enterprise'), person('researcher', 'org_e'), invitation()))).toBe('party.grant.forbidden')
    expect(codeOf(decideHandle(organisation('enterprise'), person('researcher', 'org_e'), invitation({ roles: [] })))).toBe('party.grant.forbidden')
    expect(codeOf(decideHandle(organisation('market'), person('approver', 'org_e'), invitation({ roles: ['approver', 'clerk'] })))).toBe(
      'party.grant.forbidden',
    )
    expect(codeOf(decideHandle(organisation('enterprise'), agent, invitation({ endedAs: 'accepted' })))).toBe('party.invitation_gone')
  })
  it('is sent five times and no more, and not too often a day', () => {
    expect(codeOf(decideResend(invitation({ sends: 4 }), { open: 9, lastDay: 1 }, LIMITS))).toBe('ok')
    expect(codeOf(decideResend(invitation({ sends: 5 }), { open: 0, lastDay: 0 }, LIMITS))).toBe('party.invitation_sent_often')
    expect(codeOf(decideResend(invitation({ sends: 4 }), { open: 0, lastDay: 2 }, LIMITS))).toBe('party.invitation_too_many_a_day')
  })

  const accept = (more: Partial<Invitation> = {}, by: Partial<Parameters<typeof decideAccept>[1]> = {}) =>
    codeOf(decideAccept(invitation(more), { personId: 'per_new', address: 'new@firm.example', now: instant(999), ...by }))
  it.each<[string, string | undefined, string]>([
    ['by whom it was meant for, until its last moment', accept(), 'ok'],
    ['when it is over', accept({}, { now: instant(1_000) }), 'party.invitation_gone'],
    ['when it was withdrawn', accept({ endedAs: 'withdrawn' }), 'party.invitation_gone'],
    ['by another address', accept({}, { address: 'old@firm.example' }), 'party.invitation_other_address'],
    ['by an account without an address', accept({}, { address: null }), 'party.invitation_other_address'],
    ['by whoever sent it', accept({}, { personId: 'per_1' }), 'party.self_grant.forbidden'],
    ['when the operator sent it', accept({ invitedBy: null }), 'ok'],
  ])('is accepted %s: %#', (_, answer, code) => expect(answer).toBe(code))
})

describe('giving and taking roles', () => {
  const mandate = (role: Role, personId = 'per_2') => ({ personId, organisationId: 'org_e', role })
  it.each<[string, Parameters<typeof codeOf>[0], string]>([
    ['the head takes a role of his house', decideEnd(mandate('researcher'), person('approver', 'org_e'), 0), 'ok'],
    ['the head of another house does not', decideEnd(mandate('researcher'), person('approver', 'org_x'), 2), 'party.grant.forbidden'],
    ['the head does not take what only administrators give', decideEnd(mandate('clerk'), person('approver', 'org_e'), 2), 'party.grant.forbidden'],
    ['an administrator does', decideEnd(mandate('clerk'), person('admin', 'org_m'), 2), 'ok'],
    ['everybody lays down his own', decideEnd(mandate('clerk', 'per_1'), person('clerk', 'org_e'), 1), 'ok'],
    ['the last administrator stays', decideEnd(mandate('admin', 'per_1'), person('admin', 'org_e'), 1), 'party.last_admin'],
    ['one of two goes', decideEnd(mandate('admin', 'per_1'), person('admin', 'org_e'), 2), 'ok'],
    [
      'the head gives no market role, not even in a market',
      decideGrant(organisation('market'), person('approver', 'org_e'), { personId: 'per_2', role: 'clerk' }),
      'party.grant.forbidden',
    ],
    ['an administrator does that', decideGrant(organisation('market'), person('admin', 'org_m'), { personId: 'per_2', role: 'clerk' }), 'ok'],
  ])('%s', (_, decided, code) => expect(codeOf(decided)).toBe(code))
})

describe('an account', () => {
  it.each([
    ['A ＆ Co', ['甲', 'a ＆ co'], true],
    ['甲（演示）', ['乙', '甲(演示)'], true],
    ['', ['', '甲'], false],
    ['乙', ['甲'], false],
    ['乙', [], false],
  ])('in the name of %j, of %j: %s', (name, holders, isFine) => expect(checkAccountName(name, holders).ok).toBe(isFine))
})

it('a number that may be a person’s is not repeated', () => {
  expect(refuseCode('personal', '110101')).toMatchObject({ refusal: { code: 'party.credit_code_personal', params: {} } })
  expect(refuseCode('personal', '110101').refusal.params).toEqual({})
  expect(refuseCode('check', '9133').refusal.params).toEqual({ creditCode: '9133' })
})
