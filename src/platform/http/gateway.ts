/** Turns the modules' contracts and handlers into one router: access first, then the schema, then the road or the reader. */
import { implement, createRouterClient, ORPCError, type AnyRouter } from '@orpc/server'
import type { ContractRouterClient } from '@orpc/contract'
import type { OperationMeta } from '#contract/operation.ts'
import type { Actor } from '#kernel/actor.ts'
import { Refused, refuse, type Refusal, type Result } from '#kernel/result.ts'
import type { Instant } from '#kernel/instant.ts'
import type { Act, View } from '#platform/command/act.ts'
import type { Contract, Module } from '#platform/command/module.ts'
import type { Road } from '#platform/command/services.ts'
import { isOutage } from '#platform/db/outage.ts'
import type { Reader } from '#platform/db/transaction.ts'
import { errorOf, type Wording } from './refusals.ts'
import { findUnstorable } from './storable.ts'

export interface CallContext {
  readonly actor: Actor
  readonly idempotencyKey?: string | undefined
  readonly dryRun?: boolean
  /** When the server took the request from its socket; absent: when it is decided. */
  readonly receivedAt?: Instant
  /** Names the failure in the log; shown to the user as a reference. */
  readonly traceId?: string
}

/** What a caller in the same process may add to one call. */
export interface ClientCall {
  readonly idempotencyKey?: string
  readonly dryRun?: boolean
}

export type ClientOf<Tree extends Readonly<Record<keyof Tree, Contract>>> = { readonly [Name in keyof Tree]: ContractRouterClient<Tree[Name], ClientCall> }

interface GatewaySpec {
  readonly modules: readonly Module[]
  readonly road: Road
  readonly reader: Reader
  readonly now: () => Instant
  /** Null, or why nothing may be decided now: no write is taken. */
  readonly pause: () => Refusal | null
  readonly wording: Wording
}

type Handler = (given: Act | View, input: unknown) => Promise<Result<unknown>>

const refusedAccess = (meta: OperationMeta, actor: Actor): Refusal | null => {
  if (meta.access === 'public' || actor.kind === 'system') return null
  if (actor.kind === 'visitor') return refuse('request.unauthorized').refusal
  if (meta.access === 'signed-in') return null
  const roles = meta.access
  return actor.mandates.some((mandate) => roles.includes(mandate.role)) ? null : refuse('request.forbidden').refusal
}

const metaOf = (procedure: Contract[string]): OperationMeta => procedure['~orpc'].meta as unknown as OperationMeta

export const handlerOf = (module: Module, operation: string): Handler => {
  const handler = module.commands?.[operation] ?? module.queries?.[operation]
  if (typeof handler !== 'function') throw new Error(`${module.name}.${operation} has a contract but no handler`)
  return handler as Handler
}

/** What PostgreSQL says of a value it cannot read (class 22). */
const isUnreadable = (error: unknown): boolean =>
  error instanceof SyntaxError || error instanceof RangeError || ((error as { code?: string }).code ?? '').startsWith('22')

/** Cursors are ours and opaque, so modules read them without ceremony; one that was made up is a bad request, not our fault. */
const answer = async (handler: Handler, view: View, input: unknown): Promise<Result<unknown>> => {
  try {
    return await handler(view, input)
  } catch (error) {
    if (error instanceof Refused) return { ok: false, refusal: error.refusal }
    const hasCursor = typeof (input as { cursor?: unknown } | null)?.cursor === 'string'
    if (!hasCursor || !isUnreadable(error)) throw error
    return refuse('request.cursor_unreadable', {}, { field: 'cursor' })
  }
}

/** A database that is away or silent is said as such, to programs and to pages alike. */
const orOutage = async (work: () => Promise<Result<unknown>>): Promise<Result<unknown>> => {
  try {
    return await work()
  } catch (error) {
    if (isOutage(error)) return refuse('request.unavailable')
    throw error
  }
}

export const buildRouter = ({ modules, road, reader, now, pause, wording }: GatewaySpec): AnyRouter => {
  const router: Record<string, Record<string, unknown>> = {}
  for (const module of modules) {
    const operations: Record<string, unknown> = {}
    for (const [operation, procedure] of Object.entries(module.contract)) {
      const meta = metaOf(procedure)
      const handler = handlerOf(module, operation)
      const name = `${module.name}.${operation}`
      // Validation after the first middleware: who may not act learns nothing about the fields.
      operations[operation] = implement(procedure, { initialInputValidationIndex: 1 })
        .$context<CallContext>()
        .use(({ context, next }, raw) => {
          const refused = refusedAccess(meta, context.actor)
          if (refused) throw errorOf(refused, wording)
          const unstorable = findUnstorable(raw)
          if (unstorable) throw new ORPCError('BAD_REQUEST', { message: 'Input validation failed', data: { issues: [unstorable] } })
          return next()
        })
        .handler(async ({ context, input }) => {
          const paused = meta.kind === 'query' ? null : pause()
          if (paused) throw errorOf(paused, wording)
          const result = await orOutage(() =>
            meta.kind === 'query'
              ? answer(handler, { reader, actor: context.actor, now: now() }, input)
              : road.run(
                  {
                    operation: name,
                    actor: context.actor,
                    input,
                    ...(context.idempotencyKey === undefined ? {} : { idempotencyKey: context.idempotencyKey }),
                    ...(context.dryRun === undefined ? {} : { dryRun: context.dryRun }),
                    ...(context.receivedAt === undefined ? {} : { receivedAt: context.receivedAt }),
                  },
                  (act) => handler(act, input),
                ),
          )
          if (!result.ok) throw errorOf(result.refusal, wording)
          return result.value as never
        })
    }
    router[module.name] = operations
  }
  return router as AnyRouter
}

/** A typed client without HTTP: page loaders, the seed and tests go the same way as the wire. */
export const clientFor = <Tree extends Readonly<Record<keyof Tree, Contract>>>(router: AnyRouter, context: CallContext): ClientOf<Tree> =>
  createRouterClient(router as never, { context: (call: ClientCall | undefined) => ({ ...context, ...call }) } as never) as unknown as ClientOf<Tree>
