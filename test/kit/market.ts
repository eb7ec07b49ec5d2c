/** A whole market for one test file: its own database, a clock that the test moves, and people who act through the API. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ORPCError } from '@orpc/server'
import type { Actor, Role } from '#kernel/actor.ts'
import { instant, parseInstant, type Instant } from '#kernel/instant.ts'
import { ok, type Refusal, type Result } from '#kernel/result.ts'
import type { Act } from '#platform/command/act.ts'
import type { Database } from '#platform/db/database.ts'
import { openDiskStore } from '#platform/files/disk.ts'
import { openCore, type Api, type Core, type Violation } from '../../src/app/core.ts'
import { moduleList } from '../../src/app/modules.ts'
import { inventedCreditCode } from '../../src/app/stage/credit-code.ts'
import { freshDatabase } from './database.ts'
import { atFileEnd } from './ending.ts'

type Outcome<Client> = {
  readonly [Part in keyof Client]: Client[Part] extends (input: infer Input, ...rest: infer Rest) => Promise<infer Value>
    ? (input: Input, ...rest: Rest) => Promise<Result<Value>>
    : Outcome<Client[Part]>
}
export type TestApi = Outcome<Api>

export interface TestMarket {
  readonly core: Core
  readonly database: Database
  readonly clock: { readonly now: () => Instant; readonly set: (at: Instant) => void; readonly advance: (ms: number) => void }
  /** Calls operations as the actor; refusals come back as results, faults throw. */
  readonly as: (actor: Actor, call?: { readonly idempotencyKey?: string; readonly dryRun?: boolean }) => TestApi
  /** Work inside the road as the actor, for doors that have no operation. */
  readonly act: <Value>(actor: Actor, work: (act: Act) => Promise<Result<Value>>) => Promise<Result<Value>>
  readonly settle: () => Promise<void>
  readonly checks: () => Promise<readonly Violation[]>
  readonly organisation: (spec: {
    readonly kind: string
    readonly name: string
    readonly verified?: boolean
    readonly region?: string
    readonly legalNature?: string
    readonly isPrivate?: boolean
  }) => Promise<string>
  /** Whoever signs has an authority on file and the house's agreement, unless `isUnauthorised`. */
  readonly person: (spec: {
    readonly name: string
    readonly roles: readonly { readonly role: Role; readonly organisationId: string }[]
    readonly isUnauthorised?: true
  }) => Promise<Actor>
  readonly failures: readonly { readonly key: string; readonly error: unknown }[]
  readonly databaseUrl: string
}

/** A Tuesday morning in a year without surprises. */
export const TEST_START = parseInstant('2026-03-03T01:00:00.000Z')

const asRefusal = (error: unknown): Refusal => {
  if (!(error instanceof ORPCError)) throw error
  const data = error.data as (Refusal & { issues?: readonly { path?: readonly PropertyKey[]; message: string }[] }) | undefined
  if (error.code === 'BAD_REQUEST') {
    const issue = data?.issues?.[0]
    return { code: 'request.invalid', params: { message: issue?.message ?? '' }, field: (issue?.path ?? []).map(String).join('.') }
  }
  if (data?.code === undefined) throw error
  return data
}

const asResults = (part: object): object =>
  new Proxy(part, {
    get: (target, name) => {
      const inner = Reflect.get(target, name) as object
      if (typeof inner !== 'function') return asResults(inner)
      return async (...input: unknown[]) => {
        try {
          return ok(await (inner as (...args: unknown[]) => Promise<unknown>)(...input))
        } catch (error) {
          return { ok: false, refusal: asRefusal(error) }
        }
      }
    },
  })

/** An operation by its name in the contract, as `payment.lines.list`. */
export const call = (api: TestApi, operation: string, input: unknown): Promise<Result<unknown>> =>
  (operation.split('.').reduce((part: object, name) => Reflect.get(part, name) as object, api) as (input: unknown) => Promise<Result<unknown>>)(input)

/** Of a company, or of what government set up. */
export const creditCode = (serial: number, registeredBy: 'companies' | 'establishment' = 'companies'): string =>
  inventedCreditCode(`${registeredBy === 'companies' ? '91' : '12'}330100MA2`, serial)

export const SET_UP_BY_GOVERNMENT: readonly string[] = ['university', 'institute', 'market', 'government']

export const market = async (options: { readonly start?: Instant; readonly demo?: boolean } = {}): Promise<TestMarket> => {
  const { database, url } = await freshDatabase()
  const directory = await mkdtemp(path.join(tmpdir(), 'zhepai-test-'))
  let at = options.start ?? TEST_START
  const failures: { key: string; error: unknown }[] = []
  const { modules, sinks } = moduleList({
    demo: options.demo ?? true,
    files: openDiskStore(path.join(directory, 'files')),
    dataDirectory: directory,
    origin: 'zhepai.test/log',
    publicUrl: 'http://zhepai.test',
  })
  const core = openCore({ database, modules, sinks, mailing: 'shown', now: () => at, onFailure: (key, error) => void failures.push({ key, error }) })
  atFileEnd(() => rm(directory, { recursive: true, force: true }))
  let serial = 0
  const { addOrganisation, addPerson, layAuthorities } = await import('../../src/modules/party/index.ts')
  const run = async <Value>(actor: Actor, work: (act: Act) => Promise<Result<Value>>) => core.road.run({ operation: 'test.act', actor }, work)
  const must = <Value>(result: Result<Value>): Value => {
    if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`)
    return result.value
  }
  const system: Actor = { kind: 'system', personId: null, mandates: [] }
  return {
    core,
    database,
    databaseUrl: url,
    clock: { now: () => at, set: (to) => void (at = to), advance: (ms) => void (at = instant(at + ms)) },
    as: (actor, call) => asResults(core.as(actor, call)) as TestApi,
    act: run,
    settle: core.settle,
    checks: core.checks,
    failures,
    organisation: async (spec) => {
      serial += 1
      const { name, verified = true, isPrivate = false, ...rest } = spec
      const code = creditCode(serial, SET_UP_BY_GOVERNMENT.includes(spec.kind) && !isPrivate ? 'establishment' : 'companies')
      const input = { ...rest, name: { zh: name, en: `${name} (test)` }, creditCode: code, verified }
      return must(await run(system, (act) => addOrganisation(act, input as never)))
    },
    person: async (spec) => {
      serial += 1
      const input = { name: { zh: spec.name, en: spec.name }, userId: `user-${serial}`, mandates: spec.roles }
      const personId = must(await run(system, (act) => addPerson(act, input as never)))
      if (!spec.isUnauthorised) must(await run(system, (act) => layAuthorities(act, personId, spec.roles)))
      return { kind: 'person', personId, mandates: spec.roles }
    },
  }
}
