import { expect, test } from 'vitest'
import { actorIdOf, actsFor, holdsRole, mayRead, organisationMeant, organisationsOf, speaksFor, SYSTEM, VISITOR, type Actor, type Role } from './actor.ts'

const actor: Actor = {
  kind: 'person',
  personId: 'per_1',
  mandates: [
    { organisationId: 'org_a', role: 'researcher' },
    { organisationId: 'org_b', role: 'tto' },
  ],
}

test.each([
  ['researcher', undefined, true],
  ['researcher', 'org_a', true],
  ['researcher', 'org_b', false],
  ['tto', 'org_b', true],
  ['clerk', undefined, false],
] as const)('holds the role %s in %s: %s', (role, organisation, expected) => expect(holdsRole(actor, role, organisation)).toBe(expected))

test('a researcher acts for the organisation but does not read its business', () => {
  expect([actsFor(actor, 'org_a'), speaksFor(actor, 'org_a')]).toEqual([true, false])
  expect([actsFor(actor, 'org_b'), speaksFor(actor, 'org_b')]).toEqual([true, true])
  expect([actsFor(actor, 'org_c'), speaksFor(actor, 'org_c')]).toEqual([false, false])
})

test('a visitor is nobody', () => expect([holdsRole(VISITOR, 'admin'), actsFor(VISITOR, 'org_a'), speaksFor(VISITOR, 'org_a')]).toEqual([false, false, false]))

test.each<[string, 'public' | readonly string[], Actor, boolean]>([
  ['what is public, by a visitor', 'public', VISITOR, true],
  ['what is public, by a person', 'public', actor, true],
  ['what names nobody, by the system', [], SYSTEM, true],
  ['what names nobody, by a person', [], actor, false],
  ['what names him among others', ['per_0', 'per_1'], actor, true],
  ['what names somebody else', ['per_0'], actor, false],
  ['what names an organisation for which he speaks', ['per_0', 'org_b'], actor, true],
  ['what names an organisation in which he is a researcher', ['org_a'], actor, false],
  ['what names people, by a visitor', ['per_1', 'org_b'], VISITOR, false],
])('reads %s', (_, visibleTo, reader, expected) => expect(mayRead(visibleTo, reader)).toBe(expected))

const acting = (...mandates: readonly (readonly [Role, string])[]): Actor => ({
  kind: 'person',
  personId: 'per_1',
  mandates: mandates.map(([role, organisationId]) => ({ role, organisationId })),
})

test('an act is kept under the person, or under what acts without one', () =>
  expect([actor, SYSTEM, VISITOR].map(actorIdOf)).toEqual(['per_1', 'system', 'visitor']))

test('organisations are each named once, those of a role where roles are asked for', () => {
  const one = acting(['tto', 'org_b'], ['researcher', 'org_a'], ['approver', 'org_b'])
  expect([organisationsOf(one), organisationsOf(one, 'tto', 'approver'), organisationsOf(one, 'clerk')]).toEqual([['org_b', 'org_a'], ['org_b'], []])
})

test.each([
  ['the only one', acting(['enterprise', 'org_a']), undefined, 'org_a'],
  ['the named one', acting(['enterprise', 'org_a'], ['enterprise', 'org_b']), 'org_b', 'org_b'],
  ['none of two where none is named', acting(['enterprise', 'org_a'], ['enterprise', 'org_b']), undefined, null],
  ['none that is not theirs', acting(['enterprise', 'org_a']), 'org_b', null],
  ['none where they act in another role', acting(['researcher', 'org_a']), undefined, null],
])('a bidder means %s', (_case, bidder, named, expected) => expect(organisationMeant(bidder, 'enterprise', named)).toBe(expected))
