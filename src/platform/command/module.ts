/** What a module hands to the assembly. */
import type { AnyContractProcedure, AnySchema, ContractProcedure, InferSchemaInput, InferSchemaOutput } from '@orpc/contract'
import type { FastifyInstance } from 'fastify'
import type { Json } from '#kernel/canonical-json.ts'
import type { Result } from '#kernel/result.ts'
import type { Act, Fact, View } from './act.ts'
import type { Services } from './services.ts'

export type Contract = Readonly<Record<string, AnyContractProcedure>>

type InputOf<P extends AnyContractProcedure> =
  P extends ContractProcedure<infer Input extends AnySchema, infer _Output extends AnySchema, infer _Errors, infer _Meta> ? InferSchemaOutput<Input> : never
type OutputOf<P extends AnyContractProcedure> =
  P extends ContractProcedure<infer _Input extends AnySchema, infer Output extends AnySchema, infer _Errors, infer _Meta> ? InferSchemaInput<Output> : never

export type CommandOf<P extends AnyContractProcedure> = (act: Act, input: InputOf<P>) => Promise<Result<OutputOf<P>>>
export type QueryOf<P extends AnyContractProcedure> = (view: View, input: InputOf<P>) => Promise<Result<OutputOf<P>>>

/** Handlers by operation name. */
export type Commands<C extends Contract, Names extends keyof C> = { readonly [Name in Names]: CommandOf<C[Name]> }
export type Queries<C extends Contract, Names extends keyof C> = { readonly [Name in Names]: QueryOf<C[Name]> }

export interface Reaction {
  /** Type of the fact reacted to. */
  readonly on: string
  /** `module.name`, unique. Runs in its own transaction, at least once: must be idempotent. */
  readonly name: string
  readonly handle: (act: Act, fact: Fact) => Promise<Result<unknown>>
}

export type Task = (act: Act, payload: Readonly<Record<string, Json>>) => Promise<Result<unknown>>

/** SQL that must return no rows, ever. */
export interface Check {
  readonly name: string
  readonly sql: string
}

export interface Migration {
  readonly name: string
  readonly sql: string
}

/** What a live watcher sees of a fact, or null if nothing. Written once, sent to every socket. */
export type Frame = (fact: Fact & { readonly position: bigint }) => { readonly event: string; readonly data: Readonly<Record<string, Json>> } | null

export interface Messages {
  readonly zh: Readonly<Record<string, string>>
  readonly en: Readonly<Record<string, string>>
}

export interface Module {
  readonly name: string
  readonly contract: Contract
  readonly commands?: Readonly<Record<string, unknown>>
  readonly queries?: Readonly<Record<string, unknown>>
  readonly reactions?: readonly Reaction[]
  /** Due tasks by `module.task`. */
  readonly tasks?: Readonly<Record<string, Task>>
  readonly frames?: Readonly<Record<string, Frame>>
  /** Facts that come faster than a page can be drawn: a page from memory may be a moment behind them, its live stream is not. */
  readonly swift?: readonly string[]
  readonly messages: Messages
  readonly migrations?: readonly Migration[]
  readonly checks?: readonly Check[]
  /** Plain Fastify routes: hot paths, streams, downloads. Under `/api/v1`. */
  readonly routes?: (app: FastifyInstance, services: Services) => void
}
