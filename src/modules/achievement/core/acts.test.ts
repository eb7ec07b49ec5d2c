import { describe, expect, it } from 'vitest'
import type { Actor, Role } from '#kernel/actor.ts'
import { actsOf, type AchievementAct, type Handled } from './acts.ts'
import { ACHIEVEMENT_STATES, type AchievementState } from './lifecycle.ts'

const person = (personId: string, role: Role, organisationId = 'org_unit'): Actor => ({ kind: 'person', personId, mandates: [{ role, organisationId }] })

const writer = person('per_writer', 'researcher')
const colleague = person('per_colleague', 'researcher')
const assessor = person('per_assessor', 'tto')
const approver = person('per_approver', 'approver')
const elsewhere = person('per_else', 'tto', 'org_other')

const record = (state: AchievementState, more: Partial<Handled> = {}): Handled => ({
  institutionId: 'org_unit',
  state,
  createdBy: 'per_writer',
  completerIds: ['per_writer', 'per_colleague'],
  assessedBy: state === 'assessed' ? 'per_assessor' : null,
  completers: [
    { personId: 'per_writer', name: '甲', confirmation: 'confirmed' },
    { personId: 'per_colleague', name: '乙', confirmation: 'confirmed' },
  ],
  ...more,
})

const open = (actor: Actor, handled: Handled): readonly AchievementAct[] =>
  actsOf(actor, handled).flatMap(({ act, refusal }) => (refusal === null ? [act] : []))
const against = (actor: Actor, handled: Handled, act: AchievementAct): string | undefined =>
  actsOf(actor, handled).find((verdict) => verdict.act === act)?.refusal?.code

describe('an achievement', () => {
  it.each<[string, Actor, AchievementState, readonly AchievementAct[]]>([
    ['its writer goes on with a draft', writer, 'draft', ['edit']],
    ['its writer takes a disclosure back', writer, 'disclosed', ['withdraw']],
    ['its writer completes what was returned', writer, 'returned', ['edit', 'withdraw']],
    ['the transfer office assesses or returns it', assessor, 'disclosed', ['assess', 'returnToResearcher']],
    ['the transfer office records the filing', assessor, 'approved', ['recordFiling']],
    ['the approver decides on an assessment', approver, 'assessed', ['approve', 'sendBack']],
    ['nothing is left to do when it is catalogued', approver, 'catalogued', []],
  ])('%s', (_, actor, state, acts) => expect(open(actor, record(state))).toEqual(acts))

  it('is no concern of another institution, in whatever state', () => {
    for (const state of ACHIEVEMENT_STATES) expect(actsOf(elsewhere, record(state))).toEqual([])
  })

  it('of which a draft is nobody’s but the writer’s', () => {
    for (const actor of [colleague, assessor, approver]) expect(actsOf(actor, record('draft'))).toEqual([])
  })

  it('is not approved by who assessed it', () => {
    expect(against(assessor, record('assessed'), 'approve')).toBe('achievement.maker_may_not_approve')
    expect(against(assessor, record('assessed'), 'sendBack')).toBe('achievement.maker_may_not_approve')
  })

  it('is not approved before every completer has agreed to the shares; it may be sent back', () => {
    const shares = (confirmation: 'pending' | 'contested') =>
      record('assessed', { completers: [{ personId: 'per_colleague', name: '乙', confirmation }, ...record('assessed').completers.slice(0, 1)] })
    expect(against(approver, shares('pending'), 'approve')).toBe('achievement.contribution_unconfirmed')
    expect(against(approver, shares('contested'), 'approve')).toBe('achievement.contribution_contested')
    expect(open(approver, shares('contested'))).toEqual(['sendBack'])
  })

  it('asks a completer for a yes once, and never for somebody else’s', () => {
    const pending = record('disclosed', { completers: [{ personId: 'per_colleague', name: '乙', confirmation: 'pending' }] })
    expect(open(colleague, pending)).toEqual(['confirmContribution'])
    expect(against(colleague, record('disclosed'), 'confirmContribution')).toBe('achievement.already_confirmed')
    const others = record('disclosed', {
      completers: [
        { personId: null, name: '丙', confirmation: 'confirmed' },
        { personId: 'per_writer', name: '甲', confirmation: 'confirmed' },
        { personId: 'per_colleague', name: '乙', confirmation: 'pending' },
      ],
    })
    expect(open(colleague, others)).toEqual(['confirmContribution'])
    expect(against(colleague, record('catalogued'), 'confirmContribution')).toBe('achievement.wrong_state')
  })

  it('has people linked only where a name has no account yet', () => {
    const unlinked = record('disclosed', { completers: [{ personId: null, name: '丙', confirmation: 'on_paper' }] })
    expect(open(assessor, unlinked)).toContain('linkCompleter')
    expect(open(assessor, { ...unlinked, completers: [...record('disclosed').completers, ...unlinked.completers] })).toContain('linkCompleter')
    expect(against(assessor, record('disclosed'), 'linkCompleter')).toBe('achievement.already_linked')
  })
})
