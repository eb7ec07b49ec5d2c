/** What an answer may hold is written down: every output is a white list, and only there bigints and instants become text. */
import { expect, it } from 'vitest'
import { z } from 'zod'
import { operationsOf } from '../../src/contract/operation.ts'
import { amountOutput, instantOutput } from '../../src/contract/shapes.ts'
import { marketContract } from '../../src/modules/contracts.ts'

interface Def {
  readonly type: string
  readonly catchall?: { readonly _zod: { readonly def: Def } }
  readonly [part: string]: unknown
}
const defOf = (schema: unknown): Def | null => (schema as { readonly _zod?: { readonly def: Def } } | null)?._zod?.def ?? null

/** Where something passes that no shape names, by its path. */
const openings = (schema: unknown, path: string, seen = new Set<unknown>()): readonly string[] => {
  const def = defOf(schema)
  if (def === null || seen.has(schema)) return []
  seen.add(schema)
  const isOpen = def.type === 'any' || def.type === 'unknown' || (def.type === 'object' && def.catchall !== undefined && def.catchall._zod.def.type !== 'never')
  const parts = Object.entries(def).flatMap(([name, part]): readonly (readonly [string, unknown])[] => {
    // What goes into a pipe is the program's; what comes out of it is the answer.
    if (name === 'catchall' || name === 'in' || typeof part !== 'object' || part === null) return []
    if (defOf(part)) return [[name === 'element' ? '[]' : '', part]]
    return Object.entries(part).filter(([, inner]) => defOf(inner) !== null)
  })
  return [...(isOpen ? [path] : []), ...parts.flatMap(([name, part]) => openings(part, name === '' ? path : `${path}.${name}`, seen))]
}

const outputs = Object.entries(marketContract).flatMap(([module, contract]) =>
  operationsOf(contract).map(([operation, procedure]) => [`${module}.${operation}`, procedure['~orpc'].outputSchema] as const),
)

it('every operation says what it answers', () => {
  expect(outputs.length).toBeGreaterThan(200)
  expect(outputs.filter(([, schema]) => schema === undefined).map(([name]) => name)).toEqual([])
})

it('no answer holds what its shape does not name', () => expect(outputs.flatMap(([name, schema]) => openings(schema, name))).toEqual([]))

it.each([
  ['anything', z.object({ a: z.any() }), ['x.a']],
  ['an object with more', z.looseObject({}), ['x']],
  ['a list of anything', z.object({ list: z.array(z.unknown()) }), ['x.list.[]']],
  ['a closed shape', z.object({ a: z.string(), b: z.array(z.object({ c: z.number() })) }), []],
])('%s is seen', (_, schema, expected) => expect(openings(schema, 'x')).toEqual(expected))

it('turns amounts and instants into text, and leaves text as it is', () => {
  expect([amountOutput.parse(-5n), amountOutput.parse('12')]).toEqual(['-5', '12'])
  expect([instantOutput.parse(0 as never), instantOutput.parse('2026-01-01T00:00:00.000Z')]).toEqual(['1970-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z'])
  expect(amountOutput.safeParse('1.5').success).toBe(false)
})
