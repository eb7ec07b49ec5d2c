import { describe, expect, it } from 'vitest'
import { SYSTEM, VISITOR, type Actor, type Role } from '#kernel/actor.ts'
import type { AchievementState } from './lifecycle.ts'
import { actsForInstitution, mayApprove, mayEdit, maySee, maySeeConfidential } from './permit.ts'

const person = (personId: string, ...roles: Role[]): Actor => ({
  kind: 'person',
  personId,
  mandates: roles.map((role) => ({ role, organisationId: 'org_unit' })),
})
const elsewhere = (actor: Actor): Actor => ({ ...actor, mandates: actor.mandates.map(({ role }) => ({ role, organisationId: 'org_other' })) })

const writer = person('per_writer', 'researcher')
const completer = person('per_completer')
const colleague = person('per_colleague', 'researcher')
const officer = person('per_officer', 'tto')
const approver = person('per_approver', 'approver')
const regulator = elsewhere(person('per_regulator', 'regulator'))
const record = (state: AchievementState) => ({ institutionId: 'org_unit', state, createdBy: 'per_writer', completerIds: ['per_completer'] })

const ALL: readonly (readonly [string, Actor])[] = [
  ['system', SYSTEM],
  ['writer', writer],
  ['completer', completer],
  ['officer', officer],
  ['approver', approver],
  ['regulator', regulator],
  ['colleague', colleague],
  ['officer elsewhere', elsewhere(officer)],
  ['approver elsewhere', elsewhere(approver)],
  ['visitor', VISITOR],
]
const those = (may: (actor: Actor) => boolean): readonly string[] => ALL.filter(([, actor]) => may(actor)).map(([name]) => name)

describe('an achievement is seen by', () => {
  const INSIDE = ['system', 'writer', 'completer', 'officer', 'approver']
  it.each<[AchievementState, readonly string[]]>([
    ['draft', ['system', 'writer']],
    ['disclosed', [...INSIDE, 'regulator']],
    ['assessed', [...INSIDE, 'regulator']],
    ['released', [...INSIDE, 'regulator']],
    ['secret', INSIDE],
    ['catalogued', ALL.map(([name]) => name)],
  ])('%s: %j', (state, names) => expect(those((actor) => maySee(actor, record(state)))).toEqual(names))

  it('its confidential parts never leave the institution', () => expect(those((actor) => maySeeConfidential(actor, record('catalogued')))).toEqual(INSIDE))
  it('nobody by having no name, where none is written', () =>
    expect(maySeeConfidential(VISITOR, { ...record('catalogued'), createdBy: null as unknown as string, completerIds: [null as unknown as string] })).toBe(
      false,
    ))
})

it('an achievement is written by its writer, as long as he is a researcher of the institution', () => {
  expect(those((actor) => mayEdit(actor, record('draft')))).toEqual(['writer'])
  expect(mayEdit(elsewhere(writer), record('draft'))).toBe(false)
  expect(those((actor) => mayApprove(actor, record('draft')))).toEqual(['officer', 'approver'])
  expect(those((actor) => actsForInstitution(actor, 'org_unit'))).toEqual(['writer', 'officer', 'approver', 'colleague'])
})
