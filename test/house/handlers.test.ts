/** An operation that nobody handles is an error of types: what is expected here is told by the compiler. */
import { expect, it } from 'vitest'
import { z } from 'zod'
import { command, query } from '#contract/operation.ts'
import { ok } from '#kernel/result.ts'
import { declareModule } from '#platform/command/module.ts'

const spec = { summary: 'Something', tag: 'some', access: 'public' } as const
const contract = {
  look: query({ path: '/looks', ...spec })
    .input(z.object({}))
    .output(z.object({ seen: z.number() })),
  act: command({ path: '/acts', ...spec })
    .input(z.object({ by: z.string() }))
    .output(z.object({})),
}
const rest = { name: 'some', contract, messages: { zh: {}, en: {} } }
const look = async () => ok({ seen: 1 })
const act = async () => ok({})

it('a module handles every operation of its contract', () => {
  expect(declareModule({ ...rest, queries: { look }, commands: { act } }).name).toBe('some')
  // @ts-expect-error nobody handles `act`
  expect(declareModule({ ...rest, queries: { look } }).name).toBe('some')
  // @ts-expect-error nobody handles `look`
  expect(declareModule({ ...rest, queries: {}, commands: { act } }).name).toBe('some')
  // @ts-expect-error `look` is read, not done
  expect(declareModule({ ...rest, queries: {}, commands: { look, act } }).name).toBe('some')
  // @ts-expect-error the answer is another
  expect(declareModule({ ...rest, queries: { look: async () => ok({ heard: 1 }) }, commands: { act } }).name).toBe('some')
})
