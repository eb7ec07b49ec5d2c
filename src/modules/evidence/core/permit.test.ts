import { expect, test } from 'vitest'
import { SYSTEM, VISITOR, type Actor } from '#kernel/actor.ts'
import { readersOf } from './permit.ts'

const actor = (personId: string | null, ...mandates: Actor['mandates']): Actor => ({ kind: 'person', personId, mandates })

test.each<[string, Actor, readonly string[] | 'all']>([
  ['the system', SYSTEM, 'all'],
  ['a visitor', VISITOR, []],
  ['a person', actor('per_1'), ['per_1']],
  [
    'an officer who is a researcher elsewhere',
    actor('per_1', { role: 'tto', organisationId: 'org_a' }, { role: 'researcher', organisationId: 'org_b' }),
    ['per_1', 'org_a'],
  ],
])('%s reads under %j', (_who, reader, ids) => expect(readersOf(reader)).toEqual(ids))
