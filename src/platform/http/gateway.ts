/** Turns the modules' contracts and handlers into one router: access first, then the schema, then the road or the reader. */
import { implement, createRouterClient, ORPCError, type AnyRouter } from '@orpc/server'
import type { AnyContractProcedure, ContractRouterClient } from '@orpc/contract'
import { operationsOf, type Contract, type OperationMeta } from '#contract/operation.ts'
import type { Actor } from '#kernel/actor.ts'
import { Refused, refuse, type Refusal, type Result } from '#kernel/result.ts'
import type { Instant } from '#kernel/instant.ts'
import type { Act, View } from '#platform/command/act.ts'
import type { Module } from '#platform/command/module.ts'
import type { Road } from '#platform/command/services.ts'
import { isOutage } from '#platform/db/outage.ts'
import type { Reader } from '#platform/db/transaction.ts'
import { errorOf, type Wording } from './refusals.ts'
import { findUnfitText } from './unfit-text.ts'

/** What is asked of a caller who came from outside. */
export interface Asked {
  readonly module: string
  readonly kind: OperationMeta['kind']
  readonly freshFactor: boolean
}

/** Null when how the caller proved who it is suffices for this: a session, its age and its second factor, or a key and its scopes. */
export type Admits = (asked: Asked) => Promise<Refusal | null>

/** Told of what belongs into the security log. */
export type Saw = (kind: 'refused' | 'exported', detail: { readonly operation: string; readonly code?: string }) => void

export interface CallContext {
  readonly actor: Actor
  /** Absent for callers in this process: tests, the demonstration and deferred work are trusted. */
  readonly admits?: Admits | undefined
  readonly saw?: Saw | undefined
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

const metaOf = (procedure: AnyContractProcedure): OperationMeta => procedure['~orpc'].meta as unknown as OperationMeta

/** The room by which the world knows an operation: in scopes of keys, kept answers, the security log and the description. It outlives a move between modules. */
export const wireRoomOf = (procedure: AnyContractProcedure): string => {
  const [tag] = procedure['~orpc'].route.tags ?? []
  if (tag === undefined) throw new Error('every operation has a tag')
  return tag
}

export const handlerOf = (module: Module, operation: string): Handler => {
  const [name = '', verb] = operation.split('.')
  const found = module.commands?.[name] ?? module.queries?.[name]
  const handler = verb === undefined ? found : (found as Readonly<Record<string, unknown>> | undefined)?.[verb]
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

/** Who was not allowed; not who was asked for a proof, or mistyped. */
const noteRefusal = ({ saw }: CallContext, operation: string, { code }: Refusal, wording: Wording): void => {
  if (wording.kindOf(code) === 'forbidden') saw?.('refused', { operation, code })
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
    const operations: Record<string, object> = {}
    for (const [operation, procedure] of operationsOf(module.contract)) {
      const meta = metaOf(procedure)
      const handler = handlerOf(module, operation)
      const room = wireRoomOf(procedure)
      const name = procedure['~orpc'].route.operationId ?? `${room}.${operation}`
      // Validation after the first middleware: who may not act learns nothing about the fields.
      const handled = implement(procedure, { initialInputValidationIndex: 1 })
        .$context<CallContext>()
        .use(async ({ context, next }, raw) => {
          const asked = { module: room, kind: meta.kind, freshFactor: meta.freshFactor }
          const refused = refusedAccess(meta, context.actor) ?? (await context.admits?.(asked)) ?? null
          if (refused) {
            noteRefusal(context, name, refused, wording)
            throw errorOf(refused, wording)
          }
          const unfit = findUnfitText(raw, meta.kind)
          if (unfit) throw new ORPCError('BAD_REQUEST', { message: 'Input validation failed', data: { issues: [unfit] } })
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
          if (!result.ok) {
            noteRefusal(context, name, result.refusal, wording)
            throw errorOf(result.refusal, wording)
          }
          if (meta.isExport) context.saw?.('exported', { operation: name })
          return result.value as never
        })
      const [head = '', verb] = operation.split('.')
      operations[head] = verb === undefined ? handled : { ...operations[head], [verb]: handled }
    }
    router[module.name] = operations
  }
  return router as AnyRouter
}

/** A typed client without HTTP: page loaders, the seed and tests go the same way as the wire. */
export const clientFor = <Tree extends Readonly<Record<keyof Tree, Contract>>>(router: AnyRouter, context: CallContext): ClientOf<Tree> =>
  createRouterClient(router as never, { context: (call: ClientCall | undefined) => ({ ...context, ...call }) } as never) as unknown as ClientOf<Tree>
