/**
 * What belongs to one house no other house writes: every writing operation is asked by people of another university and another enterprise, about
 * every record of a deal that is not theirs. Nothing of the deal changes, and no fact of theirs is about it.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Actor } from '#kernel/actor.ts'
import { operationsOf, type OperationMeta } from '#contract/operation.ts'
import { marketContract } from '../../src/modules/contracts.ts'
import { confirmContract, confirmSale, dealToConfirm, done } from '../../src/modules/contract/deal.story.ts'
import { call, market, type TestMarket } from '../kit/market.ts'

type Schema = {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly pattern?: string
  readonly format?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly minItems?: number
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
}

interface Writing {
  readonly name: string
  readonly schema: Schema
  readonly run: (actor: Actor, input: unknown) => Promise<{ readonly ok: boolean; readonly refusal?: { readonly code: string } }>
}

/** Texts of every shape that operations ask for; the first that fits is taken. */
const TEXTS = [
  '别家单位的说明文字，足够长，足够长。',
  '100',
  '6222000011112222',
  '2026-12-01',
  '2026-12-01T01:00:00.000Z',
  '2026-12',
  '91330100MA27XYZ120',
  'a@example.test',
  'a'.repeat(64),
  'QUJD',
  'term.something',
  '330100',
]

let m: TestMarket
let outsiders: readonly Actor[]
/** Ids of everything in the deal, by their kind. */
let known: ReadonlyMap<string, readonly string[]>
let writings: readonly Writing[]

const idsFitting = (pattern: string): readonly string[] => [...known.values()].flat().filter((id) => new RegExp(pattern).test(id))

/** All values a field may take in these questions: an id field takes each fitting id once. */
const valuesOf = (schema: Schema, depth = 0): readonly unknown[] => {
  if (depth > 6) return [null]
  if (schema.const !== undefined) return [schema.const]
  if (schema.enum) return [schema.enum[0]]
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return valuesOf(choices[0] ?? {}, depth + 1)
  if (schema.type === 'object' || schema.properties) return objectsOf(schema, depth)
  if (schema.type === 'array') return (schema.minItems ?? 0) === 0 ? [[]] : [[valuesOf(schema.items ?? {}, depth + 1)[0]]]
  if (schema.type === 'boolean') return [true]
  if (schema.type === 'integer' || schema.type === 'number') return [Math.max(1, schema.minimum ?? 1)]
  return textsOf(schema)
}

const textsOf = ({ pattern, minLength = 0, maxLength = 10_000 }: Schema): readonly string[] => {
  if (pattern?.includes('_')) {
    const ids = idsFitting(pattern)
    if (ids.length > 0) return ids
  }
  const fits = (text: string) => (pattern === undefined || new RegExp(pattern).test(text)) && text.length >= minLength && text.length <= maxLength
  return [TEXTS.find(fits) ?? TEXTS[0] ?? '']
}

const MOST = 40

const objectsOf = (schema: Schema, depth: number): readonly unknown[] => {
  const required = Object.entries(schema.properties ?? {}).filter(([name]) => schema.required?.includes(name) || /(?:^i|I)d$/.test(name))
  const values = required.map(([name, property]) => [name, valuesOf(property, depth + 1)] as const)
  const count = Math.min(MOST, Math.max(1, ...values.map(([, all]) => all.length)))
  return Array.from({ length: count }, (_, index) => Object.fromEntries(values.map(([name, all]) => [name, all[index % all.length]])))
}

const writingsOf = (): readonly Writing[] =>
  Object.entries(marketContract).flatMap(([module, operations]) =>
    operationsOf(operations).flatMap(([operation, procedure]) => {
      const { meta, inputSchema } = procedure['~orpc']
      if ((meta as unknown as OperationMeta).kind !== 'command') return []
      const run: Writing['run'] = (actor, input) => call(m.as(actor), `${module}.${operation}`, input)
      const schema = inputSchema ? (z.toJSONSchema(inputSchema as z.ZodType, { io: 'input', unrepresentable: 'any' }) as Schema) : {}
      return [{ name: `${module}.${operation}`, schema, run }]
    }),
  )

beforeAll(async () => {
  m = await market()
  const deal = await dealToConfirm(m)
  await confirmSale(m, deal)
  await confirmContract(m, deal)
  await done(m.as(deal.buyer).party.declareRelation({ from: deal.enterprise, to: deal.rival, kind: 'same_controller', note: '' }))
  const house = await m.organisation({ kind: 'broker', name: '示范拍卖有限公司（演示）' })
  const head = await m.person({ name: '拍卖行负责人', roles: [{ role: 'approver', organisationId: house }] })
  const paper = await done(m.as(head).document.upload({ name: '证书.txt', kind: 'proof', contentBase64: Buffer.from('证书').toString('base64') }))
  await done(
    m.as(head).party.fileCredential({
      organisationId: house,
      kind: 'auction_licence',
      number: '第0001号（演示）',
      issuer: '示范主管部门（演示）',
      validFrom: '2026-01-01',
      validUntil: '2027-12-31',
      paperDocumentId: paper.id,
    }),
  )
  await m.settle()
  const { rows } = await m.database.pool.query<{ id: string }>(
    'select distinct id from (select subject as id from platform.fact union select unnest(related) from platform.fact union select id from platform.fact) as known(id)',
  )
  const groups = new Map<string, string[]>()
  for (const { id } of rows) groups.set(id.slice(0, 4), [...(groups.get(id.slice(0, 4)) ?? []), id])
  known = groups
  const university = await m.organisation({ kind: 'university', name: '别处大学（演示）' })
  const enterprise = await m.organisation({ kind: 'enterprise', name: '别处企业有限公司（演示）' })
  outsiders = [
    await m.person({ name: '甲', roles: (['researcher', 'tto', 'approver'] as const).map((role) => ({ role, organisationId: university })) }),
    await m.person({ name: '乙', roles: [{ role: 'enterprise', organisationId: enterprise }] }),
  ]
  writings = writingsOf()
})

/** Everything that is kept of the deal, as one text. Requests that were refused leave nothing. */
const stateOfDeal = async (): Promise<string> => {
  const { rows: tables } = await m.database.pool.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.columns
     where column_name = 'id' and table_schema not in ('pg_catalog', 'information_schema', 'platform', 'evidence') order by 1`,
  )
  const ids = [...known.values()].flat()
  const parts: string[] = []
  for (const { name } of tables) {
    const { rows } = await m.database.pool.query<{ row: string }>(`select to_jsonb(t)::text as row from ${name} t where t.id::text = any($1) order by t.id`, [
      ids,
    ])
    parts.push(name, ...rows.map(({ row }) => row))
  }
  return parts.join('\n')
}

describe('people of another house', () => {
  it('change nothing of a deal by any writing operation, whatever record they name', async () => {
    const before = await stateOfDeal()
    const heard = new Map<string, Set<string>>()
    for (const writing of writings) {
      for (const actor of outsiders) {
        for (const input of valuesOf(writing.schema)) {
          const { ok, refusal } = await writing.run(actor, input)
          heard.set(writing.name, (heard.get(writing.name) ?? new Set()).add(ok ? 'ok' : (refusal?.code ?? 'none')))
        }
      }
    }
    await m.settle()
    const unread = [...heard].filter(([, codes]) => [...codes].every((code) => code === 'request.invalid')).map(([name]) => name)
    expect(await stateOfDeal()).toBe(before)
    const { rows } = await m.database.pool.query<{ type: string; subject: string }>('select type, subject from platform.fact where actor_id = any($1)', [
      outsiders.map(({ personId }) => personId),
    ])
    const ids = new Set([...known.values()].flat())
    expect(rows.filter(({ subject }) => ids.has(subject))).toEqual([])
    // Most questions were understood: what is refused as unreadable proves nothing.
    expect(unread.length, unread.join(' ')).toBeLessThan(writings.length / 10)
  })
})
