/** Whatever is sent to whichever operation: the answer is a typed refusal, never a fault, and a refused body writes nothing. */
import { describe, expect, it } from 'vitest'
import * as fc from 'fast-check'
import { z } from 'zod'
import { ROLES } from '#kernel/actor.ts'
import { operationsOf, type OperationMeta } from '#contract/operation.ts'
import { marketContract } from '../../src/modules/contracts.ts'
import { browserAt, startServer } from '../kit/server.ts'

const server = await startServer()
const house = await server.organisation('market', '万能机构')
const everybody = await server.logIn(
  'everybody',
  ROLES.map((role) => ({ role, organisationId: house })),
)

interface Schema {
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly pattern?: string
  readonly format?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly maxItems?: number
}

/** Values that fit the schema but mean nothing. */
const fitting = (schema: Schema): fc.Arbitrary<unknown> => {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return fc.oneof(...choices.map(fitting))
  switch (schema.type) {
    case 'object': {
      const entries = Object.entries(schema.properties ?? {})
      return fc.record(Object.fromEntries(entries.map(([name, property]) => [name, fitting(property)])), { requiredKeys: [...(schema.required ?? [])] })
    }
    case 'array':
      return fc.array(fitting(schema.items ?? {}), { maxLength: Math.min(schema.maxItems ?? 3, 3) })
    case 'integer':
      return fc.integer({ min: Math.max(schema.minimum ?? 0, -1e9), max: Math.min(schema.maximum ?? 1e6, 1e9) })
    case 'number':
      return fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? 1000 })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'string':
      if (schema.format === 'date') return fc.constantFrom('2026-03-02', '2026-02-28', '1999-12-31')
      if (schema.format === 'date-time') return fc.constantFrom('2026-03-02T09:00:00+08:00', '2031-01-01T00:00:00Z')
      if (schema.pattern) return fc.stringMatching(new RegExp(schema.pattern), { maxLength: 100 })
      return fc.string({
        minLength: schema.minLength ?? 0,
        maxLength: Math.max(schema.minLength ?? 0, Math.min(schema.maxLength ?? 20, 40)),
        unit: fc.constantFrom('甲', 'a', '1', ' ', "'", '%', '\u0000', '😀', '<'),
      })
    default:
      return fc.constantFrom('x', 1, null)
  }
}

const WRONG: readonly unknown[] = [
  null,
  12.5,
  -1,
  '',
  '\u0000',
  'x'.repeat(70_000),
  [],
  [[]],
  {},
  { zh: 1 },
  true,
  '1e999',
  'NaN',
  "'; drop table platform.fact; --",
  '2026-02-30',
  '0001-01-01',
  '9999-12-31',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59-12:00',
]

const operations = Object.entries(marketContract).flatMap(([module, contract]) =>
  operationsOf(contract).map(([name, procedure]) => ({
    name: `${module}.${name}`,
    method: procedure['~orpc'].route.method ?? 'POST',
    path: procedure['~orpc'].route.path ?? '/',
    kind: (procedure['~orpc'].meta as unknown as OperationMeta).kind,
    schema: z.toJSONSchema((procedure['~orpc'].inputSchema as z.ZodType | undefined) ?? z.object({}), { io: 'input', unrepresentable: 'any' }) as Schema,
  })),
)

const send = async (operation: (typeof operations)[number], input: Record<string, unknown>) => {
  const used = new Set<string>()
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    used.add(name)
    const value = input[name]
    return encodeURIComponent(typeof value === 'string' && value !== '' ? value.slice(0, 200) : 'none')
  })
  const rest = Object.entries(input).filter(([name]) => !used.has(name))
  if (operation.method === 'GET') {
    const query = new URLSearchParams(
      rest
        .filter(([, value]) => value !== undefined && value !== null)
        .map(([name, value]) => [name, (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 5_000)]),
    )
    return everybody.fetch(`/api/v1${path}?${query}`)
  }
  return everybody.fetch(`/api/v1${path}`, { method: operation.method, body: Object.fromEntries(rest) })
}

const facts = async (): Promise<number> =>
  Number((await server.market.database.pool.query<{ n: bigint }>('select count(*) as n from platform.fact')).rows[0]?.n)

const expectTyped = async (response: Response, what: string) => {
  const text = await response.text()
  expect(response.status, `${what}: ${text.slice(0, 400)}`).toBeLessThan(500)
  if (response.status < 400) return
  const problem = JSON.parse(text) as { code?: string; text?: { zh?: string; en?: string } }
  expect(response.headers.get('content-type'), what).toContain('application/problem+json')
  expect(problem.code, what).toMatch(/^[a-z_]+(\.[a-z0-9_]+)+$/)
  expect(problem.text?.zh, what).toMatch(/[\u4e00-\u9fff]/)
  expect(problem.text?.en, what).toBeTruthy()
}

describe('every operation', () => {
  it.each(operations.map((operation) => [operation.name, operation] as const))(
    '%s answers wrong bodies with the field',
    async (name, operation) => {
      const before = await facts()
      const properties = Object.keys(operation.schema.properties ?? {})
      const [valid] = fc.sample(fitting(operation.schema), { numRuns: 1, seed: 7 }) as [Record<string, unknown>]
      for (const property of properties) {
        for (const wrong of WRONG) {
          const response = await send(operation, { ...valid, [property]: wrong })
          if (response.status === 400) expect(((await response.clone().json()) as { field?: string }).field, `${name}.${property}`).toBeTypeOf('string')
          await expectTyped(response, `${name}.${property} = ${JSON.stringify(wrong)?.slice(0, 40)}`)
        }
      }
      if (operation.kind === 'query') expect(await facts()).toBe(before)
    },
    60_000,
  )

  it.each(operations.map((operation) => [operation.name, operation] as const))(
    '%s stays typed for bodies that fit and mean nothing',
    async (name, operation) => {
      for (const input of fc.sample(fitting(operation.schema), { numRuns: 12, seed: 42 }) as Record<string, unknown>[]) {
        await expectTyped(await send(operation, input), `${name} ${JSON.stringify(input).slice(0, 200)}`)
      }
    },
    60_000,
  )
})

describe('the door', () => {
  it('takes files inside JSON from who has logged in, and large bodies of strangers not at all', async () => {
    const contentBase64 = Buffer.alloc(6 * 1024 * 1024, 'a').toString('base64')
    const body = { name: 'large.txt', kind: 'other', contentBase64 }
    expect((await everybody.fetch('/api/v1/documents/inline', { body })).status).toBe(200)
    const stranger = browserAt(server.origin, '', '')
    expect(await (await stranger.fetch('/api/v1/documents/inline', { body })).json()).toMatchObject({ status: 413, code: 'request.too_large' })
    expect((await everybody.fetch('/api/v1/lots', { raw: JSON.stringify({ a: 'x'.repeat(33 * 1024 * 1024) }) })).status).toBe(413)
  })
  it('answers what is no JSON, too large or unknown in the same form', async () => {
    await expectTyped(await everybody.fetch('/api/v1/lots', { raw: '{"a":' }), 'broken JSON')
    await expectTyped(await everybody.fetch('/api/v1/lots', { raw: JSON.stringify({ a: 'x'.repeat(5_000_000) }) }), 'too large')
    await expectTyped(await everybody.fetch('/api/v1/nothing/here'), 'unknown path')
    await expectTyped(await everybody.fetch('/api/v1/lots', { raw: '{"__proto__":{"a":1}}' }), 'prototype')
  })
  it('answers an address that cannot be read in the same form', async () => {
    const response = await everybody.fetch('/api/v1/lots/%ff')
    expect(response.status).toBe(400)
    await expectTyped(response, 'address')
  })
  it('tells of a fault of ours where the log says more', async () => {
    const trace = 'ab'.repeat(16)
    await server.market.database.pool.query('alter schema indicator rename to gone')
    const response = await everybody.fetch('/api/v1/indicators', { headers: { traceparent: `00-${trace}-${'cd'.repeat(8)}-01` } })
    await server.market.database.pool.query('alter schema gone rename to indicator')
    expect(await response.json()).toMatchObject({
      status: 500,
      code: 'request.fault',
      params: { reference: trace },
      text: { zh: expect.stringContaining(trace) },
    })
  })
  it('refuses an idempotency key it would not keep, instead of forgetting it', async () => {
    for (const key of ['', 'k'.repeat(201)]) {
      const before = await facts()
      const response = await everybody.fetch('/api/v1/me/name', { body: { name: { zh: '新名', en: 'New' } }, headers: { 'idempotency-key': key } })
      expect(await response.json()).toMatchObject({ status: 400, code: 'request.invalid', field: 'Idempotency-Key' })
      expect(await facts()).toBe(before)
    }
  })
  it('moves the demo’s clock by days, not by centuries', async () => {
    for (const byMs of [9e15, 401 * 86_400_000, -1, 'x', null]) {
      const response = await everybody.fetch('/api/v1/demo/clock', { body: { byMs } })
      expect(await response.json(), String(byMs)).toMatchObject({ status: 400, code: 'request.invalid', field: 'byMs' })
    }
  })
  it('believes no cookie that comes from another site', async () => {
    const response = await everybody.fetch('/api/v1/lots', { body: {}, headers: { 'sec-fetch-site': 'cross-site' } })
    expect(response.status).toBe(403)
  })
})
