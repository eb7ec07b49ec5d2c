import { expect, it } from 'vitest'
import { parseInstant, toIso } from '#kernel/instant.ts'
import { letterFor, nextDigest } from './choice.ts'

it.each([
  ['2026-03-03T00:00:00.000Z', '2026-03-03T00:30:00.000Z'],
  ['2026-03-03T00:30:00.000Z', '2026-03-04T00:30:00.000Z'],
  ['2026-12-31T15:59:59.999Z', '2027-01-01T00:30:00.000Z'],
  ['2026-12-31T16:00:00.000Z', '2027-01-01T00:30:00.000Z'],
])('letters of what came at %s go out at %s', (now, at) => expect(toIso(nextDigest(parseInstant(now)))).toBe(at))

it.each([
  ['each', false, 'now'],
  ['each', true, 'now'],
  ['daily', false, 'daily'],
  ['daily', true, 'now'],
  ['none', false, 'none'],
  ['none', true, 'now'],
] as const)('%s, service %s: %s', (choice, isService, letter) => expect(letterFor(choice, isService)).toBe(letter))
