import { describe, expect, it } from 'vitest'
import { VISITOR, type Actor, type Role } from '#kernel/actor.ts'
import { actsOf, type DemandAct, type Handled } from './acts.ts'
import { DEMAND_STATES, type DemandState } from './lifecycle.ts'

const person = (role: Role, organisationId: string): Actor => ({ kind: 'person', personId: `per_${role}`, mandates: [{ role, organisationId }] })
const owner = person('enterprise', 'org_firm')
const colleague = person('researcher', 'org_firm')
const stranger = person('researcher', 'org_unit')
const clerk = person('clerk', 'org_market')
const regulator = person('regulator', 'org_office')

const demand = (state: DemandState, more: Partial<Handled> = {}): Handled => ({ organisationId: 'org_firm', state, hasResponded: false, ...more })
const open = (actor: Actor, handled: Handled): readonly DemandAct[] => actsOf(actor, handled).flatMap(({ act, refusal }) => (refusal === null ? [act] : []))
const against = (actor: Actor, handled: Handled, act: DemandAct): string | undefined =>
  actsOf(actor, handled).find((verdict) => verdict.act === act)?.refusal?.code

describe('a demand', () => {
  it.each<[string, Actor, DemandState, readonly DemandAct[]]>([
    ['its enterprise changes or ends it', owner, 'published', ['revise', 'close', 'withdraw']],
    ['its enterprise can do nothing when it is closed', owner, 'closed', []],
    ['somebody with technology answers it', stranger, 'published', ['respond']],
    ['nobody answers what is closed', stranger, 'closed', []],
    ['a clerk takes down what may not be published', clerk, 'published', ['takeDown']],
    ['a clerk takes down what is found to be unlawful later', clerk, 'closed', ['takeDown']],
    ['nothing is left to do when it was taken down', clerk, 'taken_down', []],
  ])('%s', (_, actor, state, acts) => expect(open(actor, demand(state))).toEqual(acts))

  it('is not answered by its own house, nor twice', () => {
    expect(against(owner, demand('published'), 'respond')).toBe('demand.own_demand')
    expect(against(colleague, demand('published'), 'respond')).toBe('demand.own_demand')
    expect(against(stranger, demand('published', { hasResponded: true }), 'respond')).toBe('demand.already_responded')
  })

  it('that was imported belongs to nobody here', () => {
    expect(open(owner, demand('published', { organisationId: null }))).toEqual(['respond'])
    expect(open(clerk, demand('published', { organisationId: null }))).toEqual(['takeDown'])
  })

  it('is answered by visitors as soon as they log in', () => {
    expect(against(VISITOR, demand('published'), 'respond')).toBe('request.unauthorized')
    expect(against(VISITOR, demand('closed'), 'respond')).toBe('demand.wrong_state')
    expect(actsOf(VISITOR, demand('withdrawn'))).toEqual([])
  })

  it('is no concern of regulators, in whatever state', () => {
    for (const state of DEMAND_STATES) expect(actsOf(regulator, demand(state))).toEqual([])
  })

  it('that was withdrawn is spoken of to its enterprise and the market alone', () => {
    expect(actsOf(stranger, demand('withdrawn'))).toEqual([])
    expect(against(owner, demand('withdrawn'), 'revise')).toBe('demand.wrong_state')
  })
})
